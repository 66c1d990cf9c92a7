import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useBeneficialOwners, useControllers } from "../../../api/ownership";
import type { Parties } from "../../../api/party";
import { useAsk } from "../../../ask/ask";
import { useWord } from "../../../i18n/useCode";
import { RelationshipTable } from "../../../proof/RelationshipTable";
import { Await } from "../../../ui/Await";
import { percent } from "../../../ui/format";
import { StandingMark } from "../../../ui/marks";
import { Empty } from "../../../ui/states";
import { Named } from "./Named";
import { spanText } from "./share";

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
            {reply.more > 0 && <p className="small muted">{t("ownership.more", { n: reply.more })}</p>}
          </>
        )}
      </Await>
    </section>
  );
}

type ControllerProps = { one: Schemas["Controller"]; parties: Parties; organ: boolean };

function Controller({ one, parties, organ }: ControllerProps) {
  const { t } = useTranslation();
  const share = fraction(one.share_there);
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
        {one.standing !== "confirmed" && <StandingMark standing={one.standing} last={one.last_confirmed} />}
      </div>
      {organ && <p className="small muted">{t("ownership.state_organ")}</p>}
      <details>
        <summary>{t("party.see_proof")}</summary>
        <RelationshipTable rows={[...one.proof]} parties={parties} />
      </details>
    </li>
  );
}

function fraction(text: string): number {
  const [above = "0", below = "1"] = text.split("/");
  return Number(above) / Number(below);
}

/** Beneficial owners by the Chinese rule, each with the limb that applied, and what is missing. */
export function Beneficial({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { ask } = useAsk();
  const found = useBeneficialOwners(id, ask);
  const word = useWord();
  return (
    <section className="panel stack-s">
      <h3>{t("ownership.beneficial")}</h3>
      <Await of={found}>
        {({ beneficial_owners: found, parties }) => (
          <>
            <p>{word("ownership.beneficial_status", found.status)}</p>
            <ul className="stack-s own-list">
              {[...found.owners, ...found.possible].map((owner) => (
                <li key={`${owner.party}${owner.limb}`} className="row">
                  <Named id={owner.party} parties={parties} />
                  <span className="mark">{word("ownership.limb", owner.limb)}</span>
                  {owner.share && <span className="num">{spanText(owner.share)}</span>}
                  {found.possible.includes(owner) && <span className="mark mark-open">{t("ownership.possible")}</span>}
                </li>
              ))}
            </ul>
            {found.missing.map((one) => (
              <p key={`${one.reason}${one.at}`} className="small muted">
                {t("ownership.missing", {
                  at: parties[one.at]?.name ?? one.at,
                  what: i18n.language === "en" ? one.en : one.zh,
                })}
              </p>
            ))}
            {found.text && (
              <p className="small muted">
                {found.text.source} {found.text.article}
              </p>
            )}
          </>
        )}
      </Await>
    </section>
  );
}
