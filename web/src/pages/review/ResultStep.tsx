import { useTranslation } from "react-i18next";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { PartyName } from "../../proof/PathLine";
import { score } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import { Empty, Notice } from "../../ui/states";
import { text } from "../party/values";
import { CoverageMatrix } from "./CoverageMatrix";
import { FindingCard } from "./FindingCard";
import { Matrix } from "./Matrix";
import { bidders, names, type Review, unsearched, VERDICTS } from "./model";
import { VerdictMark } from "./VerdictMark";

/** Names in the notice on bidders that the graph does not have; the identity step has them all. */
const NAMED = 8;

/** Coverage first, then what was found between the bidders, their own records, what did not run, and L3 apart. */
export function ResultStep({ review }: { review: Review }) {
  return (
    <div className="stack">
      <Unsearched result={review.result} />
      <CoverageMatrix result={review.result} />
      <Matrix result={review.result} />
      <Findings review={review} />
      <Own review={review} />
      <NotRun review={review} />
      <Indicative review={review} />
    </div>
  );
}

/** Before anything that may look clean: of these bidders nothing could be found. */
function Unsearched({ result }: { result: Review["result"] }) {
  const { t } = useTranslation();
  const absent = unsearched(result);
  if (absent.length === 0) return null;
  const named = absent.slice(0, NAMED).map((role) => role.name || role.given.name || role.key);
  const all = named.join(t("common.semicolon")) + (absent.length > NAMED ? " …" : "");
  return <Notice warn>{t("review.unsearched", { count: absent.length, names: all })}</Notice>;
}

function Findings({ review }: { review: Review }) {
  const { t } = useTranslation();
  const { findings } = review.result;
  return (
    <section className="stack">
      <h2>
        {t("review.findings")} {findings.length}
      </h2>
      {findings.length === 0 && <Empty>{t("review.findings_none")}</Empty>}
      {VERDICTS.map((verdict) => {
        const of = findings.filter((finding) => finding.verdict === verdict);
        return of.length === 0 ? null : (
          <div key={verdict} className="stack-s">
            <h3>
              <VerdictMark verdict={verdict} count={of.length} />{" "}
              <span className="muted small">{t(`review.verdict_help.${verdict as "ground"}`)}</span>
            </h3>
            {of.map((finding) => (
              <FindingCard key={finding.id} review={review} finding={finding} />
            ))}
          </div>
        );
      })}
    </section>
  );
}

function Own({ review }: { review: Review }) {
  const { t } = useTranslation();
  const { record } = useCaptions();
  const listed = bidders(review.result).filter((role) => role.own.length > 0 || role.withheld > 0);
  return (
    <section className="panel stack-s">
      <h2>
        {t("review.own")} <span className="layer-name">L0</span>
      </h2>
      {listed.length === 0 && <Empty>{t("review.own_none")}</Empty>}
      {listed.map((role) => (
        <div key={role.key} className="layer-line">
          <div>
            {role.party ? <PartyName id={role.party} parties={review.result.parties} /> : role.name}
            <div className="row">
              {role.own.map((own) => (
                <LayerMark key={own.id} layer={own.acting ? "listed" : "ended"}>
                  {record(own.values.record_kind)} {text(own.values.listed_on ?? own.values.decided_on)}
                </LayerMark>
              ))}
              {role.withheld > 0 && (
                <span className="muted small">{t("review.withheld", { count: role.withheld })}</span>
              )}
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}

function NotRun({ review }: { review: Review }) {
  const { t, i18n } = useTranslation();
  const { kind } = useCaptions();
  const language = i18n.language === "en" ? "en" : "zh";
  const rows = review.result.not_run;
  if (rows.length === 0) return null;
  return (
    <details className="panel">
      <summary>
        <strong>{t("review.not_run", { count: rows.length })}</strong>
      </summary>
      <ul className="stack-s">
        {rows.map((row) => (
          <li key={row.rule + row.reason.en}>
            <code>{row.rule}</code> {row.reason[language]}{" "}
            <span className="muted">· {t("review.not_run_needs", { what: kind(row.needs) })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Indicative({ review }: { review: Review }) {
  const { t } = useTranslation();
  const code = useCode();
  const name = names(review.result);
  const rows = review.result.indicative.filter((row) => row.score > 0);
  return (
    <section className="panel stack-s">
      <h2>{t("review.indicative")}</h2>
      {rows.length === 0 && <Empty>{t("review.indicative_none")}</Empty>}
      {rows.map((row) => (
        <div key={row.party} className="row">
          <PartyName
            id={row.party}
            parties={{ [row.party]: { id: row.party, kind: "Enterprise", name: name(row.party) } }}
          />
          <LayerMark layer="indication">{`${score(row.score)} ${code("level", row.level)}`}</LayerMark>
        </div>
      ))}
    </section>
  );
}
