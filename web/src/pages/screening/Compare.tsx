import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEntity } from "../../api/party";
import { useAsk } from "../../ask/ask";
import { To } from "../../ask/To";
import { useCode } from "../../i18n/useCode";
import { articleOf } from "../../proof/law";
import { Await } from "../../ui/Await";
import { score } from "../../ui/format";
import { Drawer } from "../../ui/Modal";
import { LayerMark } from "../../ui/marks";
import { Scroll } from "../../ui/Scroll";
import { Empty } from "../../ui/states";
import { text } from "../party/values";
import { Decide } from "./Decide";
import type { Kept, Reply } from "./kept";
import { bearers, type Candidate, type Shown } from "./model";
import { FIELDS, type Field } from "./parties";
import { Listed } from "./ResultTable";

type Props = { id: string; shown: Shown; reply: Reply; kept: Kept | undefined; close: () => void };

/** One line beside each of its candidates: fact by fact, what agrees and what does not, what is recorded; and the decision. */
export function Compare({ id, shown, reply, kept, close }: Props) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const candidate = shown.candidates[at] ?? shown.candidates[0];
  if (!candidate) return null;
  const given = shown.row?.party?.name ?? "";
  return (
    <Drawer label={`${t("screening.compare_of", { line: shown.number })} ${given}`} close={close}>
      {shown.candidates.length > 1 && (
        <fieldset className="row">
          <legend className="visually-hidden">{t("screening.candidates")}</legend>
          {shown.candidates.map((one, n) => (
            <button
              key={one.id}
              type="button"
              className="chip"
              aria-pressed={one === candidate}
              onClick={() => setAt(n)}
            >
              {reply.parties[one.id]?.name ?? one.id} <span>{score(one.score)}</span>
            </button>
          ))}
        </fieldset>
      )}
      <Head candidate={candidate} reply={reply} />
      <Reasons candidate={candidate} />
      <Sides shown={shown} candidate={candidate} />
      <Recorded candidate={candidate} reply={reply} />
      <Decide key={candidate.id} id={id} shown={shown} candidate={candidate} kept={kept} />
    </Drawer>
  );
}

function Head({ candidate, reply }: { candidate: Candidate; reply: Reply }) {
  const { t } = useTranslation();
  const grade = candidate.grade as "strong" | null;
  return (
    <div className="spread">
      <h3>{reply.parties[candidate.id]?.name ?? candidate.id}</h3>
      <span className="row">
        <span className={candidate.answer === "same" ? "mark mark-accent" : "mark mark-indication"}>
          {candidate.answer === "same"
            ? t("screening.same_identifier")
            : `${t("screening.outcome.possible")}${grade ? ` · ${t(`screening.grade.${grade}`)}` : ""}`}
        </span>
        <span className="muted">{t("screening.score", { score: score(candidate.score) })}</span>
        <To to={`/party/${candidate.id}`} target="_blank">
          {t("screening.open_party")}
        </To>
      </span>
    </div>
  );
}

function Reasons({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="screening-reasons">
        <Side title={t("screening.why")} features={candidate.features.filter((f) => f.direction === "for")} />
        <Side title={t("screening.why_not")} features={candidate.features.filter((f) => f.direction !== "for")} />
      </div>
      {candidate.name_bearers !== null && (
        <dl className="pairs">
          <dt>{t("identity.bearers")}</dt>
          <dd>{bearers(candidate, t)}</dd>
        </dl>
      )}
    </>
  );
}

function Side({ title, features }: { title: string; features: Candidate["features"] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  return (
    <section className="stack-s">
      <h3>{title}</h3>
      {features.length === 0 && <Empty>{t("screening.no_why")}</Empty>}
      <ul>
        {features.map((feature) => (
          <li key={feature.code}>
            {feature[language]}{" "}
            {feature.weight > 0 && (
              <span className="small muted nowrap">{t("screening.weight", { weight: feature.weight })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Facts that the list gave, and what the graph has of the candidate under the same name. */
function Sides({ shown, candidate }: { shown: Shown; candidate: Candidate }) {
  const { ask } = useAsk();
  const found = useEntity(candidate.id, ask);
  return (
    <Await of={found}>
      {({ entity }) => <Facts shown={shown} values={{ ...entity.values, name: entity.name, kind: entity.kind }} />}
    </Await>
  );
}

function Facts({ shown, values }: { shown: Shown; values: Record<string, unknown> }) {
  const { t } = useTranslation();
  const word = useWord();
  const given = (shown.row?.party ?? {}) as Record<string, unknown>;
  const rows = FIELDS.filter((field) => field !== "id_number" && (present(given[field]) || present(values[field])));
  return (
    <Scroll label={t("screening.sides")}>
      <table className="screening-sides">
        <caption>
          <h3>{t("screening.sides")}</h3>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("screening.fact")}</th>
            <th scope="col">{t("screening.given")}</th>
            <th scope="col">{t("screening.in_graph")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`screening.field.${field}`)}</th>
              <td>{word(field, given[field]) || <span className="muted">{t("screening.not_given")}</span>}</td>
              <td>{word(field, values[field]) || <span className="muted">{t("screening.not_known")}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function present(value: unknown): boolean {
  return text(value) !== "";
}

function useWord(): (field: Field, value: unknown) => string {
  const code = useCode();
  const { t } = useTranslation();
  return (field, value) => {
    if (field === "kind") return value === "Person" ? t("screening.person") : value ? t("screening.enterprise") : "";
    return field === "gender" ? code("gender", value) : text(value);
  };
}

/** What is recorded of the candidate, layer by layer as far as it was asked for. */
function Recorded({ candidate, reply }: { candidate: Candidate; reply: Reply }) {
  const { t } = useTranslation();
  const code = useCode();
  const { reach, exposure } = candidate;
  return (
    <section className="stack-s">
      <h3>{t("screening.records")}</h3>
      <Own candidate={candidate} reply={reply} />
      {reach && (
        <p className="row">
          {reach.lawful_reach.length === 0 && <span className="muted">{t("screening.reach_none")}</span>}
          {reach.lawful_reach.map((one) => (
            <LayerMark key={`${one.record} ${one.rule.id} ${one.effect}`} layer="lawful">
              {`${code("effect", one.effect)} · ${articleOf(one.rule)}`}
            </LayerMark>
          ))}
        </p>
      )}
      {exposure && (
        <p className="row">
          {exposure.indicative.score === 0 && <span className="muted">{t("screening.exposure_none")}</span>}
          {exposure.indicative.score > 0 && (
            <LayerMark layer="indication">
              {`${score(exposure.indicative.score)} ${code("level", exposure.indicative.level)}`}
            </LayerMark>
          )}
          {exposure.patterns.length > 0 && <LayerMark layer="indication">{t("screening.successor")}</LayerMark>}
        </p>
      )}
    </section>
  );
}

function Own({ candidate, reply }: { candidate: Candidate; reply: Reply }) {
  const { t } = useTranslation();
  if (!candidate.own || candidate.own.records.length === 0)
    return <Listed kinds={reply.parties[candidate.id]?.listed ?? []} />;
  return (
    <ul className="stack-s">
      {candidate.own.records.map((own) => (
        <li key={own.id} className="row">
          <Listed kinds={[text(own.values.record_kind)]} />
          <span>
            {text(own.values.authority)} {text(own.values.listed_on ?? own.values.decided_on)}
          </span>
          <To to={`/records/${own.id}`} target="_blank">
            {t("proof.record")}
          </To>
        </li>
      ))}
    </ul>
  );
}
