import { describe, expect, it } from "vitest";
import { texts } from "./index";

function flat(value: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([name, item]) =>
      typeof item === "string" ? [[prefix + name, item] as const] : [...flat(item as object, `${prefix}${name}.`)],
    ),
  );
}

const zh = flat(texts("zh"));
const en = flat(texts("en"));
const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort();

describe("words of the browser", () => {
  it("has the same keys in both languages", () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  });

  it("has no empty words", () => {
    for (const [key, words] of [...zh, ...en]) expect(words.trim(), key).not.toBe("");
  });

  it("fills the same places in both languages", () => {
    for (const [key, words] of zh) expect(slots(en.get(key) ?? ""), key).toEqual(slots(words));
  });

  it("writes Chinese with full-width punctuation", () => {
    for (const [key, words] of zh) expect(/[\u4e00-\u9fff][,;:?!]/.test(words), `${key}: ${words}`).toBe(false);
  });

  it("leaves no Chinese in the English words", () => {
    for (const [key, words] of en) expect(/[\u4e00-\u9fff]/.test(words), `${key}: ${words}`).toBe(false);
  });
});
