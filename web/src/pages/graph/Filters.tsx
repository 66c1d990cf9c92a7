import { useTranslation } from "react-i18next";
import { type Filters as Chosen, filter } from "../../graph/picture";
import { kindCounts } from "../../graph/view";
import { useCaptions } from "../../i18n/captions";
import { DayInput } from "../../ui/DayInput";
import { number } from "../../ui/format";
import type { Graph } from "./useGraph";

/** What of the picture is drawn. Nothing is asked anew: unticking brings it back. */
export function Filters({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const { filters } = graph.picture;
  const change = (next: Partial<Chosen>) => graph.dispatch({ do: "draw", change: (old) => filter(old, next) });
  return (
    <section className="graph-filters panel stack no-print" aria-label={t("graph.filters")}>
      <h2>{t("graph.filters")}</h2>
      <Kinds graph={graph} change={change} />
      <label className="row">
        <input
          type="checkbox"
          checked={filters.inForce}
          onChange={(event) => change({ inForce: event.target.checked })}
        />
        {t("graph.in_force")}
      </label>
      <label className="row">
        <input
          type="checkbox"
          checked={filters.nearListed}
          onChange={(event) => change({ nearListed: event.target.checked })}
        />
        {t("graph.near_listed")}
      </label>
      <label className="field">
        <span>{t("graph.min_share")}</span>
        <input
          className="input"
          type="number"
          min={0}
          max={100}
          step={1}
          value={Math.round(filters.minShare * 100)}
          onChange={(event) => change({ minShare: Math.min(100, Math.max(0, Number(event.target.value))) / 100 })}
        />
        <small className="muted">{t("graph.min_share_note")}</small>
      </label>
      <span className="field">
        <span>{t("graph.since")}</span>
        <DayInput optional label={t("graph.since")} value={filters.since} change={(since) => change({ since })} />
        <small className="muted">{t("graph.since_note")}</small>
      </span>
      <label className="field">
        <span>{t("graph.max_degree")}</span>
        <input
          className="input"
          type="number"
          min={0}
          max={1500}
          step={1}
          value={filters.maxDegree}
          onChange={(event) => change({ maxDegree: Math.max(0, Math.trunc(Number(event.target.value))) })}
        />
      </label>
    </section>
  );
}

function Kinds({ graph, change }: { graph: Graph; change: (next: Partial<Chosen>) => void }) {
  const { t, i18n } = useTranslation();
  const { kind } = useCaptions();
  const { without } = graph.picture.filters;
  const counts = kindCounts(graph.board.facts, graph.picture);
  if (counts.length === 0) return null;
  const toggle = (name: string) =>
    change({ without: without.includes(name) ? without.filter((other) => other !== name) : [...without, name] });
  return (
    <fieldset className="graph-kinds">
      <legend>{t("graph.kinds")}</legend>
      {counts.map(([name, count]) => (
        <label key={name} className="row spread">
          <span className="row">
            <input type="checkbox" checked={!without.includes(name)} onChange={() => toggle(name)} />
            {kind(name)}
          </span>
          <span className="muted">{number(count, i18n.language)}</span>
        </label>
      ))}
    </fieldset>
  );
}
