import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import type { Exposure, Relationship } from "../api/party";
import { useCaptions } from "../i18n/captions";
import { useCode } from "../i18n/useCode";
import { spanText } from "../pages/party/ownership/share";
import { percent } from "../ui/format";
import { Scroll } from "../ui/Scroll";
import { Notice } from "../ui/states";
import { PartyName } from "./PathLine";
import { RelationshipTable } from "./RelationshipTable";

type Props = { cascade: Schemas["RegimeReach"]; reply: Exposure };

/** How the rule of one foreign list reaches the company: its text, the listings, the sum at each company on the way. */
export function CascadeProof({ cascade, reply }: Props) {
  const { t, i18n } = useTranslation();
  const { record } = useCaptions();
  const { text, reached } = cascade;
  if (!reached) return null;
  return (
    <>
      <Notice>{t("party.cascades.note")}</Notice>
      <dl className="pairs">
        <dt>{t("proof.rule")}</dt>
        <dd>{cascade.label[i18n.language === "en" ? "en" : "zh"]}</dd>
        {text && <Text text={text} />}
        <dt>{t("proof.listings")}</dt>
        {reached.records.map((one) => (
          <dd key={`${one.party} ${one.record}`}>
            <PartyName id={one.party} parties={reply.parties} /> ● {record(one.record_kind)} {one.listed_on}
          </dd>
        ))}
      </dl>
      {reached.contradicted.length > 0 && <Notice warn>{t("proof.contradicted")}</Notice>}
      <Steps reached={reached} reply={reply} />
      <RelationshipTable rows={reached.proof as Relationship[]} parties={reply.parties} />
    </>
  );
}

function Text({ text }: { text: NonNullable<Schemas["RegimeReach"]["text"]> }) {
  const { t } = useTranslation();
  const code = useCode();
  const bound = t(text.inclusive ? "proof.from_share" : "proof.above_share", { share: percent(text.threshold ?? "0") });
  return (
    <>
      <dt>{t("proof.text")}</dt>
      <dd>
        {text.source} · {bound}
        {text.valid_from && ` · ${t("party.from", { from: text.valid_from })}`}
        <div className="small muted">
          {code("text_status", text.text_status)} {text.note}
        </div>
      </dd>
    </>
  );
}

function Steps({ reached, reply }: { reached: Schemas["RegimeProof"]; reply: Exposure }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t("proof.sums")}>
      <table>
        <caption>
          <h3>{t("proof.sums")}</h3>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("proof.company")}</th>
            <th scope="col">{t("proof.held_by")}</th>
            <th scope="col" className="num">
              {t("proof.sum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {reached.steps.map((step) => (
            <tr key={step.company}>
              <th scope="row">
                <PartyName id={step.company} parties={reply.parties} />
              </th>
              <td>
                {step.declared && t("proof.declared")}
                {step.holders.map(({ holder, share }) => (
                  <div key={holder}>
                    <PartyName id={holder} parties={reply.parties} /> {spanText(share) ?? t("ownership.unknown")}
                  </div>
                ))}
              </td>
              <td className="num">{step.declared ? "" : percent(step.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
