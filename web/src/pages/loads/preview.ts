/** The first rows of a file, read on this machine, and which shipped mapping its headers fit. */

export type Preview = {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly encoding: string;
};
export type Mapping = {
  readonly id: string;
  readonly title: Record<string, string>;
  readonly recognize: readonly string[];
};

const HEAD_BYTES = 64 * 1024;
const ROWS = 5;

/** Null where the format cannot be shown here (Excel, Parquet, JSON). */
export async function preview(file: File): Promise<Preview | null> {
  if (!/\.(csv|txt|tsv)(\.gz)?$/i.test(file.name)) return null;
  const bytes = await head(file);
  const encoding = bytes && isUtf8(bytes) ? "UTF-8" : "GB18030";
  const text = new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, "");
  const [headers = [], ...rows] = parse(text, text.includes("\t") && !text.includes(",") ? "\t" : ",").slice(
    0,
    ROWS + 1,
  );
  return { headers: headers.map((name) => name.trim()), rows, encoding };
}

async function head(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const stream = file.name.toLowerCase().endsWith(".gz")
    ? file.stream().pipeThrough(new DecompressionStream("gzip"))
    : file.stream();
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
  }
  await reader.cancel();
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The last few bytes may be half a character. */
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

/** RFC 4180, as far as whole rows go. */
export function parse(text: string, comma = ","): string[][] {
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
  return cell || row.length ? [...rows, [...row, cell]] : rows;
}

/** The mapping with the most recognized headers, all of which the file has; as the service decides it. */
export function fits(headers: readonly string[], mappings: readonly Mapping[]): Mapping | undefined {
  const there = new Set(headers);
  const whole = mappings.filter(
    (mapping) => mapping.recognize.length > 0 && mapping.recognize.every((name) => there.has(name)),
  );
  return whole.sort((a, b) => b.recognize.length - a.recognize.length)[0];
}
