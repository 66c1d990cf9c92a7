import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { type Parties, useRecord } from "../api/party";
import { useAsk } from "../ask/ask";
import { useCaptions } from "../i18n/captions";
import { useCode } from "../i18n/useCode";
import { text } from "../pages/party/values";
import { Await } from "../ui/Await";
import { LayerMark } from "../ui/marks";
import { Scroll } from "../ui/Scroll";
import { Empty } from "../ui/states";
import { articleOf } from "./law";
import { PartyName } from "./PathLine";
import { ReachTerm, Term } from "./Term";

/** One record with all that its source says, how it stands, and whom it reaches by law. */
export function RecordProof({ id }: { id: string }) {
  const { ask } = useAsk();
  const found = useRecord(id, ask);
  return (
    <Await of={found}>
      {(reply) => (
        <>
          <RecordFacts record={reply.record} parties={reply.parties} />
          <Reaches reply={reply} />
        </>
      )}
    </Await>
  );
}

export function RecordFacts({ record, parties }: { record: Schemas["Record"]; parties: Parties }) {
  const { t } = useTranslation();
  const { property, record: named, source } = useCaptions();
  const code = useCode();
  const { record_kind, state, ...values } = record.values;
  return (
    <section className="stack-s">
      <div className="row">
        <LayerMark layer={record.acting ? "listed" : "ended"}>{named(record_kind)}</LayerMark>
        {record.subject && <PartyName id={record.subject} parties={parties} />}
        {record.mark && <span className="mark">{code("mark", record.mark)}</span>}
      </div>
      <dl className="pairs">
        {state ? (
          <>
            <dt>{property("CreditRecord", "state")}</dt>
            <dd>{code("record_state", state)}</dd>
          </>
        ) : null}
        {Object.entries(values).map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{property("CreditRecord", name)}</dt>
            <dd>{text(value)}</dd>
          </div>
        ))}
        <dt>{t("proof.term")}</dt>
        <dd>
          <Term record={record} />
          {record.term_article && <span className="muted"> · {record.term_article}</span>}
        </dd>
        <dt>{t("proof.source")}</dt>
        <dd>
          {record.sources.map((mark) => (
            <div key={mark.source + mark.record}>
              {source(mark.source)} <span className="mono small muted">{mark.record}</span>
            </div>
          ))}
        </dd>
      </dl>
    </section>
  );
}

export function Reaches({ reply }: { reply: Schemas["RecordReply"] }) {
  const { t } = useTranslation();
  const code = useCode();
  return (
    <section className="stack-s">
      <h3>{t("proof.reaches")}</h3>
      {reply.lawful_reach.length === 0 ? (
        <Empty>{t("proof.reaches_none")}</Empty>
      ) : (
        <Scroll label={t("proof.reaches")}>
          <table>
            <tbody>
              {reply.lawful_reach.map((reached) => (
                <tr key={reached.party + reached.rule.id + reached.effect}>
                  <th scope="row">
                    <PartyName id={reached.party} parties={reply.parties} />
                  </th>
                  <td>
                    <LayerMark layer="lawful">{code("effect", reached.effect)}</LayerMark>
                  </td>
                  <td>
                    {articleOf(reached.rule)}
                    <div className="small muted">{reached.rule.wording}</div>
                  </td>
                  <td className="nowrap">
                    <ReachTerm of={reached} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}
