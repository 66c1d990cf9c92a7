"""Why two answers about one tender differ: the data, the rules, who the parties are, or the program itself.

Between two answers one thing is changed at a time; what appears or goes at a step has the cause of that step. Within a
step of data, a difference about a role whose party or identity confidence moved is one of identity.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph_service.dossier import captions
from graph_service.dossier.decisions import evidence_hash

Result = Mapping[str, Any]
Findings = Sequence[Mapping[str, Any]]
STRENGTH = ("absent", "ambiguous", "name_only", "judged", "id_number", "code")
MOST_NAMED = 3
"""So many facts are named in an explanation; the others are counted."""


def explain(steps: Sequence[tuple[str, Result]]) -> list[dict[str, Any]]:
    """Differences along a chain of answers; each step names the cause that set it apart from the one before.

    Each difference: ``change`` (appeared, gone, verdict, evidence), ``cause``, ``before`` and ``after`` in short, and
    an ``explanation``: the facts, the rule or the identity that made it.
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
        was, now = old.get(key, ()), new.get(key, ())
        if change := _change(was, now):
            rule, parties = key
            why = "identity" if cause == "data" and moved & set(parties) else cause
            rows.append({
                "rule": rule, "parties": list(parties), "change": change, "before": _short(was), "after": _short(now),
                "cause": why, "explanation": _explanation(why, rule, parties, (before, was), (after, now)),
            })  # fmt: skip
    return rows


def _findings(result: Result) -> dict[tuple[str, tuple[str, ...]], list[Mapping[str, Any]]]:
    """By rule and parties, for ids may rest on the evidence, which is what changes."""
    found: dict[tuple[str, tuple[str, ...]], list[Mapping[str, Any]]] = {}
    for finding in result["findings"]:
        found.setdefault((finding["rule_key"], tuple(sorted(finding["parties"]))), []).append(finding)
    return found


def _change(old: Findings, new: Findings) -> str | None:
    if not old or not new:
        return "appeared" if new else "gone"
    if sorted(f["verdict"] for f in old) != sorted(f["verdict"] for f in new):
        return "verdict"
    same = sorted(map(evidence_hash, old)) == sorted(map(evidence_hash, new))
    return None if same else "evidence"


def _short(findings: Findings) -> list[dict[str, Any]]:
    return [
        {"id": f["id"], "rule_version": f["rule_version"], "article": f["article"], "verdict": f["verdict"]}
        for f in findings
    ]


def _explanation(
    cause: str, rule: str, parties: Sequence[str], before: tuple[Result, Findings], after: tuple[Result, Findings]
) -> dict[str, str]:
    if cause == "identity":
        return _of_identity(parties, before[0], after[0])
    if cause == "rule":
        return _of_rule(rule, before, after)
    if cause == "data":
        return _of_data(before[1], after[1])
    return {
        "zh": "数据与规则均未变而结果不同：程序已更新",
        "en": "neither data nor rules were changed: the program is another one",
    }


def _of_rule(rule: str, before: tuple[Result, Findings], after: tuple[Result, Findings]) -> dict[str, str]:
    """Off, not of this law, or changed, as far as the two answers say."""
    for (result, _), zh, en in ((before, "原", "then"), (after, "现", "now")):
        if rule not in result["rules_run"]:
            why = next((row["reason"] for row in result["not_run"] if row["rule_key"] == rule), None)
            reason = why or {"zh": "不属于所适用的制度或规则集", "en": "not of the law or the rules that are applied"}
            return {
                "zh": f"规则 {rule} {zh}未执行：{reason['zh']}",
                "en": f"rule {rule} did not run {en}: {reason['en']}",
            }
    was, now = (sorted({f["rule_version"] for f in findings}) for _, findings in (before, after))
    if was and now and was != now:
        return {
            "zh": f"规则 {rule} 由第 {was[0]} 版改为第 {now[0]} 版", "en": f"rule {rule} is version {now[0]}, not {was[0]}",
        }  # fmt: skip
    return {"zh": f"规则 {rule} 或其参数已修改", "en": f"rule {rule} or its numbers were changed"}


def _of_data(old: Findings, new: Findings) -> dict[str, str]:
    """The facts that only one of the two answers rests on."""
    was, now = _facts(old), _facts(new)
    fresh, gone = [now[f] for f in sorted(now.keys() - was.keys())], [was[f] for f in sorted(was.keys() - now.keys())]
    said = [(zh, en, rows) for zh, en, rows in (("新增", "new", fresh), ("不再成立", "gone", gone)) if rows]
    if not said:
        return {"zh": "依据的时间信息或背景数据有变", "en": "dates of the facts or the data around them changed"}
    return {
        "zh": "；".join(f"{zh}：{_named([z for z, _ in rows], '、', ' 等 {} 项')}" for zh, _, rows in said),
        "en": "; ".join(f"{en}: {_named([e for _, e in rows], ', ', ' and more, {} in all')}" for _, en, rows in said),
    }


def _facts(findings: Findings) -> dict[str, tuple[str, str]]:
    """Relationships by their id, other evidence by what it says; each in words, without names."""
    found: dict[str, tuple[str, str]] = {}
    for finding in findings:
        for path in finding["paths"]:
            for link in path["relationships"]:
                source = str((link.get("source") or {}).get("source", ""))
                found[link["id"]] = (f"{captions.kind(link['kind'])}（{source}）", f"{link['kind']} ({source})")
        if not any(path["relationships"] for path in finding["paths"]):
            for row in finding["evidence"]:
                what = str(row["what"])
                found[f"{what}={row['value']}"] = (what, what)
    return found


def _named(words: Sequence[str], between: str, more: str) -> str:
    shown = between.join(list(dict.fromkeys(words))[:MOST_NAMED])
    return shown + (more.format(len(words)) if len(words) > MOST_NAMED else "")


def _of_identity(parties: Sequence[str], before: Result, after: Result) -> dict[str, str]:
    old, new = _identities(before), _identities(after)
    rows = [(key, old.get(key), new.get(key)) for key in parties if old.get(key) != new.get(key)]
    zh = "；".join(f"{key} 的身份由“{_said(a)}”变为“{_said(b)}”" for key, a, b in rows)
    en = "; ".join(f"{key} was {a[1] if a else 'none'} and is {b[1] if b else 'none'}" for key, a, b in rows)
    return {"zh": zh, "en": en}


def _said(identity: tuple[Any, str] | None) -> str:
    return captions.CONFIDENCES.get(identity[1], identity[1]) if identity else "无此角色"


def _moved(before: Result, after: Result) -> set[str]:
    """Roles that stand for another party now, or for the same one with another confidence."""
    old, new = _identities(before), _identities(after)
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def _identities(result: Result) -> dict[str, tuple[Any, str]]:
    """By role key, with the strongest confidence where a party stands in several roles."""
    found: dict[str, tuple[Any, str]] = {}
    for role in sorted(result["roles"], key=lambda role: STRENGTH.index(role["identity"]["confidence"])):
        found[role["key"]] = (role.get("party"), role["identity"]["confidence"])
    return found
