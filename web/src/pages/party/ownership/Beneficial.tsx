import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useBeneficialOwners } from "../../../api/ownership";
import type { Parties } from "../../../api/party";
import { useAsk } from "../../../ask/ask";
import { useWord } from "../../../i18n/useCode";
import { RelationshipTable } from "../../../proof/RelationshipTable";
import { Await } from "../../../ui/Await";
import { Cut } from "./Cut";
import { EvidenceLine } from "./Evidence";
import { LawText } from "./LawText";
import { Measure } from "./Measure";
import { Named } from "./Named";
import { spanText } from "./share";

/** Beneficial owners by the Chinese rule, each with the limb that applied and its proof; what is missing; PSC beside it. */
export function Beneficial({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const found = useBeneficialOwners(id, ask);
  const word = useWord();
  return (
    <section className="panel stack-s">
      <h3>{t("ownership.beneficial")}</h3>
      <Await of={found}>
        {({ beneficial_owners: owners, psc, psc_text, parties, ...read }) => (
          <>
            <Cut of={read} />
            <p>{word("ownership.beneficial_status", owners.status)}</p>
            {owners.asked_of !== owners.company && (
              <p className="small muted">{t("ownership.of_head", { name: parties[owners.asked_of]?.name ?? "" })}</p>
            )}
            <ul className="stack-s own-list">
              {owners.owners.map((owner) => (
                <One key={`${owner.party}${owner.limb}`} owner={owner} parties={parties} sure />
              ))}
              {owners.possible.map((owner) => (
                <One key={`${owner.party}${owner.limb}`} owner={owner} parties={parties} sure={false} />
              ))}
            </ul>
            <Gaps gaps={owners.missing} parties={parties} />
            {owners.text && (
              <p className="small muted">
                <LawText text={owners.text} />
              </p>
            )}
            <Significant found={psc} text={psc_text} parties={parties} />
          </>
        )}
      </Await>
    </section>
  );
}

function One({ owner, parties, sure }: { owner: Schemas["Owner"]; parties: Parties; sure: boolean }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <li className="stack-s">
      <div className="row">
        <Named id={owner.party} parties={parties} />
        <span className="mark">
          {owner.article} {word("ownership.limb", owner.limb)}
        </span>
        {owner.share && <span className="num">{spanText(owner.share) ?? t("ownership.unknown")}</span>}
        {!sure && <span className="mark mark-open">{t("ownership.possible")}</span>}
      </div>
      <EvidenceLine of={owner} />
      <details>
        <summary>{t("party.see_proof")}</summary>
        <RelationshipTable rows={[...owner.proof]} parties={parties} />
      </details>
    </li>
  );
}

/** Why an owner may not have been found, and the one document that would settle it. */
function Gaps({ gaps, parties }: { gaps: readonly Schemas["Missing"][]; parties: Parties }) {
  const { t, i18n } = useTranslation();
  if (gaps.length === 0) return null;
  return (
    <section className="stack-s">
      <h4>{t("ownership.gaps")}</h4>
      <ul className="stack-s">
        {gaps.map((one) => (
          <li key={`${one.reason}${one.at}`}>
            <Named id={one.at} parties={parties} />
            <div className="small">{i18n.language === "en" ? one.en : one.zh}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

type SignificantProps = {
  found: readonly Schemas["Significant"][];
  text: Schemas["LawText"] | null;
  parties: Parties;
};

function Significant({ found, text, parties }: SignificantProps) {
  const { t } = useTranslation();
  return (
    <section className="stack-s">
      <h4>{t("ownership.psc")}</h4>
      {found.length === 0 && <p className="small muted">{t("ownership.psc_none")}</p>}
      <ul className="stack-s own-list">
        {found.map((one) => (
          <li key={one.party} className="row">
            <Named id={one.party} parties={parties} />
            <span className="num">
              <Measure of={one} />
            </span>
          </li>
        ))}
      </ul>
      {text && (
        <p className="small muted">
          <LawText text={text} /> · {t("ownership.psc_note")}
        </p>
      )}
    </section>
  );
}
