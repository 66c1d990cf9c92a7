import { useTranslation } from "react-i18next";
import { useCode, useWord } from "../../i18n/useCode";
import { PathStrip } from "../../proof/PathStrip";
import { RelationshipTable } from "../../proof/RelationshipTable";
import { DecisionBar } from "./DecisionBar";
import { type Finding, names, type Review } from "./model";
import { VerdictMark } from "./VerdictMark";

type Props = { review: Review; finding: Finding };

/** One finding with article and wording, its path and evidence, what would settle it, and the decision on it. */
export function FindingCard({ review, finding }: Props) {
  const { i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  const name = names(review.result);
  return (
    <article id={`finding-${finding.id}`} className="panel stack-s finding" tabIndex={-1}>
      <div className="spread">
        <h4>
          <VerdictMark verdict={finding.verdict} /> {finding.title[language]}
        </h4>
        <span>{finding.parties.map(name).join(" — ")}</span>
      </div>
      <Law finding={finding} />
      <Proof review={review} finding={finding} />
      <DecisionBar review={review} finding={finding} />
    </article>
  );
}

function Law({ finding }: { finding: Finding }) {
  const { t, i18n } = useTranslation();
  const code = useCode();
  const word = useWord();
  const language = i18n.language === "en" ? "en" : "zh";
  const { standing, last_confirmed } = finding.freshness;
  return (
    <dl className="pairs">
      <dt>{t("proof.article")}</dt>
      <dd>
        {finding.article} <q className="muted">{finding.wording}</q>
      </dd>
      <dt>{t("review.consequence")}</dt>
      <dd>{finding.consequence[language]}</dd>
      {finding.settles && (
        <>
          <dt>{t("review.settles")}</dt>
          <dd>{finding.settles[language]}</dd>
        </>
      )}
      <dt>{t("party.identity")}</dt>
      <dd>
        {word("review.confidence", finding.identity)}{" "}
        <span className="muted">
          {t("review.freshness", { standing: code("standing", standing), day: last_confirmed ?? t("common.unknown") })}
        </span>
      </dd>
    </dl>
  );
}

function Proof({ review, finding }: Props) {
  const { t } = useTranslation();
  const [first, ...others] = finding.paths;
  if (!first) return <Evidence finding={finding} />;
  return (
    <>
      <PathStrip nodes={first.nodes} relationships={first.relationships} parties={review.result.parties} />
      <details>
        <summary>
          {t("review.paths")} · {t("review.evidence_list")} ({finding.evidence.length})
        </summary>
        <div className="stack-s">
          <RelationshipTable
            title={`${t("proof.relationships")}: ${finding.title.zh}`}
            rows={[...new Map([first, ...others].flatMap((path) => path.relationships).map((r) => [r.id, r])).values()]}
            parties={review.result.parties}
          />
          <Evidence finding={finding} />
        </div>
      </details>
    </>
  );
}

function Evidence({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  if (finding.evidence.length === 0) return null;
  return (
    <div>
      <strong>{t("review.evidence_list")}</strong>
      <ul className="small">
        {finding.evidence.map((entry) => (
          <li key={entry.what + entry.value + entry.source}>
            <span className="muted">{entry.what}</span> {entry.value} <span className="mono muted">{entry.source}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
