import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Exposure, useExposure } from "../../api/party";
import { useAsk } from "../../ask/ask";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { articleOf } from "../../proof/law";
import { type Proof, ProofDrawer } from "../../proof/ProofDrawer";
import { Await } from "../../ui/Await";
import { Dated } from "../../ui/Dated";
import { score } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import { Empty, Notice } from "../../ui/states";
import { Cascades } from "./Cascades";
import { Indicative } from "./Indicative";
import { Layer, Line } from "./Layer";
import { Patterns, Successors } from "./Patterns";
import { text } from "./values";

/** The layers of risk, apart, each line opening its proof. */
export function Layers({ id }: { id: string }) {
  const { ask } = useAsk();
  const { t } = useTranslation();
  const found = useExposure(id, ask);
  const [proof, setProof] = useState<Proof | null>(null);
  return (
    <section className="stack" aria-label={t("party.layers")}>
      <Await of={found} lines={6}>
        {(reply) => (
          <>
            {reply.truncated && <Truncated reply={reply} />}
            <Own reply={reply} open={setProof} />
            <Lawful reply={reply} open={setProof} />
            <Patterns reply={reply} open={setProof} />
            {reply.party.kind === "Enterprise" && <Successors reply={reply} open={setProof} />}
            <Indicative reply={reply} open={setProof} />
            <Cascades reply={reply} open={setProof} />
            {proof && <ProofDrawer proof={proof} reply={reply} close={() => setProof(null)} />}
          </>
        )}
      </Await>
    </section>
  );
}

export type Part = { reply: Exposure; open: (proof: Proof) => void };

function Truncated({ reply }: { reply: Exposure }) {
  const { t } = useTranslation();
  const words = reply.indicative.truncated
    ? t("states.truncated", { bound: score(reply.bound) })
    : t("states.truncated_plain");
  return <Notice warn>{words}</Notice>;
}

function Own({ reply, open }: Part) {
  const { t } = useTranslation();
  const { record } = useCaptions();
  const code = useCode();
  const covered = reply.coverage.find((row) => row.kind === "CreditRecord")?.has !== "no_data";
  return (
    <Layer title={t("party.own.title")} layer={t("party.own.layer")} count={reply.own.length}>
      {reply.own.length === 0 && <Empty>{t(covered ? "party.own.none" : "party.own.none_data")}</Empty>}
      {reply.own.map((found) => (
        <Line key={found.id} open={() => open({ what: "record", record: found.id })}>
          <LayerMark layer={found.acting ? "listed" : "ended"}>{record(found.values.record_kind)}</LayerMark>{" "}
          {text(found.values.authority)} {text(found.values.listed_on ?? found.values.decided_on)}
          {found.mark && <span className="muted"> · {code("mark", found.mark)}</span>}
        </Line>
      ))}
      {reply.withheld > 0 && <p className="small muted">{t("party.withheld", { count: reply.withheld })}</p>}
    </Layer>
  );
}

function Lawful({ reply, open }: Part) {
  const { t } = useTranslation();
  const code = useCode();
  return (
    <Layer title={t("party.lawful.title")} layer={t("party.lawful.layer")} count={reply.lawful_reach.length}>
      {reply.lawful_reach.length === 0 && <Empty>{t("party.lawful.none")}</Empty>}
      {reply.lawful_reach.map((reached, at) => (
        <Line key={`${reached.record} ${reached.rule.id} ${reached.effect}`} open={() => open({ what: "lawful", at })}>
          <LayerMark layer="lawful">{code("effect", reached.effect)}</LayerMark> {articleOf(reached.rule)}{" "}
          <span className="muted">
            <Dated>
              {reached.to
                ? t("party.ends", { to: reached.to })
                : reached.from
                  ? t("party.from", { from: reached.from })
                  : ""}
            </Dated>
          </span>
        </Line>
      ))}
      <NotApplied reply={reply} />
    </Layer>
  );
}

function NotApplied({ reply }: { reply: Exposure }) {
  const { t } = useTranslation();
  const code = useCode();
  const rows = reply.rules_not_applied;
  if (rows.length === 0) return null;
  return (
    <details className="small">
      <summary>{t("party.not_applied", { count: rows.length })}</summary>
      <ul>
        {rows.map((row) => (
          <li key={JSON.stringify(row)}>
            <code>{text(row.rule)}</code> {code("not_applied", row.reason)}
            {row.would_settle ? <span className="muted"> · {code("would_settle", row.would_settle)}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
