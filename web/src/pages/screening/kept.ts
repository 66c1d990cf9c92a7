/**
 * The list of a screening and what was decided on it, kept in this tab only: the service does not keep lists. ID numbers
 * are not written even there; the rows that had one can be decided again once the list was chosen again.
 */

import { useSyncExternalStore } from "react";
import type { Schemas } from "../../api/client";
import type { Field, Row } from "./parties";

export type Reply = Schemas["ScreeningReply"];
export type Decision = {
  readonly answer: "same" | "different";
  readonly scope: "here" | "unit" | "everywhere";
  readonly reason: string;
  /** The dismissal or judgement that the service keeps, where it keeps one. */
  readonly record: string | null;
};
export type Kept = {
  readonly name: string;
  readonly headers: readonly string[];
  readonly columns: readonly (Field | null)[];
  readonly rows: readonly Row[];
  /** An answer that came at once; a job's answer is asked of the service. */
  readonly reply: Reply | null;
  /** By line and candidate. */
  readonly decisions: Readonly<Record<string, Decision>>;
  /** Whether the cells with ID numbers are gone. */
  readonly short: boolean;
};

const PREFIX = "guanlian.screening.";
const memory = new Map<string, Kept>();
const listeners = new Set<() => void>();

export function keep(id: string, kept: Kept): void {
  memory.set(id, kept);
  try {
    sessionStorage.setItem(PREFIX + id, JSON.stringify(withoutNumbers(kept)));
  } catch (error) {
    // A list too large for the tab's storage stays in memory: it is there until the page is opened anew.
    if (!(error instanceof DOMException)) throw error;
    sessionStorage.removeItem(PREFIX + id);
  }
  for (const listener of listeners) listener();
}

export function recall(id: string): Kept | undefined {
  const found = memory.get(id);
  if (found) return found;
  const text = sessionStorage.getItem(PREFIX + id);
  if (!text) return undefined;
  const kept = JSON.parse(text) as Kept;
  memory.set(id, kept);
  return kept;
}

export function useKept(id: string): Kept | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => recall(id),
  );
}

export function decide(id: string, place: string, decision: Decision | null): void {
  const kept = recall(id);
  if (!kept) return;
  const { [place]: _, ...others } = kept.decisions;
  keep(id, { ...kept, decisions: decision ? { ...others, [place]: decision } : others });
}

export const placeOf = (line: number, candidate: string) => `${line} ${candidate}`;

function withoutNumbers(kept: Kept): Kept {
  const at = kept.columns.indexOf("id_number");
  if (at < 0) return kept;
  const rows = kept.rows.map((row) => {
    const { id_number: number, ...party } = row.party ?? {};
    const cells = row.cells.map((cell, n) => (n === at ? "" : cell));
    return { ...row, cells, party: number ? null : row.party && party };
  });
  return { ...kept, rows, short: true };
}
