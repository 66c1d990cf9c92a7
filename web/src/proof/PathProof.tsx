import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import type { Exposure, Relationship } from "../api/party";
import { useCaptions } from "../i18n/captions";
import { score } from "../ui/format";
import { LayerMark } from "../ui/marks";
import { PathStrip } from "./PathStrip";
import { RelationshipTable } from "./RelationshipTable";

type Step = { readonly factor: number; readonly relationship: Relationship };

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
    </>
  );
}
