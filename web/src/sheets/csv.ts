/** Text tables: encoding, separator, quotation marks. */

import { SheetFault } from "./fault";

/** The bytes as text: UTF-8 where they are that, GB18030 otherwise. A cut end may be half a character. */
export function decoded(bytes: Uint8Array<ArrayBuffer>): { text: string; encoding: string } {
  const encoding = isUtf8(bytes) ? "UTF-8" : "GB18030";
  return { text: new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, ""), encoding };
}

function isUtf8(bytes: Uint8Array): boolean {
  for (const cut of [0, 1, 2, 3]) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      // a shorter end may be whole
    }
  }
  return false;
}

export function separator(text: string): string {
  const first = text.slice(0, text.indexOf("\n") + 1 || undefined);
  return first.includes("\t") ? "\t" : ",";
}

/** RFC 4180. With `whole`, an open quotation mark is a fault; without, the text may be the head of a file. */
export function parse(text: string, comma = ",", whole = false): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === comma) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") {
      rows.push([...row, cell.replace(/\r$/, "")]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (quoted && whole) throw new SheetFault("quote", String(rows.length + 1));
  return cell || row.length ? [...rows, [...row, cell]] : rows;
}
