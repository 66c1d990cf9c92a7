import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { file } from "../../api/client";
import { parse } from "../../sheets/csv";
import { Await } from "../../ui/Await";
import { Scroll } from "../../ui/Scroll";
import { csv } from "../../ui/save";
import { ProblemView } from "../../ui/states";
import { lastChosen } from "./chosen";
import { NONE, useStartLoad } from "./LoadForm";
import type { Report } from "./Report";

const MOST = 100;
/** The service adds the reason and a suggestion as the last two columns; when loaded again they are left aside. */
const ADDED = 2;

type Props = { job: string; report: Report };

/** The rejected rows as cells to correct; what is tried again are these rows alone. */
export function Correct({ job, report }: Props) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ["rejects", job],
    queryFn: async () => {
      const { blob } = await file(`/api/v1/jobs/${job}/rejects`);
      return parse((await blob.text()).replace(/^\uFEFF/, ""), ",", true);
    },
  });
  return (
    <div className="stack-s">
      <p className="muted">{t("loads.correct_help")}</p>
      <Await of={found}>
        {([headers = [], ...rows]) => <Grid job={job} report={report} headers={headers} rows={rows} />}
      </Await>
    </div>
  );
}

type GridProps = Props & { headers: readonly string[]; rows: readonly (readonly string[])[] };

function Grid({ job, report, headers, rows }: GridProps) {
  const { t } = useTranslation();
  const start = useStartLoad();
  const shown = rows.slice(0, MOST);
  const [cells, setCells] = useState(() => shown.map((row) => row.slice(0, -ADDED)));
  const columns = headers.slice(0, -ADDED);
  const change = (at: number, column: number, text: string) =>
    setCells((old) => old.map((row, n) => (n === at ? row.map((cell, m) => (m === column ? text : cell)) : row)));
  const send = () => {
    const name = `${report.file.replace(/\.\w+$/, "")}-${t("loads.corrected")}.csv`;
    const corrected = new File([csv([columns, ...cells])], name, { type: "text/csv" });
    const chosen = lastChosen(job) ?? { ...NONE, mapping: report.mapping, observedOn: report.observed_on ?? "" };
    start.mutate({ chosen: { ...chosen, file: corrected, snapshot: "partial", allowLoss: false }, dryRun: true });
  };
  return (
    <form
      className="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Scroll label={t("loads.correct")}>
        <table className="correct">
          <thead>
            <tr>
              <th scope="col">{t("loads.reason")}</th>
              {columns.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, at) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their place while they are corrected
                key={at}
                at={at}
                columns={columns}
                cells={row}
                reject={report.rejects[at]}
                why={shown[at]?.slice(-ADDED) ?? []}
                change={change}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length > MOST && <p className="muted">{t("loads.correct_more", { count: MOST })}</p>}
      <div>
        <button type="submit" className="button button-main" disabled={start.isPending}>
          {t("loads.correct_go")}
        </button>
      </div>
      {start.isError && <ProblemView error={start.error} />}
    </form>
  );
}

type RowProps = {
  at: number;
  columns: readonly string[];
  cells: readonly string[];
  reject: Report["rejects"][number] | undefined;
  why: readonly string[];
  change: (at: number, column: number, text: string) => void;
};

function Row({ at, columns, cells, reject, why, change }: RowProps) {
  const { t, i18n } = useTranslation();
  const reason = i18n.language === "en" && reject ? reject.reason.replaceAll("_", " ") : why[0];
  return (
    <tr>
      <th scope="row" className="small">
        {reason}
        {why[1] && <div className="muted">{why[1]}</div>}
      </th>
      {columns.map((column, n) => {
        const wrong = column === reject?.column;
        return (
          <td key={column}>
            <input
              className="input"
              aria-label={t("loads.correct_row", { n: at + 1, column })}
              aria-invalid={wrong}
              size={Math.min(Math.max((cells[n] ?? "").length + 2, 8), 28)}
              value={cells[n] ?? ""}
              onChange={(event) => change(at, n, event.target.value)}
            />
          </td>
        );
      })}
    </tr>
  );
}
