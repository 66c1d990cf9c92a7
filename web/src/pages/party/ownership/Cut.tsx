import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { Notice } from "../../../ui/states";

/** That not everything was read, and how much was. */
export function Cut({ of }: { of: Pick<Schemas["HoldingsReply"], "truncated" | "bound"> }) {
  const { t } = useTranslation();
  if (!of.truncated) return null;
  return <Notice warn>{t("ownership.truncated", { n: Number(of.bound.parties_read ?? 0) })}</Notice>;
}
