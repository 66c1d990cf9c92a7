import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { lawOf } from "../../proof/law";
import { Await } from "../../ui/Await";
import { Dated } from "../../ui/Dated";
import { Scroll } from "../../ui/Scroll";
import { text } from "../party/values";

/** The rules of lawful reach with article and wording. */
export function Rules() {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["rules"],
    queryFn: ({ signal }) => got(api.GET("/api/v1/rules/reach", { signal })),
  });
  return (
    <section className="panel panel-flush">
      <h2 className="panel-title">{t("policies.rules")}</h2>
      <p className="muted panel-text">
        {t("policies.rules_help")} {t("proof.text_mirror")}
      </p>
      <Await of={found}>{({ rules }) => <Rows rules={rules} />}</Await>
    </section>
  );
}

function Rows({ rules }: { rules: readonly Record<string, unknown>[] }) {
  const { t } = useTranslation();
  const { record } = useCaptions();
  const code = useCode();
  return (
    <Scroll label={t("policies.rules")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("records.kind")}</th>
            <th scope="col">{t("policies.effect")}</th>
            <th scope="col">{t("policies.article")}</th>
            <th scope="col">{t("policies.wording")}</th>
            <th scope="col">{t("policies.rule")}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={text(rule.id)}>
              <td>{(rule.record_kinds as string[]).map(record).join(" / ")}</td>
              <td className="nowrap">{code("effect", rule.effect)}</td>
              <td>
                {text(rule.article)}
                <Law text={text(rule.text)} />
              </td>
              <td>{text(rule.wording)}</td>
              <td className="small">
                <code>{text(rule.id)}</code>
                <div>
                  <span className={rule.verified ? "mark mark-good" : "mark mark-open"}>
                    {t(rule.verified ? "policies.verified" : "policies.unverified")}
                  </span>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Law({ text: given }: { text: string }) {
  const { t } = useTranslation();
  const { title, former } = lawOf(given);
  return (
    <div className="small muted">
      <Dated>{title}</Dated> {former && t("policies.former_text")}
    </div>
  );
}
