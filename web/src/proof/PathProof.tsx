import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import type { Exposure, Parties, Relationship } from "../api/party";
import { useCaptions } from "../i18n/captions";
import { score } from "../ui/format";
import { LayerMark } from "../ui/marks";
import { PathStrip } from "./PathStrip";
import { RelationshipTable } from "./RelationshipTable";

type Control = {
  readonly share: { readonly percent: number };
  readonly text: { readonly source: string; readonly article: string };
  readonly proof: readonly Relationship[];
  readonly proof_more: number;
};
type Step = { readonly factor: number; readonly relationship: Relationship; readonly control?: Control };

/** A path of L3 drawn left to right; its factors multiply out to the score. */
export function PathProof({ path, reply }: { path: Schemas["RiskPath"]; reply: Exposure }) {
  const { t } = useTranslation();
  const { record } = useCaptions();
  const steps = path.steps as unknown as Step[];
  const product = [path.severity, ...steps.map((step) => step.factor)].map((n) => n.toFixed(2)).join(" × ");
  return (
    <>
      <div className="row">
        <LayerMark layer="listed">{record(path.record_kind)}</LayerMark>
        <span className="muted">
          {t("proof.severity")} {path.severity.toFixed(2)}
        </span>
      </div>
      <figure className="stack-s">
        <figcaption>
          <h3>{t("proof.path_strip")}</h3>
        </figcaption>
        <PathStrip nodes={path.nodes} relationships={steps.map((step) => step.relationship)} parties={reply.parties} />
      </figure>
      <p>{t("proof.multiplies", { product, score: score(path.score) })}</p>
      <RelationshipTable
        rows={steps.map((step) => step.relationship)}
        factors={steps.map((step) => step.factor)}
        parties={reply.parties}
      />
      {steps.map(
        ({ control, relationship }) =>
          control && <ControlProof key={relationship.id} control={control} parties={reply.parties} />,
      )}
    </>
  );
}

/** Computed control: the sum that the controller and its group hold, and the holdings on which it rests. */
function ControlProof({ control, parties }: { control: Control; parties: Parties }) {
  const { t } = useTranslation();
  return (
    <section className="stack-s">
      <p>
        {t("proof.control_text", {
          share: control.share.percent,
          text: control.text.source,
          article: control.text.article,
        })}
      </p>
      <RelationshipTable rows={control.proof} parties={parties} title={t("proof.control")} />
      {control.proof_more > 0 && <p className="small muted">{t("proof.control_more", { n: control.proof_more })}</p>}
    </section>
  );
}
