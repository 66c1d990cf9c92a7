/** The picture as files: what is in sight, with names. Text of cells and attributes is escaped, formulas are defused. */

import { type Label, thin, widthOf } from "./labels";
import type { Place } from "./picture";
import { type Bundle, type DrawnNode, isListed, type View } from "./view";

/** What files say of each relationship besides its kind and its ends. */
export const FACTS = ["share", "valid_from", "valid_to", "last_confirmed", "standing", "source", "record"] as const;

export type Words = {
  /** The caption of a kind of node or relationship. */
  readonly kind: (code: string) => string;
  readonly standing: (code: string) => string;
  readonly columns: readonly string[];
  readonly title: string;
  readonly subtitle: string;
};

/** Relationships in sight, one a line, with names; UTF-8 with a byte order mark, for spreadsheets. */
export function csv(view: View, words: Words): string {
  const names = new Map(view.nodes.map((node) => [node.id, node.name || words.kind(node.kind)]));
  const lines = view.bundles.flatMap((link) =>
    link.relationships.map((found) => [
      names.get(found.from) ?? "",
      words.kind(found.kind),
      names.get(found.to) ?? "",
      shareText(found.share),
      found.valid_from ?? "",
      found.valid_to ?? "",
      found.last_confirmed ?? "",
      words.standing(found.standing),
      found.source.source,
      found.source.record,
    ]),
  );
  return `\ufeff${[words.columns, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function shareText(
  share: { known: boolean; min: string | number | null; max: string | number | null } | null | undefined,
): string {
  if (!share?.known) return "";
  const [low, high] = [percent(share.min), percent(share.max)];
  return low === high ? low : `${low}–${high}`;
}

function percent(value: string | number | null): string {
  const text = String(value ?? "");
  if (text.includes("/")) {
    const [above = "0", below = "1"] = text.split("/");
    return `${((100 * Number(above)) / Number(below)).toFixed(2)} %`;
  }
  return `${Number((100 * Number(text)).toFixed(4))} %`;
}

/** GraphML with kind, name, place of each node and every relationship as an edge of its own. */
export function graphml(view: View, words: Words): string {
  const keys = ["kind", "name", "listed", "x", "y"].map((id) =>
    key(id, "node", id === "x" || id === "y" ? "double" : "string"),
  );
  const edgeKeys = ["relationship", ...FACTS];
  const nodes = view.nodes.map((node) =>
    element(
      "node",
      { id: node.id },
      data({
        kind: node.kind,
        name: node.name,
        listed: (node.listed ?? []).join(";"),
        x: String(node.place.x),
        y: String(node.place.y),
      }),
    ),
  );
  const edges = view.bundles.flatMap((link) =>
    link.relationships.map((found) =>
      element(
        "edge",
        { id: found.id, source: found.from, target: found.to },
        data({
          relationship: found.kind,
          share: shareText(found.share),
          valid_from: found.valid_from ?? "",
          valid_to: found.valid_to ?? "",
          last_confirmed: found.last_confirmed ?? "",
          standing: found.standing,
          source: found.source.source,
          record: found.source.record,
        }),
      ),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    `<!-- ${escapeXml(words.subtitle).replaceAll("--", "– ")} -->`,
    ...keys,
    ...edgeKeys.map((id) => key(`e_${id}`, "edge", "string", id)),
    '<graph edgedefault="directed">',
    ...nodes,
    ...edges.map((edge) => edge.replaceAll('<data key="', '<data key="e_')),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function key(id: string, of: string, type: string, name = id): string {
  return `<key id="${id}" for="${of}" attr.name="${name}" attr.type="${type}"/>`;
}

function data(values: Record<string, string>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== "")
    .map(([id, value]) => `<data key="${id}">${escapeXml(value)}</data>`)
    .join("");
}

function element(name: string, attributes: Record<string, string>, content: string): string {
  const text = Object.entries(attributes)
    .map(([id, value]) => ` ${id}="${escapeXml(value)}"`)
    .join("");
  return `<${name}${text}>${content}</${name}>`;
}

export function escapeXml(text: string): string {
  return (
    text
      // Characters that XML 1.0 cannot carry at all.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
  );
}

export type Colours = {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly party: string;
  readonly listed: string;
};

const SIZE = 18;
const MARGIN = 80;

/** A drawing of its own, at the places of the picture, with a title and the day and version that it was made from. */
export function svg(view: View, words: Words, colours: Colours, highlighted: ReadonlySet<string>): string {
  const box = bounds(
    view.nodes.map((node) => node.place),
    Math.max(14 * widthOf(words.title), 11 * widthOf(words.subtitle)) + 32,
  );
  const worded = thin([
    ...view.nodes.map((node) => nameLabel(node, words)),
    ...view.nodes.map(body),
    ...view.bundles.map((link) => linkLabel(link, view, words)),
  ]);
  const places = new Map(view.nodes.map((node) => [node.id, node.place]));
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.left} ${box.top} ${width} ${height}" width="${width}" height="${height}" font-family="PingFang SC, Microsoft YaHei, Noto Sans SC, Noto Sans CJK SC, sans-serif">`,
    `<title>${escapeXml(words.title)}</title>`,
    `<rect x="${box.left}" y="${box.top}" width="${width}" height="${height}" fill="${colours.paper}"/>`,
    ...view.bundles.map((link) =>
      line(link, places, colours, worded.has(link.id) ? bundleLabel(link, words) : "", highlighted),
    ),
    ...view.nodes.map((node) => shape(node, colours, words)),
    text(box.left + 16, box.bottom - 34, words.title, colours.ink, 14, "start"),
    text(box.left + 16, box.bottom - 14, words.subtitle, colours.quiet, 11, "start"),
    "</svg>",
    "",
  ].join("\n");
}

function bounds(places: readonly Place[], least: number): { left: number; right: number; top: number; bottom: number } {
  if (places.length === 0) return { left: 0, right: Math.max(400, least), top: 0, bottom: 200 };
  const [xs, ys] = [places.map((at) => at.x), places.map((at) => at.y)];
  const low = (of: number[]) => of.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) - MARGIN;
  const high = (of: number[]) => of.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + MARGIN;
  return { left: low(xs), right: Math.max(high(xs), low(xs) + least), top: low(ys), bottom: high(ys) + 30 };
}

function nameLabel(node: DrawnNode, words: Words): Label {
  const text = shorten(node.name || words.kind(node.kind));
  return { id: node.id, x: node.place.x, y: node.place.y + SIZE + 3, width: 11 * widthOf(text), height: 14, weight: 1 };
}

/** The shape itself, which would cover the words of a link below it. */
function body(node: DrawnNode): Label {
  return {
    id: `body ${node.id}`,
    x: node.place.x,
    y: node.place.y - SIZE,
    width: 2 * SIZE,
    height: 2 * SIZE,
    weight: 2,
  };
}

function linkLabel(link: Bundle, view: View, words: Words): Label {
  const place = (id: string) => view.nodes.find((node) => node.id === id)?.place ?? { x: 0, y: 0 };
  const [a, b] = [place(link.from), place(link.to)];
  return {
    id: link.id,
    x: (a.x + b.x) / 2,
    y: (a.y + b.y) / 2 - 13,
    width: 10 * widthOf(bundleLabel(link, words)),
    height: 13,
    weight: 0,
  };
}

function line(
  link: Bundle,
  places: ReadonlyMap<string, Place>,
  colours: Colours,
  label: string,
  highlighted: ReadonlySet<string>,
): string {
  const [a, b] = [places.get(link.from), places.get(link.to)];
  if (!a || !b) return "";
  const strong = highlighted.has(link.id);
  const dash = link.dashed ? ' stroke-dasharray="6 4"' : "";
  const ink = strong ? colours.ink : colours.line;
  const arrow = link.directed ? arrowHead(a, b, ink) : "";
  const drawn = `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${ink}" stroke-width="${strong ? 3 : 1.4}"${dash}/>${arrow}`;
  return label
    ? drawn + text((a.x + b.x) / 2, (a.y + b.y) / 2 - 4, label, colours.quiet, 10, "middle", colours.paper)
    : drawn;
}

/** Where the line meets the shape of the party at its end. */
function arrowHead(a: Place, b: Place, fill: string): string {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length <= 2 * SIZE) return "";
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const at = (along: number, across: number) =>
    `${(b.x - along * ux - across * uy).toFixed(1)} ${(b.y - along * uy + across * ux).toFixed(1)}`;
  const tip = SIZE / Math.max(Math.abs(ux), Math.abs(uy));
  return `<path d="M${at(tip, 0)}L${at(tip + 9, 4)}L${at(tip + 9, -4)}Z" fill="${fill}"/>`;
}

/** The kinds, each with how many where there are several, and the share where there is one holding: up to two by name,
 * then how many more. */
export function bundleLabel(link: Bundle, words: Pick<Words, "kind">): string {
  const kinds = [...new Set(link.relationships.map((found) => found.kind))];
  const holdings = link.relationships.filter((found) => found.kind === "SHAREHOLDER_OF");
  const share = holdings.length === 1 ? shareText(holdings[0]?.share) : "";
  const named = kinds.slice(0, 2).map((kind) => {
    const count = link.relationships.filter((found) => found.kind === kind).length;
    return `${words.kind(kind)}${kind === "SHAREHOLDER_OF" && share ? ` ${share}` : ""}${count > 1 ? ` ×${count}` : ""}`;
  });
  return `${named.join(" · ")}${kinds.length > 2 ? ` +${kinds.length - 2}` : ""}`;
}

function shape(node: DrawnNode, colours: Colours, words: Words): string {
  const { x, y } = node.place;
  const stroke = isListed(node) ? colours.listed : colours.party;
  const common = `fill="${colours.paper}" stroke="${stroke}" stroke-width="${isListed(node) ? 3 : 1.6}"`;
  const body =
    node.kind === "Person"
      ? `<circle cx="${x}" cy="${y}" r="${SIZE}" ${common}/>`
      : node.kind === "ContactPoint"
        ? `<path d="M${x} ${y - 12}L${x + 12} ${y}L${x} ${y + 12}L${x - 12} ${y}Z" ${common}/>`
        : `<rect x="${x - SIZE}" y="${y - SIZE}" width="${2 * SIZE}" height="${2 * SIZE}" rx="3" ${common}/>`;
  const flag = isListed(node) ? text(x + SIZE, y - SIZE + 4, "●", colours.listed, 14, "middle") : "";
  return `<g>${body}${flag}${text(x, y + SIZE + 14, shorten(node.name || words.kind(node.kind)), colours.ink, 11, "middle", colours.paper)}</g>`;
}

export function shorten(name: string, ems = 14): string {
  if (widthOf(name) <= ems) return name;
  let kept = "";
  for (const character of name) {
    if (widthOf(kept + character) > ems - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function text(
  x: number,
  y: number,
  content: string,
  fill: string,
  size: number,
  anchor: string,
  halo?: string,
): string {
  const around = halo ? ` stroke="${halo}" stroke-width="3" paint-order="stroke"` : "";
  return `<text x="${x}" y="${y}" fill="${fill}" font-size="${size}" text-anchor="${anchor}"${around}>${escapeXml(content)}</text>`;
}
