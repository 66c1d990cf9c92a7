import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Branch, type Direction, useOwnershipTree } from "../../../api/ownership";
import type { Parties } from "../../../api/party";
import { useAsk } from "../../../ask/ask";
import { Await } from "../../../ui/Await";
import { number } from "../../../ui/format";
import { StandingMark } from "../../../ui/marks";
import { Empty } from "../../../ui/states";
import { Cut } from "./Cut";
import { Group } from "./Group";
import { Named } from "./Named";
import { spanText } from "./share";

const LAYERS = [1, 2, 3, 4, 6, 8, 10] as const;
const FLOORS = ["0", "0.01", "0.05", "0.1", "0.25", "0.5"] as const;

/** Holders above or companies below, layer by layer; what is left out is counted where it is left out. */
export function Tree({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const [direction, setDirection] = useState<Direction>("up");
  const [layers, setLayers] = useState(3);
  const [floor, setFloor] = useState<string>("0");
  const found = useOwnershipTree(id, ask, direction, layers, floor);
  return (
    <section className="panel stack-s" aria-label={t(`ownership.tree_${direction}`)}>
      <Group id={id} />
      <div className="row own-choices no-print">
        <fieldset className="row own-group" aria-label={t("ownership.direction")}>
          {(["up", "down"] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={direction === one}
              onClick={() => setDirection(one)}
            >
              {t(`ownership.${one}`)}
            </button>
          ))}
        </fieldset>
        <label className="row">
          {t("ownership.layers")}
          <select
            className="input input-auto"
            value={layers}
            onChange={(event) => setLayers(Number(event.target.value))}
          >
            {LAYERS.map((n) => (
              <option key={n}>{n}</option>
            ))}
          </select>
        </label>
        <label className="row">
          {t("ownership.floor")}
          <select
            className="input input-auto own-select"
            value={floor}
            onChange={(event) => setFloor(event.target.value)}
          >
            {FLOORS.map((one) => (
              <option key={one} value={one}>
                {Number(one) * 100}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Await of={found} lines={5}>
        {(reply) => (
          <>
            <Cut of={reply} />
            {reply.tree.children.length === 0 ? (
              <Empty>{t(`ownership.none_${direction}`)}</Empty>
            ) : (
              <ul className="own-tree">
                <Node
                  branch={reply.tree}
                  parties={reply.parties}
                  capped={(reply.bound.capped ?? {}) as Capped}
                  root
                  deeper={() => setLayers((n) => Math.min(n + 1, 30))}
                />
              </ul>
            )}
          </>
        )}
      </Await>
      <p className="small muted">{t("ownership.chain_help")}</p>
    </section>
  );
}

/** Of whom not all holdings were read, and how many were. */
type Capped = Readonly<Record<string, number>>;
type NodeProps = { branch: Branch; parties: Parties; capped: Capped; deeper: () => void; root?: boolean };

function Node({ branch, parties, capped, deeper, root = false }: NodeProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const name = parties[branch.party]?.name || t("common.unknown");
  const inner = branch.children.length > 0;
  return (
    <li className="own-node">
      <div className="own-line">
        {inner ? (
          <button
            type="button"
            className="own-toggle no-print"
            aria-expanded={open}
            aria-label={t(open ? "ownership.fold" : "ownership.unfold", { name })}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true">{open ? "▾" : "▸"}</span>
          </button>
        ) : (
          <span className="own-toggle" aria-hidden="true">
            ·
          </span>
        )}
        <Named id={branch.party} parties={parties} />
        {!root && <Held branch={branch} />}
      </div>
      {inner && open && (
        <ul>
          {branch.children.map((child) => (
            <Node
              key={`${child.party}-${child.layer}`}
              branch={child}
              parties={parties}
              capped={capped}
              deeper={deeper}
            />
          ))}
        </ul>
      )}
      {open && <LeftOut branch={branch} read={capped[branch.party]} deeper={deeper} />}
    </li>
  );
}

function Held({ branch }: { branch: Branch }) {
  const { t } = useTranslation();
  const { holding } = branch;
  if (!holding) return null;
  const direct = spanText(holding.share);
  const votes = spanText(holding.votes);
  const chain = spanText(branch.effective);
  const [low = 0, high = 0] = holding.share.percent;
  return (
    <>
      <span className="own-bar" aria-hidden="true">
        <span style={{ width: `${low}%` }} />
        <i style={{ width: `${high - low}%` }} />
      </span>
      <strong className={direct ? "num" : "muted"}>{direct ?? t("ownership.unknown")}</strong>
      {votes && votes !== direct && <span className="small">{t("ownership.votes", { share: votes })}</span>}
      {branch.layer > 1 && chain && (
        <span className="small muted">
          {t("ownership.chain")} {chain}
        </span>
      )}
      {holding.standing !== "confirmed" && <StandingMark standing={holding.standing} last={holding.last_confirmed} />}
      {holding.differs && <span className="mark mark-open">{t("ownership.differs")}</span>}
      {branch.shown_before && <span className="mark">{t("ownership.repeated")}</span>}
    </>
  );
}

function LeftOut({ branch, read, deeper }: { branch: Branch; read: number | undefined; deeper: () => void }) {
  const { t, i18n } = useTranslation();
  const words = [
    read !== undefined ? t("ownership.capped", { n: number(read, i18n.language) }) : "",
    branch.more > 0 ? t(read === undefined ? "ownership.more" : "ownership.more_at_least", { n: branch.more }) : "",
    branch.below_floor > 0 ? t("ownership.below_floor", { n: branch.below_floor }) : "",
    branch.unopened > 0 ? t("ownership.unopened", { n: branch.unopened }) : "",
  ].filter(Boolean);
  if (words.length === 0) return null;
  return (
    <p className="own-left small muted">
      {words.join(t("common.semicolon"))}
      {branch.unopened > 0 && (
        <button type="button" className="button-link no-print" onClick={deeper}>
          {t("ownership.open_deeper")}
        </button>
      )}
    </p>
  );
}
