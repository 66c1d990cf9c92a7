import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useWord } from "../../../i18n/useCode";
import { Scroll } from "../../../ui/Scroll";
import { EvidenceCells, EvidenceHead } from "./Evidence";
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
    <Scroll label={t("ownership.by_law")}>
      <table>
        <caption>
          <h4>{t("ownership.by_law")}</h4>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("ownership.party")}</th>
            <th scope="col">{t("ownership.result")}</th>
            <th scope="col" className="num">
              {t("ownership.held")}
            </th>
            <th scope="col">{t("ownership.rule")}</th>
            <EvidenceHead />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ as, found }) => (
            <Row key={`${as}${found.party}`} as={as} found={found} parties={reply.parties} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

type RowProps = { as: string; found: Schemas["PartyVerdict"]; parties: Reply["parties"] };

function Row({ as, found, parties }: RowProps) {
  const word = useWord();
  return (
    <tr>
      <th scope="row">
        <Named id={found.party} parties={parties} />
      </th>
      <td>
        {word("ownership.controls", as)}：{word("ownership.verdict", found.value)}
        {found.note && <div className="small muted">{word("ownership.note", found.note)}</div>}
      </td>
      <td className="num">{spanText(found.share)}</td>
      <td className="small">{found.text && <LawText text={found.text} />}</td>
      <EvidenceCells of={found} />
    </tr>
  );
}
