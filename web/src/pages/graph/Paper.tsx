import { useEffect, useRef } from "react";
import { svg } from "../../graph/exports";
import type { Graph } from "./useGraph";
import { PAPER, useWords } from "./words";

/** The picture as it is printed: drawn anew, whole and on white, when the print begins. A canvas would keep the size and
 * the theme of the window. */
export function Paper({ graph }: { graph: Graph }) {
  const place = useRef<HTMLDivElement>(null);
  const words = useWords(graph);
  const drawing = useRef<() => string>(() => "");
  drawing.current = () => svg(graph.view, words, PAPER, graph.route);
  useEffect(() => {
    const draw = () => {
      const made = new DOMParser().parseFromString(drawing.current(), "image/svg+xml").documentElement;
      place.current?.replaceChildren(document.importNode(made, true));
    };
    const clear = () => place.current?.replaceChildren();
    window.addEventListener("beforeprint", draw);
    window.addEventListener("afterprint", clear);
    return () => {
      window.removeEventListener("beforeprint", draw);
      window.removeEventListener("afterprint", clear);
    };
  }, []);
  return <div ref={place} className="graph-paper" />;
}
