/** A list as rows of cells, read on this machine: from a file, or as it was pasted. */

import { decoded, parse, separator } from "./csv";
import { SheetFault } from "./fault";
import { firstSheet } from "./workbook";

export type Line = { readonly number: number; readonly cells: readonly string[] };

const MOST_BYTES = 20_000_000;

/** Lines that hold something, with the number that a spreadsheet shows beside them. */
export async function readFile(file: File): Promise<Line[]> {
  if (file.size > MOST_BYTES) throw new SheetFault("too_large");
  if (/\.xls$/i.test(file.name)) throw new SheetFault("old_excel");
  if (/\.xlsx$/i.test(file.name)) return filled(await firstSheet(file));
  return readText(decoded(new Uint8Array(await file.arrayBuffer())).text);
}

export function readText(text: string): Line[] {
  return filled(parse(text, separator(text), true));
}

function filled(rows: readonly (readonly string[])[]): Line[] {
  return rows
    .map((cells, n) => ({ number: n + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some(Boolean));
}
