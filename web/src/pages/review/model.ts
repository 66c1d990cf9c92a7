/** The answer of a review as pages show it: the shape that the service's review has. */

import type { Schemas } from "../../api/client";
import type { Parties, Relationship } from "../../api/party";

export const REGIMES = ["bidding", "works", "goods", "procurement"] as const;
export type Regime = (typeof REGIMES)[number];
export type Words = { readonly zh: string; readonly en: string };
export type Verdict = "ground" | "deemed" | "indication" | "none" | "unknown";
export const VERDICTS: readonly Verdict[] = ["ground", "deemed", "indication"];

export type Role = {
  readonly key: string;
  readonly role: string;
  readonly given: { readonly name: string | null; readonly code: string | null };
  readonly party: string | null;
  readonly name: string;
  readonly identity: {
    readonly confidence: string;
    readonly candidates: readonly { readonly id: string; readonly name: string; readonly [fact: string]: unknown }[];
    readonly settles: Words | null;
  };
  readonly price: string | null;
  readonly consortium: string | null;
  readonly coverage: readonly Schemas["Coverage"][];
  /** The graph does not have the bidder. Reviews that were kept before this was said are without it. */
  readonly unsearched?: Words | null;
  readonly own: readonly Schemas["Record"][];
  readonly withheld: number;
};

export type Finding = {
  readonly id: string;
  readonly rule: string;
  readonly title: Words;
  readonly article: string;
  readonly wording: string;
  readonly text: string;
  readonly verdict: Verdict;
  readonly consequence: Words;
  readonly parties: readonly string[];
  readonly paths: readonly { readonly nodes: readonly string[]; readonly relationships: readonly Relationship[] }[];
  readonly evidence: readonly { readonly what: string; readonly value: string; readonly source: string }[];
  readonly identity: string;
  readonly freshness: { readonly standing: string; readonly last_confirmed: string | null };
  readonly doubts: readonly string[];
  readonly settles: Words | null;
  readonly notes: readonly string[];
};

export type Result = {
  readonly tender: { readonly title: string | null; readonly regime: string; readonly submission_deadline: string };
  readonly notices: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly roles: readonly Role[];
  readonly matrix: readonly {
    readonly a: string;
    readonly b: string;
    readonly verdict: Verdict;
    readonly findings: readonly string[];
  }[];
  readonly findings: readonly Finding[];
  readonly not_run: readonly {
    readonly rule: string;
    readonly needs: string;
    readonly reason: Words;
    readonly parties: readonly string[];
  }[];
  readonly indicative: readonly { readonly party: string; readonly score: number; readonly level: string | null }[];
  readonly truncated: boolean;
  readonly data_version: number;
  readonly as_of: string;
  readonly as_known_at: string | null;
  readonly parties: Parties;
};

type Told = "id" | "title" | "state" | "principal" | "purpose" | "run" | "decisions" | "events";
export type Review = Pick<Schemas["ReviewReply"], Told> & { readonly result: Result };

export function bidders(result: Result): Role[] {
  return result.roles.filter((role) => role.role === "bidder" || role.role === "member");
}

/** Bidders of whom the graph has nothing: nothing found with them is no search. */
export function unsearched(result: Result): Role[] {
  return bidders(result).filter((role) => role.unsearched || !role.party);
}

/** Names of keys, also of those that the graph does not have. */
export function names(result: Result): (key: string) => string {
  const found = new Map(result.roles.map((role) => [role.key, role.name]));
  return (key) => found.get(key) || result.parties[key]?.name || key;
}

/** Findings without a decision in force on the evidence as it is. */
export function undecided(review: Review): Finding[] {
  return review.result.findings.filter((finding) => {
    const decision = review.decisions[finding.id];
    return decision === undefined || decision.standing !== "in_force" || decision.evidence_changed;
  });
}
