import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { useCaptions } from "../../i18n/captions";
import { useWord } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { instant, number } from "../../ui/format";
import { More } from "../../ui/More";
import { Scroll } from "../../ui/Scroll";
import { Empty } from "../../ui/states";
import { text } from "../party/values";

const PAGE = 20;
const SHOWN = ["read", "new", "changed", "unchanged", "closed", "rejected"] as const;

/** What was loaded so far, newest first. */
export function History() {
  const { t } = useTranslation();
  const found = useInfiniteQuery({
    queryKey: ["loads"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      got(api.GET("/api/v1/loads", { params: { query: { limit: PAGE, cursor: pageParam } }, signal })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  return (
    <section className="panel panel-flush">
      <h2 className="panel-title">{t("loads.history")}</h2>
      <Await of={found}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.loads);
          return rows.length === 0 ? <Empty>{t("loads.history_none")}</Empty> : <Rows rows={rows} />;
        }}
      </Await>
      <More of={found} className="button panel-foot" />
    </section>
  );
}

function Rows({ rows }: { rows: readonly Record<string, unknown>[] }) {
  const { t, i18n } = useTranslation();
  const { source } = useCaptions();
  const word = useWord();
  return (
    <Scroll label={t("loads.history")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("loads.started_at")}</th>
            <th scope="col">{t("loads.source")}</th>
            <th scope="col" className="num">
              {t("loads.version")}
            </th>
            {SHOWN.map((name) => (
              <th scope="col" key={name} className="num">
                {t(`loads.counts.${name}`)}
              </th>
            ))}
            <th scope="col">{t("loads.state")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={text(row.id)}>
              <td className="nowrap">{instant(text(row.started_at), i18n.language)}</td>
              <th scope="row">{source(text(row.source))}</th>
              <td className="num">{text(row.version)}</td>
              {SHOWN.map((name) => (
                <td key={name} className="num">
                  {number(Number(row[name] ?? 0), i18n.language)}
                </td>
              ))}
              <td>{word("loads.states", text(row.state))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
