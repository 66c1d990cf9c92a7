import { useTranslation } from "react-i18next";
import { Scroll } from "../../ui/Scroll";
import { Empty } from "../../ui/states";
import { bidders, names, type Result, unsearched } from "./model";
import { SIGNS, VerdictMark } from "./VerdictMark";

const WIDEST = 16;
type Pair = Result["matrix"][number];

/** All pairs of bidders with the gravest verdict of each; a large tender shows only pairs with findings. */
export function Matrix({ result }: { result: Result }) {
  const { t } = useTranslation();
  const rows = bidders(result);
  const found = result.matrix.filter((pair) => pair.findings.length > 0);
  if (rows.length < 2) return null;
  return (
    <section className="panel panel-flush">
      <h2 className="panel-title">{t("review.matrix")}</h2>
      <p className="panel-text muted">{t(rows.length > WIDEST ? "review.folded" : "review.matrix_help")}</p>
      {found.length === 0 && (
        <div className="panel-text">
          <Empty>{t("review.pairs_none")}</Empty>
        </div>
      )}
      {rows.length > WIDEST ? (
        <Pairs pairs={found} result={result} />
      ) : (
        <Square keys={rows.map((row) => row.key)} result={result} />
      )}
    </section>
  );
}

function Square({ keys, result }: { keys: readonly string[]; result: Result }) {
  const { t } = useTranslation();
  const name = names(result);
  const absent = new Set(unsearched(result).map((role) => role.key));
  const pairs = new Map(result.matrix.map((pair) => [[pair.a, pair.b].sort().join(" "), pair]));
  return (
    <Scroll label={t("review.matrix")}>
      <table className="matrix">
        <thead>
          <tr>
            <td />
            {keys.map((key, n) => (
              <th scope="col" key={key} title={name(key)}>
                <span aria-hidden="true">{n + 1}</span>
                <span className="visually-hidden">{name(key)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((row, n) => (
            <tr key={row}>
              <th scope="row">
                <span className="muted">{n + 1}</span> {name(row)}
              </th>
              {keys.map((column) => (
                <td key={column}>
                  {row !== column && (
                    <Cell
                      pair={pairs.get([row, column].sort().join(" "))}
                      result={result}
                      absent={[row, column].filter((key) => absent.has(key)).map(name)}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** "None" is said where it was searched: with those that the graph does not have, only what was given was compared. */
function Cell({ pair, result, absent }: { pair: Pair | undefined; result: Result; absent: readonly string[] }) {
  const { t, i18n } = useTranslation();
  if (!pair) return null;
  const words = t(`review.verdict.${pair.verdict}`);
  const first = result.findings.find((finding) => finding.id === pair.findings[0]);
  if (!first) {
    const searched = absent.length === 0;
    const said = searched ? words : t("review.unsearched_pair", { names: absent.join(t("common.semicolon")) });
    return (
      <span className={searched ? "muted" : "mark mark-open"} title={said}>
        <span aria-hidden="true">{SIGNS[searched ? pair.verdict : "unknown"]}</span>
        <span className="visually-hidden">{said}</span>
      </span>
    );
  }
  const title = `${words}: ${first.title[i18n.language === "en" ? "en" : "zh"]}`;
  return (
    <a href={`#finding-${first.id}`} title={title} className={`matrix-cell matrix-${pair.verdict}`}>
      <span aria-hidden="true">{SIGNS[pair.verdict]}</span>
      <span className="visually-hidden">{title}</span>
    </a>
  );
}

function Pairs({ pairs, result }: { pairs: readonly Pair[]; result: Result }) {
  const name = names(result);
  return (
    <ul className="panel-text">
      {pairs.map((pair) => (
        <li key={pair.a + pair.b} className="row">
          <VerdictMark verdict={pair.verdict} count={pair.findings.length} />
          <a href={`#finding-${pair.findings[0]}`}>
            {name(pair.a)} — {name(pair.b)}
          </a>
        </li>
      ))}
    </ul>
  );
}
