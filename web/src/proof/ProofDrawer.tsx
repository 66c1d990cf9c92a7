import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Schemas } from "../api/client";
import type { Exposure } from "../api/party";
import { useAsk, withAsk } from "../ask/ask";
import { CopyButton } from "../ui/CopyButton";
import { Drawer } from "../ui/Modal";
import { save } from "../ui/save";
import { AddToCase } from "./AddToCase";
import { CascadeProof } from "./CascadeProof";
import { type Contents, useContents } from "./contents";
import { LawfulProof } from "./LawfulProof";
import { PathProof } from "./PathProof";
import { PatternProof } from "./PatternProof";
import { RecordProof } from "./RecordProof";
import { useProofTable } from "./table";

export type SuccessorPattern = {
  readonly party: string;
  readonly listed: string;
  readonly record: string;
  readonly listed_on: string;
  readonly event: string;
  readonly event_on: string;
  readonly links: readonly { readonly kind: string; readonly relationships: readonly string[] }[];
};

export type Proof =
  | { what: "record"; record: string }
  | { what: "lawful"; at: number }
  | { what: "path"; path: Schemas["RiskPath"] }
  | { what: "cascade"; cascade: Schemas["RegimeReach"] }
  | { what: "pattern"; pattern: SuccessorPattern };

type Props = { proof: Proof; reply: Exposure; close: () => void };

/** The proof of one line, over any page: what it rests on, who says so, when that was last confirmed. */
export function ProofDrawer({ proof, reply, close }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer label={t(`proof.${proof.what}`)} close={close} foot={<Foot proof={proof} reply={reply} />}>
      <Basis reply={reply} />
      {proof.what === "record" && <RecordProof id={proof.record} />}
      {proof.what === "lawful" && <LawfulProof at={proof.at} reply={reply} />}
      {proof.what === "path" && <PathProof path={proof.path} reply={reply} />}
      {proof.what === "cascade" && <CascadeProof cascade={proof.cascade} reply={reply} />}
      {proof.what === "pattern" && <PatternProof pattern={proof.pattern} reply={reply} />}
    </Drawer>
  );
}

function Basis({ reply }: { reply: Exposure }) {
  const { t } = useTranslation();
  const { id, version, digest } = reply.policy;
  const policy = t("party.policy", { id, version });
  return (
    <p className="small muted">
      {reply.party.name} · {t("proof.basis", { as_of: reply.as_of, version: reply.data_version, policy })} ·{" "}
      <span title={digest}>{t("proof.digest", { digest: digest.slice(0, 12) })}</span>
    </p>
  );
}

/** Where the proof goes from here: into the graph, a case, a file, on paper. The file says what was asked, to ask again. */
function Foot({ proof, reply }: Omit<Props, "close">) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const contents = useContents(proof, reply);
  const table = useProofTable(proof, reply);
  const { as_of, as_known_at, data_version, policy, party } = reply;
  const chosen = proof.what === "lawful" ? { what: proof.what, reached: reply.lawful_reach[proof.at] } : proof;
  const whole = () => {
    const { relationships, parties } = contents();
    const asked = { party, as_of, as_known_at, data_version, policy };
    return JSON.stringify(
      { ...asked, proof: chosen, relationships, parties: { ...reply.parties, ...parties } },
      null,
      2,
    );
  };
  return (
    <>
      <ToGraph contents={contents} />
      <button type="button" className="button" onClick={() => setAdding(true)}>
        {t("proof.add_to_case")}
      </button>
      <button type="button" className="button" onClick={() => save("proof.csv", table(contents()), "text/csv")}>
        {t("proof.export_csv")}
      </button>
      <button type="button" className="button" onClick={() => save("proof.json", whole())}>
        {t("proof.export_json")}
      </button>
      <CopyButton text={whole} />
      <button type="button" className="button" onClick={() => window.print()}>
        {t("common.print")}
      </button>
      {adding && <AddToCase ids={contents().ids} close={() => setAdding(false)} />}
    </>
  );
}

/** The address is made when it is followed: the links of a pattern may have come only then. */
function ToGraph({ contents }: { contents: () => Contents }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { ask } = useAsk();
  return (
    <button
      type="button"
      className="button button-main"
      onClick={() => void navigate(withAsk(`/graph?ids=${contents().ids.join(",")}`, ask))}
    >
      {t("proof.to_graph")}
    </button>
  );
}
