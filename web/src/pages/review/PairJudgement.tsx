import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { useEntity } from "../../api/party";
import { useAsk } from "../../ask/ask";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { Await } from "../../ui/Await";
import { Code } from "../../ui/Code";
import { Empty, Notice, ProblemView } from "../../ui/states";
import { text } from "../party/values";
import type { Review, Role } from "./model";
import { useAct } from "./useActs";

const ANSWERS = ["same", "different"] as const;
const FACTS = ["uscc", "org_code", "id_mask", "birth_year", "enterprise_type", "region", "founded_on"] as const;

/** Whether two of those named in this review are one: side by side, with a reason; in this review only. */
export function PairJudgement({ review }: { review: Review }) {
  const { t } = useTranslation();
  const roles = [...new Map(review.result.roles.map((role) => [role.key, role])).values()];
  const [a, setA] = useState("");
  const [b, setB] = useState("");
  if (roles.length < 2) return null;
  const left = roles.find((role) => role.key === a);
  const right = roles.find((role) => role.key === b && role.key !== a);
  return (
    <section className="panel stack-s">
      <h2>{t("review.pair.title")}</h2>
      <p className="muted">{t("review.pair.help")}</p>
      <div className="sides">
        <Choice label={t("review.pair.first")} roles={roles} value={a} choose={setA} />
        <Choice label={t("review.pair.second")} roles={roles.filter((r) => r.key !== a)} value={b} choose={setB} />
        {left && <Side role={left} />}
        {right && <Side role={right} />}
      </div>
      {left && right && <Judge key={`${a} ${b}`} review={review} a={a} b={b} />}
    </section>
  );
}

type ChoiceProps = { label: string; roles: readonly Role[]; value: string; choose: (key: string) => void };

function Choice({ label, roles, value, choose }: ChoiceProps) {
  const { t, i18n } = useTranslation();
  const word = (role: Role) =>
    i18n.exists(`review.roles.${role.role}`) ? t(`review.roles.${role.role as "bidder"}`) : role.role;
  return (
    <label className="field">
      <span>{label}</span>
      <select className="input" value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{t("review.pair.choose")}</option>
        {roles.map((role) => (
          <option key={role.key} value={role.key}>
            {`${role.name || role.given.name || role.key}（${word(role)}）`}
          </option>
        ))}
      </select>
    </label>
  );
}

function Side({ role }: { role: Role }) {
  const { t } = useTranslation();
  return (
    <div className="panel stack-s">
      <strong>{role.name || role.given.name}</strong>
      <span className="muted small">
        {role.given.name && `${t("review.given")} ${role.given.name}`}{" "}
        {role.given.code && <Code value={role.given.code} />}
      </span>
      {role.party ? <Known party={role.party} /> : <Empty>{t("review.confidence.absent")}</Empty>}
    </div>
  );
}

function Known({ party }: { party: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const { property } = useCaptions();
  const found = useEntity(party, ask);
  return (
    <Await of={found}>
      {({ entity }) => (
        <dl className="pairs">
          {FACTS.filter((name) => text(entity.values[name])).map((name) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{property(entity.kind, name)}</dt>
              <dd>{text(entity.values[name])}</dd>
            </div>
          ))}
          <dt>{t("review.matched")}</dt>
          <dd>
            <To to={`/party/${party}`} target="_blank">
              {entity.name}
            </To>
          </dd>
        </dl>
      )}
    </Await>
  );
}

function Judge({ review, a, b }: { review: Review; a: string; b: string }) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<(typeof ANSWERS)[number] | null>(null);
  const [reason, setReason] = useState("");
  const [evidence, setEvidence] = useState("");
  const judge = useAct(review.id, (chosen: (typeof ANSWERS)[number]) =>
    got(
      api.POST("/api/v1/reviews/{review}/judgements", {
        params: { path: { review: review.id } },
        body: { a, b, answer: chosen, reason, evidence },
      }),
    ),
  );
  if (judge.isSuccess) return <Notice>{t("review.pair.done")}</Notice>;
  return (
    <form
      className="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (answer) judge.mutate(answer);
      }}
    >
      <div className="row">
        {ANSWERS.map((name) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={answer === name}
            onClick={() => setAnswer(answer === name ? null : name)}
          >
            {t(`identity.${name}`)}
          </button>
        ))}
      </div>
      {answer && (
        <div className="filters">
          <label className="field decision-reason">
            <span>{t("review.reason_needed")}</span>
            <input
              className="input"
              required
              minLength={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <label className="field decision-reason">
            <span>{t("review.evidence")}</span>
            <input
              className="input"
              maxLength={2000}
              value={evidence}
              onChange={(event) => setEvidence(event.target.value)}
            />
          </label>
          <button type="submit" className="button button-main" disabled={judge.isPending}>
            {t("review.pair.go")}
          </button>
        </div>
      )}
      {judge.isError && <ProblemView error={judge.error} />}
    </form>
  );
}
