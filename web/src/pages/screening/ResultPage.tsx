import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { ended, type Job, useJob, useJobResult } from "../../api/jobs";
import { JobActs } from "../../app/JobActs";
import { useTitle } from "../../app/useTitle";
import { useReportEcho } from "../../ask/echo";
import { To } from "../../ask/To";
import { useCode } from "../../i18n/useCode";
import { Await, Loading } from "../../ui/Await";
import { number } from "../../ui/format";
import { Empty } from "../../ui/states";
import { type Kept, type Reply, useKept } from "./kept";
import { Result } from "./Result";
import "./screening.css";

/** A screening under way, or what came of it. A short one was answered at once and is kept in this tab. */
export function ResultPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation();
  const kept = useKept(id);
  useTitle(t("screening.result"));
  return (
    <div className="stack">
      <p className="no-print">
        <To to="/screenings">{t("screening.title")}</To>
      </p>
      {kept?.reply ? (
        <Shown id={id} reply={kept.reply} kept={kept} />
      ) : id.startsWith("tab-") ? (
        <>
          <h1>{t("screening.result")}</h1>
          <Empty>{t("screening.result_away")}</Empty>
        </>
      ) : (
        <AsJob id={id} kept={kept} />
      )}
    </div>
  );
}

function Shown({ id, reply, kept }: { id: string; reply: Reply; kept: Kept | undefined }) {
  useReportEcho(reply);
  return <Result id={id} reply={reply} kept={kept} />;
}

function AsJob({ id, kept }: { id: string; kept: Kept | undefined }) {
  const found = useJob(id);
  return <Await of={found}>{(job) => <Progress job={job} kept={kept} />}</Await>;
}

function Progress({ job, kept }: { job: Job; kept: Kept | undefined }) {
  const { t } = useTranslation();
  const code = useCode();
  const whole = useJobResult(job);
  const reply = (job.result ?? whole.data) as Reply | null | undefined;
  if (job.state === "done") {
    if (reply) return <Shown id={job.id} reply={reply} kept={kept} />;
    return job.result_url ? <Await of={whole}>{() => <Loading />}</Await> : <Empty>{t("screening.result_away")}</Empty>;
  }
  return (
    <>
      <div className="spread">
        <h1>{t("screening.job")}</h1>
        <span className={job.state === "failed" ? "mark mark-listed" : "mark mark-accent"} role="status">
          {code("job_state", job.state)}
        </span>
      </div>
      {!ended(job.state) && <Bar job={job} all={kept?.rows.filter((row) => row.party).length} />}
      {job.state === "cancelled" && <p>{t("screening.cancelled")}</p>}
      {job.error && (
        <section className="state state-bad" role="alert">
          <h2>{t("screening.failed")}</h2>
          <p>{String(job.error.detail)}</p>
        </section>
      )}
      <JobActs job={job} />
    </>
  );
}

/** How far it is; without the list, the whole is not known. */
function Bar({ job, all }: { job: Job; all: number | undefined }) {
  const { t, i18n } = useTranslation();
  const done = number(job.progress, i18n.language);
  return (
    <section className="panel stack-s">
      <progress aria-label={t("screening.job")} {...(all ? { max: all, value: job.progress } : {})} />
      <p aria-live="polite">
        {all
          ? t("screening.progress", { done, all: number(all, i18n.language) })
          : t("screening.progress_open", { done })}
      </p>
      <p className="muted">{t("screening.leave")}</p>
    </section>
  );
}
