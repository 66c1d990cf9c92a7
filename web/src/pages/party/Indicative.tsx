import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useCaptions } from "../../i18n/captions";
import { useCode } from "../../i18n/useCode";
import { PathLine } from "../../proof/PathLine";
import { score } from "../../ui/format";
import { LayerMark } from "../../ui/marks";
import { Empty } from "../../ui/states";
import { Layer, Line } from "./Layer";
import type { Part } from "./Layers";
import { text } from "./values";

/** L3: how closely the party is linked to listed ones. Never a finding, never in red. */
export function Indicative({ reply, open }: Part) {
  const { t } = useTranslation();
  const code = useCode();
  const { score: value, level, best, from_other_sources, further_paths, corroboration } = reply.indicative;
  const others = [...from_other_sources, ...further_paths];
  return (
    <Layer
      title={t("party.indicative.title")}
      layer={t("party.indicative.layer")}
      count={best ? <LayerMark layer="indication">{`${score(value)} ${code("level", level)}`}</LayerMark> : undefined}
    >
      {best ? (
        <>
          <Found path={best} reply={reply} open={() => open({ what: "path", path: best })} />
          <p className="small muted">{t("party.corroboration", { count: corroboration })}</p>
          {others.length > 0 && (
            <details>
              <summary>
                {t("party.further")} ({others.length})
              </summary>
              <div className="stack-s">
                {others.map((path) => (
                  <Found key={path.nodes.join()} path={path} reply={reply} open={() => open({ what: "path", path })} />
                ))}
              </div>
            </details>
          )}
          <p className="small muted">{t("party.indicative.note")}</p>
        </>
      ) : (
        <Empty>{t("party.indicative.none")}</Empty>
      )}
      <NotCounted reply={reply} />
      <ToConfirm reply={reply} />
    </Layer>
  );
}

function Found({ path, reply, open }: { path: Schemas["RiskPath"]; reply: Part["reply"]; open: () => void }) {
  const { record } = useCaptions();
  return (
    <Line open={open}>
      <PathLine path={path} parties={reply.parties} />{" "}
      <span className="muted nowrap">
        ● {record(path.record_kind)} · {score(path.score)}
      </span>
    </Line>
  );
}

function NotCounted({ reply }: { reply: Part["reply"] }) {
  const { t } = useTranslation();
  const code = useCode();
  const rows = reply.indicative.not_counted;
  const name = (id: unknown) => reply.parties[text(id)]?.name ?? "";
  if (rows.length === 0) return null;
  return (
    <details className="small">
      <summary>
        {t("party.not_counted")} ({rows.length})
      </summary>
      <ul>
        {rows.map((row) => (
          <li key={JSON.stringify(row)}>
            {name(row.at)} {row.beyond ? `→ ${name(row.beyond)}` : ""}{" "}
            <span className="muted">{code("not_counted", row.reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function ToConfirm({ reply }: { reply: Part["reply"] }) {
  const { t } = useTranslation();
  const all = reply.indicative.to_be_confirmed;
  const rows = all.filter((row) => row.listed);
  const others = all.length - rows.length;
  const name = (id: unknown) => reply.parties[text(id)]?.name ?? "";
  if (all.length === 0) return null;
  return (
    <div className="notice notice-open small">
      <strong>{t("party.to_be_confirmed")}</strong>
      <ul>
        {rows.map((row) => (
          <li key={JSON.stringify(row)}>
            {t("party.to_be_confirmed_text", { party: name(row.party), other: name(row.possibly_same_as) })}
          </li>
        ))}
      </ul>
      {others > 0 && <p>{t("party.to_be_confirmed_others", { others })}</p>}
    </div>
  );
}
