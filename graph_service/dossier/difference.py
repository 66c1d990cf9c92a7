"""Why two answers about one tender differ: the data, the rules, or who the parties are.

Between two answers one thing is changed at a time; what appears or goes at a step has the cause of that step. Within a
step of data, a difference about a role whose party or identity confidence moved is one of identity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph_service.dossier.decisions import evidence_hash

Result = Mapping[str, Any]
CAUSES = ("rule", "identity", "data")
STRENGTH = ("absent", "ambiguous", "name_only", "judged", "id_number", "code")


def explain(steps: Sequence[tuple[str, Result]]) -> list[dict[str, Any]]:
    """Differences along a chain of answers; each step names the cause that set it apart from the one before.

    Each difference: ``change`` (appeared, gone, verdict, evidence), ``cause``, ``before`` and ``after`` in short.
    """
    found = []
    for (_, before), (cause, after) in zip(steps, steps[1:], strict=False):
        found += _step(cause, before, after)
    return sorted(found, key=lambda row: (row["rule"], row["parties"], row["change"], row["cause"]))


def _step(cause: str, before: Result, after: Result) -> list[dict[str, Any]]:
    moved = _moved(before, after)
    old, new = _findings(before), _findings(after)
    rows = []
    for key in sorted(old.keys() | new.keys()):
        change = _change(old.get(key), new.get(key))
        if change:
            rule, parties = key
            row = {
                "rule": rule,
                "parties": list(parties),
                "change": change,
                "before": _short(old.get(key)),
                "after": _short(new.get(key)),
            }
            rows.append({**row, "cause": "identity" if cause == "data" and moved & set(parties) else cause})
    return rows


def _findings(result: Result) -> dict[tuple[str, tuple[str, ...]], list[Mapping[str, Any]]]:
    """By rule and parties, for ids may rest on the evidence, which is what changes."""
    found: dict[tuple[str, tuple[str, ...]], list[Mapping[str, Any]]] = {}
    for finding in result["findings"]:
        found.setdefault((finding["rule_key"], tuple(sorted(finding["parties"]))), []).append(finding)
    return found


def _change(old: Sequence[Mapping[str, Any]] | None, new: Sequence[Mapping[str, Any]] | None) -> str | None:
    if not old or not new:
        return "appeared" if new else "gone"
    if sorted(f["verdict"] for f in old) != sorted(f["verdict"] for f in new):
        return "verdict"
    same = sorted(map(evidence_hash, old)) == sorted(map(evidence_hash, new))
    return None if same else "evidence"


def _short(findings: Sequence[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    return [
        {"id": f["id"], "rule_version": f["rule_version"], "article": f["article"], "verdict": f["verdict"]}
        for f in findings or ()
    ]


def _moved(before: Result, after: Result) -> set[str]:
    """Roles that stand for another party now, or for the same one with another confidence."""
    old, new = _identities(before), _identities(after)
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def _identities(result: Result) -> dict[str, tuple[Any, Any]]:
    """By role key, with the strongest confidence where a party stands in several roles."""
    found: dict[str, tuple[Any, Any]] = {}
    for role in sorted(result["roles"], key=lambda role: STRENGTH.index(role["identity"]["confidence"])):
        found[role["key"]] = (role.get("party"), role["identity"]["confidence"])
    return found
