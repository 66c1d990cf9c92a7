import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { Notice, ProblemView } from "../../ui/states";

const ANSWERS = ["same", "different", "unsure"] as const;
type Answer = (typeof ANSWERS)[number];

/** A reasoned judgement about a pair, everywhere. Nothing is chosen beforehand. */
export function Judge({ a, b }: { a: string; b: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [reason, setReason] = useState("");
  const [evidence, setEvidence] = useState("");
  const judge = useMutation({
    mutationFn: (decision: Answer) =>
      got(api.POST("/api/v1/identity/judgements", { body: { a, b, decision, scope: "everywhere", reason, evidence } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (judge.data)
    return (
      <Notice>
        {judge.data.state === "proposed"
          ? t("identity.proposed")
          : t("identity.in_force", { version: judge.data.data_version })}
      </Notice>
    );
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
          <label className="field">
            <span>{t("identity.reason")}</span>
            <input
              className="input"
              required
              minLength={3}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <label className="field">
            <span>{t("identity.evidence")}</span>
            <input
              className="input"
              maxLength={2000}
              value={evidence}
              onChange={(event) => setEvidence(event.target.value)}
            />
          </label>
          <button type="submit" className="button button-main" disabled={judge.isPending}>
            {t("identity.decide")}
          </button>
        </div>
      )}
      {judge.isError && <ProblemView error={judge.error} />}
    </form>
  );
}
