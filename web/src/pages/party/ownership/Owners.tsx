import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useOwnership } from "../../../api/ownership";
import { useAsk } from "../../../ask/ask";
import { useWord } from "../../../i18n/useCode";
import { Await } from "../../../ui/Await";
import { Scroll } from "../../../ui/Scroll";
import { Empty, Notice } from "../../../ui/states";
import { Cut } from "./Cut";
import { EvidenceCells, EvidenceHead } from "./Evidence";
import { Loops } from "./Loops";
import { Measure } from "./Measure";
import { PairDrawer } from "./PairDrawer";
import { spanText } from "./share";

/** Everyone above a company by effective share, its circular holdings, and what is wrong with the records. */
export function Owners({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const found = useOwnership(id, ask);
  const [pair, setPair] = useState<string | null>(null);
  return (
    <section className="panel stack-s">
      <h3>{t("ownership.owners")}</h3>
      <p className="small muted">{t("ownership.owners_help")}</p>
      <Await of={found}>
        {(reply) => (
          <>
            <Cut of={reply} />
            {reply.table.above_whole && <Notice warn>{t("ownership.above_whole")}</Notice>}
            {(reply.owners ?? []).length === 0 ? (
              <Empty>{t("ownership.none_up")}</Empty>
            ) : (
              <Rows reply={reply} open={setPair} />
            )}
            <KnownSum table={reply.table} />
            <Loops loops={reply.loops} more={reply.more_loops} parties={reply.parties} />
            <Faults reply={reply} />
          </>
        )}
      </Await>
      {pair && <PairDrawer id={id} holder={pair} close={() => setPair(null)} />}
    </section>
  );
}

function Rows({ reply, open }: { reply: Schemas["OwnershipReply"]; open: (holder: string) => void }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t("ownership.owners")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("ownership.owner")}</th>
            <th scope="col" className="num">
              {t("ownership.effective")}
            </th>
            <th scope="col">{t("ownership.layer")}</th>
            <EvidenceHead />
          </tr>
        </thead>
        <tbody>
          {(reply.owners ?? []).map((owner) => (
            <tr key={owner.party}>
              <th scope="row">
                <button type="button" className="button-link" onClick={() => open(owner.party)}>
                  {reply.parties[owner.party]?.name || t("common.unknown")}
                </button>
              </th>
              <td className="num">
                <Measure of={owner} />
              </td>
              <td>
                {owner.layer} {owner.last_layer && <span className="small muted">{t("ownership.last_layer")}</span>}
              </td>
              <EvidenceCells of={owner} />
            </tr>
          ))}
        </tbody>
      </table>
      {(reply.more ?? 0) > 0 && <p className="small muted">{t("ownership.more", { n: reply.more ?? 0 })}</p>}
    </Scroll>
  );
}

function KnownSum({ table }: { table: Schemas["CapTable"] }) {
  const { t } = useTranslation();
  const sum = spanText(table.known_sum);
  return sum && table.holdings.length > 0 ? (
    <p className="small muted">{t("ownership.known_sum", { share: sum })}</p>
  ) : null;
}

function Faults({ reply }: { reply: Schemas["OwnershipReply"] }) {
  const { t } = useTranslation();
  const word = useWord();
  if (reply.faults.length === 0) return null;
  return (
    <details>
      <summary>
        {t("ownership.faults")} ({reply.faults.length})
      </summary>
      <ul className="stack-s">
        {reply.faults.map((fault) => (
          <li key={`${fault.problem}${fault.company}${fault.relationships.join()}`}>
            {reply.parties[fault.company]?.name ?? fault.company}：{word("ownership.fault", fault.problem)}{" "}
            <span className="small muted">{fault.sources.join("、")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
