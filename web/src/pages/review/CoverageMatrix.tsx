import { useTranslation } from "react-i18next";
import { useCaptions } from "../../i18n/captions";
import { Scroll } from "../../ui/Scroll";
import { bidders, type Result } from "./model";

const SIGNS: Record<string, string> = { found: "✓", none_found: "–", no_data: "?" };

/** For each bidder, of which kinds there is data. Before any finding, for a blank is not clean. */
export function CoverageMatrix({ result }: { result: Result }) {
  const { t } = useTranslation();
  const { kind } = useCaptions();
  const rows = bidders(result);
  const kinds = rows.find((row) => row.coverage.length > 0)?.coverage.map((entry) => entry.kind) ?? [];
  return (
    <section className="panel panel-flush">
      <h2 className="panel-title">{t("review.coverage")}</h2>
      <Scroll label={t("review.coverage")}>
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{t("review.bidders")}</th>
              {kinds.map((name) => (
                <th scope="col" key={name}>
                  {kind(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                {kinds.map((name) => (
                  <Cell
                    key={name}
                    has={row.party ? (row.coverage.find((entry) => entry.kind === name)?.has ?? "no_data") : "no_data"}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Cell({ has }: { has: string }) {
  const { t } = useTranslation();
  return (
    <td className={`coverage-${has}`}>
      <span aria-hidden="true">{SIGNS[has] ?? has}</span>
      <span className="visually-hidden">{t(`party.has.${has as "found"}`)}</span>
    </td>
  );
}
