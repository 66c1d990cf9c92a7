import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { workbook } from "../../sheets/workbook";
import { Answers } from "../../ui/fields";
import { number } from "../../ui/format";
import { csv, save } from "../../ui/save";
import { Empty, Notice } from "../../ui/states";
import { Compare } from "./Compare";
import { table } from "./exports";
import type { Kept, Reply } from "./kept";
import { ListAgain } from "./ListAgain";
import { counts, lines, OUTCOMES, type Outcome, open, type Shown } from "./model";
import { ResultTable } from "./ResultTable";

const PAGE = 50;

type Props = { id: string; reply: Reply; kept: Kept | undefined };

/** Lines by outcome, a page at a time; which line is compared stands in the address, so that "back" closes it. */
export function Result({ id, reply, kept }: Props) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const all = lines(reply, kept);
  const outcome = OUTCOMES.find((name) => name === params.get("show")) ?? null;
  const chosen = outcome ? all.filter((one) => one.outcome === outcome) : all;
  const last = Math.max(1, Math.ceil(chosen.length / PAGE));
  const page = Math.min(Math.max(1, Number(params.get("page")) || 1), last);
  const compared = all.find((one) => String(one.number) === params.get("line") && one.candidates.length > 0);
  const go = (change: Record<string, string | null>) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      for (const [name, value] of Object.entries(change)) value ? next.set(name, value) : next.delete(name);
      return next;
    });
  return (
    <>
      <Head reply={reply} kept={kept} all={all} />
      {!kept && <ListAgain id={id} reply={reply} />}
      {kept?.short && <Notice>{t("screening.short")}</Notice>}
      <Outcomes all={all} chosen={outcome} choose={(show) => go({ show, page: null })} />
      {chosen.length === 0 ? (
        <Empty>{t("screening.none_in_filter")}</Empty>
      ) : (
        <ResultTable
          shown={chosen.slice((page - 1) * PAGE, page * PAGE)}
          reply={reply}
          kept={kept}
          compare={(line) => go({ line: String(line) })}
        />
      )}
      {last > 1 && <Pages page={page} last={last} all={chosen.length} go={(to) => go({ page: String(to) })} />}
      {compared && <Compare id={id} shown={compared} reply={reply} kept={kept} close={() => go({ line: null })} />}
    </>
  );
}

function Head({ reply, kept, all }: { reply: Reply; kept: Kept | undefined; all: readonly Shown[] }) {
  const { t, i18n } = useTranslation();
  const captions = useCaptions();
  const left = open(all, kept?.decisions ?? {});
  const code = useCode();
  const rows = () => table({ all, reply, kept, t, captions, code, english: i18n.language === "en" });
  const name = `${t("screening.export.file")}-${reply.as_of}`;
  return (
    <header className="stack-s">
      <div className="spread">
        <h1>{t("screening.result")}</h1>
        <div className="row no-print">
          <button type="button" className="button" onClick={() => save(`${name}.csv`, csv(rows()), "text/csv")}>
            {t("screening.export_csv")}
          </button>
          <button type="button" className="button" onClick={() => save(`${name}.xlsx`, workbook(name, rows()))}>
            {t("screening.export_xlsx")}
          </button>
          <button type="button" className="button" onClick={() => window.print()}>
            {t("common.print")}
          </button>
          <To to="/screenings" className="button">
            {t("screening.again")}
          </To>
        </div>
      </div>
      <p className="muted">
        {kept?.name ? `${kept.name} · ` : ""}
        {t("screening.lines", { count: all.length })} ·{" "}
        {t("screening.asked", { as_of: reply.as_of, version: number(reply.data_version, i18n.language) })} ·{" "}
        {left > 0 ? t("screening.to_decide", { count: left }) : t("screening.decided_all")}
      </p>
      <p className="muted">{t("screening.caution")}</p>
    </header>
  );
}

type OutcomesProps = { all: readonly Shown[]; chosen: Outcome | null; choose: (outcome: Outcome | null) => void };

function Outcomes({ all, chosen, choose }: OutcomesProps) {
  const { t, i18n } = useTranslation();
  const found = counts(all);
  return (
    <fieldset className="row no-print">
      <legend className="visually-hidden">{t("screening.outcome_head")}</legend>
      <button type="button" className="chip" aria-pressed={chosen === null} onClick={() => choose(null)}>
        {t("screening.show_all")} <span>{number(all.length, i18n.language)}</span>
      </button>
      <Answers
        options={OUTCOMES.filter((name) => found[name] > 0 || name === chosen).map(
          (name) =>
            [
              name,
              <>
                {t(`screening.outcome.${name}`)} <span>{number(found[name], i18n.language)}</span>
              </>,
            ] as const,
        )}
        chosen={chosen}
        choose={choose}
      />
    </fieldset>
  );
}

function Pages({ page, last, all, go }: { page: number; last: number; all: number; go: (to: number) => void }) {
  const { t, i18n } = useTranslation();
  const words = (value: number) => number(value, i18n.language);
  return (
    <nav className="row no-print" aria-label={t("screening.result")}>
      <button type="button" className="button" disabled={page <= 1} onClick={() => go(page - 1)}>
        {t("screening.previous")}
      </button>
      <span>
        {t("screening.page", {
          from: words((page - 1) * PAGE + 1),
          to: words(Math.min(page * PAGE, all)),
          all: words(all),
        })}
      </span>
      <button type="button" className="button" disabled={page >= last} onClick={() => go(page + 1)}>
        {t("screening.next")}
      </button>
    </nav>
  );
}
