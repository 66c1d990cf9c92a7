import { useTranslation } from "react-i18next";
import type { Verdict } from "./model";

export const SIGNS: Record<Verdict, string> = { ground: "●", deemed: "◆", indication: "▲", none: "·", unknown: "?" };

/** L2 by sign, word and colour; the signs of its reports and of the command line, its own colour, for red belongs to L0 and L1. */
export function VerdictMark({ verdict, count }: { verdict: Verdict; count?: number }) {
  const { t } = useTranslation();
  const kind = verdict === "ground" || verdict === "deemed" ? "mark-statutory" : "mark-indication";
  return (
    <span className={`mark ${kind}`}>
      <span aria-hidden="true">{SIGNS[verdict]}</span>
      {t(`review.verdict.${verdict}`)}
      {count !== undefined && ` ${count}`}
    </span>
  );
}
