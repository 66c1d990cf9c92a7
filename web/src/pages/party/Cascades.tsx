import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { percent } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import { Empty, Notice } from "../../ui/states";
import { Layer, Line } from "./Layer";
import type { Part } from "./Layers";

type Regime = Schemas["RegimeReach"];

/** The ownership rules of foreign lists, each apart: never a finding of Chinese law, never in the score. */
export function Cascades({ reply, open }: Part) {
  const { t } = useTranslation();
  const code = useCode();
  const found = reply.cascades.filter((row) => row.reached || row.listed_itself.length > 0);
  const silent = reply.cascades.filter((row) => !found.includes(row) && row.status !== "not_applicable");
  if (found.length + silent.length === 0) return null;
  const loaded = found.length > 0 || silent.some((row) => row.status !== "no_list");
  return (
    <Layer title={t("party.cascades.title")} layer={t("party.cascades.layer")} count={found.length}>
      {found.map((row) => (
        <Found key={row.regime} row={row} reply={reply} open={open} />
      ))}
      {found.length === 0 && <Empty>{t(loaded ? "party.cascades.none" : "party.cascades.no_list")}</Empty>}
      {loaded && silent.length > 0 && (
        <ul className="small muted">
          {silent.map((row) => (
            <li key={row.regime}>
              <Label row={row} />: {code("cascade_status", row.status)}
              {row.truncated && ` · ${t("party.cascades.truncated", { n: row.bound.parties_read ?? 0 })}`}
            </li>
          ))}
        </ul>
      )}
      <p className="small muted">{t("party.cascades.note")}</p>
    </Layer>
  );
}

function Label({ row }: { row: Regime }) {
  const { i18n } = useTranslation();
  return <>{row.label[i18n.language === "en" ? "en" : "zh"] ?? row.regime}</>;
}

function Found({ row, reply, open }: { row: Regime } & Part) {
  const { t } = useTranslation();
  const { record } = useCaptions();
  const code = useCode();
  const { reached } = row;
  const names = reached?.listed.map((id) => reply.parties[id]?.name || t("common.unknown")).join(t("party.list_comma"));
  const kinds = [...new Set(reached?.records.map((one) => record(one.record_kind)))].join(t("party.list_comma"));
  return (
    <>
      {row.listed_itself.map((id) => (
        <Line key={id} open={() => open({ what: "record", record: id })}>
          <LayerMark layer="listed">
            <Label row={row} />
          </LayerMark>{" "}
          {t("party.cascades.itself")}
        </Line>
      ))}
      {reached && (
        <Line open={() => open({ what: "cascade", cascade: row })}>
          <LayerMark layer="indication">
            <Label row={row} />
          </LayerMark>{" "}
          <strong>{code("cascade_status", row.status)}</strong>{" "}
          {t(`party.cascades.by_${reached.by}`, { names, share: percent(reached.share) })}{" "}
          <span className="muted">● {kinds}</span>
        </Line>
      )}
      {row.truncated && <Notice warn>{t("party.cascades.truncated", { n: row.bound.parties_read ?? 0 })}</Notice>}
    </>
  );
}
