import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, file, got } from "../../api/client";
import { Await } from "../../ui/Await";
import { save } from "../../ui/save";
import { ProblemView } from "../../ui/states";
import { text } from "../party/values";

/** Empty templates of every kind, in the language of the reader. */
export function Templates() {
  const { t, i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  const found = useQuery({
    queryKey: ["templates"],
    queryFn: ({ signal }) => got(api.GET("/api/v1/templates", { signal })),
  });
  const download = useMutation({
    mutationFn: (kind: string) => file(`/api/v1/templates/${kind}?format=xlsx&lang=${language}`),
    onSuccess: ({ blob, name }) => save(name, blob),
  });
  return (
    <section className="panel stack-s">
      <h2>{t("loads.templates")}</h2>
      <p className="muted">{t("loads.templates_help")}</p>
      <Await of={found}>
        {({ templates }) => (
          <div className="row">
            {templates.map((template) => (
              <button
                key={text(template.kind)}
                type="button"
                className="button"
                aria-label={t("loads.template", { name: text(template[language]) })}
                onClick={() => download.mutate(text(template.kind))}
              >
                {text(template[language])}
              </button>
            ))}
          </div>
        )}
      </Await>
      {download.isError && <ProblemView error={download.error} />}
    </section>
  );
}
