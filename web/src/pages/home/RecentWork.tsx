import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { useViews } from "../../api/views";
import { To } from "../../ask/To";
import { instant } from "../../ui/format";

const SHOWN = 5;

/** Reviews of one's unit that were worked on last; who may not see reviews is not shown any. */
export function RecentReviews() {
  const { t, i18n } = useTranslation();
  const found = useQuery({
    queryKey: ["reviews", SHOWN],
    queryFn: ({ signal }) => got(api.GET("/api/v1/reviews", { params: { query: { limit: SHOWN } }, signal })),
  });
  const rows = found.data?.reviews ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t("home.reviews")}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="spread">
            <span>
              <To to={`/reviews/${row.id}`}>{row.title || t("review.untitled")}</To>{" "}
              <span className="mark">{t(`review.states.${row.state}`)}</span>
            </span>
            <span className="small muted">{instant(row.updated_at, i18n.language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Graphs that were kept. */
export function RecentViews() {
  const { t, i18n } = useTranslation();
  const rows = useViews(SHOWN).data?.views ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t("home.views")}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="spread">
            <To to={`/graph?view=${row.id}`}>{row.name}</To>
            <span className="small muted">{instant(row.updated_at, i18n.language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
