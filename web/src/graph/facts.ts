/** What the graph said about the parties of a picture, gathered from replies that were made from one data version. */

import type { components } from "../api/schema";

export type Party = components["schemas"]["Brief"];
export type Relationship = components["schemas"]["Relationship"];

export type Facts = {
  readonly parties: Readonly<Record<string, Party>>;
  readonly relationships: Readonly<Record<string, Relationship>>;
};

export const NO_FACTS: Facts = { parties: {}, relationships: {} };

export function gather(
  facts: Facts,
  reply: { readonly parties: Readonly<Record<string, Party>>; readonly relationships: readonly Relationship[] },
): Facts {
  const fresh = Object.fromEntries(reply.relationships.map((found) => [found.id, found]));
  return {
    parties: { ...facts.parties, ...reply.parties },
    relationships: { ...facts.relationships, ...fresh },
  };
}

/** Every party of the relationships, first seen first. */
export function endsOf(relationships: readonly Relationship[]): string[] {
  return [...new Set(relationships.flatMap((found) => [found.from, found.to]))];
}
