import { useTranslation } from "react-i18next";
import { useJobs } from "../../api/jobs";
import { To } from "../../ask/To";
import { useCode, useWord } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { instant } from "../../ui/format";
import { Empty } from "../../ui/states";

const SHOWN = 5;

/** Long work that was started; it goes on while one is elsewhere. */
export function RecentJobs() {
  const { t, i18n } = useTranslation();
  const code = useCode();
  const jobs = useJobs(SHOWN);
  return (
    <section className="panel">
      <h2>{t("home.jobs")}</h2>
      <Await of={jobs} lines={3}>
        {(found) =>
          found.jobs.length === 0 ? (
            <Empty>{t("home.jobs_none")}</Empty>
          ) : (
            <ul>
              {found.jobs.map((job) => (
                <li key={job.id} className="spread">
                  <span>
                    <Name job={job} />{" "}
                    <span className={job.state === "failed" ? "mark mark-listed" : "mark"}>
                      {code("job_state", job.state)}
                    </span>
                  </span>
                  <span className="small muted">{instant(job.created_at, i18n.language)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </section>
  );
}

/** Where a job of each kind is found again. */
const PLACES: Record<string, (id: string) => string> = {
  load: (id) => `/loads/jobs/${id}`,
  matching: () => "/identity",
  screening: (id) => `/screenings/${id}`,
  reviews: () => "/reviews",
};

function Name({ job }: { job: { id: string; kind: string } }) {
  const words = useWord()("home.job", job.kind);
  const place = PLACES[job.kind]?.(job.id);
  return place ? <To to={place}>{words}</To> : words;
}
