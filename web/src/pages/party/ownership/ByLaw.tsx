import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useWord } from "../../../i18n/useCode";
import { EvidenceLine } from "./Evidence";
import { LawText } from "./LawText";
import { Named } from "./Named";
import { spanText } from "./share";

type Reply = Schemas["ControllersReply"];

/** What the company law of the day calls the holders and controllers, apart from control by majority. */
export function ByLaw({ reply }: { reply: Reply }) {
  const { t } = useTranslation();
  const rows = [
    ...reply.controlling_shareholders.map((found) => ({ as: "controlling_shareholder", found })),
    ...reply.actual_controllers.map((found) => ({ as: "actual", found })),
  ];
  if (rows.length === 0) return null;
  return (
    <section className="stack-s">
      <h4>{t("ownership.by_law")}</h4>
      <ul className="stack-s own-list">
        {rows.map(({ as, found }) => (
          <One key={`${as}${found.party}`} as={as} found={found} parties={reply.parties} />
        ))}
      </ul>
    </section>
  );
}

type OneProps = { as: string; found: Schemas["PartyVerdict"]; parties: Reply["parties"] };

function One({ as, found, parties }: OneProps) {
  const { t } = useTranslation();
  const word = useWord();
  const share = spanText(found.share) ?? t("ownership.unknown");
  return (
    <li className="stack-s">
      <div className="row">
        <Named id={found.party} parties={parties} />
        <span className={found.value === "yes" ? "mark mark-accent" : "mark mark-open"}>
          {word("ownership.controls", as)} · {word("ownership.verdict", found.value)}
        </span>
        <span className="small">
          {found.declared
            ? t("ownership.declared")
            : t(`ownership.held_${as === "actual" ? "together" : "alone"}`, { share })}
        </span>
      </div>
      {found.note && <p className="small">{word("ownership.note", found.note)}</p>}
      <EvidenceLine of={found} />
      {found.text && (
        <p className="small muted">
          <LawText text={found.text} />
        </p>
      )}
    </li>
  );
}
