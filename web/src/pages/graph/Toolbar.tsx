import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { withAsk } from "../../ask/ask";
import { useEcho } from "../../ask/echo";
import { MAX_HIERARCHY } from "../../graph/layout";
import { type LayoutKind, showAll } from "../../graph/picture";
import { CopyButton } from "../../ui/CopyButton";
import type { CanvasHandle } from "./Canvas";
import { ExportMenu } from "./ExportMenu";
import { OpenSaved, SaveDialog } from "./Saved";
import type { Graph } from "./useGraph";

const LAYOUTS: readonly LayoutKind[] = ["force", "hierarchy", "circle"];
type Dialog = "save" | "save_as" | "open" | null;

export function Toolbar({ graph, canvas }: { graph: Graph; canvas: RefObject<CanvasHandle | null> }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<Dialog>(null);
  const { board, dispatch, dirty } = graph;
  const saved = board.saved;
  const day = useEcho()?.as_of;
  const close = () => setDialog(null);
  return (
    <div className="graph-tools row spread no-print" role="toolbar" aria-label={t("graph.tools")}>
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={board.pictures.past.length === 0}
          onClick={() => dispatch({ do: "undo" })}
        >
          {t("graph.undo")}
        </button>
        <button
          type="button"
          className="button"
          disabled={board.pictures.future.length === 0}
          onClick={() => dispatch({ do: "redo" })}
        >
          {t("graph.redo")}
        </button>
        <Layouts graph={graph} refit={() => requestAnimationFrame(() => canvas.current?.fit())} />
        <button type="button" className="button" onClick={() => canvas.current?.fit()}>
          {t("graph.fit")}
        </button>
        <button
          type="button"
          className="button"
          aria-label={t("graph.zoom_in")}
          onClick={() => canvas.current?.zoomBy(1.3)}
        >
          +
        </button>
        <button
          type="button"
          className="button"
          aria-label={t("graph.zoom_out")}
          onClick={() => canvas.current?.zoomBy(1 / 1.3)}
        >
          −
        </button>
        <Hidden graph={graph} />
      </div>
      <div className="row">
        <span className="small muted">
          {saved ? (dirty ? t("graph.unsaved") : t("graph.saved_as", { name: saved.name })) : ""}
        </span>
        <button type="button" className="button" onClick={() => setDialog("open")}>
          {t("graph.open")}
        </button>
        {saved?.mine && (
          <button type="button" className="button" disabled={!dirty} onClick={() => void graph.saveAgain(saved)}>
            {t("graph.save")}
          </button>
        )}
        <button type="button" className={saved ? "button" : "button button-main"} onClick={() => setDialog("save_as")}>
          {saved ? t("graph.save_as") : t("graph.save")}
        </button>
        {saved && (
          // With the day: whoever opens it is to see the picture of that day.
          <CopyButton text={() => location.origin + withAsk(`/graph?view=${saved.id}`, { ...graph.ask, as_of: day })}>
            {t("graph.copy_link")}
          </CopyButton>
        )}
        <ExportMenu graph={graph} />
      </div>
      {dialog === "open" && <OpenSaved close={close} />}
      {dialog === "save_as" && <SaveDialog graph={graph} close={close} />}
    </div>
  );
}

function Layouts({ graph, refit }: { graph: Graph; refit: () => void }) {
  const { t } = useTranslation();
  const large = graph.view.nodes.length > MAX_HIERARCHY;
  return (
    <fieldset className="row graph-group" aria-label={t("graph.layout")}>
      {LAYOUTS.map((kind) => (
        <button
          key={kind}
          type="button"
          className="chip"
          aria-pressed={graph.picture.layout === kind}
          disabled={kind === "hierarchy" && large}
          title={kind === "hierarchy" && large ? t("graph.hierarchy_limit", { count: MAX_HIERARCHY }) : undefined}
          onClick={() => {
            graph.arrange(kind);
            refit();
          }}
        >
          {t(`graph.layouts.${kind}`)}
        </button>
      ))}
    </fieldset>
  );
}

function Hidden({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const hidden = graph.picture.hidden.length + Object.values(graph.picture.folded).flat().length;
  if (hidden === 0) return null;
  return (
    <button type="button" className="button" onClick={() => graph.dispatch({ do: "draw", change: showAll })}>
      {t("graph.show_all", { count: hidden })}
    </button>
  );
}
