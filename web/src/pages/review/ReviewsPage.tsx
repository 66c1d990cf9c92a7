import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import { useTitle } from "../../app/useTitle";
import { To } from "../../ask/To";
import { Await } from "../../ui/Await";
import { instant } from "../../ui/format";
import { More } from "../../ui/More";
import { Scroll } from "../../ui/Scroll";
import { Empty } from "../../ui/states";
import { VERDICTS } from "./model";
import { VerdictMark } from "./VerdictMark";

/** Reviews of one's unit, newest first. */
export function ReviewsPage() {
  const { t } = useTranslation();
  useTitle(t("review.title"));
  const found = useInfiniteQuery({
    queryKey: ["reviews"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      got(api.GET("/api/v1/reviews", { params: { query: { cursor: pageParam } }, signal })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  return (
    <div className="stack">
      <div className="spread">
        <h1>{t("review.title")}</h1>
        <To to="/reviews/new" className="button button-main">
          {t("review.new")}
        </To>
      </div>
      <Await of={found}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.reviews);
          return rows.length === 0 ? <Empty>{t("review.list_none")}</Empty> : <Rows rows={rows} />;
        }}
      </Await>
      <More of={found} />
    </div>
  );
}

function Rows({ rows }: { rows: readonly Schemas["ReviewSummary"][] }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="panel panel-flush">
      <Scroll label={t("review.list")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("review.name")}</th>
              <th scope="col">{t("review.summary")}</th>
              <th scope="col">{t("review.state")}</th>
              <th scope="col">{t("review.creator")}</th>
              <th scope="col">{t("review.created")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <To to={`/reviews/${row.id}`}>{row.title || t("review.untitled")}</To>
                </th>
                <td>
                  <Summary summary={row.summary} />
                </td>
                <td>{t(`review.states.${row.state}`)}</td>
                <td>{row.principal}</td>
                <td className="nowrap">{instant(row.created_at, i18n.language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Summary({ summary }: { summary: Record<string, unknown> }) {
  const { t } = useTranslation();
  const counts = (summary.findings ?? summary) as Record<string, unknown>;
  const shown = VERDICTS.filter((verdict) => Number(counts[verdict] ?? 0) > 0);
  if (shown.length === 0) return <span className="muted">{t("review.counts_none")}</span>;
  return (
    <span className="row">
      {shown.map((verdict) => (
        <VerdictMark key={verdict} verdict={verdict} count={Number(counts[verdict])} />
      ))}
    </span>
  );
}
