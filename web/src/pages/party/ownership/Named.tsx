import { useTranslation } from "react-i18next";
import type { Parties } from "../../../api/party";
import { To } from "../../../ask/To";
import { useCaptions } from "../../../i18n/captions";
import { LayerMark } from "../../../ui/marks";

/** A party by its shape and name, with what is recorded against it; leads to its page. */
export function Named({ id, parties }: { id: string; parties: Parties }) {
  const { t } = useTranslation();
  const { record } = useCaptions();
  const party = parties[id];
  return (
    <span className="row own-name">
      <span className={`shape shape-${party?.kind === "Person" ? "circle" : "square"}`} aria-hidden="true" />
      <To to={`/party/${id}/ownership`}>{party?.name || t("common.unknown")}</To>
      {(party?.listed ?? []).map((kind) => (
        <LayerMark key={kind} layer="listed">
          {record(kind)}
        </LayerMark>
      ))}
    </span>
  );
}
