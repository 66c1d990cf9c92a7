import { useTranslation } from "react-i18next";
import { useStatus } from "../../api/hooks";
import { Search } from "../../app/Search";
import { useTitle } from "../../app/useTitle";
import { To } from "../../ask/To";
import { useWord } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { Empty, FirstUse } from "../../ui/states";
import { Freshness, Loaded } from "./Loaded";
import { RecentJobs } from "./RecentJobs";
import { RecentReviews, RecentViews } from "./RecentWork";
import { opened } from "./recent";
import "./home.css";

/** One search box, where to begin, what is there and how fresh it is. */
export function HomePage() {
  const { t } = useTranslation();
  const word = useWord();
  const status = useStatus();
  useTitle(t("common.nav.home"));
  return (
    <div className="stack home">
      <section className="home-hero">
        <h1>{t("home.title")}</h1>
        <p className="muted">{t("common.tagline")}</p>
        <Search main />
      </section>
      <Await of={status} lines={8}>
        {(found) => (
          <>
            {found.data_version === 0 && <FirstUse />}
            <Tasks />
            {found.data_version > 0 && <Loaded status={found} />}
            <div className="home-columns">
              <Freshness status={found} />
              <div className="stack">
                <Recent />
                <RecentReviews />
                <RecentViews />
                <RecentJobs />
              </div>
            </div>
            <p className="small muted">
              {t("home.version", { version: found.version, engine: word("home.engine", found.engine) })}
            </p>
          </>
        )}
      </Await>
    </div>
  );
}

function Tasks() {
  const { t } = useTranslation();
  return (
    <section aria-label={t("home.tasks")} className="home-tasks">
      <Task to="/reviews/new" title={t("home.task_review")} help={t("home.task_review_help")} />
      <Task to="/screenings" title={t("home.task_screening")} help={t("home.task_screening_help")} />
      <Task to="/loads" title={t("home.task_loads")} help={t("home.task_loads_help")} />
    </section>
  );
}

function Task({ to, title, help }: { to: string; title: string; help: string }) {
  return (
    <To to={to} className="panel home-task">
      <strong>{title}</strong>
      <span className="muted">{help}</span>
    </To>
  );
}

function Recent() {
  const { t } = useTranslation();
  const parties = opened();
  return (
    <section className="panel">
      <h2>{t("home.recent")}</h2>
      {parties.length === 0 ? (
        <Empty>{t("home.recent_none")}</Empty>
      ) : (
        <ul>
          {parties.map((party) => (
            <li key={party.id}>
              <To to={`/party/${party.id}`}>{party.name}</To>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
