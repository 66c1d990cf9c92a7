/** How a picture begins: from parties named in the address, or from a saved view. */

import { api, got } from "../../api/client";
import type { Ask } from "../../ask/ask";
import { endsOf, type Party, type Relationship } from "../../graph/facts";
import { layout } from "../../graph/layout";
import { arrive, EMPTY, move, NO_FILTERS, type Picture, readPicture } from "../../graph/picture";
import { draw } from "../../graph/view";
import { around, between, drawable } from "./ask";
import type { Saved } from "./board";

type Reply = {
  readonly data_version: number;
  readonly as_of: string;
  readonly parties: Readonly<Record<string, Party>>;
  readonly relationships: readonly Relationship[];
  readonly capped: boolean;
};

export type Opened = {
  readonly reply: Reply;
  readonly picture: Picture;
  readonly saved: Saved | null;
  readonly missing: number;
  readonly selected: string | null;
};

/** The parties with their first relationships, laid out by force. */
export async function fromParties(ids: readonly string[], ask: Ask): Promise<Opened> {
  const alone = ids.length === 1;
  const pages = alone ? [await around(ids[0] as string, ask, undefined, !NO_FILTERS.inForce)] : [];
  const found = pages.flatMap((page) => drawable(page.parties, endsOf(page.relationships)));
  const all = [...new Set([...ids, ...found])];
  const whole = await between(all, ask);
  const reply = asReply(whole);
  const here = all.filter((id) => reply.parties[id]);
  const placed = arrive(EMPTY, here);
  const picture = move(
    placed,
    layout("force", draw({ parties: reply.parties, relationships: byId(reply) }, placed), placed),
  );
  return { reply, picture, saved: null, missing: all.length - here.length, selected: alone ? (here[0] ?? null) : null };
}

/** A view as it was kept; what it shows is asked anew. */
export async function fromView(id: string, ask: Ask): Promise<Opened> {
  const kept = await got(api.GET("/api/v1/views/{id}", { params: { path: { id } } }));
  const picture = readPicture(kept.content);
  const reply = asReply(await between(picture.nodes, ask));
  const { name, revision, shared } = kept.view;
  return {
    reply,
    picture,
    saved: { id, name, revision, shared, mine: kept.mine },
    missing: picture.nodes.filter((node) => !reply.parties[node]).length,
    selected: null,
  };
}

export function asReply(found: Awaited<ReturnType<typeof between>>): Reply {
  const { data_version, as_of, parties, relationships } = found;
  return { data_version, as_of, parties, relationships, capped: found.truncated };
}

function byId(reply: Reply): Record<string, Relationship> {
  return Object.fromEntries(reply.relationships.map((one) => [one.id, one]));
}
