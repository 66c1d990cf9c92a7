import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Dated } from "../ui/Dated";

/** From when to when a record acts. A missing end is not a promise that there is none. */
export function Term({ record }: { record: Schemas["Record"] }) {
  const { t } = useTranslation();
  const from = record.acts_from ?? t("common.unknown");
  if (record.first_free_day) return <Dated>{t("party.term_before", { from, to: record.first_free_day })}</Dated>;
  return <Dated>{t(record.values.permanent ? "party.term_permanent" : "party.term_open", { from })}</Dated>;
}

/** From when to when a record reaches a party; an end that is not known is said to be so. */
export function ReachTerm({ of }: { of: { from?: string | null; to?: string | null } }) {
  const { t } = useTranslation();
  const from = of.from ?? t("common.unknown");
  return <Dated>{of.to ? `${from} – ${of.to}` : t("party.term_open", { from })}</Dated>;
}
