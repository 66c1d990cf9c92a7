import { describe, expect, it } from "vitest";
import { readAsk, withAsk } from "./ask";

describe("what is asked, in the address", () => {
  it("is read by its names only", () => {
    expect(readAsk(new URLSearchParams("as_of=2025-03-10&q=x&policy="))).toEqual({ as_of: "2025-03-10" });
  });

  it("is kept by links, with their own parameters", () => {
    expect(withAsk("/search?q=a", { as_of: "2025-03-10" })).toBe("/search?q=a&as_of=2025-03-10");
    expect(withAsk("/party/x", {})).toBe("/party/x");
  });

  it("gives way to what the link itself asks", () => {
    expect(withAsk("/party/x?as_of=2024-01-01", { as_of: "2025-03-10" })).toBe("/party/x?as_of=2024-01-01");
  });
});
