import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { file } from "../../api/client";
import type { Texts } from "../../i18n";
import { useCaptions } from "../../i18n/captions";
import { number } from "../../ui/format";
import { Scroll } from "../../ui/Scroll";
import { save } from "../../ui/save";
import { Empty, ProblemView } from "../../ui/states";
import { Correct } from "./Correct";

type Count = keyof Texts["loads"]["counts"];
const COUNTS: readonly Count[] = [
  "read",
  "loadable",
  "new",
  "changed",
  "unchanged",
  "confirmed",
  "corrected",
  "closed",
  "rejected",
];

type Reject = {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  readonly zh: string;
  /** Reports that were kept before both languages were said have one text. */
  readonly suggestion: string | { readonly zh: string; readonly en: string };
};

function advice({ suggestion }: Reject, english: boolean): string {
  if (typeof suggestion === "string") return suggestion;
  return english ? suggestion.en : suggestion.zh;
}

export type Report = { readonly [name in Count]?: number } & {
  readonly load: string | null;
  readonly file: string;
  readonly mapping: string;
  readonly source: string;
  readonly encoding: string | null;
  readonly observed_on: string | null;
  readonly rejects: readonly Reject[];
};

/** What a load or a dry run found: counts, and every rejected row with its reason. */
export function ReportView({ job, report }: { job: string; report: Report }) {
  const { t, i18n } = useTranslation();
  const { source } = useCaptions();
  const dry = report.load === null;
  return (
    <section className="panel stack">
      <h2>{t(dry ? "loads.report_dry" : "loads.report")}</h2>
      <p className="muted">
        {[report.file, source(report.source), report.mapping, report.encoding, report.observed_on]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <dl className="counts">
        {COUNTS.filter((name) => report[name] !== undefined).map((name) => (
          <div key={name}>
            <dt>{t(`loads.counts.${name}`)}</dt>
            <dd>{number(report[name] ?? 0, i18n.language)}</dd>
          </div>
        ))}
      </dl>
      <Rejects job={job} report={report} />
    </section>
  );
}

function Rejects({ job, report }: { job: string; report: Report }) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: () => file(`/api/v1/jobs/${job}/rejects`),
    onSuccess: ({ blob, name }) => save(name, blob),
  });
  const [open, setOpen] = useState(false);
  const { rejects } = report;
  if (rejects.length === 0) return <Empty>{t("loads.rejects_none")}</Empty>;
  return (
    <div className="stack-s">
      <h3>{t("loads.rejects")}</h3>
      <RejectTable rejects={rejects} />
      {(report.rejected ?? 0) > rejects.length && <p className="muted">{t("loads.rejects_more")}</p>}
      <div className="row no-print">
        <button type="button" className="button" onClick={() => download.mutate()}>
          {t("loads.rejects_download")}
        </button>
        <span className="muted">{t("loads.rejects_help")}</span>
      </div>
      {download.isError && <ProblemView error={download.error} />}
      <details className="no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{t("loads.correct")}</strong>
        </summary>
        {open && <Correct job={job} report={report} />}
      </details>
    </div>
  );
}

function RejectTable({ rejects }: { rejects: readonly Reject[] }) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === "en";
  const words = (reject: Reject) => (english ? reject.reason.replaceAll("_", " ") : reject.zh);
  return (
    <Scroll label={t("loads.rejects")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("loads.line")}</th>
            <th scope="col">{t("loads.column")}</th>
            <th scope="col">{t("loads.value")}</th>
            <th scope="col">{t("loads.reason")}</th>
            <th scope="col">{t("loads.suggestion")}</th>
          </tr>
        </thead>
        <tbody>
          {rejects.map((reject) => (
            <tr key={`${reject.line} ${reject.column} ${reject.reason}`}>
              <td className="num">{reject.line}</td>
              <td>{reject.column}</td>
              <td className="mono">
                <div className="cut">{reject.value}</div>
              </td>
              <td>{words(reject)}</td>
              <td>{advice(reject, english)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
