import { describe, expect, it } from "vitest";
import { decoded, parse, separator } from "./csv";
import { SheetFault } from "./fault";
import { firstSheet, workbook } from "./workbook";
import { crc32, unzip } from "./zip";

describe("text tables", () => {
  it("reads GB18030 where the bytes are no UTF-8", () => {
    expect(decoded(Uint8Array.of(0xcd, 0xfb, 0xb4, 0xa8)).text).toBe("望川");
    expect(decoded(new TextEncoder().encode("\uFEFF望川")).text).toBe("望川");
  });

  it("says where a quotation mark stays open", () => {
    expect(() => parse('a,b\n"c,d\n', ",", true)).toThrow(new SheetFault("quote", "2"));
    expect(parse('a,b\n"c,d\n')).toEqual([["a", "b"], ["c,d\n"]]);
  });

  it("takes tabs where the first line has them", () => {
    expect(separator("a\tb\n1,2")).toBe("\t");
    expect(separator("a,b")).toBe(",");
  });
});

describe("workbooks", () => {
  const rows = [
    ["名称", "代码"],
    ["甲 & 乙 <有限公司>", "0091"],
    ["=1+1", ""],
  ];

  it("come back as they were written, codes with their zeros and formulas as text", async () => {
    expect(await firstSheet(workbook("结果", rows))).toEqual(rows);
  });

  it("are archives with checksums", async () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
    const archive = unzip(new Uint8Array(await workbook("x", rows).arrayBuffer()));
    expect(archive.names).toContain("xl/worksheets/sheet1.xml");
  });

  it("are refused where they are none", async () => {
    await expect(firstSheet(new Blob(["名称,代码"]))).rejects.toThrow(new SheetFault("not_zip"));
  });

  it("are refused where the archive points beyond its end", async () => {
    const bytes = new Uint8Array(await workbook("结果", rows).arrayBuffer());
    const end = bytes.length - 22;
    const beyond = bytes.slice();
    beyond.set([0xff, 0xff, 0xff, 0x7f], end + 16);
    await expect(firstSheet(new Blob([beyond]))).rejects.toThrow(new SheetFault("not_zip"));
  });

  it("are refused where a part does not inflate", async () => {
    const bytes = new Uint8Array(await workbook("结果", rows).arrayBuffer());
    const view = new DataView(bytes.buffer);
    const first = view.getUint32(bytes.length - 22 + 16, true);
    for (let at = first, n = view.getUint16(bytes.length - 12, true); n > 0; n--) {
      view.setUint16(at + 10, 8, true);
      at += 46 + view.getUint16(at + 28, true);
    }
    await expect(firstSheet(new Blob([bytes]))).rejects.toThrow(new SheetFault("not_zip"));
  });
});
