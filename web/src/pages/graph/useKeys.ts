import type { KeyboardEvent } from "react";
import { useNavigate } from "react-router";
import { withAsk } from "../../ask/ask";
import { hide, togglePin } from "../../graph/picture";
import { neighbourTowards } from "../../graph/view";
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
    const direction = TOWARDS[event.key];
    if (direction) {
      event.preventDefault();
      const next = board.selected ? neighbourTowards(view, board.selected, ...direction) : view.nodes[0]?.id;
      if (next) {
        dispatch({ do: "select", id: next });
        announce(next);
      }
      return;
    }
    const id = board.selected;
    if (!id) return;
    const acts: Record<string, () => void> = {
      enter: () => void navigate(withAsk(`/party/${id}`, graph.ask)),
      e: () => void graph.expand(id),
      p: () => dispatch({ do: "mark", id }),
      h: () => dispatch({ do: "draw", change: (old) => hide(old, [id]) }),
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
