import { useTranslation } from "react-i18next";
import type { Parties, Relationship } from "../api/party";
import { useCaptions } from "../i18n/captions";
import { StandingMark } from "../ui/marks";
import { Scroll } from "../ui/Scroll";
import { Details, Period } from "./facts";
import { PartyName } from "./PathLine";

type Props = { rows: readonly Relationship[]; parties: Parties; factors?: readonly number[]; title?: string };

/** The relationships that a proof rests on, each with its source record and when it was last confirmed. */
export function RelationshipTable({ rows, parties, factors, title }: Props) {
  const { t } = useTranslation();
  const heading = title ?? t("proof.relationships");
  return (
    <div className="relationships">
      <Scroll label={heading}>
        <table>
          <caption>
            <h3>{heading}</h3>
          </caption>
          <thead>
            <tr>
              <th scope="col">{t("proof.kind")}</th>
              <th scope="col">{t("proof.dates")}</th>
              <th scope="col">{t("proof.source")}</th>
              {factors && <th scope="col">{t("proof.factor")}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              <Row key={row.id} row={row} parties={parties} factor={factors?.[n]} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Row({ row, parties, factor }: { row: Relationship; parties: Parties; factor?: number }) {
  const { t } = useTranslation();
  const { kind, source } = useCaptions();
  const computed = row.source.source === "computed";
  return (
    <tr>
      <th scope="row">
        <PartyName id={row.from} parties={parties} /> <span className="muted">—{kind(row.kind)}→</span>{" "}
        <PartyName id={row.to} parties={parties} />
        <div className="small muted">
          <Details of={row} />
        </div>
      </th>
      <td>
        <Period of={row} />
        <div>
          <StandingMark standing={row.standing} last={row.last_confirmed} />
        </div>
      </td>
      <td>
        {computed ? t("proof.computed") : source(row.source.source)}
        {!computed && <div className="small muted mono proof-record">{row.source.record}</div>}
      </td>
      {factor !== undefined && <td className="num">{factor.toFixed(2)}</td>}
    </tr>
  );
}
