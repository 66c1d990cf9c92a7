import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { today } from "../../app/AskBar";
import { useCaptions } from "../../i18n/captions";
import { days, number } from "../../ui/format";
import { Scroll } from "../../ui/Scroll";

type Status = Schemas["StatusReply"];
type Brought = { source: string; kind: string; count: number; observed_last: string | null };

const SHOWN = ["Enterprise", "Person", "CreditRecord", "Project", "Lot", "ContactPoint"] as const;
const STALE_DAYS = 365;
/** The source of what the service works out itself: no day on which a register showed it. */
const COMPUTED = "guanlian-matching";

/** How much of each kind. */
export function Loaded({ status }: { status: Status }) {
  const { t, i18n } = useTranslation();
  return (
    <section aria-label={t("home.loaded")}>
      <ul className="home-counts">
        {SHOWN.filter((name) => status.counts[name]).map((name) => (
          <li key={name} className="panel">
            <span className="home-count">{number(status.counts[name] ?? 0, i18n.language)}</span>
            <span className="muted">{t(`home.counts.${name}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What each source brought, and when it last showed it. */
export function Freshness({ status }: { status: Status }) {
  const { t } = useTranslation();
  const { source } = useCaptions();
  const rows = bySource(status.coverage as unknown as Brought[]);
  if (rows.length === 0) return null;
  return (
    <section className="panel panel-flush">
      <h2 className="home-head">{t("home.freshness")}</h2>
      <Scroll label={t("home.freshness")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("home.source")}</th>
              <th scope="col">{t("home.holds")}</th>
              <th scope="col">{t("home.last")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([id, brought]) => (
              <tr key={id}>
                <th scope="row" className="nowrap">
                  {source(id)}
                </th>
                <td>
                  <Kinds brought={brought} />
                </td>
                <td className="nowrap">
                  <Last source={id} day={latest(brought)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Kinds({ brought }: { brought: readonly Brought[] }) {
  const { t, i18n } = useTranslation();
  const { kind } = useCaptions();
  return (
    <span className="home-kinds">
      {brought.map((row) => (
        <span key={row.kind} className="nowrap">
          {row.kind === "Statement" ? t("home.statements") : kind(row.kind)}{" "}
          <span className="muted">{number(row.count, i18n.language)}</span>
        </span>
      ))}
    </span>
  );
}

function Last({ source, day }: { source: string; day: string | null }) {
  const { t } = useTranslation();
  if (!day) return <span className="muted">{t(source === COMPUTED ? "home.computed" : "common.unknown")}</span>;
  const age = days(day, today());
  return (
    <>
      {day} <span className={age > STALE_DAYS ? "mark mark-indication" : "muted"}>{t("home.ago", { count: age })}</span>
    </>
  );
}

function bySource(rows: readonly Brought[]): [string, Brought[]][] {
  const found = new Map<string, Brought[]>();
  for (const row of rows) found.set(row.source, [...(found.get(row.source) ?? []), row]);
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}

function latest(rows: readonly Brought[]): string | null {
  return (
    rows
      .map((row) => row.observed_last ?? "")
      .sort()
      .at(-1) || null
  );
}
