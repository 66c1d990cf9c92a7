import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import type { Exposure, Relationship } from "../api/party";
import { useAsk } from "../ask/ask";
import { useCode } from "../i18n/useCode";
import { Await } from "../ui/Await";
import { PartyName } from "./PathLine";
import type { SuccessorPattern } from "./ProofDrawer";
import { usePatternFacts } from "./pattern";
import { RecordProof } from "./RecordProof";
import { RelationshipTable } from "./RelationshipTable";

/** The longest link, by kin, runs firm – person – relative – firm: two steps from either end hold all of it. */
const DEPTH = 2;

/** A possible successor: the day it began, each independent link with its relationships, and the record. */
export function PatternProof({ pattern, reply }: { pattern: SuccessorPattern; reply: Exposure }) {
  const { t } = useTranslation();
  const { ask } = useAsk();
  const found = useQuery({
    queryKey: ["subgraph", pattern.party, pattern.listed, ask],
    queryFn: ({ signal }) =>
      got(
        api.POST("/api/v1/subgraphs", {
          body: {
            ...ask,
            ids: [pattern.party, pattern.listed],
            depth: DEPTH,
            include_ended: true,
            limit_nodes: 500,
            kinds: [],
          },
          signal,
        }),
      ),
  });
  return (
    <>
      <Words pattern={pattern} reply={reply} />
      <Await of={found}>
        {(graph) => (
          <Links pattern={pattern} relationships={graph.relationships as Relationship[]} parties={graph.parties} />
        )}
      </Await>
      <p className="small muted">{t("party.pattern.note")}</p>
      <h3>{t("proof.record")}</h3>
      <RecordProof id={pattern.record} />
    </>
  );
}

function Words({ pattern, reply }: { pattern: SuccessorPattern; reply: Exposure }) {
  const { t } = useTranslation();
  const facts = usePatternFacts(reply.parties);
  return (
    <p>
      <PartyName id={pattern.party} parties={reply.parties} /> {t("party.pattern.text", facts(pattern))}
    </p>
  );
}

type LinksProps = { pattern: SuccessorPattern; relationships: readonly Relationship[]; parties: Exposure["parties"] };

function Links({ pattern, relationships, parties }: LinksProps) {
  const { t } = useTranslation();
  const code = useCode();
  const byId = new Map(relationships.map((r) => [r.id, r]));
  return (
    <>
      {pattern.links.map((link, n) => (
        <RelationshipTable
          key={link.kind}
          title={t("proof.link_title", { n: n + 1, kind: code("link", link.kind) })}
          rows={link.relationships.flatMap((id) => byId.get(id) ?? [])}
          parties={parties}
        />
      ))}
    </>
  );
}
