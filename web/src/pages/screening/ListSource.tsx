import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { SheetFault } from "../../sheets/fault";
import { type Line, readFile, readText } from "../../sheets/table";
import { FileField } from "../../ui/FileField";
import { asList, type List } from "./parties";

type Props = { text: string; take: (text: string, fileName: string, list: List | null) => void };

/** Where the list comes from: the clipboard or a file. Both are read here; nothing is sent. */
export function ListSource({ text, take }: Props) {
  const { t } = useTranslation();
  const help = useId();
  const read = useMutation({
    mutationFn: async (given: string | File) =>
      checked(given instanceof File ? await readFile(given) : readText(given)),
    onMutate: (given) => take(given instanceof File ? "" : given, given instanceof File ? given.name : "", null),
    onSuccess: (list, given) => take(given instanceof File ? "" : given, given instanceof File ? given.name : "", list),
  });
  return (
    <div className="screening-source">
      <label className="field">
        <span>{t("screening.paste")}</span>
        <textarea
          className="input"
          rows={7}
          value={text}
          placeholder={t("screening.paste_example")}
          aria-describedby={help}
          onChange={(event) => (event.target.value.trim() ? read.mutate(event.target.value) : take("", "", null))}
        />
        <small className="muted" id={help}>
          {t("screening.paste_help")}
        </small>
      </label>
      <FileField
        label={t("screening.file")}
        accept=".xlsx,.xls,.csv,.tsv,.txt"
        help={t("screening.file_help")}
        choose={([file]) => file && read.mutate(file)}
      />
      {read.isError && <Unread error={read.error} />}
    </div>
  );
}

function checked(lines: readonly Line[]): List {
  if (lines.length === 0) throw new SheetFault("empty");
  return asList(lines);
}

function Unread({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!(error instanceof SheetFault)) throw error;
  return (
    <p className="notice notice-warn" role="alert">
      {t(`screening.sheet.${error.code}`, { detail: error.detail })}
    </p>
  );
}
