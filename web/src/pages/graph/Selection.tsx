import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../../api/client";
import { To } from "../../ask/To";
import { fold, hide, note, remove, togglePin, unfold } from "../../graph/picture";
import { type DrawnNode, isListed, leavesOf } from "../../graph/view";
import { useCaptions } from "../../i18n/captions";
import { RelationshipTable } from "../../proof/RelationshipTable";
import { Await } from "../../ui/Await";
import { number } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import type { Graph } from "./useGraph";

/** What is chosen: a party with what can be done, or a link with its relationships. */
export function Selection({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const { board, view } = graph;
  const node = view.nodes.find((one) => one.id === board.selected);
  return (
    <section className="panel stack-s no-print" aria-label={t("graph.selection")}>
      {node ? (
        <Chosen key={node.id} graph={graph} node={node} />
      ) : board.link ? (
        <Link graph={graph} pair={board.link} />
      ) : (
        <p className="muted">{t("graph.select_help")}</p>
      )}
    </section>
  );
}

const OPENED = new Set(["Enterprise", "Person"]);

function Chosen({ graph, node }: { graph: Graph; node: DrawnNode }) {
  const { t } = useTranslation();
  const { kind, record } = useCaptions();
  return (
    <>
      <h2>{node.name || kind(node.kind)}</h2>
      <p className="small muted">{kind(node.kind)}</p>
      {isListed(node) && (
        <LayerMark layer="listed">
          {t("graph.listed_as", { kinds: (node.listed ?? []).map(record).join("、") })}
        </LayerMark>
      )}
      <div className="row">
        {OPENED.has(node.kind) && (
          <To className="button" to={`/party/${node.id}`}>
            {t("graph.open_party")}
          </To>
        )}
        {OPENED.has(node.kind) && (
          <button type="button" className="button" onClick={() => void graph.whyListed(node.id)}>
            {t("graph.why")}
          </button>
        )}
        <button type="button" className="button" onClick={() => graph.dispatch({ do: "mark", id: node.id })}>
          {t("graph.finder_add")} <kbd>P</kbd>
        </button>
      </div>
      <Arrange graph={graph} node={node} />
      <Expand graph={graph} node={node} />
      <label className="field">
        <span>{t("graph.note")}</span>
        <textarea
          className="input"
          rows={2}
          maxLength={500}
          defaultValue={graph.picture.notes[node.id] ?? ""}
          onBlur={(event) => {
            const text = event.target.value;
            if (text !== (graph.picture.notes[node.id] ?? ""))
              graph.dispatch({ do: "draw", change: (old) => note(old, node.id, text) });
          }}
        />
        <small className="muted">{t("graph.note_help")}</small>
      </label>
    </>
  );
}

function Arrange({ graph, node }: { graph: Graph; node: DrawnNode }) {
  const { t } = useTranslation();
  const { dispatch, picture, view } = graph;
  const leaves = leavesOf(view, node.id, picture);
  return (
    <div className="row">
      <button
        type="button"
        className="button button-plain"
        onClick={() => dispatch({ do: "draw", change: (old) => togglePin(old, node.id) })}
      >
        {t(node.pinned ? "graph.unpin" : "graph.pin")} <kbd>X</kbd>
      </button>
      <button
        type="button"
        className="button button-plain"
        onClick={() => dispatch({ do: "draw", change: (old) => hide(old, [node.id]) })}
      >
        {t("graph.hide")} <kbd>H</kbd>
      </button>
      {node.folded > 0 ? (
        <button
          type="button"
          className="button button-plain"
          onClick={() => dispatch({ do: "draw", change: (old) => unfold(old, node.id) })}
        >
          {t("graph.unfold", { count: node.folded })} <kbd>C</kbd>
        </button>
      ) : (
        leaves.length > 0 && (
          <button
            type="button"
            className="button button-plain"
            onClick={() => dispatch({ do: "draw", change: (old) => fold(old, node.id, leaves) })}
          >
            {t("graph.fold", { count: leaves.length })} <kbd>C</kbd>
          </button>
        )
      )}
      <button
        type="button"
        className="button button-plain"
        onClick={() => {
          dispatch({ do: "draw", change: (old) => remove(old, [node.id]) });
          dispatch({ do: "select", id: null });
        }}
      >
        {t("graph.remove")}
      </button>
    </div>
  );
}

const FLAGS = new Set(["SUBJECT_OF", "NAMED_IN"]);

/** Each kind with how many there are and how many stand in the picture. */
function Expand({ graph, node }: { graph: Graph; node: DrawnNode }) {
  const { t, i18n } = useTranslation();
  const { kind } = useCaptions();
  const ended = !graph.picture.filters.inForce;
  const summary = useQuery({
    queryKey: ["summary", node.id, graph.ask, ended],
    queryFn: ({ signal }) =>
      got(
        api.GET("/api/v1/entities/{id}/relationships/summary", {
          params: { path: { id: node.id }, query: { ...graph.ask, include_ended: ended } },
          signal,
        }),
      ),
  });
  return (
    <Await of={summary} lines={2}>
      {({ counts }) => (
        <fieldset className="graph-expand">
          <legend>{t("graph.expand_title")}</legend>
          {Object.entries(counts)
            .filter(([name]) => !FLAGS.has(name))
            .map(([name, total]) => {
              const shown = shownOf(graph, node.id, name);
              return (
                <button
                  key={name}
                  type="button"
                  className="chip"
                  disabled={shown >= total}
                  title={t("graph.here", { shown, total })}
                  onClick={() => void expandNext(graph, node.id, name)}
                >
                  {kind(name)}{" "}
                  <span>
                    {shown >= total
                      ? number(total, i18n.language)
                      : `${number(shown, i18n.language)} / ${number(total, i18n.language)}`}
                  </span>
                </button>
              );
            })}
        </fieldset>
      )}
    </Await>
  );
}

/** Where each list of relationships goes on, by party, kind and version: pages follow each other. */
const cursors = new Map<string, string>();

async function expandNext(graph: Graph, id: string, kind: string): Promise<void> {
  const key = `${id} ${kind} ${graph.board.dataVersion} ${JSON.stringify(graph.ask)} ${graph.picture.filters.inForce}`;
  const next = await graph.expand(id, kind, cursors.get(key));
  if (next) cursors.set(key, next);
  else cursors.delete(key);
}

function shownOf(graph: Graph, id: string, kind: string): number {
  const here = new Set(graph.picture.nodes);
  const found = Object.values(graph.board.facts.relationships).filter(
    (one) =>
      one.kind === kind &&
      (one.from === id || one.to === id) &&
      here.has(one.from) &&
      here.has(one.to) &&
      (!graph.picture.filters.inForce || one.standing === "confirmed" || one.standing === "presumed"),
  );
  return found.length;
}

function Link({ graph, pair }: { graph: Graph; pair: string }) {
  const { t } = useTranslation();
  const link = graph.view.bundles.find((one) => one.id === pair);
  if (!link) return <p className="muted">{t("graph.select_help")}</p>;
  const name = (id: string) => graph.board.facts.parties[id]?.name ?? id;
  return (
    <>
      <h2>{t("graph.link_title", { a: name(link.from), b: name(link.to), n: link.relationships.length })}</h2>
      <RelationshipTable rows={[...link.relationships]} parties={graph.board.facts.parties} />
    </>
  );
}
