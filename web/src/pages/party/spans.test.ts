import { describe, expect, it } from "vitest";
import type { Relationship } from "../../api/party";
import { bounds, dayNumber, dayText, spans, years } from "./spans";

const row = (id: string, from: string | null, to: string | null, seen: string | null = null) =>
  ({ id, valid_from: from, valid_to: to, first_observed: seen, absent_from: null }) as Relationship;

describe("spans of the timeline", () => {
  it("counts days both ways, and takes the first day of a partial date", () => {
    expect(dayText(dayNumber("2026-06-30"))).toBe("2026-06-30");
    expect(dayText(dayNumber("2024"))).toBe("2024-01-01");
    expect(dayText(dayNumber("2024-02"))).toBe("2024-02-01");
  });

  it("draws what is only seen as open, and counts what has no day at all", () => {
    const found = spans([row("a", "2020-01-01", null), row("b", null, null, "2019-05-05"), row("c", null, null)]);
    expect(found.undated).toBe(1);
    expect(found.dated.map((span) => [span.row.id, span.open, span.to])).toEqual([
      ["b", true, null],
      ["a", false, null],
    ]);
  });

  it("covers everything and today", () => {
    const { dated } = spans([row("a", "2001-01-01", "2030-01-01")]);
    const { first, last } = bounds(dated, dayNumber("2026-01-01"));
    expect(first).toBeLessThan(dayNumber("2001-01-01"));
    expect(last).toBeGreaterThan(dayNumber("2030-01-01"));
    expect(years(first, last).length).toBeLessThanOrEqual(11);
  });
});
