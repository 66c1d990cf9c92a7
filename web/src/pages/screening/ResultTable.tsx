import { useTranslation } from "react-i18next";
import { useCaptions } from "../../i18n/captions";
import { PartyName } from "../../proof/PathLine";
import { score } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import { Scroll } from "../../ui/Scroll";
import { type Kept, placeOf, type Reply } from "./kept";
import type { Outcome, Shown } from "./model";

const MARKS: Record<Outcome, string> = {
  same: "mark mark-accent",
  possible: "mark mark-indication",
  dismissed: "mark mark-open",
  none: "mark",
  rejected: "mark mark-open",
};
type Props = { shown: readonly Shown[]; reply: Reply; kept: Kept | undefined; compare: (line: number) => void };

/** One line a row: what was listed, whom it most likely means and why, and what was decided. */
export function ResultTable({ shown, reply, kept, compare }: Props) {
  const { t } = useTranslation();
  return (
    <div className="panel panel-flush">
      <Scroll label={t("screening.result")}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="num">
                {t("screening.line")}
              </th>
              <th scope="col" className="screening-given">
                {t("screening.given")}
              </th>
              <th scope="col">{t("screening.outcome_head")}</th>
              <th scope="col">{t("screening.best")}</th>
              <th scope="col">{t("screening.records")}</th>
              <th scope="col">{t("screening.decision")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <Line key={one.number} one={one} reply={reply} kept={kept} compare={compare} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Line({ one, reply, kept, compare }: Omit<Props, "shown"> & { one: Shown }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === "en" ? "en" : "zh";
  const [best, ...others] = one.candidates;
  const notes = [...one.notes.map((note) => note[language]), one.fault?.[language]].filter(Boolean);
  const unread = one.unread && t(`screening.fault.${one.unread}`);
  return (
    <tr>
      <td className="num muted">{one.number}</td>
      <th scope="row">
        <Given one={one} />
      </th>
      <td>
        <span className={MARKS[one.outcome]}>{t(`screening.outcome.${one.outcome}`)}</span>
      </td>
      <td>
        {best && (
          <>
            <PartyName id={best.id} parties={reply.parties} /> <span className="muted nowrap">{score(best.score)}</span>
            <div className="small muted">{reasons(best.features, language, t("common.semicolon"))}</div>
          </>
        )}
        {others.length > 0 && <div className="small muted">{t("screening.more", { count: others.length })}</div>}
        {one.dismissed > 0 && <div className="small muted">{t("screening.hidden", { count: one.dismissed })}</div>}
        {(unread || notes.length > 0) && <div className="small">{unread || notes.join(t("common.semicolon"))}</div>}
      </td>
      <td>{best && <Listed kinds={reply.parties[best.id]?.listed ?? []} />}</td>
      <td>
        {best && (
          <div className="stack-s">
            <Decided one={one} kept={kept} />
            <button
              type="button"
              className="button no-print"
              aria-label={t("screening.compare_of", { line: one.number })}
              onClick={() => compare(one.number)}
            >
              {t("screening.compare")}
            </button>
          </div>
        )}
      </td>
    </tr>
  );
}

/** The name as listed; a line without one shows its code, never an ID number. */
function Given({ one }: { one: Shown }) {
  const { t } = useTranslation();
  const party = one.row?.party;
  const words = party?.name || party?.uscc || party?.org_code || party?.registration_number || party?.lei;
  const code = party?.name ? party.uscc : "";
  if (!one.row) return <span className="muted">–</span>;
  if (!words) return <span className="muted">{one.row.party ? t("screening.field.id_number") : firstCell(one)}</span>;
  return (
    <>
      {words}
      {code && <div className="small muted mono">{code}</div>}
    </>
  );
}

function firstCell(one: Shown): string {
  return one.row?.cells.find(Boolean) ?? "–";
}

export function Listed({ kinds }: { kinds: readonly string[] }) {
  const { t } = useTranslation();
  const { record } = useCaptions();
  if (kinds.length === 0) return <span className="muted small">{t("screening.no_record")}</span>;
  return (
    <span className="row">
      {kinds.map((kind) => (
        <LayerMark key={kind} layer="listed">
          {record(kind)}
        </LayerMark>
      ))}
    </span>
  );
}

function Decided({ one, kept }: { one: Shown; kept: Kept | undefined }) {
  const { t } = useTranslation();
  const found = one.candidates.flatMap((candidate) => kept?.decisions[placeOf(one.number, candidate.id)] ?? []);
  const same = found.find((decision) => decision.answer === "same");
  if (same) return <span className="mark mark-accent">{t("screening.answer.same")}</span>;
  if (found.length > 0 && found.length === one.candidates.length)
    return <span className="mark">{t("screening.answer.different")}</span>;
  return null;
}

export function reasons(
  features: readonly { direction: string; zh: string; en: string }[],
  language: "zh" | "en",
  semicolon: string,
  direction = "for",
): string {
  return features
    .filter((feature) => feature.direction === direction)
    .map((feature) => feature[language])
    .join(semicolon);
}
