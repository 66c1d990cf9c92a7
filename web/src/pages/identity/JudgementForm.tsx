import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answers, ReasonField, TextField } from "../../ui/fields";
import { ProblemView } from "../../ui/states";

export type Judged<T extends string> = { answer: T; reason: string; evidence: string };
type Props<T extends "same" | "different" | "unsure"> = {
  answers: readonly T[];
  /** Longest reason that the service takes here. */
  most: number;
  judge: { mutate: (judged: Judged<T>) => void; isPending: boolean; error: unknown };
};

/** Whether two are one, why, and on what evidence. Nothing is chosen beforehand. */
export function JudgementForm<T extends "same" | "different" | "unsure">({ answers, most, judge }: Props<T>) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<T | null>(null);
  const [reason, setReason] = useState("");
  const [evidence, setEvidence] = useState("");
  return (
    <form
      className="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (answer) judge.mutate({ answer, reason, evidence });
      }}
    >
      <div className="row">
        <Answers
          options={answers.map((name) => [name, t(`identity.${name}`)] as const)}
          chosen={answer}
          choose={setAnswer}
        />
      </div>
      {answer && (
        <div className="filters">
          <ReasonField
            label={t("identity.reason")}
            width="field-wide"
            maxLength={most}
            value={reason}
            change={setReason}
          />
          <TextField
            label={t("identity.evidence")}
            width="field-wide"
            maxLength={2000}
            value={evidence}
            change={setEvidence}
          />
          <button type="submit" className="button button-main" disabled={judge.isPending}>
            {t("identity.decide")}
          </button>
        </div>
      )}
      {judge.error !== null && <ProblemView error={judge.error} />}
    </form>
  );
}
