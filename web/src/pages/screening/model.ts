/** A screening as the page shows it: each line with its candidates. */

import type { TFunction } from "i18next";
import type { Schemas } from "../../api/client";
import type { SuccessorPattern } from "../../proof/ProofDrawer";
import { type Decision, type Kept, placeOf, type Reply } from "./kept";
import type { FaultName, Row } from "./parties";

export type Candidate = Schemas["CandidateReply"] & {
  readonly own?: { readonly records: readonly Schemas["Record"][]; readonly withheld: number };
  readonly reach?: { readonly lawful_reach: readonly Schemas["Reached"][] };
  readonly exposure?: {
    readonly indicative: { readonly score: number; readonly level: string | null };
    readonly patterns: readonly SuccessorPattern[];
  };
};
export const OUTCOMES = ["same", "possible", "dismissed", "none", "rejected"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Shown = {
  readonly number: number;
  readonly row: Row | undefined;
  readonly outcome: Outcome;
  readonly candidates: readonly Candidate[];
  readonly dismissed: number;
  readonly notes: readonly Readonly<Record<string, string>>[];
  readonly fault: Readonly<Record<string, string>> | null;
  readonly unread: FaultName | null;
};

/** How many parties bear the candidate's name, in words; empty where it was not counted. */
export function bearers(candidate: Candidate, t: TFunction): string {
  const { name_bearers: count, name_region: code, name_region_name: name } = candidate;
  const region = code !== null && name ? t("party.region", { name, code }) : code;
  if (count === null) return "";
  return region === null ? t("identity.bearers_all", { count }) : t("identity.bearers_in", { count, region });
}

/** Lines in the order of the list; without the list, in the order of the answer. */
export function lines(reply: Reply, kept: Kept | undefined): Shown[] {
  const results = new Map(reply.results.map((result) => [result.key, result]));
  const rows = kept?.rows ?? [];
  const answered = reply.results.map((result) => Number(result.key));
  const numbers = kept ? rows.map((row) => row.number) : answered;
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.map((number) => {
    const found = results.get(String(number));
    const row = byNumber.get(number);
    return {
      number,
      row,
      outcome: (found?.outcome ?? "rejected") as Outcome,
      candidates: (found?.candidates ?? []) as readonly Candidate[],
      dismissed: found?.dismissed ?? 0,
      notes: found?.notes ?? [],
      fault: found?.fault ?? null,
      unread: row?.fault ?? null,
    };
  });
}

export function counts(all: readonly Shown[]): Record<Outcome, number> {
  const found = { same: 0, possible: 0, dismissed: 0, none: 0, rejected: 0 };
  for (const one of all) found[one.outcome]++;
  return found;
}

/** Whether a list is the one that was screened: each line that was answered is there, and no other was sent. */
export function fits(reply: Reply, rows: readonly Row[]): boolean {
  const sent = rows.filter((row) => row.fault === null).map((row) => String(row.number));
  return sent.length === reply.results.length && reply.results.every((result, n) => result.key === sent[n]);
}

/** Lines of which a possible candidate has no decision. */
export function open(all: readonly Shown[], decisions: Readonly<Record<string, Decision>>): number {
  return all.filter(
    (one) =>
      one.outcome === "possible" &&
      one.candidates.some((candidate) => decisions[placeOf(one.number, candidate.id)] === undefined) &&
      !one.candidates.some((candidate) => decisions[placeOf(one.number, candidate.id)]?.answer === "same"),
  ).length;
}
