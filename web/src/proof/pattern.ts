import type { Exposure } from "../api/party";
import { useCode } from "../i18n/useCode";
import { days } from "../ui/format";
import type { SuccessorPattern } from "./ProofDrawer";

/** What a sentence about a possible successor fills in: event, days, the listed firm, number of links. */
export function usePatternFacts(parties: Exposure["parties"]) {
  const code = useCode();
  return (pattern: SuccessorPattern) => ({
    event: code("event", pattern.event),
    event_on: pattern.event_on,
    listed: parties[pattern.listed]?.name ?? "",
    listed_on: pattern.listed_on,
    count: Math.abs(days(pattern.listed_on, pattern.event_on)),
    links: pattern.links.length,
  });
}
