import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { useStatus } from "../../api/hooks";
import { isReady } from "../../api/ready";
import { useWord } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { number } from "../../ui/format";
import { Scroll } from "../../ui/Scroll";
import { ProblemView } from "../../ui/states";
import { Freshness } from "../home/Loaded";
import "../home/home.css";

const ASK_MS = 10_000;

/** Whether the service and its graph answer, and from what. */
export function Health() {
  const { t } = useTranslation();
  const word = useWord();
  const status = useStatus();
  const ready = useQuery({
    queryKey: ["readyz"],
    queryFn: isReady,
    refetchInterval: ASK_MS,
  });
  return (
    <>
      <div className="row" role="status">
        <span className="mark mark-good">✓ {t("admin.alive")}</span>
        {ready.data !== undefined && (
          <span className={ready.data ? "mark mark-good" : "mark mark-listed"}>
            {ready.data ? "✓" : "✗"} {t(ready.data ? "admin.ready" : "admin.away")}
          </span>
        )}
      </div>
      <Await of={status}>
        {(found) => (
          <>
            <dl className="pairs panel">
              <dt>{t("admin.version")}</dt>
              <dd>{found.version}</dd>
              <dt>{t("admin.engine")}</dt>
              <dd>{word("home.engine", found.engine)}</dd>
              <dt>{t("admin.data_version")}</dt>
              <dd>{found.data_version}</dd>
            </dl>
            <Freshness status={found} />
          </>
        )}
      </Await>
      <Digest />
    </>
  );
}

function Digest() {
  const { t, i18n } = useTranslation();
  const digest = useMutation({ mutationFn: () => got(api.GET("/api/v1/digest")) });
  return (
    <section className="panel stack-s">
      <h2>{t("admin.digest")}</h2>
      <p className="muted">{t("admin.digest_help")}</p>
      <div>
        <button type="button" className="button" disabled={digest.isPending} onClick={() => digest.mutate()}>
          {t("admin.digest_go")}
        </button>
      </div>
      {digest.isError && <ProblemView error={digest.error} />}
      {digest.data && (
        <Scroll label={t("admin.digest")}>
          <table>
            <tbody>
              <tr>
                <th scope="row">{t("admin.digest")}</th>
                <td className="num" />
                <td className="mono small">{digest.data.digest}</td>
              </tr>
              {Object.entries(digest.data.sections).map(([name, section]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="num">{number(Number(section.count), i18n.language)}</td>
                  <td className="mono small">{String(section.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}
