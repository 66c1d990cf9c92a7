import type { KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import { withAsk } from "../../ask/ask";
import { fold, hide, type Picture, togglePin, unfold } from "../../graph/picture";
import { leavesOf, neighboursOf, towards } from "../../graph/view";
import type { Graph } from "./useGraph";

const TOWARDS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Walking and working on the canvas without a pointer. */
export function useKeys(graph: Graph, announce: (id: string) => void) {
  const navigate = useNavigate();
  const { board, dispatch, view } = graph;
  return (event: KeyboardEvent) => {
    const undoing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (undoing) {
      event.preventDefault();
      return dispatch({ do: event.shiftKey ? "redo" : "undo" });
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What was chosen may have been hidden, folded away or filtered out since.
    const id = view.nodes.some((node) => node.id === board.selected) ? board.selected : null;
    const direction = TOWARDS[event.key];
    if (direction) {
      event.preventDefault();
      const next = id ? towards(view, id, ...direction) : view.nodes[0]?.id;
      if (next) {
        dispatch({ do: "select", id: next });
        announce(next);
      }
      return;
    }
    if (!id) return;
    const put = (id: string) => {
      const next = neighboursOf(view).get(id)?.[0] ?? null;
      dispatch({ do: "draw", change: (old) => hide(old, [id]) });
      dispatch({ do: "select", id: next });
      if (next) announce(next);
    };
    const collapse = (id: string) => {
      const leaves = leavesOf(view, id, graph.picture);
      const change = (old: Picture) => (old.folded[id] ? unfold(old, id) : fold(old, id, leaves));
      dispatch({ do: "draw", change });
    };
    const acts: Record<string, () => void> = {
      enter: () => void navigate(withAsk(`/party/${id}`, graph.ask)),
      e: () => void graph.expand(id),
      p: () => dispatch({ do: "mark", id }),
      h: () => put(id),
      c: () => collapse(id),
      x: () => dispatch({ do: "draw", change: (old) => togglePin(old, id) }),
      escape: () => dispatch({ do: "select", id: null }),
    };
    const act = acts[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  };
}
