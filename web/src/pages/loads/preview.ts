/** The first rows of a file, read on this machine, and which shipped mapping its headers fit. */

import { decoded, parse, separator } from "../../sheets/csv";

export type Preview = {
  readonly headers: readonly string[];
  /** Numbered from 1: two rows of a file may say the same. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
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
  const { text, encoding } = decoded(bytes);
  const [headers = [], ...rows] = parse(text, separator(text)).slice(0, ROWS + 1);
  return {
    headers: headers.map((name) => name.trim()),
    rows: rows.map((cells, n) => ({ number: n + 1, cells })),
    encoding,
  };
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

/** The mapping with the most recognized headers, all of which the file has; as the service decides it. */
export function fits(headers: readonly string[], mappings: readonly Mapping[]): Mapping | undefined {
  const there = new Set(headers);
  const whole = mappings.filter(
    (mapping) => mapping.recognize.length > 0 && mapping.recognize.every((name) => there.has(name)),
  );
  return whole.sort((a, b) => b.recognize.length - a.recognize.length)[0];
}
