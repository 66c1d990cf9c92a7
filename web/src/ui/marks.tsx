import { useTranslation } from "react-i18next";
import { useCode } from "../i18n/useCode";

/** Risk by word, shape and colour: ● listed, ◆ reached by law, ▲ indication, ○ ended. */
const SHAPES = { listed: "●", lawful: "◆", indication: "▲", ended: "○" } as const;
export type Layer = keyof typeof SHAPES;

export function LayerMark({ layer, children }: { layer: Layer; children: React.ReactNode }) {
  return (
    <span className={layer === "ended" ? "mark mark-open" : `mark mark-${layer}`}>
      <span aria-hidden="true">{SHAPES[layer]}</span>
      {children}
    </span>
  );
}

/** How well a fact is known to hold on the day; what is not certain is dashed. */
export function StandingMark({ standing, last }: { standing: string; last?: string | null }) {
  const code = useCode();
  const { t } = useTranslation();
  const sure = standing === "confirmed";
  const word = standing === "presumed" && last ? t("party.presumed_on", { day: last }) : code("standing", standing);
  return <span className={sure ? "mark mark-good" : "mark mark-open"}>{word}</span>;
}

export function IdentityMark({ identity }: { identity: string }) {
  const code = useCode();
  const sure = identity === "credit_code" || identity === "id_number" || identity === "registration_number_or_lei";
  return (
    <span className={sure ? "mark mark-good" : "mark mark-open"} title={code("identity", identity)}>
      {code("identity_short", identity)}
    </span>
  );
}
