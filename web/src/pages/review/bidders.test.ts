import { describe, expect, it } from "vitest";
import { readBidders, writeBidders } from "./bidders";

describe("pasted bidders", () => {
  it("takes name, code and price in any order", () => {
    expect(readBidders("样例甲公司，91210242MA0YE5XN69，980000\n91210242ma0ye5xn69,样例乙公司")).toEqual([
      { name: "样例甲公司", code: "91210242MA0YE5XN69", price: "980000" },
      { name: "样例乙公司", code: "91210242MA0YE5XN69", price: "" },
    ]);
  });

  it("keeps commas of a price that came from a spreadsheet", () => {
    expect(readBidders("样例甲公司\t¥4,695,074.68")).toEqual([{ name: "样例甲公司", code: "", price: "4695074.68" }]);
  });

  it("drops empty lines and reads what it wrote", () => {
    const rows = [{ name: "甲", code: "", price: "1" }];
    expect(readBidders(`\n${writeBidders(rows)}\n\n`)).toEqual(rows);
  });
});
