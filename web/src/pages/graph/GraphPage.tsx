import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../app/useTitle";
import { isListed, neighboursOf } from "../../graph/view";
import { useCaptions } from "../../i18n/captions";
import { Loading } from "../../ui/Await";
import { Notice, ProblemView } from "../../ui/states";
import { Canvas, type CanvasHandle } from "./Canvas";
import { Filters } from "./Filters";
import { Finder } from "./Finder";
import { Legend } from "./Legend";
import { Paper } from "./Paper";
import { Start } from "./Saved";
import { Selection } from "./Selection";
import { TableTwin } from "./TableTwin";
import { Toolbar } from "./Toolbar";
import { type Graph, useGraph } from "./useGraph";
import { useKeys } from "./useKeys";
import "./graph.css";

/** Parties and what connects them, drawn: the canvas between filters and selection, its table twin below. */
export function GraphPage() {
  const { t } = useTranslation();
  const graph = useGraph();
  useTitle(graph.board.saved?.name ?? t("graph.title"));
  if (graph.opened.isError) return <ProblemView error={graph.opened.error} retry={() => void graph.opened.refetch()} />;
  if (graph.opened.fetchStatus === "idle" && !graph.opened.data) return <Start />;
  if (!graph.opened.data) return <Loading lines={8} />;
  return <Workbench graph={graph} />;
}

function Workbench({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const canvas = useRef<CanvasHandle | null>(null);
  const opened = graph.opened.data;
  return (
    <div className="graph-page">
      <h1 className="visually-hidden">{graph.board.saved?.name ?? t("graph.title")}</h1>
      <Toolbar graph={graph} canvas={canvas} />
      {Boolean(graph.failed) && <ProblemView error={graph.failed} />}
      {opened && opened.missing > 0 && <Notice warn>{t("graph.missing", { n: opened.missing })}</Notice>}
      <div className="graph-columns">
        <Filters graph={graph} />
        <Drawing graph={graph} canvas={canvas} />
        <div className="graph-rail stack">
          <Selection graph={graph} />
          <Finder graph={graph} />
        </div>
      </div>
      <TableTwin graph={graph} />
    </div>
  );
}

function Drawing({ graph, canvas }: { graph: Graph; canvas: React.RefObject<CanvasHandle | null> }) {
  const { t } = useTranslation();
  const { kind } = useCaptions();
  const { board, dispatch, view } = graph;
  const [walked, setWalked] = useState("");
  const announce = useCallback(
    (id: string) => {
      const others = neighboursOf(view).get(id) ?? [];
      const party = view.nodes.find((node) => node.id === id);
      const listed = others.filter((other) => isListed(view.nodes.find((node) => node.id === other))).length;
      setWalked(t("graph.said", { name: party?.name || kind(party?.kind ?? ""), n: others.length, listed }));
    },
    [view, t, kind],
  );
  const onKeyDown = useKeys(graph, announce);
  const fitted = useRef("");
  const key = graph.opened.dataUpdatedAt.toString();
  useEffect(() => {
    if (board.routes.length > 0) requestAnimationFrame(() => canvas.current?.fit());
  }, [board.routes, canvas]);
  return (
    <div className="graph-canvas panel panel-flush">
      <div
        className="graph-stage"
        role="application"
        aria-label={t("graph.canvas")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is worked by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        ref={() => {
          if (fitted.current === key) return;
          fitted.current = key;
          requestAnimationFrame(() => canvas.current?.fit());
        }}
      >
        <Canvas
          view={view}
          selected={board.selected}
          link={board.link}
          highlighted={graph.route}
          marked={board.marked}
          kindWord={kind}
          handle={canvas}
          onSelect={(id) => {
            dispatch({ do: "select", id });
            if (id) announce(id);
          }}
          onLink={(pair) => dispatch({ do: "select_link", pair })}
          onOpen={(id) => void graph.expand(id)}
          onMove={(places) =>
            dispatch({ do: "draw", change: (old) => ({ ...old, places: { ...old.places, ...places } }) })
          }
        />
      </div>
      <Paper graph={graph} />
      <Legend />
      <p className="graph-said small no-print" role="status" aria-live="polite">
        {graph.said || walked}
      </p>
    </div>
  );
}
