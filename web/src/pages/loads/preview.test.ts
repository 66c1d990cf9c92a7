import { describe, expect, it } from "vitest";
import { parse } from "../../sheets/csv";
import { fits } from "./preview";

describe("preview of a file", () => {
  it("reads quotes, commas and line ends in cells", () => {
    expect(parse('a,"b,""c""\n",d\r\n1,2,3\n')).toEqual([
      ["a", 'b,"c"\n', "d"],
      ["1", "2", "3"],
    ]);
  });

  it("keeps empty cells", () => {
    expect(parse(",x,\n")).toEqual([["", "x", ""]]);
  });

  it("takes the mapping whose headers are all there, the most particular first", () => {
    const mapping = (id: string, recognize: string[]) => ({ id, title: {}, recognize });
    const all = [mapping("wide", ["a"]), mapping("narrow", ["a", "b"]), mapping("other", ["z"])];
    expect(fits(["a", "b", "c"], all)?.id).toBe("narrow");
    expect(fits(["c"], all)).toBeUndefined();
  });
});
