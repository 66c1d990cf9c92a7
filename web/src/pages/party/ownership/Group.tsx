import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { file } from "../../../api/client";
import { useAsk, withAsk } from "../../../ask/ask";
import { save } from "../../../ui/save";
import { ProblemView } from "../../../ui/states";

const FORMS = ["xlsx", "csv"] as const;

/** Every holding above and below a party as a file. */
export function Group({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const download = useMutation({
    mutationFn: (form: (typeof FORMS)[number]) =>
      file(withAsk(`/api/v1/entities/${id}/group-file?format=${form}`, ask)),
    onSuccess: ({ name, blob }) => save(name, blob),
  });
  return (
    <>
      <div className="row no-print">
        {FORMS.map((form) => (
          <button
            key={form}
            type="button"
            className="button"
            disabled={download.isPending}
            onClick={() => download.mutate(form)}
          >
            {t(`ownership.download_${form}`)}
          </button>
        ))}
      </div>
      {download.isError && <ProblemView error={download.error} />}
    </>
  );
}
