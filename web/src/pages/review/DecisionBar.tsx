import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import { useWhoami } from "../../api/hooks";
import { Answers, ReasonField, SHORTEST_REASON, TextField } from "../../ui/fields";
import { instant } from "../../ui/format";
import { ProblemView } from "../../ui/states";
import type { Finding, Review } from "./model";
import { useAct } from "./useActs";

const VERDICTS = ["confirmed", "explained", "dismissed"] as const;
type Props = { review: Review; finding: Finding };

/** The decision on a finding, and a form for the next: a reason is obligatory, nothing is overwritten. */
export function DecisionBar({ review, finding }: Props) {
  const decision = review.decisions[finding.id];
  const pending = decision?.standing === "pending";
  return (
    <footer className="decision stack-s">
      {decision && <Standing decision={decision} />}
      {review.state === "open" && (pending ? <Second review={review} number={decision.number} /> : null)}
      {review.state === "open" && !pending && <Decide review={review} finding={finding} />}
    </footer>
  );
}

function Standing({ decision }: { decision: Schemas["DecisionReply"] }) {
  const { t, i18n } = useTranslation();
  return (
    <p className="row">
      <span className="mark mark-accent">
        {t("review.decided", {
          verdict: t(`review.decide.${decision.verdict}`),
          principal: decision.principal,
          at: instant(decision.at, i18n.language),
        })}
      </span>
      {decision.standing === "pending" && <span className="mark mark-open">{t("review.pending")}</span>}
      {decision.evidence_changed && <span className="mark mark-indication">{t("review.evidence_changed")}</span>}
      <span>{decision.reason}</span>
    </p>
  );
}

function Decide({ review, finding }: Props) {
  const { t } = useTranslation();
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number] | null>(null);
  const [reason, setReason] = useState("");
  const [said, setSaid] = useState("");
  const decide = useAct(review.id, (chosen: (typeof VERDICTS)[number]) =>
    got(
      api.POST("/api/v1/reviews/{review}/decisions", {
        params: { path: { review: review.id } },
        body: { finding: finding.id, verdict: chosen, reason, explanation_received: said, attachments: [] },
      }),
    ),
  );
  return (
    <form
      className="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        if (verdict) decide.mutate(verdict, { onSuccess: () => setVerdict(null) });
      }}
    >
      <fieldset className="row">
        <legend className="visually-hidden">{t("review.decision")}</legend>
        <Answers
          options={VERDICTS.map((name) => [name, t(`review.decide.${name}`)] as const)}
          chosen={verdict}
          choose={setVerdict}
        />
      </fieldset>
      {verdict && (
        <div className="filters">
          <ReasonField
            label={t("review.reason")}
            width="field-wide"
            placeholder={t("review.reason_needed")}
            maxLength={2000}
            value={reason}
            change={setReason}
          />
          <TextField
            label={t("review.explanation")}
            width="field-wide"
            maxLength={4000}
            value={said}
            change={setSaid}
          />
          <button type="submit" className="button button-main" disabled={decide.isPending}>
            {t("review.save_decision")}
          </button>
        </div>
      )}
      {decide.isError && <ProblemView error={decide.error} />}
    </form>
  );
}

function Second({ review, number }: { review: Review; number: number }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const who = useWhoami().data?.id;
  const second = useAct(review.id, (agree: boolean) =>
    got(
      api.POST("/api/v1/reviews/{review}/decisions/{number}/second", {
        params: { path: { review: review.id, number } },
        body: { agree, reason },
      }),
    ),
  );
  const ready = reason.trim().length >= SHORTEST_REASON && who !== undefined && !second.isPending;
  return (
    <div className="filters">
      <TextField
        label={`${t("review.second")} · ${t("review.reason")}`}
        width="field-wide"
        placeholder={t("review.reason_needed")}
        value={reason}
        change={setReason}
      />
      <button type="button" className="button" disabled={!ready} onClick={() => second.mutate(true)}>
        {t("review.agree")}
      </button>
      <button type="button" className="button" disabled={!ready} onClick={() => second.mutate(false)}>
        {t("review.disagree")}
      </button>
      {second.isError && <ProblemView error={second.error} />}
    </div>
  );
}
