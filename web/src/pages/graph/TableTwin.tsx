import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shareText } from "../../graph/exports";
import { useCaptions } from "../../i18n/captions";
import { LayerMark, StandingMark } from "../../ui/marks";
import { Scroll } from "../../ui/Scroll";
import type { Graph } from "./useGraph";

const TABS = ["table_links", "table_parties"] as const;
const MOST_ROWS = 200;
const LINK_COLUMNS = ["from", "kind", "to", "share", "standing", "source", "record"] as const;
const PARTY_COLUMNS = ["name", "party_kind", "listed", "degree", "note"] as const;

/** The same as the picture in words, with the selection shared: what is drawn can be read, sorted out and chosen here. */
export function TableTwin({ graph }: { graph: Graph }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof TABS)[number]>("table_links");
  const links = graph.view.bundles.reduce((sum, link) => sum + link.relationships.length, 0);
  const counts = { table_links: links, table_parties: graph.view.nodes.length };
  return (
    <div className="graph-twin panel panel-flush">
      <div className="row graph-twin-tabs">
        {TABS.map((name) => (
          <button key={name} type="button" className="chip" aria-pressed={tab === name} onClick={() => setTab(name)}>
            {t(`graph.${name}`, { n: counts[name] })}
          </button>
        ))}
      </div>
      <Scroll label={t(`graph.${tab}`, { n: counts[tab] })}>
        {tab === "table_links" && links === 0 ? (
          <p className="muted graph-twin-more">{t("graph.table_none")}</p>
        ) : tab === "table_links" ? (
          <Links graph={graph} />
        ) : (
          <Parties graph={graph} />
        )}
      </Scroll>
      {counts[tab] > MOST_ROWS && (
        <p className="small muted graph-twin-more">{t("graph.table_first", { n: MOST_ROWS })}</p>
      )}
    </div>
  );
}

function Head({ columns }: { columns: readonly (typeof LINK_COLUMNS | typeof PARTY_COLUMNS)[number][] }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {t(`graph.columns.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Links({ graph }: { graph: Graph }) {
  const { kind, source } = useCaptions();
  const rows = graph.view.bundles
    .flatMap((link) => link.relationships.map((found) => ({ link, found })))
    .slice(0, MOST_ROWS);
  return (
    <table>
      <Head columns={LINK_COLUMNS} />
      <tbody>
        {rows.map(({ link, found }) => (
          <tr
            key={found.id}
            className={graph.board.link === link.id || graph.route.has(link.id) ? "row-chosen" : undefined}
          >
            <td>
              <Pick graph={graph} id={found.from} />
            </td>
            <td className="nowrap">
              <button
                type="button"
                className="button-link"
                onClick={() => graph.dispatch({ do: "select_link", pair: link.id })}
              >
                {kind(found.kind)}
              </button>
            </td>
            <td>
              <Pick graph={graph} id={found.to} />
            </td>
            <td className="num">{shareText(found.share)}</td>
            <td>
              <StandingMark standing={found.standing} last={found.last_confirmed} />
            </td>
            <td className="small muted">{source(found.source.source)}</td>
            <td className="small muted">{found.source.record}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pick({ graph, id }: { graph: Graph; id: string }) {
  const { kind } = useCaptions();
  const party = graph.board.facts.parties[id];
  return (
    <button
      type="button"
      className="button-link"
      aria-pressed={graph.board.selected === id}
      onClick={() => graph.dispatch({ do: "select", id })}
    >
      {party?.name || kind(party?.kind ?? "")}
    </button>
  );
}

function Parties({ graph }: { graph: Graph }) {
  const { kind, record } = useCaptions();
  return (
    <table>
      <Head columns={PARTY_COLUMNS} />
      <tbody>
        {graph.view.nodes.slice(0, MOST_ROWS).map((node) => (
          <tr key={node.id} className={graph.board.selected === node.id ? "row-chosen" : undefined}>
            <th scope="row">
              <Pick graph={graph} id={node.id} />
            </th>
            <td>{kind(node.kind)}</td>
            <td>
              {(node.listed ?? []).map((name) => (
                <LayerMark key={name} layer="listed">
                  {record(name)}
                </LayerMark>
              ))}
            </td>
            <td className="num">{node.degree}</td>
            <td>{graph.picture.notes[node.id] ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
