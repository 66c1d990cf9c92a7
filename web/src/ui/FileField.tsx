import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  label: string;
  accept: string;
  help?: ReactNode;
  wide?: boolean;
  multiple?: boolean;
  choose: (files: readonly File[]) => void;
};

/** Chooses or drops files. The browser's own control speaks the language of the system, not that of the page. */
export function FileField({ label, accept, help, wide = false, multiple = false, choose }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [names, setNames] = useState<readonly string[]>([]);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1);
    setNames(files.map((file) => file.name));
    choose(files);
  };
  return (
    <div className={wide ? "field form-wide" : "field"}>
      <span id={`${id}-label`}>{label}</span>
      <label
        className={over ? "file file-over" : "file"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <input
          className="visually-hidden"
          type="file"
          accept={accept}
          multiple={multiple}
          aria-labelledby={`${id}-label`}
          aria-describedby={help ? `${id}-help` : undefined}
          onChange={(event) => take(event.target.files)}
          // The same file, corrected, may be chosen again.
          onClick={(event) => {
            event.currentTarget.value = "";
          }}
        />
        <span className="button" aria-hidden="true">
          {t("common.choose_file")}
        </span>
        <span className={names.length > 0 ? "file-name" : "file-name muted"}>
          {names.join(t("common.semicolon")) || t(wide ? "common.no_file_drop" : "common.no_file")}
        </span>
      </label>
      {help && (
        <small className="muted" id={`${id}-help`}>
          {help}
        </small>
      )}
    </div>
  );
}
