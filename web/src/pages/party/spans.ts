/** Bars of the timeline: from when to when something holds, as parts of the whole width. */

import type { Relationship } from "../../api/party";

export type Span = {
  readonly row: Relationship;
  /** Days since 1970; the end is null while it lasts. */
  readonly from: number;
  readonly to: number | null;
  /** Only seen, or only last confirmed: its ends are not stated. */
  readonly open: boolean;
};

const DAY_MS = 86_400_000;

/** A day, or the first day of a month or year that is only known in part. */
export function dayNumber(text: string): number {
  const [year = "1970", month = "01", day = "01"] = text.split("-");
  return Math.floor(Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS);
}

export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function spans(rows: readonly Relationship[]): { dated: Span[]; undated: number } {
  const dated = rows.flatMap((row): Span[] => {
    const from = row.valid_from ?? row.first_observed;
    if (!from) return [];
    const to = row.valid_to ?? row.absent_from;
    return [{ row, from: dayNumber(from), to: to ? dayNumber(to) : null, open: !row.valid_from }];
  });
  return {
    dated: dated.sort((a, b) => a.from - b.from || a.row.id.localeCompare(b.row.id)),
    undated: rows.length - dated.length,
  };
}

/** The days that the whole drawing covers: a margin around all that is dated, up to today at least. */
export function bounds(found: readonly Span[], today: number): { first: number; last: number } {
  const first = Math.min(...found.map((span) => span.from), today - 365);
  const last = Math.max(today, ...found.map((span) => span.to ?? today));
  return { first: first - 30, last: last + 30 };
}

export function years(first: number, last: number): number[] {
  const from = new Date(first * DAY_MS).getUTCFullYear() + 1;
  const to = new Date(last * DAY_MS).getUTCFullYear();
  const step = Math.max(1, Math.ceil((to - from + 1) / 10));
  const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
  return all.filter((year) => (year - to) % step === 0);
}
