/**
 * A picture of the graph: which parties stand where, what is folded, pinned, hidden and noted. Pure values and pure
 * changes; what the graph says of the parties is kept apart (`facts.ts`), so that a picture can be kept and shared
 * without a single fact in it. Old parties never move unless somebody moves them or asks for a layout.
 */

export type Place = { readonly x: number; readonly y: number };

export type LayoutKind = "force" | "hierarchy" | "circle";

export type Filters = {
  /** Relationship kinds that are not drawn. */
  readonly without: readonly string[];
  /** Holdings surely below this share are not drawn; an unknown share is, for it may be above. */
  readonly minShare: number;
  /** Only relationships that hold on the day, or are presumed to. */
  readonly inForce: boolean;
  /** Only relationships that began on this day or later, or of which that is not known; empty: all. */
  readonly since: string;
  /** Only listed parties and what touches them directly. */
  readonly nearListed: boolean;
  /** Parties with more drawn links than this are left out; 0: no limit. */
  readonly maxDegree: number;
};

export type Picture = {
  readonly nodes: readonly string[];
  readonly places: Readonly<Record<string, Place>>;
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
  /** Folded party: the parties behind it that are not drawn while it is folded. */
  readonly folded: Readonly<Record<string, readonly string[]>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly filters: Filters;
  readonly layout: LayoutKind;
};

export const NO_FILTERS: Filters = {
  without: [],
  minShare: 0,
  inForce: true,
  since: "",
  nearListed: false,
  maxDegree: 0,
};

export const EMPTY: Picture = {
  nodes: [],
  places: {},
  hidden: [],
  pinned: [],
  folded: {},
  notes: {},
  filters: NO_FILTERS,
  layout: "force",
};

/** The turn between two leaves of a sunflower: places around a party never line up. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const GAP = 96;

/** The parties join the picture around `parent` (or the middle); those already there stay where they are. */
export function arrive(picture: Picture, ids: readonly string[], parent?: string): Picture {
  const known = new Set(picture.nodes);
  const fresh = [...new Set(ids)].filter((id) => !known.has(id)).sort();
  const shown = { ...picture, hidden: picture.hidden.filter((id) => !ids.includes(id)) };
  if (fresh.length === 0) return shown;
  const middle = (parent && picture.places[parent]) || center(picture);
  const taken = Object.values(picture.places);
  const places = { ...picture.places };
  let turn = 0;
  for (const id of fresh) {
    let place: Place;
    do {
      turn += 1;
      place = spiral(middle, turn);
    } while (taken.some((other) => near(other, place)));
    places[id] = place;
    taken.push(place);
  }
  return { ...shown, nodes: [...picture.nodes, ...fresh], places };
}

function spiral(middle: Place, turn: number): Place {
  const radius = GAP * Math.sqrt(turn);
  return {
    x: Math.round(middle.x + radius * Math.cos(turn * GOLDEN)),
    y: Math.round(middle.y + radius * Math.sin(turn * GOLDEN)),
  };
}

function near(a: Place, b: Place): boolean {
  return Math.abs(a.x - b.x) < GAP * 0.7 && Math.abs(a.y - b.y) < GAP * 0.5;
}

function center(picture: Picture): Place {
  const places = Object.values(picture.places);
  if (places.length === 0) return { x: 0, y: 0 };
  const sum = places.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / places.length, y: sum.y / places.length };
}

/** Out of sight; the party stays in the picture and can be brought back. */
export function hide(picture: Picture, ids: readonly string[]): Picture {
  return { ...picture, hidden: [...new Set([...picture.hidden, ...ids])] };
}

export function showAll(picture: Picture): Picture {
  return { ...picture, hidden: [], folded: {} };
}

/** Out of the picture, with its place and note. */
export function remove(picture: Picture, ids: readonly string[]): Picture {
  const gone = new Set(ids);
  const kept = <T>(of: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(of).filter(([id]) => !gone.has(id)));
  return {
    ...picture,
    nodes: picture.nodes.filter((id) => !gone.has(id)),
    hidden: picture.hidden.filter((id) => !gone.has(id)),
    pinned: picture.pinned.filter((id) => !gone.has(id)),
    places: kept(picture.places),
    notes: kept(picture.notes),
    folded: kept(picture.folded),
  };
}

export function togglePin(picture: Picture, id: string): Picture {
  const pinned = picture.pinned.includes(id) ? picture.pinned.filter((other) => other !== id) : [...picture.pinned, id];
  return { ...picture, pinned };
}

export function move(picture: Picture, places: Readonly<Record<string, Place>>): Picture {
  const rounded = Object.fromEntries(
    Object.entries(places).map(([id, at]) => [id, { x: Math.round(at.x), y: Math.round(at.y) }]),
  );
  return { ...picture, places: { ...picture.places, ...rounded } };
}

/** Fold away what hangs only on `id`; `leaves` are those parties (see `view.ts`). */
export function fold(picture: Picture, id: string, leaves: readonly string[]): Picture {
  return leaves.length ? { ...picture, folded: { ...picture.folded, [id]: leaves } } : picture;
}

export function unfold(picture: Picture, id: string): Picture {
  const { [id]: _, ...folded } = picture.folded;
  return { ...picture, folded };
}

export function note(picture: Picture, id: string, text: string): Picture {
  const { [id]: _, ...rest } = picture.notes;
  return { ...picture, notes: text.trim() ? { ...rest, [id]: text } : rest };
}

export function filter(picture: Picture, change: Partial<Filters>): Picture {
  return { ...picture, filters: { ...picture.filters, ...change } };
}

/** A picture from kept JSON; what is missing or wrong in it falls back to nothing. */
export function readPicture(content: unknown): Picture {
  const given = (typeof content === "object" && content !== null ? content : {}) as Partial<Picture>;
  const nodes = strings(given.nodes);
  const places = Object.fromEntries(
    Object.entries(given.places ?? {}).filter(([, at]) => Number.isFinite(at?.x) && Number.isFinite(at?.y)),
  );
  const picture: Picture = {
    ...EMPTY,
    nodes: nodes.filter((id) => places[id]),
    places,
    hidden: strings(given.hidden),
    pinned: strings(given.pinned),
    folded: given.folded ?? {},
    notes: given.notes ?? {},
    filters: { ...NO_FILTERS, ...given.filters },
    layout: given.layout ?? "force",
  };
  return arrive(
    picture,
    nodes.filter((id) => !places[id]),
  );
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
