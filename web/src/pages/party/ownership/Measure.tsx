import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useWord } from "../../../i18n/useCode";
import { spanText } from "./share";

/** A share with its bounds, or in words why there is none. */
export function Measure({ of }: { of: Pick<Schemas["Significant"], "reported" | "reason" | "share"> }) {
  const { t } = useTranslation();
  const word = useWord();
  if (of.reported) return <span className="mark mark-open">{word("ownership.no_share", of.reason)}</span>;
  return <>{spanText(of.share) ?? t("ownership.unknown")}</>;
}
