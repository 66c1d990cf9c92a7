import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Search, useSearch } from "../../app/Search";
import { useTitle } from "../../app/useTitle";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { Scroll } from "../../ui/Scroll";
import { Empty, Notice } from "../../ui/states";

const LIMIT = 100;

/** All hits of a search, by its address. */
export function SearchPage() {
  const { t, i18n } = useTranslation();
  const [params] = useSearchParams();
  const q = params.get("q")?.trim() ?? "";
  const found = useSearch(q, LIMIT);
  useTitle(q ? t("home.results_for", { q }) : t("common.search.go"));
  return (
    <div className="stack page-narrow">
      <h1>{q ? t("home.results_for", { q }) : t("home.task_party")}</h1>
      <Search key={q} main initial={q} />
      {q ? (
        <Await of={found}>
          {({ hits, notes }) => (
            <>
              {notes.map((note) => (
                <Notice key={note.code}>{i18n.language === "en" ? note.en : note.zh}</Notice>
              ))}
              {hits.length === 0 ? <Empty>{t("common.search.none", { q })}</Empty> : <Hits hits={hits} />}
            </>
          )}
        </Await>
      ) : (
        <Empty>{t("home.task_party_help")}</Empty>
      )}
    </div>
  );
}

function Hits({
  hits,
}: {
  hits: readonly { id: string; kind: string; name: string; matched: string; text: string }[];
}) {
  const { t } = useTranslation();
  const { kind } = useCaptions();
  const code = useCode();
  return (
    <div className="panel panel-flush">
      <Scroll label={t("home.results")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("home.name")}</th>
              <th scope="col">{t("home.kind")}</th>
              <th scope="col">{t("home.matched")}</th>
            </tr>
          </thead>
          <tbody>
            {hits.map((hit) => (
              <tr key={hit.id}>
                <th scope="row">
                  <To to={`/party/${hit.id}`}>{hit.name}</To>
                  {hit.text !== hit.name && <span className="muted"> {hit.text}</span>}
                </th>
                <td>{kind(hit.kind)}</td>
                <td>{code("matched", hit.matched)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
