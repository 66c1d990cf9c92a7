/** ZIP as workbooks use it: read entries that are stored or deflated, write stored ones. (PKWARE APPNOTE 4.3) */

import { SheetFault } from "./fault";

type Bytes = Uint8Array<ArrayBuffer>;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST = 64 * 1024 * 1024;

type Archive = { readonly names: readonly string[]; readonly read: (name: string) => Promise<string | null> };

/** Reads entries by name; what would unfold beyond 64 MB is refused before it does, what is broken when it shows. */
export function unzip(bytes: Bytes): Archive {
  try {
    const { names, read } = opened(bytes);
    return { names, read: (name) => read(name).catch(refused) };
  } catch (error) {
    return refused(error);
  }
}

/** A broken archive points beyond its end (RangeError) or holds what does not inflate (TypeError). */
function refused(error: unknown): never {
  throw error instanceof RangeError || error instanceof TypeError ? new SheetFault("not_zip") : error;
}

function opened(bytes: Bytes): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directory(view, bytes);
  const read = async (name: string) => {
    const at = entries.get(name);
    if (at === undefined) return null;
    const [method, packed, size, local] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 24, true),
      view.getUint32(at + 42, true),
    ];
    if (size > MOST) throw new SheetFault("too_large");
    const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const body = bytes.subarray(begin, begin + packed);
    return new TextDecoder().decode(method === 0 ? body : await inflated(body));
  };
  return { names: [...entries.keys()], read };
}

function directory(view: DataView, bytes: Bytes): Map<string, number> {
  let end = view.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw new SheetFault("not_zip");
  const found = new Map<string, number>();
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0 && view.getUint32(at, true) === ENTRY; n--) {
    const length = view.getUint16(at + 28, true);
    found.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)), at);
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

async function inflated(body: Bytes): Promise<Bytes> {
  const reader = new Blob([body]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts: Bytes[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > MOST) throw new SheetFault("too_large");
    parts.push(next.value as Bytes);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** An archive of texts, stored as they are. */
export function zip(files: Readonly<Record<string, string>>): Blob {
  const locals: Bytes[] = [];
  const central: Bytes[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const title = new TextEncoder().encode(name) as Bytes;
    const body = new TextEncoder().encode(text) as Bytes;
    const facts = [0, 0, 0x21, crc32(body), body.length, body.length];
    locals.push(header(LOCAL, [20, 0x800, ...facts], title, []), title, body);
    central.push(header(ENTRY, [20, 20, 0x800, ...facts], title, [0, 0, 0, 0, 0, 0, offset]), title);
    offset += 30 + title.length + body.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const count = central.length / 2;
  const tail = new DataView(new ArrayBuffer(22));
  tail.setUint32(0, END, true);
  tail.setUint16(8, count, true);
  tail.setUint16(10, count, true);
  tail.setUint32(12, size, true);
  tail.setUint32(16, offset, true);
  return new Blob([...locals, ...central, new Uint8Array(tail.buffer)]);
}

/** The fields of a local header (30 bytes) or a directory entry (46): shorts, then checksum and sizes, then lengths. */
function header(sign: number, facts: readonly number[], title: Bytes, rest: readonly number[]): Bytes {
  const view = new DataView(new ArrayBuffer(sign === LOCAL ? 30 : 46));
  view.setUint32(0, sign, true);
  const shorts = facts.length - 3;
  for (const [n, value] of facts.slice(0, shorts).entries()) view.setUint16(4 + 2 * n, value, true);
  for (const [n, value] of facts.slice(shorts).entries()) view.setUint32(4 + 2 * shorts + 4 * n, value, true);
  view.setUint16(4 + 2 * shorts + 12, title.length, true);
  if (rest.length > 0) view.setUint32(42, rest.at(-1) ?? 0, true);
  return new Uint8Array(view.buffer);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
