/** What the graph page asks of the service. Every answer is made from one data version; facts of two are never mixed. */

import { api, got, type Schemas } from "../../api/client";
import type { Ask } from "../../ask/ask";
import type { Facts } from "../../graph/facts";

/** The most parties that one picture holds; the service connects no more at once. */
export const MOST = 3000;
export const PAGE = 50;
/** Records stand as flags on their subject, not as parties of the picture. */
const DRAWN = new Set(["Enterprise", "Person", "ContactPoint", "Project", "Lot"]);

export type Piece = Facts & { readonly data_version: number; readonly reply: Schemas["SubgraphReply"] };

/** Which of the parties belong into a picture. */
export function drawable(parties: Readonly<Record<string, Schemas["Brief"]>>, ids: readonly string[]): string[] {
  return ids.filter((id) => DRAWN.has(parties[id]?.kind ?? ""));
}

/** Everything that connects these parties with each other, ended relationships too. */
export function between(ids: readonly string[], ask: Ask, signal?: AbortSignal) {
  return got(
    api.POST("/api/v1/subgraphs", {
      body: { ...ask, ids: ids.slice(0, MOST), depth: 0, kinds: [], include_ended: true, limit_nodes: MOST },
      signal,
    }),
  );
}

/** A page of the relationships of one party, of one kind or of all. */
export function around(id: string, ask: Ask, kind: string | undefined, includeEnded: boolean, cursor?: string) {
  return got(
    api.GET("/api/v1/entities/{id}/relationships", {
      params: {
        path: { id },
        query: { ...ask, kind: kind ? [kind] : [], include_ended: includeEnded, limit: PAGE, cursor },
      },
    }),
  );
}

export function pathsBetween(ids: readonly string[], ask: Ask, mode: "all_shortest" | "strongest") {
  return got(
    api.POST("/api/v1/paths", {
      body: { ...ask, ids: [...ids], mode, k: 5, max_length: 6, kinds: [], include_ended: false },
    }),
  );
}

/** Everything within two steps of both: what the links of a successor pattern consist of. */
export function aroundBoth(a: string, b: string, ask: Ask) {
  return got(
    api.POST("/api/v1/subgraphs", {
      body: { ...ask, ids: [a, b], depth: 2, kinds: [], include_ended: true, limit_nodes: 500 },
    }),
  );
}

export function exposureOf(id: string, ask: Ask) {
  return got(api.GET("/api/v1/entities/{id}/exposure", { params: { path: { id }, query: ask } }));
}
