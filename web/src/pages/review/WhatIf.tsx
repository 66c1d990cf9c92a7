import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { Choice } from "../../ui/fields";
import { Scroll } from "../../ui/Scroll";
import { Empty, Notice, ProblemView } from "../../ui/states";
import { names, REGIMES, type Regime, type Result, type Review, VERDICTS, type Verdict, type Words } from "./model";
import { VerdictMark } from "./VerdictMark";

const KNOWN = ["review", "then", "now"] as const;
type Known = (typeof KNOWN)[number];
type Asked = { known: Known; rules: "then" | "now"; regime: Regime | "" };
type Short = readonly { readonly id: string; readonly article: string; readonly verdict: Verdict }[];
type Difference = {
  readonly rule: string;
  readonly parties: readonly string[];
  readonly change: "appeared" | "gone" | "verdict" | "evidence";
  readonly cause: "data" | "rule" | "identity" | "program";
  readonly before: Short;
  readonly after: Short;
  readonly explanation?: Words;
};

/** The same tender known at another time, by the rules of now or under the other law: what differs, and why. */
export function WhatIf({ review }: { review: Review }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked>({ known: "then", rules: "then", regime: "" });
  const compare = useMutation({
    mutationFn: ({ known, rules, regime }: Asked) =>
      got(
        api.POST("/api/v1/reviews/{review}/what-if", {
          params: { path: { review: review.id } },
          body: { ...(known === "review" ? {} : { known }), rules, ...(regime ? { regime } : {}) },
        }),
      ),
  });
  const same = asked.known === "review" && asked.rules === "then" && asked.regime === "";
  return (
    <div className="stack">
      <form
        className="panel stack-s"
        onSubmit={(event) => {
          event.preventDefault();
          compare.mutate(asked);
        }}
      >
        <p className="muted">{t("review.what_if.help")}</p>
        <Fields asked={asked} change={(part) => setAsked((old) => ({ ...old, ...part }))} own={review} />
        <div>
          <button type="submit" className="button button-main" disabled={same || compare.isPending}>
            {t("review.what_if.go")}
          </button>
        </div>
      </form>
      {compare.isError && <ProblemView error={compare.error} />}
      {compare.data && (
        <Answer
          review={review}
          result={compare.data.result as unknown as Result}
          rows={compare.data.differences as unknown as Difference[]}
        />
      )}
    </div>
  );
}

type FieldsProps = { asked: Asked; change: (part: Partial<Asked>) => void; own: Review };

function Fields({ asked, change, own }: FieldsProps) {
  const { t } = useTranslation();
  const others = REGIMES.filter((regime) => regime !== own.result.tender.regime);
  return (
    <div className="form-grid">
      <Choice
        label={t("review.what_if.known")}
        value={asked.known}
        options={KNOWN.map((name) => [name, t(`review.what_if.known_${name}`)] as const)}
        choose={(known) => change({ known })}
      />
      <Choice
        label={t("review.what_if.rules")}
        value={asked.rules}
        options={[
          ["then", t("review.what_if.rules_then")],
          ["now", t("review.what_if.rules_now")],
        ]}
        choose={(rules) => change({ rules })}
      />
      <Choice
        label={t("review.regime")}
        value={asked.regime}
        options={[
          ["", t("review.what_if.regime_own")],
          ...others.map((regime) => [regime, t(`review.regimes.${regime}`)] as const),
        ]}
        choose={(regime) => change({ regime })}
      />
    </div>
  );
}

function Answer({ review, result, rows }: { review: Review; result: Result; rows: readonly Difference[] }) {
  const { t } = useTranslation();
  return (
    <section className="stack" aria-label={t("review.what_if.answer")}>
      <div className="sides">
        <Side title={t("review.what_if.base")} result={review.result} />
        <Side title={t("review.what_if.variant")} result={result} />
      </div>
      {rows.length === 0 ? <Notice>{t("review.what_if.equal")}</Notice> : <Differences rows={rows} result={result} />}
    </section>
  );
}

function Side({ title, result }: { title: string; result: Result }) {
  const { t } = useTranslation();
  const found = VERDICTS.map((verdict) => ({
    verdict,
    count: result.findings.filter((finding) => finding.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
  return (
    <section className="panel stack-s">
      <h2>{title}</h2>
      <p className="muted">
        {t(`review.regimes.${result.tender.regime as Regime}`)} ·{" "}
        {t("review.what_if.version", { version: result.data_version })}
      </p>
      <div className="row">
        {found.length === 0 && <Empty>{t("review.counts_none")}</Empty>}
        {found.map(({ verdict, count }) => (
          <VerdictMark key={verdict} verdict={verdict} count={count} />
        ))}
      </div>
    </section>
  );
}

function Differences({ rows, result }: { rows: readonly Difference[]; result: Result }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  const name = names(result);
  return (
    <section className="panel panel-flush">
      <h2 className="panel-title">{t("review.what_if.differences", { count: rows.length })}</h2>
      <Scroll label={t("review.what_if.differences", { count: rows.length })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("review.what_if.parties")}</th>
              <th scope="col">{t("review.what_if.change")}</th>
              <th scope="col">{t("review.what_if.before")}</th>
              <th scope="col">{t("review.what_if.after")}</th>
              <th scope="col">{t("review.what_if.cause")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.rule} ${row.parties.join()} ${row.change} ${row.cause}`}>
                <th scope="row">
                  {row.parties.map(name).join(" — ")} <code className="muted">{row.rule}</code>
                </th>
                <td className="nowrap">{t(`review.what_if.changes.${row.change}`)}</td>
                <td>
                  <Findings of={row.before} />
                </td>
                <td>
                  <Findings of={row.after} />
                </td>
                <td>
                  <strong>{t(`review.what_if.causes.${row.cause}`)}</strong>
                  {row.explanation && <div className="small">{row.explanation[language]}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Findings({ of }: { of: Short }) {
  if (of.length === 0) return <span className="muted">–</span>;
  return (
    <>
      {of.map((finding) => (
        <div key={finding.id}>
          <VerdictMark verdict={finding.verdict} /> <span className="small muted">{finding.article}</span>
        </div>
      ))}
    </>
  );
}
