import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Chosen, type Relationship, useRelationships } from "../../api/party";
import { useAsk } from "../../ask/ask";
import { To } from "../../ask/To";
import { useCaptions } from "../../i18n/captions";
import { Details, Period } from "../../proof/facts";
import { Await } from "../../ui/Await";
import { number } from "../../ui/format";
import { More } from "../../ui/More";
import { StandingMark } from "../../ui/marks";
import { Scroll } from "../../ui/Scroll";
import { csv, save } from "../../ui/save";
import { Empty, Notice } from "../../ui/states";

/** Everything that relates the party to others, by pages; as quick for a hub as for any. */
export function Relations({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { ask } = useAsk();
  const [chosen, setChosen] = useState<Chosen>({ kind: [], include_ended: false });
  const found = useRelationships(id, ask, chosen);
  const counts = useRelationships(id, ask, { kind: [], include_ended: chosen.include_ended }, 1);
  const rows = found.data?.pages.flatMap((page) => page.relationships as Relationship[]) ?? [];
  const parties = Object.assign({}, ...(found.data?.pages.map((page) => page.parties) ?? []));
  const total = Object.values(found.data?.pages[0]?.counts ?? {}).reduce((sum, n) => sum + n, 0);
  return (
    <div className="stack">
      <Kinds counts={counts.data?.pages[0]?.counts ?? {}} chosen={chosen} choose={setChosen} />
      <Await of={found} lines={6}>
        {({ pages }) => (
          <>
            {pages.some((page) => page.truncated) && <Notice warn>{t("states.truncated_plain")}</Notice>}
            {rows.length === 0 ? (
              <Empty>{t("party.relations.none")}</Empty>
            ) : (
              <Rows id={id} rows={rows} parties={parties} />
            )}
          </>
        )}
      </Await>
      <div className="row no-print">
        <More of={found} />
        {found.hasNextPage && (
          <span className="small muted">
            {t("party.relations.part", {
              shown: number(rows.length, i18n.language),
              total: number(total, i18n.language),
            })}
          </span>
        )}
        {rows.length > 0 && <Export rows={rows} parties={parties} />}
      </div>
    </div>
  );
}

type KindsProps = { counts: Record<string, number>; chosen: Chosen; choose: (chosen: Chosen) => void };

function Kinds({ counts, chosen, choose }: KindsProps) {
  const { t, i18n } = useTranslation();
  const { kind } = useCaptions();
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const toggle = (name: string | null) => choose({ ...chosen, kind: name ? [name] : [] });
  return (
    <div className="row no-print">
      <button type="button" className="chip" aria-pressed={chosen.kind.length === 0} onClick={() => toggle(null)}>
        {t("common.all")} <span>{number(total, i18n.language)}</span>
      </button>
      {Object.entries(counts).map(([name, count]) => (
        <button
          key={name}
          type="button"
          className="chip"
          aria-pressed={chosen.kind.includes(name)}
          onClick={() => toggle(name)}
        >
          {kind(name)} <span>{number(count, i18n.language)}</span>
        </button>
      ))}
      <label className="row">
        <input
          type="checkbox"
          checked={chosen.include_ended}
          onChange={(event) => choose({ ...chosen, include_ended: event.target.checked })}
        />
        {t("party.relations.ended")}
      </label>
    </div>
  );
}

type RowsProps = { id: string; rows: readonly Relationship[]; parties: Record<string, { kind: string; name: string }> };

function Rows({ id, rows, parties }: RowsProps) {
  const { t } = useTranslation();
  return (
    <div className="panel panel-flush">
      <Scroll label={t("party.relations.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("party.relations.kind")}</th>
              <th scope="col">{t("party.relations.other")}</th>
              <th scope="col">{t("party.relations.detail")}</th>
              <th scope="col">{t("party.relations.period")}</th>
              <th scope="col">{t("party.relations.standing")}</th>
              <th scope="col">{t("party.relations.source")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} id={id} row={row} parties={parties} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

const OPENED = new Set(["Enterprise", "Person"]);

function Row({ id, row, parties }: { id: string; row: Relationship; parties: RowsProps["parties"] }) {
  const { t } = useTranslation();
  const { kind, source, record } = useCaptions();
  const outward = row.from === id;
  const other = outward ? row.to : row.from;
  const party = parties[other];
  const name = party?.kind === "CreditRecord" ? record(party.name) : party?.name || t("common.unknown");
  return (
    <tr className={row.standing === "ended" ? "row-ended" : undefined}>
      <td className="nowrap">
        {t(outward ? "party.relations.outward" : "party.relations.inward", { kind: kind(row.kind) })}
      </td>
      <th scope="row">
        {party && OPENED.has(party.kind) ? <To to={`/party/${other}`}>{name}</To> : name}{" "}
        {party?.kind === "CreditRecord" ? <To to={`/records/${other}`}>{t("party.see_proof")}</To> : null}
        {party?.kind === "Lot" ? <To to={`/reviews/new?lot=${other}`}>{t("review.of_lot_start")}</To> : null}
      </th>
      <td>
        <Details of={row} />
      </td>
      <td>
        <Period of={row} />
      </td>
      <td>
        <StandingMark standing={row.standing} last={row.last_confirmed} />
      </td>
      <td className="small muted">{source(row.source.source)}</td>
    </tr>
  );
}

function Export({ rows, parties }: { rows: readonly Relationship[]; parties: RowsProps["parties"] }) {
  const { t } = useTranslation();
  const { kind, source } = useCaptions();
  const name = (party: string) => parties[party]?.name ?? party;
  const write = () =>
    csv([
      [
        t("party.relations.kind"),
        "from",
        "to",
        t("party.relations.period"),
        "",
        t("party.relations.standing"),
        t("party.relations.source"),
        t("party.sources.record"),
      ],
      ...rows.map((row) => [
        kind(row.kind),
        name(row.from),
        name(row.to),
        row.valid_from,
        row.valid_to,
        row.standing,
        source(row.source.source),
        row.source.record,
      ]),
    ]);
  return (
    <button type="button" className="button" onClick={() => save("relations.csv", write(), "text/csv")}>
      {t("common.export")} CSV
    </button>
  );
}
