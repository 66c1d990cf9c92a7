import { useTranslation } from "react-i18next";
import { Scroll } from "../../ui/Scroll";
import { type Columns, FIELDS, type Field, type List } from "./parties";

const ROWS = 5;

/** The first lines, and above each column what it is taken for; a column may be given another meaning. */
export function ColumnsPreview({
  list,
  columns,
  change,
}: {
  list: List;
  columns: Columns;
  change: (columns: Columns) => void;
}) {
  const { t } = useTranslation();
  const used = columns.flatMap((field, n) =>
    list.headed || list.lines.some(({ cells }) => cells[n]) ? [{ field, n, header: list.headers[n] ?? "" }] : [],
  );
  const mean = (at: number, field: Field | null) =>
    change(columns.map((old, n) => (n === at ? field : old === field ? null : old)));
  return (
    <Scroll label={t("screening.preview")}>
      <table className="screening-preview">
        <caption className="visually-hidden">{t("screening.preview")}</caption>
        <thead>
          <tr>
            <th scope="col" className="num">
              {t("screening.line")}
            </th>
            {used.map(({ field, n, header }) => (
              <th scope="col" key={n}>
                {header && <div>{header}</div>}
                <select
                  className="input input-auto"
                  aria-label={t(header ? "screening.column" : "screening.column_plain", { n: n + 1, header })}
                  value={field ?? ""}
                  onChange={(event) => mean(n, (event.target.value || null) as Field | null)}
                >
                  <option value="">{t("screening.column_none")}</option>
                  {FIELDS.map((name) => (
                    <option key={name} value={name}>
                      {t(`screening.field.${name}`)}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.lines.slice(0, ROWS).map((line) => (
            <tr key={line.number}>
              <td className="num muted">{line.number}</td>
              {used.map(({ field, n }) => (
                <td key={n} className={field ? undefined : "muted"}>
                  <div className="cut">{line.cells[n]}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
