import type { Schemas } from "../api/client";
import type { Parties } from "../api/party";
import { To } from "../ask/To";
import { useCaptions } from "../i18n/captions";

/** A path in one line: parties with the kind of each step between them. */
export function PathLine({ path, parties }: { path: Schemas["RiskPath"]; parties: Parties }) {
  const { kind } = useCaptions();
  return (
    <span>
      {path.nodes.map((node, n) => (
        <span key={node}>
          {n > 0 && <span className="muted"> —{kind(kindOf(path.steps[n - 1]))}— </span>}
          <PartyName id={node} parties={parties} />
        </span>
      ))}
    </span>
  );
}

export function PartyName({ id, parties }: { id: string; parties: Parties }) {
  const party = parties[id];
  if (!party) return <code>{id}</code>;
  if (party.kind === "Enterprise" || party.kind === "Person") return <To to={`/party/${id}`}>{party.name}</To>;
  return <>{party.name}</>;
}

function kindOf(step: Record<string, unknown> | undefined): string {
  const relationship = step?.relationship as { kind?: string } | undefined;
  return relationship?.kind ?? "";
}
