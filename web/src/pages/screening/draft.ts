/** What is being filled in; it is still there when one comes back to the page in this tab. */

import { session } from "../../api/session";
import type { Columns, List } from "./parties";

export type Draft = {
  readonly text: string;
  readonly fileName: string;
  readonly list: List | null;
  readonly columns: Columns;
  readonly threshold: string;
  readonly limit: string;
  readonly kinds: "" | "Enterprise" | "Person";
  readonly lists: readonly string[];
  readonly dismissed: "hide" | "show";
  readonly include: readonly ("own" | "reach" | "exposure")[];
  readonly purpose: string;
};
export type Change = (part: Partial<Draft>) => void;

let current: Draft | null = null;

export function lastDraft(): Draft {
  return (
    current ?? {
      text: "",
      fileName: "",
      list: null,
      columns: [],
      threshold: "",
      limit: "5",
      kinds: "",
      lists: [],
      dismissed: "hide",
      include: ["own"],
      purpose: session.get().purpose ?? "",
    }
  );
}

export function keepDraft(draft: Draft): void {
  current = draft;
}
