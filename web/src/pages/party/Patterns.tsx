import { useTranslation } from "react-i18next";
import { To } from "../../ask/To";
import { useCode } from "../../i18n/useCode";
import type { SuccessorPattern } from "../../proof/ProofDrawer";
import { usePatternFacts } from "../../proof/pattern";
import { Dated } from "../../ui/Dated";
import { LayerMark } from "../../ui/marks";
import { Empty } from "../../ui/states";
import { Layer, Line } from "./Layer";
import type { Part } from "./Layers";

/** A firm that looks like a listed one under another name: reported as a pattern, never scored. */
export function Patterns({ reply, open }: Part) {
  const { t } = useTranslation();
  const facts = usePatternFacts(reply.parties);
  const patterns = reply.patterns as unknown as SuccessorPattern[];
  if (patterns.length === 0) return null;
  return (
    <Layer title={t("party.pattern.title")} layer={t("party.pattern.layer")} count={patterns.length}>
      {patterns.map((pattern) => (
        <Line key={`${pattern.listed} ${pattern.record}`} open={() => open({ what: "pattern", pattern })}>
          <Dated>{t("party.pattern.text", facts(pattern))}</Dated> <LinkKinds pattern={pattern} />
        </Line>
      ))}
      <Capped reply={reply} />
      <p className="small muted">{t("party.pattern.note")}</p>
    </Layer>
  );
}

function Capped({ reply }: { reply: Part["reply"] }) {
  const { t } = useTranslation();
  const count = Object.keys(reply.patterns_capped).length;
  return count > 0 && <p className="small muted">{t("party.pattern.capped", { count })}</p>;
}

function LinkKinds({ pattern }: { pattern: SuccessorPattern }) {
  const code = useCode();
  return (
    <span className="link-kinds">
      {pattern.links.map((link) => (
        <LayerMark key={link.kind} layer="indication">
          {code("link", link.kind)}
        </LayerMark>
      ))}
    </span>
  );
}

/** The same from the other end, on the page of a listed firm: firms that look like it under another name. */
export function Successors({ reply, open }: Part) {
  const { t } = useTranslation();
  const facts = usePatternFacts(reply.parties);
  const found = reply.successors as unknown as SuccessorPattern[];
  const cut = reply.successors_not_looked_at;
  if (!reply.parties[reply.party.id]?.listed?.length) return null;
  return (
    <Layer title={t("party.successors.title")} layer={t("party.pattern.layer")} count={found.length}>
      {found.length === 0 && <Empty>{t("party.successors.none")}</Empty>}
      {found.map((pattern) => (
        <Line key={`${pattern.party} ${pattern.record}`} open={() => open({ what: "pattern", pattern })}>
          <To to={`/party/${pattern.party}`}>{reply.parties[pattern.party]?.name ?? pattern.party}</To>{" "}
          <Dated>{t("party.successors.text", facts(pattern))}</Dated> <LinkKinds pattern={pattern} />
        </Line>
      ))}
      <Capped reply={reply} />
      {cut > 0 && <p className="small muted">{t("party.successors.cut", { count: cut })}</p>}
      {found.length > 0 && <p className="small muted">{t("party.pattern.note")}</p>}
    </Layer>
  );
}
