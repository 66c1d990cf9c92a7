import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useControllers } from "../../../api/ownership";
import type { Parties } from "../../../api/party";
import { useAsk } from "../../../ask/ask";
import { RelationshipTable } from "../../../proof/RelationshipTable";
import { Await } from "../../../ui/Await";
import { percent } from "../../../ui/format";
import { Empty } from "../../../ui/states";
import { ByLaw } from "./ByLaw";
import { Cut } from "./Cut";
import { EvidenceLine } from "./Evidence";
import { Loops } from "./Loops";
import { Named } from "./Named";
import { exact } from "./share";

/** Who controls, and by which proof; possible ones apart. */
export function Controllers({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const found = useControllers(id, ask);
  return (
    <section className="panel stack-s">
      <h3>{t("ownership.controllers")}</h3>
      <Await of={found}>
        {(reply) => (
          <>
            <Cut of={reply} />
            {reply.controllers.length === 0 && <Empty>{t("ownership.controllers_none")}</Empty>}
            <ul className="stack-s own-list">
              {reply.controllers.map((one) => (
                <Controller
                  key={one.party}
                  one={one}
                  parties={reply.parties}
                  organ={reply.state_organs.includes(one.party)}
                />
              ))}
            </ul>
            {reply.possible.length > 0 && <h4>{t("ownership.possible")}</h4>}
            <ul className="stack-s own-list">
              {reply.possible.map((one) => (
                <Controller key={one.party} one={one} parties={reply.parties} organ={false} />
              ))}
            </ul>
            {reply.more > 0 && <p className="small muted">{t("ownership.more_rows", { n: reply.more })}</p>}
            <ByLaw reply={reply} />
            <Loops loops={reply.loops} more={reply.more_loops} parties={reply.parties} />
          </>
        )}
      </Await>
    </section>
  );
}

type ControllerProps = { one: Schemas["Controller"]; parties: Parties; organ: boolean };

function Controller({ one, parties, organ }: ControllerProps) {
  const { t } = useTranslation();
  const share = exact(one.share_there);
  return (
    <li className="stack-s">
      <div className="row">
        <Named id={one.party} parties={parties} />
        {one.ultimate && <span className="mark mark-accent">{t("ownership.ultimate")}</span>}
        {one.declared && <span className="mark">{t("ownership.declared")}</span>}
        {!one.declared && share > 0 && (
          <span className="small">{t("ownership.by_share", { share: percent(share) })}</span>
        )}
        {one.inconsistent.length > 0 && <span className="mark mark-open">{t("ownership.fault.above_whole")}</span>}
      </div>
      <EvidenceLine of={one} />
      {organ && <p className="small muted">{t("ownership.state_organ")}</p>}
      <details>
        <summary>{t("party.see_proof")}</summary>
        <RelationshipTable rows={[...one.proof]} parties={parties} />
      </details>
    </li>
  );
}
