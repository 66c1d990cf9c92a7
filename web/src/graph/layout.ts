/**
 * Places for a whole picture. The same parties and links give the same places on every machine: everything is taken in
 * the order of ids, and the force layout draws its random numbers from a fixed sequence.
 */

import dagre from "@dagrejs/dagre";
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";
import type { LayoutKind, Picture, Place } from "./picture";
import { neighboursOf, type View } from "./view";

type Places = Record<string, Place>;
type Body = SimulationNodeDatum & { readonly id: string };

/** Above this many parties a hierarchy says nothing that can be read, and takes seconds. */
export const MAX_HIERARCHY = 600;
const PULL = 150;

/** New places for what is in sight; pinned parties keep theirs. */
export function layout(kind: LayoutKind, view: View, picture: Picture, focus?: string): Places {
  const made = kind === "circle" ? circle(view, focus) : kind === "hierarchy" ? hierarchy(view) : force(view, picture);
  for (const id of picture.pinned) {
    const place = picture.places[id];
    if (place) made[id] = place;
  }
  return made;
}

function force(view: View, picture: Picture): Places {
  const ids = view.nodes.map((node) => node.id).sort();
  const begun = starts(view);
  const bodies: Body[] = ids.map((id) => ({ id, ...begun.get(id), ...fixed(picture, id) }));
  const links = [...view.bundles]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((link) => ({ source: link.from, target: link.to }));
  const simulation = forceSimulation(bodies)
    .randomSource(sequence())
    .force(
      "links",
      forceLink<Body, (typeof links)[number]>(links)
        .id((body) => body.id)
        .distance(PULL),
    )
    .force("apart", forceManyBody().strength(-700).distanceMax(1500))
    .force("room", forceCollide(58))
    .force("x", forceX(0).strength(0.04))
    .force("y", forceY(0).strength(0.05))
    .stop();
  simulation.tick(ids.length > 1000 ? 100 : 300);
  return Object.fromEntries(bodies.map((body) => [body.id, whole(body.x ?? 0, body.y ?? 0)]));
}

/**
 * Where the simulation begins: on a circle in the order of a walk in depth, so that loops and chains begin untangled.
 * A start by id would cross them, and springs alone do not uncross what is crossed.
 */
function starts(view: View): Map<string, Place> {
  const neighbours = neighboursOf(view);
  const order: string[] = [];
  const seen = new Set<string>();
  for (const root of view.nodes.map((node) => node.id).sort()) {
    const stack = [root];
    while (stack.length) {
      const id = stack.pop() as string;
      if (seen.has(id)) continue;
      seen.add(id);
      order.push(id);
      stack.push(
        ...(neighbours.get(id) ?? [])
          .filter((other) => !seen.has(other))
          .sort()
          .reverse(),
      );
    }
  }
  const radius = 30 * Math.sqrt(order.length) + order.length * 6;
  return new Map(
    order.map((id, n) => {
      const angle = (2 * Math.PI * n) / order.length - Math.PI / 2;
      return [id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }];
    }),
  );
}

function fixed(picture: Picture, id: string): { fx?: number; fy?: number } {
  const place = picture.pinned.includes(id) ? picture.places[id] : undefined;
  return place ? { fx: place.x, fy: place.y } : {};
}

/** A linear congruential sequence that begins anew for each layout (Numerical Recipes' constants). */
function sequence(): () => number {
  let state = 1;
  return () => {
    state = (1664525 * state + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Holders and officers above the companies: links run from top to bottom. */
function hierarchy(view: View): Places {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 40, ranksep: 90 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of [...view.nodes].sort(byId)) graph.setNode(node.id, { width: 150, height: 50 });
  for (const link of [...view.bundles].sort(byId)) graph.setEdge(link.from, link.to);
  dagre.layout(graph);
  return Object.fromEntries(
    view.nodes.map((node) => {
      const at = graph.node(node.id);
      return [node.id, whole(at.x, at.y)];
    }),
  );
}

/** How far a party stands beside the direction of those within to which it is linked, in radians: else links would run
 * through the parties between. */
const ASIDE = 0.5;
/** What a party takes of a ring. */
const ROOM = 90;

/** Rings by distance from the focus (or the party with most links). */
function circle(view: View, focus?: string): Places {
  const middle = focus ?? [...view.nodes].sort((a, b) => b.degree - a.degree || byId(a, b))[0]?.id;
  const rings = new Map<number, string[]>();
  const steps = stepsFrom(view, middle);
  for (const node of [...view.nodes].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : byId(a, b)))) {
    const ring = steps.get(node.id) ?? 1 + Math.max(0, ...steps.values());
    rings.set(ring, [...(rings.get(ring) ?? []), node.id]);
  }
  const places: Places = {};
  const angles = new Map<string, number>();
  const neighbours = neighboursOf(view);
  let radius = 0;
  for (const [ring, ids] of [...rings].sort(([a], [b]) => a - b)) {
    radius = ring === 0 ? 0 : Math.max(radius + 150, (ids.length * ROOM) / (2 * Math.PI));
    for (const [id, angle] of around(ids, neighbours, angles, radius)) {
      if (ring > 0) angles.set(id, angle);
      places[id] = whole(radius * Math.cos(angle), radius * Math.sin(angle));
    }
  }
  return places;
}

/** The angles of a ring: each party near those within to which it is linked, by turns to one side and the other; all at
 * even distances where there is no such party, or no room. */
function around(
  ids: readonly string[],
  neighbours: ReadonlyMap<string, readonly string[]>,
  angles: ReadonlyMap<string, number>,
  radius: number,
): [string, number][] {
  const turn = 2 * Math.PI;
  const even = ids.map((id, n): [string, number] => [id, (turn * n) / ids.length - Math.PI / 2]);
  const wanted = ids.flatMap((id): [string, number][] => {
    const angle = between(neighbours.get(id) ?? [], angles);
    return angle === undefined ? [] : [[id, angle]];
  });
  if (wanted.length < ids.length) return even;
  wanted.sort(([, a], [, b]) => a - b);
  const aside = wanted.map(([id, angle], n): [string, number] => [id, angle + (n % 2 ? -ASIDE : ASIDE)]);
  aside.sort(([, a], [, b]) => a - b);
  const step = ROOM / radius;
  let last = Number.NEGATIVE_INFINITY;
  const apart = aside.map(([id, angle]): [string, number] => {
    last = Math.max(angle, last + step);
    return [id, last];
  });
  return last > (apart[0]?.[1] ?? 0) + turn - step ? even : apart;
}

/** The direction of those neighbours that are placed already, if there are any. */
function between(ids: readonly string[], angles: ReadonlyMap<string, number>): number | undefined {
  const placed = ids.flatMap((id) => angles.get(id) ?? []);
  if (placed.length === 0) return undefined;
  const sum = (of: (angle: number) => number) => placed.reduce((total, angle) => total + of(angle), 0);
  return Math.atan2(sum(Math.sin), sum(Math.cos));
}

function stepsFrom(view: View, middle: string | undefined): Map<string, number> {
  const steps = new Map<string, number>(middle ? [[middle, 0]] : []);
  const next = neighboursOf(view);
  let frontier = middle ? [middle] : [];
  while (frontier.length) {
    const further = new Set<string>();
    for (const id of frontier) {
      for (const other of next.get(id) ?? []) {
        if (steps.has(other)) continue;
        steps.set(other, (steps.get(id) ?? 0) + 1);
        further.add(other);
      }
    }
    frontier = [...further];
  }
  return steps;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function whole(x: number, y: number): Place {
  return { x: Math.round(x), y: Math.round(y) };
}
