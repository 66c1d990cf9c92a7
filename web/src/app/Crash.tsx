import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

/** What stays when a page itself fails: words, and a way on. */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <section className="state state-bad page-narrow" role="alert">
      <h1>{t("states.crash")}</h1>
      <p>{t("states.crash_help")}</p>
      <pre className="mono small">{error instanceof Error ? error.message : String(error)}</pre>
      <button type="button" className="button" onClick={() => location.reload()}>
        {t("states.reload")}
      </button>
    </section>
  );
}
