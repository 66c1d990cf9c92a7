import { describe, expect, it } from "vitest";
import { grouped } from "./Code";
import { days, percent, score } from "./format";
import { csv } from "./save";

describe("how values are written", () => {
  it("groups a code in fours", () => {
    expect(grouped("91210242MA0YE5XN69", 4).map(([, part]) => part)).toEqual(["9121", "0242", "MA0Y", "E5XN", "69"]);
  });

  it("keeps the digits of a share", () => {
    expect(percent("0.333333")).toBe("33.3333%");
    expect(percent("1")).toBe("100%");
    expect(percent("12/365")).toBe("3.2877%");
  });

  it("never shows a small score as nothing", () => {
    expect(score(0.001)).toBe("<0.01");
    expect(score(0)).toBe("0.00");
  });

  it("counts days", () => {
    expect(days("2026-01-12", "2026-02-20")).toBe(39);
  });

  it("writes CSV that no spreadsheet runs", () => {
    expect(csv([['a"b', "=1+1", "甲,乙", null]])).toBe('\uFEFF"a""b",\'=1+1,"甲,乙",\r\n');
  });
});
