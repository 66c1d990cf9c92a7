/** What is drawn of a picture: parties in sight, and one link for each pair with all its relationships in a bundle. */

import type { Facts, Party, Relationship } from "./facts";
import type { Filters, Picture, Place } from "./picture";

export type DrawnNode = Party & {
  readonly place: Place;
  readonly degree: number;
  readonly pinned: boolean;
  /** How many parties are folded behind it. */
  readonly folded: number;
  readonly noted: boolean;
};

export type Bundle = {
  /** Stable: the two ids in order. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly relationships: readonly Relationship[];
  /** Dashed: nothing in the bundle is in force, or it only says that two may be one. */
  readonly dashed: boolean;
  /** All run the same way: then the link has an arrow. */
  readonly directed: boolean;
};

export type View = { readonly nodes: readonly DrawnNode[]; readonly bundles: readonly Bundle[] };

const IN_FORCE = new Set(["confirmed", "presumed"]);

export function inForce(found: Relationship): boolean {
  return IN_FORCE.has(found.standing);
}

export function draw(facts: Facts, picture: Picture): View {
  const folded = new Set(Object.values(picture.folded).flat());
  const out = new Set([...picture.hidden, ...folded]);
  const inSight = new Set(picture.nodes.filter((id) => !out.has(id) && facts.parties[id]));
  const bundles = bundle(Object.values(facts.relationships), inSight, picture.filters);
  const degrees = degreesOf(bundles);
  const kept = keep(inSight, bundles, degrees, facts, picture.filters);
  return {
    nodes: picture.nodes.flatMap((id) => (kept.has(id) ? [drawn(id, facts, picture, degrees)] : [])),
    bundles: bundles.filter((link) => kept.has(link.from) && kept.has(link.to)),
  };
}

function drawn(id: string, facts: Facts, picture: Picture, degrees: ReadonlyMap<string, number>): DrawnNode {
  const party = facts.parties[id] ?? { id, kind: "Enterprise", name: "", listed: [] };
  return {
    ...party,
    place: picture.places[id] ?? { x: 0, y: 0 },
    degree: degrees.get(id) ?? 0,
    pinned: picture.pinned.includes(id),
    folded: picture.folded[id]?.length ?? 0,
    noted: id in picture.notes,
  };
}

function bundle(relationships: readonly Relationship[], inSight: ReadonlySet<string>, filters: Filters): Bundle[] {
  const pairs = new Map<string, Relationship[]>();
  for (const found of [...relationships].sort(byId)) {
    if (!inSight.has(found.from) || !inSight.has(found.to) || found.from === found.to) continue;
    if (!passes(found, filters)) continue;
    const key = pairOf(found.from, found.to);
    pairs.set(key, [...(pairs.get(key) ?? []), found]);
  }
  return [...pairs].map(([id, found]) => asBundle(id, found));
}

export function pairOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

function byId(a: Relationship, b: Relationship): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function asBundle(id: string, found: readonly Relationship[]): Bundle {
  const first = found[0] as Relationship;
  return {
    id,
    from: first.from,
    to: first.to,
    relationships: found,
    dashed: found.every((one) => one.kind === "POSSIBLY_SAME_AS" || !inForce(one)),
    directed: found.every(
      (one) => one.from === first.from && one.kind !== "RELATIVE_OF" && one.kind !== "POSSIBLY_SAME_AS",
    ),
  };
}

export function passes(found: Relationship, filters: Filters): boolean {
  if (filters.without.includes(found.kind)) return false;
  if (filters.inForce && !inForce(found)) return false;
  if (filters.since && endsBefore(found.valid_from, filters.since)) return false;
  const most = found.share?.known ? Number(found.share.max) : Number.NaN;
  return !(most < filters.minShare);
}

/** Whether a day as the source states it, perhaps a year or month only, surely lies before another. */
function endsBefore(day: string | null, other: string): boolean {
  return day !== null && day < other.slice(0, day.length);
}

function degreesOf(bundles: readonly Bundle[]): Map<string, number> {
  const degrees = new Map<string, number>();
  for (const link of bundles) {
    for (const end of [link.from, link.to]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  }
  return degrees;
}

function keep(
  inSight: ReadonlySet<string>,
  bundles: readonly Bundle[],
  degrees: ReadonlyMap<string, number>,
  facts: Facts,
  filters: Filters,
): ReadonlySet<string> {
  let kept = inSight;
  if (filters.maxDegree > 0) kept = new Set([...kept].filter((id) => (degrees.get(id) ?? 0) <= filters.maxDegree));
  if (!filters.nearListed) return kept;
  const near = new Set([...kept].filter((id) => isListed(facts.parties[id])));
  const listed = new Set(near);
  for (const link of bundles) {
    if (listed.has(link.from)) near.add(link.to);
    if (listed.has(link.to)) near.add(link.from);
  }
  return new Set([...kept].filter((id) => near.has(id)));
}

export function isListed(party: Party | undefined): boolean {
  return (party?.listed?.length ?? 0) > 0;
}

/** Parties that hang only on `id`: what folding it puts away. Pinned ones stay. */
export function leavesOf(view: View, id: string, picture: Picture): string[] {
  const neighbours = neighboursOf(view);
  return (neighbours.get(id) ?? []).filter(
    (other) => neighbours.get(other)?.length === 1 && !picture.pinned.includes(other),
  );
}

export function neighboursOf(view: View): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const link of view.bundles) {
    found.set(link.from, [...(found.get(link.from) ?? []), link.to]);
    found.set(link.to, [...(found.get(link.to) ?? []), link.from]);
  }
  return found;
}

/** How many relationships of each kind are in the picture, whether drawn or filtered out. */
export function kindCounts(facts: Facts, picture: Picture): [string, number][] {
  const here = new Set(picture.nodes);
  const counts = new Map<string, number>();
  for (const found of Object.values(facts.relationships)) {
    if (here.has(found.from) && here.has(found.to)) counts.set(found.kind, (counts.get(found.kind) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The neighbour that lies most nearly in a direction, else whoever does: for walking with the arrow keys, so that
 * nobody is out of reach of them. */
export function towards(view: View, id: string, dx: number, dy: number): string | undefined {
  const neighbours = neighboursOf(view).get(id) ?? [];
  const others = view.nodes.map((node) => node.id).filter((other) => other !== id);
  return nearest(view, id, neighbours, dx, dy) ?? nearest(view, id, others, dx, dy);
}

function nearest(view: View, id: string, among: readonly string[], dx: number, dy: number): string | undefined {
  const places = new Map(view.nodes.map((node) => [node.id, node.place]));
  const here = places.get(id);
  if (!here) return undefined;
  const ranked = among.flatMap((other) => {
    const at = places.get(other) as Place;
    const [ox, oy] = [at.x - here.x, at.y - here.y];
    const along = ox * dx + oy * dy;
    const across = Math.abs(ox * dy - oy * dx);
    return along > 0 ? [{ other, cost: across * 2 + along }] : [];
  });
  ranked.sort((a, b) => a.cost - b.cost || (a.other < b.other ? -1 : 1));
  return ranked[0]?.other;
}
