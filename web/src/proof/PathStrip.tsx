import type { Parties, Relationship } from "../api/party";
import { useCaptions } from "../i18n/captions";
import { Details } from "./facts";
import { PartyName } from "./PathLine";

type Props = { nodes: readonly string[]; relationships: readonly Relationship[]; parties: Parties };

const SHAPE: Record<string, string> = { Enterprise: "square", Person: "circle", ContactPoint: "diamond" };

/** Parties and steps left to right: squares are enterprises, circles people, diamonds contact points. Dashed: not sure. */
export function PathStrip({ nodes, relationships, parties }: Props) {
  return (
    <ol className="strip">
      {nodes.map((node, n) => {
        const step = relationships[n - 1];
        return (
          <li key={node} className="strip-part">
            {step && <Step relationship={step} backward={step.to === nodes[n - 1]} />}
            <span className="strip-node">
              <span className={`shape shape-${SHAPE[parties[node]?.kind ?? ""] ?? "square"}`} aria-hidden="true" />
              <PartyName id={node} parties={parties} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Step({ relationship, backward }: { relationship: Relationship; backward: boolean }) {
  const { kind } = useCaptions();
  const sure = relationship.standing === "confirmed" || relationship.standing === "presumed";
  return (
    <span className={sure ? "strip-step" : "strip-step strip-open"}>
      <span>{kind(relationship.kind)}</span>
      <span className="strip-line" aria-hidden="true">
        {backward ? "◀" : "▶"}
      </span>
      <small className="muted">
        <Details of={relationship} />
      </small>
    </span>
  );
}
