import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { useWord } from "../../i18n/useCode";
import { Code } from "../../ui/Code";
import { ReasonField, TextField } from "../../ui/fields";
import { Scroll } from "../../ui/Scroll";
import { Notice, ProblemView } from "../../ui/states";
import { text } from "../party/values";
import type { Review, Role } from "./model";
import { PairJudgement } from "./PairJudgement";
import { useAct } from "./useActs";

const SURE = new Set(["code", "id", "id_number", "judged"]);

/** Who each party is, and how sure that is; ambiguous names are settled side by side, for this review only. */
export function Identity({ review }: { review: Review }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  return (
    <div className="stack">
      <p className="muted">{t("review.identity_help")}</p>
      {review.result.notices.length > 0 && (
        <Notice warn>
          <strong>{t("review.notices")}</strong>
          <ul>
            {review.result.notices.map((notice) => (
              <li key={notice.zh}>{notice[language]}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="panel panel-flush">
        <Scroll label={t("review.steps.identity")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("review.role")}</th>
                <th scope="col">{t("review.given")}</th>
                <th scope="col">{t("review.matched")}</th>
                <th scope="col">{t("review.settles")}</th>
              </tr>
            </thead>
            <tbody>
              {review.result.roles.map((role) => (
                <Row key={`${role.role} ${role.key}`} review={review} role={role} />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {review.state === "open" && <PairJudgement review={review} />}
    </div>
  );
}

function Row({ review, role }: { review: Review; role: Role }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  const word = useWord();
  const { confidence, settles, candidates } = role.identity;
  const sure = SURE.has(confidence);
  return (
    <tr>
      <td className="nowrap">{word("review.roles", role.role)}</td>
      <th scope="row">
        {role.given.name || role.name}
        {role.given.code && (
          <div>
            <Code value={role.given.code} />
          </div>
        )}
      </th>
      <td>
        {role.party ? (
          <To to={`/party/${role.party}`}>{role.name}</To>
        ) : (
          <span className="muted">{t("common.none")}</span>
        )}{" "}
        <span className={sure ? "mark mark-good" : "mark mark-open"}>{word("review.confidence", confidence)}</span>
      </td>
      <td>
        {settles?.[language]}
        {!sure && candidates.length > 0 && review.state === "open" && <Settle review={review} role={role} />}
      </td>
    </tr>
  );
}

/** The candidates side by side, and a reasoned choice. */
function Settle({ review, role }: { review: Review; role: Role }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const [code, setCode] = useState("");
  const [reason, setReason] = useState("");
  const settle = useAct(review.id, (party: string | null) =>
    got(
      api.POST("/api/v1/reviews/{review}/identities", {
        params: { path: { review: review.id } },
        body: { key: role.key, ...(party ? { party } : { code: code.trim().toUpperCase() }), reason, evidence: "" },
      }),
    ),
  );
  return (
    <details>
      <summary>{t("review.candidates")}</summary>
      <form
        className="stack-s"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== undefined) settle.mutate(chosen);
        }}
      >
        <div className="candidates">
          {role.identity.candidates.map((candidate) => (
            <label key={candidate.id} className="panel candidate">
              <span className="row">
                <input
                  type="radio"
                  name={`who-${role.key}`}
                  checked={chosen === candidate.id}
                  onChange={() => setChosen(candidate.id)}
                />
                <strong>{candidate.name}</strong>
              </span>
              <Facts candidate={candidate} />
              <To to={`/party/${candidate.id}`} target="_blank">
                {t("records.open")}
              </To>
            </label>
          ))}
          <label className="panel candidate">
            <span className="row">
              <input type="radio" name={`who-${role.key}`} checked={chosen === null} onChange={() => setChosen(null)} />
              {t("review.is_none")}
            </span>
          </label>
        </div>
        {chosen === null && (
          <TextField
            mono
            label={t("review.none_code")}
            help={t("review.none_code_help")}
            required
            minLength={8}
            maxLength={40}
            value={code}
            change={setCode}
          />
        )}
        <ReasonField
          label={t("review.reason")}
          placeholder={t("review.reason_needed")}
          maxLength={2000}
          value={reason}
          change={setReason}
        />
        <button type="submit" className="button button-main" disabled={chosen === undefined || settle.isPending}>
          {t(chosen === null ? "review.is_code" : "review.is_this")}
        </button>
        {settle.isError && <ProblemView error={settle.error} />}
      </form>
    </details>
  );
}

function Facts({ candidate }: { candidate: Role["identity"]["candidates"][number] }) {
  const { property } = useCaptions();
  const { id: _, name: __, ...facts } = candidate;
  return (
    <span className="small muted">
      {Object.entries(facts).map(([name, value]) => (
        <span key={name} className="fact">
          {property("Enterprise", name)} {text(value)}
        </span>
      ))}
    </span>
  );
}
