/** A proof as rows for a spreadsheet: what was asked, then one row for each relationship that it rests on. */

import { useTranslation } from "react-i18next";
import type { Exposure } from "../api/party";
import { useCaptions } from "../i18n/captions";
import { useCode } from "../i18n/useCode";
import { csv } from "../ui/save";
import type { Contents } from "./contents";
import type { Proof } from "./ProofDrawer";

export function useProofTable(proof: Proof, reply: Exposure): (contents: Contents) => string {
  const { t } = useTranslation();
  const { kind, source } = useCaptions();
  const code = useCode();
  return ({ relationships, parties, record }) => {
    const name = (id: string) => parties[id]?.name || id;
    const { id, version } = reply.policy;
    const asked = { as_of: reply.as_of, version: reply.data_version, policy: t("party.policy", { id, version }) };
    return csv([
      [t(`proof.${proof.what}`), reply.party.name, t("proof.basis", asked)],
      [t("proof.record"), record ?? ""],
      [],
      [
        t("proof.from_party"),
        t("proof.kind"),
        t("proof.to_party"),
        t("proof.valid_from"),
        t("proof.valid_to"),
        t("proof.standing"),
        t("proof.last_confirmed"),
        t("proof.source_only"),
        t("proof.source_record"),
        t("proof.factor"),
      ],
      ...relationships.map((row) => [
        name(row.from),
        kind(row.kind),
        name(row.to),
        row.valid_from,
        row.valid_to,
        code("standing", row.standing),
        row.last_confirmed,
        source(row.source.source),
        row.source.record,
        row.factor,
      ]),
    ]);
  };
}
