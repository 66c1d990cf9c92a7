import { useDeferredValue, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { type Relationship, useRelationships } from "../../api/party";
import { today } from "../../app/AskBar";
import { useAsk } from "../../ask/ask";
import type { Texts } from "../../i18n";
import { useCaptions } from "../../i18n/captions";
import { Await } from "../../ui/Await";
import { Empty, Notice } from "../../ui/states";
import { bounds, dayNumber, dayText, type Span, spans, years } from "./spans";

const DRAWN = 200;
const SETTLE_MS = 350;
type Group = keyof Pick<Texts["party"]["timeline"], "roles" | "holdings" | "records" | "others">;
const GROUPS: readonly Group[] = ["roles", "holdings", "records", "others"];
const OF: Record<string, Group> = {
  LEGAL_REPRESENTATIVE_OF: "roles",
  PRINCIPAL_OF: "roles",
  DIRECTOR_OF: "roles",
  SUPERVISOR_OF: "roles",
  SENIOR_MANAGER_OF: "roles",
  EMPLOYED_BY: "roles",
  SHAREHOLDER_OF: "holdings",
  CONTROLS: "holdings",
  MANAGES: "holdings",
  BRANCH_OF: "holdings",
  SUBJECT_OF: "records",
  NAMED_IN: "records",
};

/** Roles, holdings and records over time; the slider asks the whole page as of its day. */
export function Timeline({ entity }: { entity: Schemas["Entity"] }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  // All of time is drawn whatever the day asked; what is known, and under which policy, stays as asked.
  const found = useRelationships(entity.id, { as_known_at: ask.as_known_at }, { kind: [], include_ended: true }, DRAWN);
  return (
    <section className="panel stack" aria-label={t("party.timeline.title")}>
      <p className="small muted">{t("party.timeline.help")}</p>
      <Await of={found} lines={6}>
        {({ pages }) => {
          const page = pages[0];
          return page ? (
            <Drawing
              id={entity.id}
              rows={page.relationships as Relationship[]}
              parties={page.parties}
              more={page.next_cursor !== null}
            />
          ) : null;
        }}
      </Await>
    </section>
  );
}

type DrawingProps = {
  id: string;
  rows: readonly Relationship[];
  parties: Record<string, Schemas["Brief"]>;
  more: boolean;
};

function Drawing({ id, rows, parties, more }: DrawingProps) {
  const { t } = useTranslation();
  const { dated, undated } = spans(rows);
  const { first, last } = bounds(dated, dayNumber(today()));
  const cut = more && <Notice warn>{t("party.timeline.truncated", { count: DRAWN })}</Notice>;
  // Of a hub only the first are read: that none of these has a date says nothing about the others.
  if (dated.length === 0) return cut || <Empty>{t("party.timeline.none")}</Empty>;
  return (
    <>
      {cut}
      <Slider first={first} last={last} />
      <div className="timeline">
        <Axis first={first} last={last} />
        {GROUPS.map((group) => (
          <GroupBars
            key={group}
            group={group}
            spans={dated.filter((span) => (OF[span.row.kind] ?? "others") === group)}
            id={id}
            names={(row) => parties[row.from === id ? row.to : row.from]?.name ?? ""}
            first={first}
            last={last}
          />
        ))}
      </div>
      {undated > 0 && <p className="small muted">{t("party.timeline.undated", { count: undated })}</p>}
    </>
  );
}

/** Moves freely; the page is asked again when it rests. */
function Slider({ first, last }: { first: number; last: number }) {
  const { t } = useTranslation();
  const { ask, setAsk } = useAsk();
  const asked = dayNumber(ask.as_of ?? today());
  const [day, setDay] = useState(asked);
  const shown = useDeferredValue(day);
  useEffect(() => setDay(asked), [asked]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the slider asks anew
  useEffect(() => {
    if (day === asked) return;
    const timer = setTimeout(() => setAsk({ as_of: dayText(day) }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [day]);
  return (
    <label className="timeline-row no-print">
      <span className="timeline-name">
        {t("party.timeline.slider")} <b>{dayText(shown)}</b>
      </span>
      <input
        type="range"
        min={first}
        max={last}
        value={day}
        aria-valuetext={dayText(day)}
        onChange={(event) => setDay(Number(event.target.value))}
      />
    </label>
  );
}

function place(day: number, first: number, last: number): number {
  return (100 * (day - first)) / (last - first);
}

function Axis({ first, last }: { first: number; last: number }) {
  const { ask } = useAsk();
  const asked = dayNumber(ask.as_of ?? today());
  return (
    <div className="timeline-row timeline-axis" aria-hidden="true">
      <span className="timeline-name" />
      <span className="timeline-track">
        {years(first, last).map((year) => (
          <span
            key={year}
            className="timeline-tick"
            style={{ left: `${place(dayNumber(`${year}-01-01`), first, last)}%` }}
          >
            {year}
          </span>
        ))}
        <span className="timeline-now" style={{ left: `${place(asked, first, last)}%` }} />
      </span>
    </div>
  );
}

type BarsProps = {
  group: Group;
  id: string;
  spans: readonly Span[];
  names: (row: Relationship) => string;
  first: number;
  last: number;
};

function GroupBars({ group, id, spans: found, names, first, last }: BarsProps) {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  return (
    <section>
      <h3>{t(`party.timeline.${group}`)}</h3>
      <ul>
        {found.map((span) => (
          <Bar
            key={span.row.id}
            span={span}
            outward={span.row.from === id}
            name={names(span.row)}
            group={group}
            first={first}
            last={last}
          />
        ))}
      </ul>
    </section>
  );
}

type BarProps = { span: Span; outward: boolean; name: string; group: Group; first: number; last: number };

function Bar({ span, outward, name, group, first, last }: BarProps) {
  const { t } = useTranslation();
  const { kind, record } = useCaptions();
  const left = place(span.from, first, last);
  const right = place(span.to ?? last, first, last);
  const words = `${dayText(span.from)} – ${span.to ? dayText(span.to) : t("common.until_now")}`;
  return (
    <li className="timeline-row">
      <span className="timeline-name">
        <span className="muted">
          {t(outward ? "party.relations.outward" : "party.relations.inward", { kind: kind(span.row.kind) })}
        </span>{" "}
        {group === "records" ? record(name) : name}
      </span>
      <span className="timeline-track">
        <span
          className={`timeline-bar timeline-${group}${span.open ? " timeline-open" : ""}`}
          style={{ left: `${left}%`, width: `max(6px, ${right - left}%)` }}
          title={words}
        />
        <span className="visually-hidden">{words}</span>
      </span>
    </li>
  );
}
