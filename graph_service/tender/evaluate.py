"""Runs every rule of a tender's regime once over its docket. Pure; what could not run is said with what it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Hit, Missing
from graph_service.tender.findings import Finding, finding, ordered
from graph_service.tender.patterns import PATTERNS
from graph_service.tender.rules import GIVEN, NEEDS, STRENGTH, RuleSet, TenderRule, tender_rules

FULL_MATRIX = 100
"""Up to so many bidders the matrix names every pair; beyond it only those with a finding."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that did not run: at all, or (``parties``) for some parties."""

    rule: str
    needs: str
    zh: str
    en: str
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    a: str
    b: str
    verdict: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Findings strongest first; labels of other law apart; every rule of the regime either run or not run."""

    findings: tuple[Finding, ...]
    labels: tuple[Finding, ...]
    run: tuple[str, ...]
    not_run: tuple[NotRun, ...]
    matrix: tuple[Pair, ...]


def evaluate(docket: Docket, rules: RuleSet | None = None, *, include_unverified: bool = False) -> Result:
    """The whole review. Cost: each rule once over the docket; pairs arise only from shared parties or values."""
    findings: list[Finding] = []
    run: list[str] = []
    not_run: list[NotRun] = []
    for rule in (rules or tender_rules()).of(docket.tender.regime):
        lacking = _why_not(rule, docket, include_unverified)
        if lacking is not None and not lacking.needs.startswith(("data:", "given:")):
            not_run.append(lacking)
            continue
        found, missing = _apply(rule, docket)
        if lacking is not None and not found:  # what is found shows by itself that there was data
            not_run.append(lacking)
            continue
        findings += found
        not_run += missing
        run.append(rule.key)
    found_all = ordered(f for f in findings if not f.rule.label)
    labels = ordered(f for f in findings if f.rule.label)
    return Result(found_all, labels, tuple(run), tuple(not_run), _matrix(docket, found_all))


def _why_not(rule: TenderRule, docket: Docket, include_unverified: bool) -> NotRun | None:
    if not rule.verified and not include_unverified:
        return NotRun(rule.key, "verified", "条文未取得，规则停用", "the text is not at hand; the rule is off")
    if not rule.in_force(docket.on):
        return NotRun(
            rule.key, "in_force", f"{docket.on} 该条文不在施行期内", f"the text is not in force on {docket.on}"
        )
    for need in rule.needs:
        if not _has(need, docket):
            zh, en = _said(need)
            return NotRun(rule.key, need, f"缺少：{zh}", f"lacking: {en}")
    return None


def _has(need: str, docket: Docket) -> bool:
    form, _, names = need.partition(":")
    if form == "given":
        return any(_given(name, docket) for name in names.split("|"))
    if form == "data":
        return any(name in docket.around.loaded for name in names.split("|"))
    if need == "two_bids":
        return len(docket.units) > 1
    return bool(getattr(docket.tender, need))


def _given(name: str, docket: Docket) -> bool:
    if name in NEEDS:
        return bool(getattr(docket.tender, name))
    values = [getattr(row, name) for unit in docket.units.values() for row in unit.rows]
    return any(value is not None and value != () for value in values)


def _said(need: str) -> tuple[str, str]:
    form, _, names = need.partition(":")
    if form == "given":
        words = [GIVEN[name] for name in names.split("|")]
    elif form == "data":
        words = [_caption(name) for name in names.split("|")]
    else:
        words = [NEEDS[need]]
    return "或".join(zh for zh, _ in words), " or ".join(en for _, en in words)


def _caption(kind: str) -> tuple[str, str]:
    found = RELATIONSHIP_KINDS.get(kind)
    zh, en = (found.zh, found.en) if found else ("信用记录", "credit records")
    return f"“{zh}”数据", f"data on “{en}”"


def _apply(rule: TenderRule, docket: Docket) -> tuple[list[Finding], list[NotRun]]:
    findings, missing = [], dict[str, Missing]()
    for outcome in PATTERNS[rule.pattern](docket, rule.options):
        if isinstance(outcome, Hit):
            findings.append(finding(rule, outcome, docket))
        else:
            missing.setdefault(outcome.party, outcome)
    return findings, list(_not_run_for(rule, missing.values(), docket))


def _not_run_for(rule: TenderRule, missing: Iterable[Missing], docket: Docket) -> Iterable[NotRun]:
    """What is lacking for several parties is said once, with the first of them and how many there are."""
    by_need: dict[str, list[Missing]] = {}
    for entry in missing:
        by_need.setdefault(entry.needs, []).append(entry)
    for needs, entries in sorted(by_need.items()):
        parties = tuple(sorted(e.party for e in entries))
        first = entries[0]
        if len(entries) == 1:
            yield NotRun(rule.key, needs, first.zh, first.en, parties)
            continue
        name, more = docket.name(first.party), f" 等 {len(entries)} 方"
        zh = first.zh.replace(name, name + more, 1) if name in first.zh else first.zh + more
        yield NotRun(rule.key, needs, zh, f"{first.en} (and {len(entries) - 1} more)", parties)


def _matrix(docket: Docket, findings: Iterable[Finding]) -> tuple[Pair, ...]:
    """Pairs of rival bidders with the strongest verdict between them; pairs of others where something was found."""
    between: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        if "two_bids" in found.rule.needs:
            for a, b in combinations(sorted(set(found.parties)), 2):
                between.setdefault((a, b), []).append(found)
        elif len(found.parties) == 2 and not set(found.parties) <= set(docket.bidders):
            between.setdefault((found.parties[0], found.parties[1]), []).append(found)
    if len(docket.bidders) <= FULL_MATRIX:
        for a, b in combinations(docket.bidders, 2):
            if docket.rivals(a, b):
                between.setdefault((a, b), [])
    return tuple(_pair(pair, between[pair]) for pair in sorted(between))


def _pair(pair: tuple[str, str], findings: list[Finding]) -> Pair:
    verdict = max((f.verdict for f in findings), key=lambda v: STRENGTH[v], default="none")
    return Pair(pair[0], pair[1], verdict, tuple(f.id for f in findings))
