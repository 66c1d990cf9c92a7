/** Which labels to draw so that none overlaps another: the more important first. */

export type Label = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly weight: number;
};

const CELL = 64;

/** Ids of the labels that find room; equal weights in the order of ids. Linear in the cells that labels cover. */
export function thin(labels: readonly Label[]): Set<string> {
  const shown = new Set<string>();
  const grid = new Map<string, Label[]>();
  for (const label of [...labels].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))) {
    const cells = cellsOf(label);
    if (cells.some((cell) => grid.get(cell)?.some((other) => overlap(label, other)))) continue;
    shown.add(label.id);
    for (const cell of cells) grid.set(cell, [...(grid.get(cell) ?? []), label]);
  }
  return shown;
}

function cellsOf(label: Label): string[] {
  const found: string[] = [];
  const left = Math.floor((label.x - label.width / 2) / CELL);
  const right = Math.floor((label.x + label.width / 2) / CELL);
  const top = Math.floor(label.y / CELL);
  const bottom = Math.floor((label.y + label.height) / CELL);
  for (let column = left; column <= right; column++) {
    for (let row = top; row <= bottom; row++) found.push(`${column}:${row}`);
  }
  return found;
}

function overlap(a: Label, b: Label): boolean {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Width in em of a text in a CJK face: ideographs one, Latin about half. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) > 0x2e7f ? 1 : 0.56;
  return width;
}
