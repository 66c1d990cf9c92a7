import { useTranslation } from "react-i18next";
import { useCode } from "../../i18n/useCode";
import type { SuccessorPattern } from "../../proof/ProofDrawer";
import { days } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import { Layer, Line } from "./Layer";
import type { Part } from "./Layers";

/** A firm that looks like a listed one under another name: reported as a pattern, never scored. */
export function Patterns({ reply, open }: Part) {
  const { t } = useTranslation();
  const code = useCode();
  const patterns = reply.patterns as unknown as SuccessorPattern[];
  if (patterns.length === 0) return null;
  return (
    <Layer title={t("party.pattern.title")} layer={t("party.indicative.layer")} count={patterns.length}>
      {patterns.map((pattern) => (
        <Line key={`${pattern.listed} ${pattern.record}`} open={() => open({ what: "pattern", pattern })}>
          {t("party.pattern.text", {
            event: code("event", pattern.event),
            event_on: pattern.event_on,
            listed: reply.parties[pattern.listed]?.name ?? "",
            listed_on: pattern.listed_on,
            count: Math.abs(days(pattern.listed_on, pattern.event_on)),
            links: pattern.links.length,
          })}{" "}
          {pattern.links.map((link) => (
            <LayerMark key={link.kind} layer="indication">
              {code("link", link.kind)}
            </LayerMark>
          ))}
        </Line>
      ))}
      <p className="small muted">{t("party.pattern.note")}</p>
    </Layer>
  );
}
