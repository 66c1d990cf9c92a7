import { useTranslation } from "react-i18next";
import type { Exposure, Relationship } from "../api/party";
import { useCode } from "../i18n/useCode";
import { text } from "../pages/party/values";
import { LayerMark, StandingMark } from "../ui/marks";
import { RecordProof } from "./RecordProof";
import { RelationshipTable } from "./RelationshipTable";
import { ReachTerm } from "./Term";

/** One fact of lawful reach: its article and wording, the role it rests on, and the record that reaches. */
export function LawfulProof({ at, reply }: { at: number; reply: Exposure }) {
  const { t } = useTranslation();
  const code = useCode();
  const reached = reply.lawful_reach[at];
  if (!reached) return null;
  const { rule } = reached;
  return (
    <>
      <div className="row">
        <LayerMark layer="lawful">{code("effect", reached.effect)}</LayerMark>
        <StandingMark standing={reached.standing} />
        <span className="muted">{code("as_of_role", reached.as_of_role)}</span>
      </div>
      <dl className="pairs">
        <dt>{t("proof.text")}</dt>
        <dd>{text(rule.text)}</dd>
        <dt>{t("proof.article")}</dt>
        <dd>{rule.article}</dd>
        <dt>{t("proof.wording")}</dt>
        <dd>
          <blockquote className="law">{rule.wording}</blockquote>
          <span className="small muted">{t("proof.text_mirror")}</span>
        </dd>
        <dt>{t("proof.term")}</dt>
        <dd>
          <ReachTerm of={reached} />
        </dd>
      </dl>
      <RelationshipTable rows={reached.proof as Relationship[]} parties={reply.parties} />
      <RecordProof id={reached.record} />
    </>
  );
}
