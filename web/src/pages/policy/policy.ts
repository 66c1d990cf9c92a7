/** The parts of a policy that are shown; the service validates it. */

/** In both languages, or in the one that the author of the policy writes. */
export type Reason = string | { readonly zh: string; readonly en: string };
type Valued = { readonly value: number; readonly reason: Reason };

export type Policy = {
  readonly id: string;
  readonly version: number | string;
  readonly digest: string;
  readonly floor: Valued;
  readonly severity: Readonly<Record<string, Valued>>;
  readonly other_severity: Valued;
  readonly factors: Readonly<Record<string, { forward: number; backward: number; reason: Reason }>>;
  readonly holdings: {
    readonly forward: readonly (readonly [number, number])[];
    readonly backward: readonly (readonly [number, number])[];
    readonly unknown_forward: number;
    readonly unknown_backward: number;
    readonly reason: Reason;
  };
  readonly control: { forward: number; backward: number; reason: Reason } | null;
  readonly contacts: Readonly<Record<string, { factor: number; falloff: number; limit: number; reason: Reason }>>;
  readonly staleness: { fresh_days: number; factor: number; ends_after_days: number; reason: Reason };
  readonly levels: readonly { id: string; from_score: number; zh: string; en: string }[];
  readonly successor: { window_days: number; independent_links: number; reason: Reason };
};

export function said(reason: Reason, language: string): string {
  return typeof reason === "string" ? reason : language === "en" ? reason.en : reason.zh;
}
