import { describe, expect, it } from "vitest";
import { bundleLabel, csv, escapeXml, graphml, shareText, shorten, svg, type Words } from "./exports";
import { type Facts, gather, NO_FACTS, type Party, type Relationship } from "./facts";
import { begin, record, redo, undo } from "./history";
import { type Label, thin } from "./labels";
import { layout } from "./layout";
import { arrive, EMPTY, filter, fold, hide, move, note, readPicture, remove, showAll, togglePin } from "./picture";
import { draw, kindCounts, leavesOf, towards } from "./view";

function party(id: string, listed: string[] = []): Party {
  return { id, kind: id.startsWith("p") ? "Person" : "Enterprise", name: `名称${id}`, listed };
}

function relation(id: string, from: string, to: string, more: Partial<Relationship> = {}): Relationship {
  return {
    id,
    kind: "SHAREHOLDER_OF",
    from,
    to,
    values: {},
    source: { source: "登记", record: `r-${id}` },
    valid_from: null,
    valid_to: null,
    first_observed: null,
    last_confirmed: "2026-01-01",
    absent_from: null,
    standing: "confirmed",
    share: null,
    ...more,
  };
}

const FACTS: Facts = gather(NO_FACTS, {
  parties: Object.fromEntries(
    ["a", "b", "c", "d", "p1"].map((id) => [id, party(id, id === "d" ? ["失信被执行人"] : [])]),
  ),
  relationships: [
    relation("1", "a", "b", { share: { known: true, min: "0.6", max: "0.6" } }),
    relation("2", "a", "b", { kind: "DIRECTOR_OF" }),
    relation("3", "b", "c", { standing: "ended" }),
    relation("4", "p1", "b", { kind: "LEGAL_REPRESENTATIVE_OF" }),
    relation("5", "d", "a", { share: { known: false, min: null, max: null } }),
    relation("6", "p1", "a", { kind: "POSSIBLY_SAME_AS" }),
  ],
});
const ALL = arrive(EMPTY, ["a", "b", "c", "d", "p1"]);
const WORDS: Words = {
  kind: (code) => code,
  standing: (code) => code,
  columns: ["from"],
  title: "图",
  subtitle: "2026",
};

describe("a picture", () => {
  it("lets new parties join without moving the old", () => {
    const more = arrive(ALL, ["e", "f"], "a");
    for (const id of ALL.nodes) expect(more.places[id]).toEqual(ALL.places[id]);
    expect(more.nodes).toEqual([...ALL.nodes, "e", "f"]);
    expect(arrive(ALL, ["a"])).toEqual(ALL);
  });

  it("puts parties at the same places whatever their order, and none onto another", () => {
    const ids = Array.from({ length: 200 }, (_, n) => `n${n}`);
    const first = arrive(EMPTY, ids);
    expect(arrive(EMPTY, [...ids].reverse()).places).toEqual(first.places);
    expect(new Set(Object.values(first.places).map((at) => `${at.x},${at.y}`)).size).toBe(200);
  });

  it("hides, removes, and brings back", () => {
    expect(draw(FACTS, hide(ALL, ["a"])).nodes.map((n) => n.id)).not.toContain("a");
    expect(showAll(hide(ALL, ["a"]))).toEqual(ALL);
    expect(remove(note(ALL, "a", "看"), ["a"]).notes).toEqual({});
    expect(arrive(hide(ALL, ["a"]), ["a"]).hidden).toEqual([]);
  });

  it("is the same after it was kept and read again", () => {
    const kept = filter(togglePin(note(ALL, "a", "说明"), "b"), { minShare: 0.25 });
    expect(readPicture(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(readPicture(null)).toEqual(EMPTY);
    expect(readPicture({ nodes: ["a", 3], places: { a: { x: "far" } } }).nodes).toEqual(["a"]);
  });
});

describe("what is drawn", () => {
  it("bundles parallel relationships and leaves out what has ended", () => {
    const view = draw(FACTS, ALL);
    expect(view.bundles.map((b) => [b.id, b.relationships.length])).toEqual([
      ["a|b", 2],
      ["b|p1", 1],
      ["a|d", 1],
      ["a|p1", 1],
    ]);
    const ended = draw(FACTS, filter(ALL, { inForce: false })).bundles.find((b) => b.id === "b|c");
    expect(ended?.dashed).toBe(true);
    expect(view.bundles.find((b) => b.id === "a|p1")?.dashed).toBe(true);
    expect(view.bundles.find((b) => b.id === "a|b")?.dashed).toBe(false);
  });

  it("keeps an unknown share when small ones are left out", () => {
    const view = draw(FACTS, filter(ALL, { minShare: 0.7 }));
    expect(view.bundles.flatMap((b) => b.relationships.map((r) => r.id))).toEqual(["2", "4", "5", "6"]);
  });

  it("shows the listed and their neighbours only, on request", () => {
    expect(draw(FACTS, filter(ALL, { nearListed: true })).nodes.map((n) => n.id)).toEqual(["a", "d"]);
  });

  it("folds what hangs only on one party, but nothing that is pinned", () => {
    const view = draw(FACTS, ALL);
    expect(leavesOf(view, "a", ALL)).toEqual(["d"]);
    expect(leavesOf(view, "a", togglePin(ALL, "d"))).toEqual([]);
    const folded = draw(FACTS, fold(ALL, "a", ["d"]));
    expect(folded.nodes.map((n) => n.id)).not.toContain("d");
    expect(folded.nodes.find((n) => n.id === "a")?.folded).toBe(1);
  });

  it("counts kinds whether they are drawn or not", () => {
    expect(kindCounts(FACTS, filter(ALL, { without: ["DIRECTOR_OF"] }))).toContainEqual(["DIRECTOR_OF", 1]);
  });

  it("walks to the neighbour in the direction of the arrow", () => {
    const placed = move(ALL, { a: { x: 0, y: 0 }, b: { x: 100, y: 0 }, d: { x: -100, y: 5 }, p1: { x: 0, y: 90 } });
    const view = draw(FACTS, placed);
    expect(towards(view, "a", 1, 0)).toBe("b");
    expect(towards(view, "a", -1, 0)).toBe("d");
    expect(towards(view, "a", 0, 1)).toBe("p1");
    expect(towards(view, "a", 0, -1)).toBeUndefined();
  });
});

describe("layouts", () => {
  it.each(["force", "hierarchy", "circle"] as const)("%s: same parties, same places; pinned ones stay", (kind) => {
    const pinned = togglePin(move(ALL, { c: { x: 777, y: -777 } }), "c");
    const reversed = { ...pinned, nodes: [...pinned.nodes].reverse() };
    const first = layout(kind, draw(FACTS, pinned), pinned);
    expect(layout(kind, draw(FACTS, reversed), reversed)).toEqual(first);
    expect(first.c).toEqual({ x: 777, y: -777 });
    expect(Object.keys(first).sort()).toEqual([...ALL.nodes].sort());
  });

  it("puts holders above what they hold", () => {
    const places = layout("hierarchy", draw(FACTS, ALL), ALL);
    expect(places.d?.y).toBeLessThan(places.a?.y ?? 0);
    expect(places.a?.y).toBeLessThan(places.b?.y ?? 0);
  });
});

describe("rings", () => {
  it("draw no link through a party that it does not belong to", () => {
    const facts = gather(NO_FACTS, {
      parties: Object.fromEntries(["m", "n1", "n2", "o1", "o2"].map((id) => [id, party(id)])),
      relationships: [
        ["m", "n1"],
        ["m", "n2"],
        ["n1", "o1"],
        ["n2", "o2"],
        ["o1", "o2"],
      ].map(([from = "", to = ""], n) => relation(String(n), from, to)),
    });
    const picture = arrive(EMPTY, ["m", "n1", "n2", "o1", "o2"]);
    const view = draw(facts, picture);
    const places = layout("circle", view, picture);
    const at = (id: string) => places[id] ?? { x: 0, y: 0 };
    for (const link of view.bundles) {
      const [a, b] = [at(link.from), at(link.to)];
      const length = Math.hypot(b.x - a.x, b.y - a.y);
      for (const other of picture.nodes.filter((id) => id !== link.from && id !== link.to)) {
        const c = at(other);
        const along = ((c.x - a.x) * (b.x - a.x) + (c.y - a.y) * (b.y - a.y)) / length;
        const across = Math.abs((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / length;
        expect(along < 0 || along > length || across > 20, `${link.id} through ${other}`).toBe(true);
      }
    }
  });
});

describe("history", () => {
  it("goes back and forth, and forgets what was undone once something else is done", () => {
    let history = record(record(begin(1), 2), 3);
    history = undo(undo(history));
    expect(history.present).toBe(1);
    expect(redo(history).present).toBe(2);
    history = record(history, 9);
    expect(redo(history).present).toBe(9);
    expect(undo(undo(undo(history))).present).toBe(1);
  });
});

describe("labels", () => {
  it("never overlap, and the weightier stays", () => {
    const labels: Label[] = Array.from({ length: 60 }, (_, n) => ({
      id: `l${n}`,
      x: (n * 37) % 400,
      y: (n * 53) % 300,
      width: 80,
      height: 14,
      weight: n % 7,
    }));
    const shown = labels.filter((label) => thin(labels).has(label.id));
    for (const a of shown)
      for (const b of shown)
        if (a !== b) expect(Math.abs(a.x - b.x) >= 80 || Math.abs(a.y - b.y) >= 14, `${a.id} ${b.id}`).toBe(true);
    for (const label of labels.filter((one) => !shown.includes(one)))
      expect(
        shown.some(
          (one) => one.weight >= label.weight && Math.abs(one.x - label.x) < 80 && Math.abs(one.y - label.y) < 14,
        ),
      ).toBe(true);
  });
});

describe("exports", () => {
  const view = draw(FACTS, ALL);

  it("writes each relationship once, with names", () => {
    const lines = csv(view, WORDS).trim().split("\r\n");
    expect(lines).toHaveLength(1 + 5);
    expect(lines[1]).toBe("名称a,SHAREHOLDER_OF,名称b,60 %,,,2026-01-01,confirmed,登记,r-1");
  });

  it("writes XML that can be read again", () => {
    for (const text of [
      graphml(view, WORDS),
      svg(
        view,
        { ...WORDS, title: 'A & B <"甲">' },
        { paper: "#fff", ink: "#000", quiet: "#333", line: "#999", party: "#555", listed: "#a00" },
        new Set(["a|b"]),
      ),
    ]) {
      const read = new DOMParser().parseFromString(text, "application/xml");
      expect(read.querySelector("parsererror")).toBeNull();
    }
    const read = new DOMParser().parseFromString(graphml(view, WORDS), "application/xml");
    expect(read.querySelectorAll("node")).toHaveLength(5);
    expect(read.querySelectorAll("edge")).toHaveLength(5);
  });

  it("says shares exactly and unknown ones not at all", () => {
    expect(shareText({ known: true, min: "0.25", max: "0.5" })).toBe("25 %–50 %");
    expect(shareText({ known: true, min: "1/3", max: "1/3" })).toBe("33.33 %");
    expect(shareText({ known: false, min: null, max: null })).toBe("");
  });

  it("shortens by width and escapes what XML cannot hold", () => {
    expect(shorten("一二三四五六七八九十一二三四五六", 10)).toBe("一二三四五六七八九…");
    expect(escapeXml('a\u0000<b>&"')).toBe("a&lt;b&gt;&amp;&quot;");
  });
});

describe("since a day", () => {
  const kinds = (since: string) =>
    draw(
      gather(FACTS, {
        parties: {},
        relationships: [
          relation("7", "c", "d", { kind: "GUARANTEES", valid_from: "2026-02" }),
          relation("8", "c", "d", { kind: "CONTROLS", valid_from: "2025" }),
        ],
      }),
      filter(ALL, { since }),
    )
      .bundles.flatMap((link) => link.relationships.map((found) => found.kind))
      .filter((kind) => kind === "GUARANTEES" || kind === "CONTROLS");
  it("leaves out what surely began before, and keeps what may have begun then", () => {
    expect(kinds("")).toEqual(["GUARANTEES", "CONTROLS"]);
    expect(kinds("2026-02-15")).toEqual(["GUARANTEES"]);
    expect(kinds("2026-03-01")).toEqual([]);
    expect(kinds("2025-06-01")).toEqual(["GUARANTEES", "CONTROLS"]);
    expect(draw(FACTS, filter(ALL, { since: "2030-01-01" })).bundles.length).toBeGreaterThan(0);
  });
});

it("walks to a neighbour first, and to whoever lies there where there is none", () => {
  const placed = move(ALL, { a: { x: 0, y: 0 }, b: { x: 200, y: 0 }, c: { x: 100, y: 0 }, d: { x: 0, y: 300 } });
  const view = draw(FACTS, { ...placed, hidden: ["p1"] });
  expect(towards(view, "a", 1, 0)).toBe("b");
  expect(towards(view, "c", 0, 1)).toBe("d");
  expect(towards(view, "c", 0, -1)).toBeUndefined();
});

it("says how many relationships of one kind lie on a link, and which way it runs", () => {
  const facts = gather(FACTS, { parties: {}, relationships: [relation("9", "a", "b", { kind: "DIRECTOR_OF" })] });
  const view = draw(facts, move(ALL, { a: { x: 0, y: 0 }, b: { x: 300, y: 0 } }));
  const link = view.bundles.find((one) => one.from === "a" && one.to === "b");
  expect(link && bundleLabel(link, WORDS)).toBe("SHAREHOLDER_OF 60 % · DIRECTOR_OF ×2");
  const colours = { paper: "w", ink: "i", quiet: "q", line: "l", party: "p", listed: "r" };
  expect(svg(view, WORDS, colours, new Set())).toContain('<path d="M282.0 0.0L273.0 4.0L273.0 -4.0Z" fill="l"/>');
});
