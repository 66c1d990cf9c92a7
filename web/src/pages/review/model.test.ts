import { describe, expect, it } from "vitest";
import { type Result, type Role, unsearched } from "./model";

const role = (key: string, more: Partial<Role>) => ({ key, role: "bidder", party: key, ...more }) as Role;
const of = (...roles: Role[]) => unsearched({ roles } as unknown as Result).map(({ key }) => key);

describe("bidders that could not be searched", () => {
  it("are those of whom the service says so", () => {
    expect(of(role("a", { unsearched: null }), role("b", { unsearched: { zh: "图中没有", en: "not there" } }))).toEqual(
      ["b"],
    );
  });

  it("are those without a party in reviews kept before the service said so", () => {
    expect(of(role("a", {}), role("b", { party: null }))).toEqual(["b"]);
  });

  it("are bidders only", () => {
    expect(of(role("a", { role: "expert", party: null }))).toEqual([]);
  });
});
