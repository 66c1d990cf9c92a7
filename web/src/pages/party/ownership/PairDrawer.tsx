import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { useOwnership } from "../../../api/ownership";
import type { Parties } from "../../../api/party";
import { useAsk } from "../../../ask/ask";
import { useCode, useWord } from "../../../i18n/useCode";
import { Await } from "../../../ui/Await";
import { percent } from "../../../ui/format";
import { Drawer } from "../../../ui/Modal";
import { Scroll } from "../../../ui/Scroll";
import { EvidenceLine } from "./Evidence";
import { LawText } from "./LawText";
import { Measure } from "./Measure";
import { exact, spanText } from "./share";

type Pair = Schemas["Pair"];

const SHARES = ["effective", "effective_votes", "psc", "tax_2016_42", "close_links"];
const CONTROLS = ["controlling_shareholder", "actual", "majority"];

/** Entries in the order in which people ask, what is new to this browser last. */
function inOrder<T>(found: Readonly<Record<string, T>>, order: readonly string[]): [string, T][] {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(found).sort(([a], [b]) => place(a) - place(b));
}

/** All measures of one holder in one company, side by side, with what makes them up and why they differ. */
export function PairDrawer({ id, holder, close }: { id: string; holder: string; close: () => void }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const found = useOwnership(id, ask, holder);
  const parties = found.data?.parties ?? {};
  const title = t("ownership.pair", { holder: parties[holder]?.name ?? "…", company: parties[id]?.name ?? "…" });
  return (
    <Drawer label={title} close={close}>
      <Await of={found}>
        {(reply) =>
          reply.pair && (
            <>
              <Measures pair={reply.pair} />
              <Differences pair={reply.pair} />
              <Chains pair={reply.pair} parties={reply.parties} />
            </>
          )
        }
      </Await>
    </Drawer>
  );
}

function Measures({ pair }: { pair: Pair }) {
  const { t } = useTranslation();
  const word = useWord();
  const held = (name: string, { share, declared }: Schemas["Verdict"]) =>
    declared
      ? t("ownership.declared")
      : t(`ownership.held_${name === "controlling_shareholder" ? "alone" : "together"}`, {
          share: spanText(share) ?? t("ownership.unknown"),
        });
  return (
    <Scroll label={t("ownership.measure")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("ownership.measure")}</th>
            <th scope="col">{t("ownership.result")}</th>
            <th scope="col">{t("ownership.rule")}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(pair.shares, SHARES).map(([name, found]) => (
            <tr key={name}>
              <th scope="row">{word("ownership.measures", name)}</th>
              <td>
                <Measure of={found} />
              </td>
              <td className="small">{found.text && <LawText text={found.text} />}</td>
            </tr>
          ))}
          {inOrder(pair.control, CONTROLS).map(([name, found]) => (
            <tr key={name}>
              <th scope="row">{word("ownership.controls", name)}</th>
              <td>
                {word("ownership.verdict", found.value)}
                <div className="small muted">{held(name, found)}</div>
                {found.note && <div className="small muted">{word("ownership.note", found.note)}</div>}
                {found.proof.length > 0 && <EvidenceLine of={found} />}
              </td>
              <td className="small">{found.text && <LawText text={found.text} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Differences({ pair }: { pair: Pair }) {
  const { t, i18n } = useTranslation();
  if (pair.differences.length === 0) return null;
  return (
    <section className="stack-s">
      <h3>{t("ownership.why_differ")}</h3>
      <ul>
        {pair.differences.map((one) => (
          <li key={one.code}>{i18n.language === "en" ? one.en : one.zh}</li>
        ))}
      </ul>
    </section>
  );
}

function Chains({ pair, parties }: { pair: Pair; parties: Parties }) {
  const { t } = useTranslation();
  const code = useCode();
  const { chains, sum, complete } = pair.made_up_of;
  return (
    <section className="stack-s">
      <h3>{t("ownership.made_of", { n: chains.length, sum: percent(exact(sum)) })}</h3>
      {!complete && <p className="small muted">{t("ownership.made_cut")}</p>}
      <ol className="stack-s">
        {chains.map((chain) => (
          <li key={chain.nodes.join("|")}>
            {chain.nodes.map((node, n) => (
              <span key={node}>
                {n > 0 && (
                  <span className="muted"> —{spanText(chain.holdings[n - 1]?.share) ?? t("ownership.unknown")}→ </span>
                )}
                {parties[node]?.name ?? node}
              </span>
            ))}
            <strong className="num"> = {spanText(chain.share) ?? t("ownership.unknown")}</strong>
            <ul className="small muted">
              {chain.holdings
                .flatMap((holding) => holding.relationships)
                .map((one) => (
                  <li key={one.id}>
                    {one.source.source} · {one.source.record} · {code("standing", one.standing)} {one.last_confirmed}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
