import { useTranslation } from "react-i18next";
import { useJobs } from "../../api/jobs";
import { To } from "../../ask/To";
import { useCode } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { instant } from "../../ui/format";
import { Empty } from "../../ui/states";
import { recall } from "./kept";

const LOOKED_AT = 100;

/** Screenings that run or ran as jobs, newest first. */
export function RecentScreenings() {
  const { t } = useTranslation();
  const jobs = useJobs(LOOKED_AT);
  return (
    <section className="panel stack-s">
      <h2>{t("screening.recent")}</h2>
      <Await of={jobs} lines={3}>
        {(found) => {
          const own = found.jobs.filter((job) => job.kind === "screening");
          if (own.length === 0) return <Empty>{t("screening.recent_none")}</Empty>;
          return (
            <ul className="stack-s">
              {own.map((job) => (
                <One key={job.id} job={job} />
              ))}
            </ul>
          );
        }}
      </Await>
    </section>
  );
}

function One({ job }: { job: { id: string; state: string; created_at: string } }) {
  const { t, i18n } = useTranslation();
  const code = useCode();
  const kept = recall(job.id);
  return (
    <li className="row">
      <To to={`/screenings/${job.id}`}>{instant(job.created_at, i18n.language)}</To>
      <span className={job.state === "failed" ? "mark mark-listed" : "mark"}>{code("job_state", job.state)}</span>
      {kept && (
        <span className="muted">
          {kept.name} {t("screening.lines", { count: kept.rows.length })} · {t("screening.recent_here")}
        </span>
      )}
    </li>
  );
}
