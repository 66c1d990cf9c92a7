/** What a proof rests on, as values: for the graph, for a case, for a spreadsheet. */

import { useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import type { Exposure, Parties, Relationship } from "../api/party";
import { useAsk } from "../ask/ask";
import type { Proof } from "./ProofDrawer";

export type Contents = {
  readonly relationships: readonly (Relationship & { readonly factor?: number })[];
  readonly parties: Parties;
  /** Those in it, in the order of the path where there is one. */
  readonly ids: readonly string[];
  readonly record: string | null;
};
type Step = { readonly factor: number; readonly relationship: Relationship };

/** The links of a pattern come with the answer that the drawer has asked for; before it is there, they are empty. */
export function useContents(proof: Proof, reply: Exposure): () => Contents {
  const queries = useQueryClient();
  const { ask } = useAsk();
  return () => {
    if (proof.what !== "pattern") return contents(proof, reply);
    const { party, listed, record, links } = proof.pattern;
    const graph = queries.getQueryData<Schemas["SubgraphReply"]>(["subgraph", party, listed, ask]);
    const wanted = new Set(links.flatMap((link) => link.relationships));
    const relationships = ((graph?.relationships ?? []) as Relationship[]).filter(({ id }) => wanted.has(id));
    return made(relationships, { ...reply.parties, ...graph?.parties }, [party, listed], record);
  };
}

function contents(proof: Exclude<Proof, { what: "pattern" }>, reply: Exposure): Contents {
  if (proof.what === "path") {
    const steps = proof.path.steps as unknown as Step[];
    const rows = steps.map(({ factor, relationship }) => ({ ...relationship, factor }));
    return made(rows, reply.parties, proof.path.nodes, proof.path.record);
  }
  if (proof.what === "lawful") {
    const reached = reply.lawful_reach[proof.at];
    return made((reached?.proof ?? []) as Relationship[], reply.parties, [reply.party.id], reached?.record ?? null);
  }
  if (proof.what === "cascade") {
    const { reached } = proof.cascade;
    const rows = (reached?.proof ?? []) as Relationship[];
    return made(rows, reply.parties, [reply.party.id], reached?.records[0]?.record ?? null);
  }
  return made([], reply.parties, [reply.party.id], proof.record);
}

function made(
  relationships: Contents["relationships"],
  parties: Parties,
  first: readonly string[],
  record: string | null,
): Contents {
  const ends = relationships.flatMap(({ from, to }) => [from, to]);
  return { relationships, parties, ids: [...new Set([...first, ...ends])], record };
}
