/** The file of a dry run, kept in this tab so that it can be loaded without being chosen again. */

export type Chosen = {
  readonly file: File | null;
  readonly mapping: string;
  readonly ownMapping: File | null;
  readonly observedOn: string;
  readonly snapshot: "" | "full" | "partial";
  /** Other files of the source that this one is read with. */
  readonly beside: readonly File[];
  /** A full snapshot that ends much of its source is believed. */
  readonly allowLoss: boolean;
};

const kept = new Map<string, Chosen>();

export function remember(job: string, chosen: Chosen): void {
  kept.clear();
  kept.set(job, chosen);
}

export function lastChosen(job: string): Chosen | undefined {
  return kept.get(job);
}
