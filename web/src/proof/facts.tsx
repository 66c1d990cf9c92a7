import { useTranslation } from "react-i18next";
import type { Relationship } from "../api/party";
import { useCaptions } from "../i18n/captions";
import { useCode } from "../i18n/useCode";
import { text } from "../pages/party/values";
import { percent } from "../ui/format";

/** What a relationship says beside its kind: share, role, usage and so on. */
export function Details({ of }: { of: Relationship }) {
  const { t } = useTranslation();
  const { property } = useCaptions();
  const code = useCode();
  const parts: string[] = [];
  if (of.share) parts.push(of.share.known ? shareText(of.share) : t("party.relations.share_unknown"));
  for (const [name, value] of Object.entries(of.values)) {
    if (name === "contact" || name === "usage") parts.push(code(name, value));
    else if (name === "outcome") parts.push(code("outcome", value));
    else if (name === "role") parts.push(text(value));
    else parts.push(`${property(of.kind, name)} ${text(value)}`);
  }
  return <>{parts.filter(Boolean).join(" · ")}</>;
}

function shareText({ min, max }: { min: string | number | null; max: string | number | null }): string {
  if (min === null || max === null) return "";
  return Number(min) === Number(max) ? percent(min) : `${percent(min)} – ${percent(max)}`;
}

/** From when to when, as far as it is stated; else when it was seen. */
export function Period({ of }: { of: Relationship }) {
  const { t } = useTranslation();
  if (of.valid_from || of.valid_to)
    return (
      <span className="nowrap">
        {of.valid_from ?? "…"} – {of.valid_to ?? t("common.until_now")}
      </span>
    );
  if (of.first_observed)
    return <span className="muted nowrap">{t("proof.known_since", { day: of.first_observed })}</span>;
  return <span className="muted">{t("party.relations.no_period")}</span>;
}
