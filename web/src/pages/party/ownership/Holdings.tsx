import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useHoldings } from "../../../api/ownership";
import { useAsk } from "../../../ask/ask";
import { useWord } from "../../../i18n/useCode";
import { Await } from "../../../ui/Await";
import { Scroll } from "../../../ui/Scroll";
import { Empty } from "../../../ui/states";
import { Cut } from "./Cut";
import { EvidenceCells, EvidenceHead } from "./Evidence";
import { Loops } from "./Loops";
import { Measure } from "./Measure";
import { Named } from "./Named";
import { spanText } from "./share";

/** Every company below a party by effective share, whether it controls it, and on what that rests. */
export function Holdings({ id }: { id: string }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const found = useHoldings(id, ask);
  return (
    <section className="panel stack-s">
      <h3>{t("ownership.holdings")}</h3>
      <p className="small muted">{t("ownership.holdings_help")}</p>
      <Await of={found}>
        {(reply) => (
          <>
            <Cut of={reply} />
            {reply.holdings.length === 0 ? <Empty>{t("ownership.none_down")}</Empty> : <Rows reply={reply} />}
            <Loops loops={reply.loops} more={reply.more_loops} parties={reply.parties} />
          </>
        )}
      </Await>
    </section>
  );
}

function Rows({ reply }: { reply: Schemas["HoldingsReply"] }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t("ownership.holdings")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("ownership.company")}</th>
            <th scope="col" className="num">
              {t("ownership.effective")}
            </th>
            <th scope="col" className="num">
              {t("ownership.direct")}
            </th>
            <th scope="col">{t("ownership.controlled")}</th>
            <th scope="col">{t("ownership.layer")}</th>
            <EvidenceHead />
          </tr>
        </thead>
        <tbody>
          {reply.holdings.map((row) => (
            <Row key={row.company} row={row} parties={reply.parties} />
          ))}
        </tbody>
      </table>
      {reply.more > 0 && <p className="small muted">{t("ownership.more_rows", { n: reply.more })}</p>}
    </Scroll>
  );
}

type RowProps = { row: Schemas["HoldingBelow"]; parties: Schemas["HoldingsReply"]["parties"] };

function Row({ row, parties }: RowProps) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <tr>
      <th scope="row">
        <Named id={row.company} parties={parties} />
      </th>
      <td className="num">
        <Measure of={row} />
      </td>
      <td className="num">{row.direct && (spanText(row.direct) ?? t("ownership.unknown"))}</td>
      <td>{word("ownership.verdict", row.control)}</td>
      <td>{row.layer}</td>
      <EvidenceCells of={row} />
    </tr>
  );
}
