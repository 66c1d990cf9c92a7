import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, done, got } from "../../api/client";
import { To } from "../../ask/To";
import { Answers, Choice, ReasonField, SHORTEST_REASON } from "../../ui/fields";
import { Empty, ProblemView } from "../../ui/states";
import { type Decision, decide, type Kept, placeOf } from "./kept";
import type { Candidate, Shown } from "./model";

type Props = { id: string; shown: Shown; candidate: Candidate; kept: Kept | undefined };
type Answer = Decision["answer"];
type Scope = Decision["scope"];

/** A person says whether the line means this candidate, how far that counts, and why. Nothing is chosen beforehand. */
export function Decide({ id, shown, candidate, kept }: Props) {
  const { t } = useTranslation();
  const place = placeOf(shown.number, candidate.id);
  const decision = kept?.decisions[place];
  return (
    <section className="stack-s screening-decide">
      <h3>{t("screening.decide")}</h3>
      {!kept && <Empty>{t("screening.list_away")}</Empty>}
      {kept && decision && <Standing decision={decision} takeBack={() => decide(id, place, null)} />}
      {kept && !decision && <Form shown={shown} candidate={candidate} decided={(made) => decide(id, place, made)} />}
    </section>
  );
}

function Standing({ decision, takeBack }: { decision: Decision; takeBack: () => void }) {
  const { t } = useTranslation();
  const withdraw = useMutation({
    mutationFn: async () => {
      if (decision.scope !== "unit" || !decision.record) return;
      const path = { params: { path: { dismissal: decision.record } } };
      await done(api.DELETE("/api/v1/screenings/dismissals/{dismissal}", path));
    },
    onSuccess: takeBack,
  });
  const { answer, scope, reason } = decision;
  return (
    <div className="row" role="status">
      <span className="mark mark-accent">
        {t("screening.decided", {
          answer: t(`screening.answer.${answer}`),
          scope: t(`screening.scopes.${scope}`),
          reason,
        })}
      </span>
      {scope === "everywhere" ? (
        <To to="/identity">{t("screening.take_back_queue")}</To>
      ) : (
        <button type="button" className="button" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t("screening.take_back")}
        </button>
      )}
      {withdraw.isError && <ProblemView error={withdraw.error} />}
    </div>
  );
}

type FormProps = { shown: Shown; candidate: Candidate; decided: (decision: Decision) => void };

/** The party that a code of the line names, where this candidate is another party of the graph. */
function surest({ shown, candidate }: Pick<FormProps, "shown" | "candidate">): string | null {
  return shown.candidates.find((one) => one.answer === "same" && one.id !== candidate.id)?.id ?? null;
}

function useDecide({ shown, candidate, decided }: FormProps) {
  return useMutation({
    mutationFn: async ({ answer, scope, reason }: { answer: Answer; scope: Scope; reason: string }) => {
      const party = shown.row?.party;
      const other = surest({ shown, candidate });
      let record: string | null = null;
      if (scope === "unit" && party)
        record = (
          await got(api.POST("/api/v1/screenings/dismissals", { body: { party, candidate: candidate.id, reason } }))
        ).id;
      if (scope === "everywhere" && other)
        record = (
          await got(
            api.POST("/api/v1/identity/judgements", {
              body: { a: other, b: candidate.id, decision: answer, scope: "everywhere", reason, evidence: "" },
            }),
          )
        ).judgement;
      return { answer, scope, reason, record };
    },
    onSuccess: decided,
  });
}

function Form(props: FormProps) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [scope, setScope] = useState<Scope>("here");
  const [reason, setReason] = useState("");
  const make = useDecide(props);
  const pair = surest(props) !== null;
  const scopes: Scope[] = ["here"];
  if (answer === "different" && props.shown.row?.party) scopes.push("unit");
  if (pair) scopes.push("everywhere");
  const counted = scopes.includes(scope) ? scope : "here";
  return (
    <form
      className="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (answer) make.mutate({ answer, scope: counted, reason: reason.trim() });
      }}
    >
      <div className="row">
        <Answers
          options={(["same", "different"] as const).map((name) => [name, t(`screening.answer.${name}`)] as const)}
          chosen={answer}
          choose={setAnswer}
        />
      </div>
      {answer && (
        <>
          <Choice
            label={t("screening.scope")}
            help={pair && t("screening.scope_everywhere_help")}
            value={counted}
            options={scopes.map((name) => [name, t(`screening.scopes.${name}`)] as const)}
            choose={setScope}
          />
          <ReasonField
            label={t("screening.reason")}
            help={t("screening.reason_help")}
            maxLength={500}
            value={reason}
            change={setReason}
          />
          <div>
            <button
              type="submit"
              className="button button-main"
              disabled={make.isPending || reason.trim().length < SHORTEST_REASON}
            >
              {t("screening.record_decision")}
            </button>
          </div>
        </>
      )}
      {make.isError && <ProblemView error={make.error} />}
    </form>
  );
}
