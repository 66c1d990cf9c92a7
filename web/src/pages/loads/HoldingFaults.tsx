import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../../api/client";
import { useAsk } from "../../ask/ask";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { useWord } from "../../i18n/useCode";
import { Await } from "../../ui/Await";
import { number, percent } from "../../ui/format";
import { More } from "../../ui/More";
import { Scroll } from "../../ui/Scroll";
import { Empty } from "../../ui/states";

type Page = Schemas["HoldingFaultsReply"];
type Chosen = { readonly source?: string; readonly problem?: Schemas["CapTableFault"]["problem"] };

/** What is wrong or thin in recorded holdings, by source: looked for when asked, page by page. */
export function HoldingFaults() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <section className="panel stack-s" aria-label={t("loads.faults.title")}>
      <h2>{t("loads.faults.title")}</h2>
      <p className="small muted">{t("loads.faults.help")}</p>
      {asked ? (
        <Found />
      ) : (
        <div>
          <button type="button" className="button" onClick={() => setAsked(true)}>
            {t("loads.faults.look")}
          </button>
        </div>
      )}
    </section>
  );
}

function Found() {
  const { t, i18n } = useTranslation();
  const { ask } = useAsk();
  const [chosen, choose] = useState<Chosen>({});
  const found = useInfiniteQuery({
    queryKey: ["holding-faults", ask, chosen],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      got(
        api.GET("/api/v1/holding-faults", {
          params: { query: { ...ask, ...(chosen as { problem?: never }), limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  return (
    <>
      <Await of={found}>
        {({ pages }) => (
          <>
            <p>
              {t("loads.faults.scanned", {
                n: number(
                  pages.reduce((sum, page) => sum + page.scanned, 0),
                  i18n.language,
                ),
              })}
              {found.hasNextPage && ` · ${t("loads.faults.not_all")}`}
            </p>
            <Counts pages={pages} chosen={chosen} choose={choose} />
            <List pages={pages} />
          </>
        )}
      </Await>
      <More of={found} words={t("loads.faults.further")} />
    </>
  );
}

type CountsProps = { pages: readonly Page[]; chosen: Chosen; choose: (chosen: Chosen) => void };

function Counts({ pages, chosen, choose }: CountsProps) {
  const { t, i18n } = useTranslation();
  const { source } = useCaptions();
  const word = useWord();
  const rows = added(pages);
  if (rows.length === 0)
    return (
      <div className="row">
        <Empty>{t("loads.faults.none")}</Empty>
        {chosen.problem && (
          <button type="button" className="button" onClick={() => choose({})}>
            {t("common.all")}
          </button>
        )}
      </div>
    );
  return (
    <Scroll label={t("loads.faults.by_source")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("loads.source")}</th>
            <th scope="col">{t("loads.faults.problem")}</th>
            <th scope="col" className="num">
              {t("loads.faults.count")}
            </th>
            <th scope="col">{t("loads.faults.filter")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, problem, count]) => {
            const mine = chosen.source === name && chosen.problem === problem;
            return (
              <tr key={`${name} ${problem}`}>
                <th scope="row">{source(name)}</th>
                <td>{word("ownership.fault", problem)}</td>
                <td className="num">{number(count, i18n.language)}</td>
                <td>
                  <button
                    type="button"
                    className="chip"
                    aria-pressed={mine}
                    onClick={() => choose(mine ? {} : { source: name, problem })}
                  >
                    {t("loads.faults.only")}
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function List({ pages }: { pages: readonly Page[] }) {
  const { source } = useCaptions();
  const word = useWord();
  const { t } = useTranslation();
  return (
    <ul className="stack-s">
      {pages.flatMap((page) =>
        page.faults.map((fault) => (
          <li key={`${fault.problem} ${fault.company} ${fault.relationships.join()}`}>
            <To to={`/party/${fault.company}/ownership`}>{page.parties[fault.company]?.name || t("common.unknown")}</To>{" "}
            {word("ownership.fault", fault.problem)} {fault.share && percent(fault.share)}{" "}
            <span className="small muted">
              {fault.sources.map(source).join(t("party.list_comma"))}{" "}
              {[...new Set([fault.shown_first, fault.shown_last].filter(Boolean))].join(" – ")}
            </span>
          </li>
        )),
      )}
    </ul>
  );
}

/** Counts of all pages together, the largest first. */
function added(pages: readonly Page[]): [string, string, number][] {
  const total = new Map<string, [string, string, number]>();
  for (const page of pages)
    for (const [name, problems] of Object.entries(page.by_source))
      for (const [problem, count] of Object.entries(problems)) {
        const before = total.get(`${name} ${problem}`)?.[2] ?? 0;
        total.set(`${name} ${problem}`, [name, problem, before + count]);
      }
  return [...total.values()].sort((a, b) => b[2] - a[2]);
}
