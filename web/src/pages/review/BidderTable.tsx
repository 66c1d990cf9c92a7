import { useTranslation } from "react-i18next";
import { Code } from "../../ui/Code";
import { Scroll } from "../../ui/Scroll";
import type { Pasted } from "./bidders";

/** What was understood of the pasted lines. */
export function BidderTable({ rows }: { rows: readonly Pasted[] }) {
  const { t } = useTranslation();
  const label = t("review.understood", { count: rows.length });
  return (
    <Scroll label={label}>
      <table>
        <caption className="small muted">{label}</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              #
            </th>
            <th scope="col">{t("review.bidders")}</th>
            <th scope="col">{t("review.code")}</th>
            <th scope="col" className="num">
              {t("review.price")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, two may be alike
            <tr key={n}>
              <td className="num">{n + 1}</td>
              <td>{row.name}</td>
              <td>
                {row.code ? <Code value={row.code} /> : <span className="mark mark-open">{t("common.none")}</span>}
              </td>
              <td className="num">{row.price}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
