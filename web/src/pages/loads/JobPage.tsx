import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { ended, type Job, useJob, useJobResult } from "../../api/jobs";
import { JobActs } from "../../app/JobActs";
import { useTitle } from "../../app/useTitle";
import { To } from "../../ask/To";
import { useCode } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { number } from "../../ui/format";
import { ProblemView } from "../../ui/states";
import { lastChosen } from "./chosen";
import { useStartLoad } from "./LoadForm";
import { type Report, ReportView } from "./Report";

/** A load under way, or what came of it; it can be left and found again. */
export function JobPage() {
  const { job = "" } = useParams();
  const { t } = useTranslation();
  const found = useJob(job);
  useTitle(t("loads.job"));
  useRefreshed(found.data?.state);
  return (
    <div className="stack page-narrow">
      <p>
        <To to="/loads">{t("loads.title")}</To>
      </p>
      <Await of={found}>{(data) => <Progress job={data} />}</Await>
    </div>
  );
}

/** After a load everything may be different. */
function useRefreshed(state: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (state === "done") void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "job" });
  }, [state, queries]);
}

function Progress({ job }: { job: Job }) {
  const { t, i18n } = useTranslation();
  const code = useCode();
  const result = useJobResult(job).data ?? job.result;
  return (
    <>
      <div className="spread">
        <h1>{t("loads.job")}</h1>
        <span className={job.state === "failed" ? "mark mark-listed" : "mark mark-accent"} role="status">
          {code("job_state", job.state)}
        </span>
      </div>
      {!ended(job.state) && (
        <section className="panel stack-s" aria-live="polite">
          <progress aria-label={t("loads.job")} />
          <p>{t("loads.progress", { count: job.progress, formatted: number(job.progress, i18n.language) })}</p>
          <p className="muted">{t("loads.started")}</p>
        </section>
      )}
      {job.error && (
        <section className="state state-bad" role="alert">
          <h2>{t("loads.failed")}</h2>
          <p>{String(job.error.detail)}</p>
        </section>
      )}
      <JobActs job={job} />
      {job.state === "done" && result ? (
        <>
          <ReportView job={job.id} report={result as Report} />
          <Next job={job} report={result as Report} />
        </>
      ) : null}
    </>
  );
}

function Next({ job, report }: { job: Job; report: Report }) {
  const { t } = useTranslation();
  const start = useStartLoad();
  const chosen = lastChosen(job.id);
  return (
    <div className="row no-print">
      {report.load === null && chosen && (
        <button
          type="button"
          className="button button-main"
          disabled={start.isPending}
          onClick={() => start.mutate({ chosen, dryRun: false })}
        >
          {t("loads.load_anyway")}
        </button>
      )}
      <To to="/loads" className="button">
        {t("loads.again")}
      </To>
      {report.load !== null && (
        <To to="/" className="button">
          {t("loads.to_result")}
        </To>
      )}
      {start.isError && <ProblemView error={start.error} />}
    </div>
  );
}
