import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Graph } from "./useGraph";

const MODES = ["all_shortest", "strongest"] as const;

/** Paths between 2 to 20 parties; each that is found can be shown by itself. */
export function Finder({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<(typeof MODES)[number]>("all_shortest");
  const { board, dispatch } = graph;
  const name = (id: string) => board.facts.parties[id]?.name || id;
  return (
    <section className="panel stack-s" aria-label={t("graph.finder")}>
      <h2>{t("graph.finder")}</h2>
      {board.marked.length === 0 && <p className="small muted">{t("graph.finder_help")}</p>}
      <ul className="graph-chips">
        {board.marked.map((id) => (
          <li key={id} className="chip">
            {name(id)}
            <button
              type="button"
              className="button-link"
              aria-label={t("graph.drop", { name: name(id) })}
              onClick={() => dispatch({ do: "unmark", id })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <div className="row">
        <select
          className="input input-auto"
          aria-label={t("graph.finder_mode")}
          value={mode}
          onChange={(event) => setMode(event.target.value as typeof mode)}
        >
          {MODES.map((one) => (
            <option key={one} value={one}>
              {t(`graph.finder_modes.${one}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button button-main"
          disabled={board.marked.length < 2}
          onClick={() => void graph.findPaths(mode)}
        >
          {t("graph.finder_go")}
        </button>
      </div>
      <Routes graph={graph} />
    </section>
  );
}

function Routes({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const { board, dispatch } = graph;
  const name = (id: string) => board.facts.parties[id]?.name || id;
  return (
    <ol className="graph-routes">
      {board.routes.map((route, n) => (
        <li key={route.nodes.join("|")}>
          <button
            type="button"
            className="button-link"
            aria-pressed={n === board.shownRoute}
            onClick={() => dispatch({ do: "route", at: n })}
          >
            {t("graph.route", { n: n + 1, names: route.nodes.map(name).join(" – ") })}
          </button>
        </li>
      ))}
    </ol>
  );
}
