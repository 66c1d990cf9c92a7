/** The parts of a policy that are shown; the service validates it. */

type Valued = { readonly value: number; readonly reason: string };

export type Policy = {
  readonly id: string;
  readonly version: number | string;
  readonly digest: string;
  readonly floor: Valued;
  readonly severity: Readonly<Record<string, Valued>>;
  readonly other_severity: Valued;
  readonly factors: Readonly<Record<string, { forward: number; backward: number; reason: string }>>;
  readonly holdings: {
    readonly forward: readonly (readonly [number, number])[];
    readonly backward: readonly (readonly [number, number])[];
    readonly unknown_forward: number;
    readonly unknown_backward: number;
    readonly reason: string;
  };
  readonly control: { forward: number; backward: number; reason: string } | null;
  readonly contacts: Readonly<Record<string, { factor: number; falloff: number; limit: number; reason: string }>>;
  readonly staleness: { fresh_days: number; factor: number; ends_after_days: number; reason: string };
  readonly levels: readonly { id: string; from_score: number; zh: string; en: string }[];
  readonly successor: { window_days: number; independent_links: number; reason: string };
};
