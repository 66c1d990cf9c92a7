/** A screening as a table for spreadsheets: the list as it was, then one row for each candidate. */

import type { TFunction } from "i18next";
import type { Schemas } from "../../api/client";
import type { Captions } from "../../i18n/captions";
import type { useCode } from "../../i18n/useCode";
import { type Kept, placeOf, type Reply } from "./kept";
import { bearers, type Candidate, type Shown } from "./model";
import { FIELDS, type Field } from "./parties";
import { reasons } from "./ResultTable";

type Given = {
  readonly all: readonly Shown[];
  readonly reply: Reply;
  readonly kept: Kept | undefined;
  readonly t: TFunction;
  readonly captions: Captions;
  readonly code: ReturnType<typeof useCode>;
  readonly english: boolean;
};
const OWN = [
  "line",
  "outcome",
  "rank",
  "id",
  "name",
  "code",
  "status",
  "region",
  "score",
  "grade",
  "records",
  "for",
  "against",
  "bearers",
  "note",
] as const;
const DECIDED = ["decision", "scope", "reason"] as const;

/** ID numbers stay out: what leaves the page must not carry them. */
export function table(given: Given): string[][] {
  const { all, kept, t } = given;
  const shown = (kept?.columns ?? []).flatMap((field, n) => (field === "id_number" ? [] : [n]));
  const headers = shown.map((n) => headerOf(kept?.headers[n] ?? "", t));
  const head = [...headers, ...[...OWN, ...DECIDED].map((name) => t(`screening.export.${name}`))];
  return [head, ...all.flatMap((one) => rowsOf(one, given, shown))];
}

function headerOf(header: string, t: TFunction): string {
  return FIELDS.includes(header as Field) ? t(`screening.field.${header as Field}`) : header;
}

function rowsOf(one: Shown, given: Given, columns: readonly number[]): string[][] {
  const { t, english } = given;
  const language = english ? "en" : "zh";
  const cells = columns.map((n) => one.row?.cells[n] ?? "");
  const head = [...cells, String(one.number), t(`screening.outcome.${one.outcome}`)];
  const unread = one.unread ? t(`screening.fault.${one.unread}`) : "";
  const note = [unread, ...one.notes.map((found) => found[language]), one.fault?.[language]]
    .filter(Boolean)
    .join(t("common.semicolon"));
  if (one.candidates.length === 0)
    return [[...head, ...Array.from({ length: OWN.length - 3 }, () => ""), note, "", "", ""]];
  return one.candidates.map((candidate, n) => [
    ...head,
    String(n + 1),
    ...candidateCells(candidate, given),
    note,
    ...decisionCells(one, candidate, given),
  ]);
}

function candidateCells(candidate: Candidate, { reply, t, captions, code, english }: Given): string[] {
  const language = english ? "en" : "zh";
  const party = reply.parties[candidate.id];
  const semicolon = t("common.semicolon");
  const sure = candidate.answer === "same";
  return [
    candidate.id,
    party?.name ?? "",
    party?.uscc ?? "",
    party?.status ? code("enterprise_status", party.status) : "",
    party?.region_name ?? "",
    candidate.score.toFixed(3),
    sure ? t("screening.same_identifier") : candidate.grade ? t(`screening.grade.${candidate.grade as "strong"}`) : "",
    (party?.records ?? []).map((one) => record(one, captions, english)).join(semicolon),
    reasons(candidate.features, language, semicolon, "for"),
    reasons(candidate.features, language, semicolon, "against"),
    bearers(candidate, t),
  ];
}

/** A record's kind, and the day from which it acts. */
function record(one: Schemas["ListedAs"], captions: Captions, english: boolean): string {
  const kind = captions.record(one.record_kind);
  if (!one.listed_on) return kind;
  return english ? `${kind} (${one.listed_on})` : `${kind}（${one.listed_on}）`;
}

function decisionCells(one: Shown, candidate: Candidate, { kept, t }: Given): string[] {
  const decision = kept?.decisions[placeOf(one.number, candidate.id)];
  if (!decision) return ["", "", ""];
  return [t(`screening.answer.${decision.answer}`), t(`screening.scopes.${decision.scope}`), decision.reason];
}
