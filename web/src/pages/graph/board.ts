/** The state of the graph page: facts, a history of pictures, what is selected, marked and highlighted. */

import type { Schemas } from "../../api/client";
import { type Facts, gather, NO_FACTS, type Party, type Relationship } from "../../graph/facts";
import { begin, type History, record, redo, undo } from "../../graph/history";
import { EMPTY, type Picture } from "../../graph/picture";
import { pairOf } from "../../graph/view";

export type Saved = {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly shared: boolean;
  readonly mine: boolean;
};

export type Route = { readonly nodes: readonly string[]; readonly note?: string };

export type Board = {
  readonly facts: Facts;
  readonly dataVersion: number | null;
  readonly pictures: History<Picture>;
  readonly selected: string | null;
  /** A link that is selected, by its pair. */
  readonly link: string | null;
  /** Parties between which paths are sought. */
  readonly marked: readonly string[];
  readonly routes: readonly Route[];
  readonly shownRoute: number;
  readonly saved: Saved | null;
  /** The picture as it was last saved or opened. */
  readonly kept: Picture | null;
};

export const BLANK: Board = {
  facts: NO_FACTS,
  dataVersion: null,
  pictures: begin(EMPTY),
  selected: null,
  link: null,
  marked: [],
  routes: [],
  shownRoute: 0,
  saved: null,
  kept: null,
};

type Reply = {
  readonly data_version: number;
  readonly parties: Readonly<Record<string, Party>>;
  readonly relationships: readonly Relationship[];
};

export type Act =
  | { do: "open"; reply: Reply; picture: Picture; saved: Saved | null; selected: string | null }
  | { do: "refresh"; reply: Reply }
  | { do: "learn"; reply: Reply; change?: (picture: Picture) => Picture }
  | { do: "draw"; change: (picture: Picture) => Picture }
  | { do: "select"; id: string | null }
  | { do: "select_link"; pair: string | null }
  | { do: "mark"; id: string }
  | { do: "unmark"; id: string }
  | { do: "routes"; routes: readonly Route[] }
  | { do: "route"; at: number }
  | { do: "saved"; saved: Saved | null }
  | { do: "undo" }
  | { do: "redo" };

const MOST_MARKED = 20;

export function act(board: Board, action: Act): Board {
  switch (action.do) {
    case "open":
      return {
        ...BLANK,
        facts: gather(NO_FACTS, action.reply),
        dataVersion: action.reply.data_version,
        pictures: begin(action.picture),
        selected: action.selected,
        saved: action.saved,
        kept: action.picture,
      };
    case "refresh":
      return { ...board, facts: gather(NO_FACTS, action.reply), dataVersion: action.reply.data_version, routes: [] };
    case "learn":
      return learn(board, action.reply, action.change);
    case "draw":
      return { ...board, pictures: record(board.pictures, action.change(board.pictures.present)) };
    case "select":
      return { ...board, selected: action.id, link: null };
    case "select_link":
      return { ...board, link: action.pair, selected: null };
    case "mark":
      return board.marked.includes(action.id) || board.marked.length >= MOST_MARKED
        ? board
        : { ...board, marked: [...board.marked, action.id] };
    case "unmark":
      return { ...board, marked: board.marked.filter((id) => id !== action.id), routes: [] };
    case "routes":
      return { ...board, routes: action.routes, shownRoute: 0 };
    case "route":
      return { ...board, shownRoute: action.at };
    case "saved":
      return { ...board, saved: action.saved, kept: board.pictures.present };
    case "undo":
      return { ...board, pictures: undo(board.pictures) };
    case "redo":
      return { ...board, pictures: redo(board.pictures) };
  }
}

/** Facts of another data version are not added to those that are there: the caller asks for the whole picture again. */
function learn(board: Board, reply: Reply, change?: (picture: Picture) => Picture): Board {
  if (board.dataVersion !== null && reply.data_version !== board.dataVersion) return board;
  const next = { ...board, dataVersion: reply.data_version, facts: gather(board.facts, reply) };
  return change ? act(next, { do: "draw", change }) : next;
}

/** The links of the route that is shown. */
export function highlighted(board: Board): ReadonlySet<string> {
  const nodes = board.routes[board.shownRoute]?.nodes ?? [];
  return new Set(nodes.slice(1).map((id, n) => pairOf(nodes[n] as string, id)));
}

/** Nodes of a path of the service, in order. */
export function nodesOf(path: Schemas["PartyPath"]): string[] {
  const first = path.steps[0];
  return first ? [first.from, ...path.steps.map((step) => step.to)] : [];
}
