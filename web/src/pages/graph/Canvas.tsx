import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from "cytoscape";
import { type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import { bundleLabel, shorten } from "../../graph/exports";
import { type Label, thin, widthOf } from "../../graph/labels";
import type { Place } from "../../graph/picture";
import { isListed, type View } from "../../graph/view";

/** Pixels around a fitted drawing: what is said below it must not cover its lowest name. */
const MARGIN = 64;

export type CanvasHandle = { fit: (ids?: readonly string[]) => void; zoomBy: (factor: number) => void };

type Props = {
  view: View;
  selected: string | null;
  link: string | null;
  highlighted: ReadonlySet<string>;
  marked: readonly string[];
  kindWord: (code: string) => string;
  onSelect: (id: string | null) => void;
  onLink: (pair: string) => void;
  onOpen: (id: string) => void;
  onMove: (places: Record<string, Place>) => void;
  handle: RefObject<CanvasHandle | null>;
};

const LABEL_PX = 11;
const LINK_PX = 10;
/** Below this zoom the words on links cannot be read. */
const WORDS_FROM = 0.7;
const THIN_MS = 120;
/** Cytoscape puts a style element of this id into the page unless there is one; the content security policy forbids
 * style elements, and our own sheet has the one rule that it would bring. */
const OWN_STYLE = "__________cytoscape_stylesheet";

/** Draws a view. All state is the caller's; this only keeps the drawing up to date and says what was done to it. */
export function Canvas(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const core = useRef<Core | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!place.current) return;
    const made = make(place.current);
    core.current = made;
    listen(made, latest);
    // For those who measure how fast it draws, and for nobody else.
    (place.current as HTMLDivElement & { drawing?: Core }).drawing = made;
    const restyle = () => made.style(sheet());
    const watched = matchMedia("(prefers-color-scheme: dark)");
    const theme = new MutationObserver(restyle);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    watched.addEventListener("change", restyle);
    return () => {
      theme.disconnect();
      watched.removeEventListener("change", restyle);
      made.destroy();
      core.current = null;
    };
  }, []);

  useEffect(() => {
    if (core.current) update(core.current, props);
  });

  useEffect(() => {
    const made = core.current;
    if (!made || !props.selected) return;
    const chosen = made.getElementById(props.selected);
    if (chosen.nonempty() && !inSight(made, chosen.renderedPosition())) made.center(chosen);
  }, [props.selected]);

  useImperativeHandle(props.handle, () => ({
    fit: (ids) => {
      const made = core.current;
      if (!made) return;
      const wanted = ids?.length ? made.nodes().filter((node) => ids.includes(node.id())) : made.elements();
      made.fit(wanted.length ? wanted : undefined, MARGIN);
      if (made.zoom() > 1.4) {
        made.zoom(1.4);
        made.center(wanted);
      }
    },
    zoomBy: (factor) => {
      const made = core.current;
      made?.zoom({ level: made.zoom() * factor, renderedPosition: { x: made.width() / 2, y: made.height() / 2 } });
    },
  }));

  return <div ref={place} className="graph-drawing" aria-hidden="true" />;
}

/** Whoever walks by keyboard, or chooses in the table, must see where that is. */
function inSight(made: Core, at: Place): boolean {
  return at.x > 0 && at.y > 0 && at.x < made.width() && at.y < made.height();
}

function make(container: HTMLElement): Core {
  if (!document.getElementById(OWN_STYLE)) {
    const stand = document.createElement("template");
    stand.id = OWN_STYLE;
    document.head.append(stand);
  }
  return cytoscape({
    container,
    style: sheet(),
    minZoom: 0.05,
    maxZoom: 4,
    boxSelectionEnabled: false,
    hideEdgesOnViewport: false,
    textureOnViewport: false,
    pixelRatio: 1,
    layout: { name: "preset" },
  });
}

function listen(made: Core, latest: RefObject<Props>): void {
  made.on("tap", "node", (event) => latest.current.onSelect(event.target.id()));
  made.on("dbltap", "node", (event) => latest.current.onOpen(event.target.id()));
  made.on("tap", "edge", (event) => latest.current.onLink(event.target.id()));
  made.on("tap", (event) => event.target === made && latest.current.onSelect(null));
  made.on("dragfree", "node", (event) =>
    latest.current.onMove({ [event.target.id()]: { ...event.target.position() } }),
  );
  let waiting: ReturnType<typeof setTimeout> | undefined;
  made.on("zoom pan resize", () => {
    clearTimeout(waiting);
    // One may have left the page before it comes to that.
    waiting = setTimeout(() => made.destroyed() || thinLabels(made), THIN_MS);
  });
}

/** Puts the difference between what is drawn and the view onto the canvas, in one go. */
function update(made: Core, props: Props): void {
  const wanted = new Map(elements(props).map((element) => [String(element.data.id), element]));
  made.batch(() => {
    made.elements().forEach((element) => {
      if (!wanted.has(element.id())) element.remove();
    });
    for (const [id, element] of wanted) {
      const there = made.getElementById(id);
      if (there.empty()) made.add(element);
      else {
        there.data(element.data);
        there.classes((element.classes as string[]) ?? []);
        if (element.position && !there.grabbed()) there.position(element.position);
      }
    }
  });
  thinLabels(made);
}

function elements(props: Props): ElementDefinition[] {
  const { view, selected, link, highlighted, marked, kindWord } = props;
  const onRoute = new Set([...highlighted].flatMap((pair) => pair.split("|")));
  const nodes = view.nodes.map((node): ElementDefinition => {
    const name = node.name || kindWord(node.kind);
    const classes = [node.kind];
    if (isListed(node)) classes.push("listed");
    if (node.id === selected) classes.push("chosen");
    if (marked.includes(node.id)) classes.push("marked");
    if (node.pinned) classes.push("pinned");
    if (onRoute.has(node.id)) classes.push("route");
    const more = node.folded ? ` +${node.folded}` : "";
    const flag = isListed(node) ? "● " : "";
    return {
      data: {
        id: node.id,
        label: `${flag}${shorten(name)}${more}`,
        full: `${flag}${name}${more}`,
        degree: node.degree,
      },
      position: { ...node.place },
      classes,
    };
  });
  const edges = view.bundles.map((bundle): ElementDefinition => {
    const classes = [];
    if (bundle.dashed) classes.push("dashed");
    if (bundle.directed) classes.push("directed");
    if (highlighted.has(bundle.id)) classes.push("route");
    if (bundle.id === link) classes.push("chosen");
    if (selected && (bundle.from === selected || bundle.to === selected)) classes.push("near");
    return {
      data: {
        id: bundle.id,
        source: bundle.from,
        target: bundle.to,
        label: bundleLabel(bundle, { kind: kindWord }),
        count: bundle.relationships.length,
      },
      classes,
    };
  });
  return [...nodes, ...edges];
}

/** Words that would overlap give way to those of the chosen, the listed and the well connected; parties before links. */
function thinLabels(made: Core): void {
  const zoom = made.zoom();
  const size = Math.max(LABEL_PX, LABEL_PX * zoom);
  const names: Label[] = made.nodes().map((node) => {
    const at = node.renderedPosition();
    return {
      id: node.id(),
      x: at.x,
      y: at.y + 20 * zoom,
      width: widthOf(String(node.data("label"))) * size,
      height: size * 1.3,
      weight: weightOf(node) + Number(node.data("degree")),
    };
  });
  const words: Label[] =
    zoom < WORDS_FROM
      ? []
      : made.edges().map((edge) => {
          const [a, b] = [edge.source().renderedPosition(), edge.target().renderedPosition()];
          const height = LINK_PX * zoom * 1.3;
          return {
            id: edge.id(),
            x: (a.x + b.x) / 2,
            y: (a.y + b.y) / 2 - height / 2,
            width: widthOf(String(edge.data("label"))) * LINK_PX * zoom,
            height,
            weight: weightOf(edge) - 1,
          };
        });
  const bodies: Label[] = words.length
    ? made.nodes().map((node) => {
        const at = node.renderedPosition();
        const side = node.height() * zoom;
        return { id: `body ${node.id()}`, x: at.x, y: at.y - side / 2, width: side, height: side, weight: -0.5 };
      })
    : [];
  const inView = [...names, ...bodies, ...words].filter(
    (label) => label.x > -200 && label.y > -60 && label.x < made.width() + 200 && label.y < made.height() + 60,
  );
  const shown = thin(inView);
  made.batch(() => {
    made.nodes().forEach((node) => {
      node.toggleClass("named", shown.has(node.id()));
      node.style("font-size", size / zoom);
    });
    made.edges().forEach((edge) => {
      edge.toggleClass("worded", shown.has(edge.id()));
    });
  });
}

function weightOf(element: { hasClass: (name: string) => boolean }): number {
  return (
    (element.hasClass("chosen") ? 1e6 : 0) +
    (element.hasClass("route") ? 1e5 : 0) +
    (element.hasClass("listed") ? 1e4 : 0)
  );
}

function sheet(): StylesheetJson {
  const css = getComputedStyle(document.documentElement);
  const of = (name: string) => css.getPropertyValue(name).trim();
  const font = of("--font");
  return [
    {
      selector: "node",
      style: {
        width: 30,
        height: 30,
        shape: "rectangle",
        "background-color": of("--surface"),
        "border-width": 2,
        "border-color": of("--line-strong"),
        color: of("--text"),
        "font-family": font,
        "text-valign": "bottom",
        "text-margin-y": 5,
        label: "",
        "text-background-color": of("--surface"),
        "text-background-opacity": 0.85,
        "text-background-padding": "1px",
        "overlay-opacity": 0,
      },
    },
    { selector: "node.named", style: { label: "data(label)" } },
    { selector: "node.Person", style: { shape: "ellipse" } },
    { selector: "node.ContactPoint", style: { shape: "diamond", width: 22, height: 22 } },
    { selector: "node.Project, node.Lot", style: { shape: "round-tag", width: 32, height: 22 } },
    {
      selector: "node.listed",
      style: { "border-color": of("--listed"), "background-color": of("--listed-ground"), "border-width": 4 },
    },
    { selector: "node.pinned", style: { "border-style": "double", "border-width": 5 } },
    // Beneath the shape: whoever is marked may be listed or pinned too.
    {
      selector: "node.marked",
      style: { "underlay-color": of("--accent"), "underlay-opacity": 0.45, "underlay-padding": 7 },
    },
    {
      selector: "node.chosen",
      style: {
        label: "data(full)",
        "outline-width": 4,
        "outline-color": of("--focus"),
        "outline-offset": 3,
        "z-index": 10,
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.4,
        "line-color": of("--line-strong"),
        "curve-style": "straight",
        "target-arrow-color": of("--line-strong"),
        color: of("--muted"),
        "font-size": LINK_PX,
        "font-family": font,
        label: "",
        "text-background-color": of("--surface"),
        "text-background-opacity": 0.9,
        "text-background-padding": "2px",
        "overlay-opacity": 0,
      },
    },
    { selector: "edge[count > 1]", style: { width: 3 } },
    { selector: "edge.directed", style: { "target-arrow-shape": "triangle", "arrow-scale": 0.8 } },
    { selector: "edge.dashed", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
    { selector: "edge.worded", style: { label: "data(label)" } },
    { selector: "edge.near", style: { "line-color": of("--accent"), "target-arrow-color": of("--accent") } },
    {
      selector: "edge.route, edge.chosen",
      style: { width: 4, "line-color": of("--text"), "target-arrow-color": of("--text"), "z-index": 9 },
    },
  ] as StylesheetJson;
}
