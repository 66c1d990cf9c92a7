/** The links of a successor pattern as routes from the firm to the listed one. */

import type { Ask } from "../../ask/ask";
import type { Relationship } from "../../graph/facts";
import type { SuccessorPattern } from "../../proof/ProofDrawer";
import { aroundBoth } from "./ask";
import type { Route } from "./board";

export async function routesOfPattern(pattern: SuccessorPattern, ask: Ask): Promise<Route[]> {
  const { relationships } = await aroundBoth(pattern.party, pattern.listed, ask);
  const byId = new Map(relationships.map((found) => [found.id, found]));
  return pattern.links.flatMap((link) => {
    const nodes = walk(
      link.relationships.flatMap((id) => byId.get(id) ?? []),
      pattern.party,
      pattern.listed,
    );
    return nodes ? [{ nodes }] : [];
  });
}

/** The shortest walk over these relationships; they are few. */
export function walk(relationships: readonly Relationship[], from: string, to: string): string[] | undefined {
  const before = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (const here of queue) {
    if (here === to) break;
    for (const found of relationships) {
      const next = found.from === here ? found.to : found.to === here ? found.from : undefined;
      if (next === undefined || before.has(next)) continue;
      before.set(next, here);
      queue.push(next);
    }
  }
  if (!before.has(to)) return undefined;
  const nodes: string[] = [];
  for (let node: string | null | undefined = to; node; node = before.get(node)) nodes.unshift(node);
  return nodes;
}
