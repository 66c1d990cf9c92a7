/** Everything that can be done on the graph page, on one board. */

import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useEffect, useMemo, useReducer, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api, got } from "../../api/client";
import { Problem } from "../../api/problem";
import { type Ask, useAsk } from "../../ask/ask";
import { useReportEcho } from "../../ask/echo";
import { endsOf, type Party, type Relationship } from "../../graph/facts";
import { layout } from "../../graph/layout";
import { arrive, type LayoutKind, move, type Picture } from "../../graph/picture";
import { draw, type View } from "../../graph/view";
import { useCaptions } from "../../i18n/captions";
import type { SuccessorPattern } from "../../proof/ProofDrawer";
import { score } from "../../ui/format";
import { around, between, drawable, exposureOf, MOST, pathsBetween } from "./ask";
import { act, BLANK, type Board, highlighted, nodesOf, type Saved } from "./board";
import { asReply, fromParties, fromView, type Opened } from "./opening";
import { routesOfPattern } from "./patterns";

export type Graph = ReturnType<typeof useGraph>;

export function useGraph() {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const { record } = useCaptions();
  const [params] = useSearchParams();
  const [board, dispatch] = useReducer(act, BLANK);
  const [said, say] = useState("");
  const [failed, fail] = useState<unknown>(null);
  const opened = useOpened(params, ask);
  const picture = board.pictures.present;
  const view = useMemo(() => draw(board.facts, picture), [board.facts, picture]);
  useReportEcho(
    opened.data && {
      ...opened.data.reply,
      as_known_at: ask.as_known_at ?? null,
      data_version: board.dataVersion ?? opened.data.reply.data_version,
    },
  );
  useEffect(() => {
    if (opened.data) dispatch({ do: "open", ...opened.data });
  }, [opened.data]);

  /** Runs a question; its problem is shown above the picture, nothing that was drawn is lost. */
  const attempt = async <R>(work: () => Promise<R>): Promise<R | undefined> => {
    fail(null);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      fail(error);
      return undefined;
    }
  };

  /** Parties join the picture with all that connects them to what is there, from one data version. */
  const bring = async (ids: readonly string[], parent?: string) => {
    const known = new Set(picture.nodes);
    const fresh = ids.filter((id) => !known.has(id));
    const all = [...picture.nodes, ...fresh];
    if (all.length > MOST) return say(t("graph.too_many", { n: MOST }));
    const reply = asReply(await between(all, ask));
    if (board.dataVersion !== null && reply.data_version !== board.dataVersion) {
      dispatch({ do: "refresh", reply });
      say(t("graph.version_changed"));
    }
    dispatch({
      do: "learn",
      reply,
      change: (old) =>
        arrive(
          old,
          ids.filter((id) => reply.parties[id]),
          parent,
        ),
    });
    say(fresh.length ? t("graph.arrived", { n: fresh.length }) : t("graph.arrived_none"));
  };

  const save = async (name: string, shared: boolean, asNew: boolean) => {
    const saved = await keep(board, picture, name, shared, asNew);
    dispatch({ do: "saved", saved });
    say(t("graph.saved_as", { name }));
  };

  return {
    ask,
    board,
    dispatch,
    view,
    picture,
    said,
    say,
    failed,
    opened,
    route: highlighted(board),
    dirty: picture !== board.kept,
    /** A page of what a party is related to; returns where the next page begins. */
    expand: (id: string, kind?: string, cursor?: string) =>
      attempt(async () => {
        const page = await around(id, ask, kind, !picture.filters.inForce, cursor);
        await bring(drawable(page.parties, endsOf(page.relationships)), id);
        return page.next_cursor ?? undefined;
      }),
    bring: (ids: readonly string[], parent?: string) => attempt(() => bring(ids, parent)),
    findPaths: (mode: "all_shortest" | "strongest") =>
      attempt(async () => {
        const found = await pathsBetween(board.marked, ask, mode);
        const routes = found.paths.map((path) => ({ nodes: nodesOf(path) }));
        await bring([...new Set(routes.flatMap((route) => [...route.nodes]))]);
        dispatch({ do: "routes", routes });
        say(pathsSaid(t, found));
      }),
    whyListed: (id: string) =>
      attempt(async () => {
        const found = await exposureOf(id, ask);
        const best = found.indicative.best;
        const patterns = found.patterns as unknown as readonly SuccessorPattern[];
        const routes = [
          ...(best ? [{ nodes: best.nodes }] : []),
          ...(await Promise.all(patterns.map((pattern) => routesOfPattern(pattern, ask)))).flat(),
        ];
        const words = [
          best
            ? t("graph.why_shown", { score: score(best.score), kind: record(best.record_kind) })
            : t("graph.why_none"),
          patterns.length ? t("graph.why_pattern") : "",
          found.truncated ? t("graph.bounded", { bound: score(found.bound) }) : "",
        ];
        if (routes.length) await bring([...new Set(routes.flatMap((route) => [...route.nodes]))], id);
        dispatch({ do: "routes", routes });
        say(words.filter(Boolean).join(" "));
      }),
    arrange: (kind: LayoutKind) =>
      dispatch({
        do: "draw",
        change: (old) => ({ ...move(old, layout(kind, view, old, board.selected ?? undefined)), layout: kind }),
      }),
    /** Fails with the service's problem: who asks for the name keeps it and says why. */
    saveAs: (name: string, shared: boolean) => save(name, shared, true),
    saveAgain: ({ name, shared }: Saved) => attempt(() => save(name, shared, false)),
  };
}

function useOpened(params: URLSearchParams, ask: Ask) {
  const view = params.get("view");
  const ids = (params.get("ids") ?? "").split(",").filter(Boolean);
  return useQuery<Opened>({
    queryKey: ["graph", view, ids, ask],
    queryFn: () => (view ? fromView(view, ask) : fromParties(ids, ask)),
    enabled: Boolean(view) || ids.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

type T = TFunction;

function pathsSaid(t: T, found: Awaited<ReturnType<typeof pathsBetween>>): string {
  const names = (pair: readonly string[]) => pair.map((id) => found.parties[id]?.name ?? id).join(" – ");
  const words = [
    found.paths.length === 0 ? t("graph.finder_none", { steps: found.complete_to }) : "",
    found.paths.length > 0 && found.unconnected.length > 0
      ? t("graph.finder_unconnected", { pairs: found.unconnected.map(names).join("；"), steps: found.complete_to })
      : "",
    found.truncated ? t("graph.finder_cut") : "",
  ];
  return words.filter(Boolean).join(" ");
}

/** Saves the picture: the next revision of one's own view, or a new one. */
async function keep(board: Board, picture: Picture, name: string, shared: boolean, asNew: boolean): Promise<Saved> {
  const body = { kind: "graph" as const, name, shared, content: picture as unknown as Record<string, unknown> };
  const old = asNew ? null : board.saved;
  const reply = await got(
    old
      ? api.PUT("/api/v1/views/{id}", { params: { path: { id: old.id } }, body: { ...body, revision: old.revision } })
      : api.POST("/api/v1/views", { body }),
  );
  return {
    id: reply.view.id,
    name: reply.view.name,
    revision: reply.view.revision,
    shared: reply.view.shared,
    mine: reply.mine,
  };
}

export type { Board, Opened, Party, Relationship, View };
