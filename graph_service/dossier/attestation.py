"""未发现关联检索证明: what was searched about chosen pairs when nothing was found. Refused where it would say too much.

It states a search, never innocence: relation kinds, rules run and not run, sources with their freshness, what stays
unresolved, and the data version. It is refused where a party is not surely identified, a mandatory rule could not run,
a kind that a mandatory rule reads has no data for a party, what lies around them was not read to the end, or anything
at all was found between a pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph_service.errors import AttestationRefused, InvalidInput
from graph_service.operations.reviews import Review, Run

SURE = frozenset({"code", "id_number", "judged"})
# What the article forbids by itself, without which a search says nothing: 实施条例 34, 政采条例 18, 27号令 32.
MANDATORY: Mapping[str, tuple[str, ...]] = {
    "bidding": ("R1", "R2", "R3"), "works": ("R1", "R2", "R3"), "goods": ("R1", "R2", "R3", "R3b"),
    "procurement": ("P1",),
}  # fmt: skip
NOTICE = {
    "zh": "本证明仅说明在所列数据版本、日期、来源与规则范围内的检索结果，不证明当事人之间不存在关联关系；未载入的资料视为未检索。"
    "本系统记录不能替代向官方渠道查询信用记录（财库〔2016〕125号）。",
    "en": "This states what a search of the named data version, dates, sources and rules found; it does not prove that no"
    " relation exists. What was not loaded was not searched. It does not replace the official credit query.",
}


def statement(review: Review, run: Run, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The statement about these pairs of role keys, to be signed. ``AttestationRefused`` with every reason."""
    roles = {role["key"]: role for role in run.result["roles"] if role["role"] in ("bidder", "member")}
    chosen = _checked(pairs, roles)
    keys = sorted({key for pair in chosen for key in pair})
    if reasons := _reasons(run.result, chosen, [roles[key] for key in keys]):
        raise AttestationRefused(
            "no attestation: " + "; ".join(en for en, _ in reasons),
            "不能出具证明：" + "；".join(zh for _, zh in reasons),
            reasons=[{"en": en, "zh": zh} for en, zh in reasons],
        )
    return _stated(review, run, chosen, [roles[key] for key in keys])


def _checked(pairs: Sequence[tuple[str, str]], roles: Mapping[str, Any]) -> list[tuple[str, str]]:
    for pair in pairs:
        for key in pair:
            if key not in roles:
                raise InvalidInput(f"{key} is no bidder of this review", f"{key} 不是该审查的投标人", parameter="pairs")
        if pair[0] == pair[1]:
            raise InvalidInput("a pair names two roles", "一对应为两个不同角色", parameter="pairs")
    return sorted({(min(pair), max(pair)) for pair in pairs})


def _reasons(
    result: Mapping[str, Any], pairs: Iterable[tuple[str, str]], roles: Sequence[Any]
) -> list[tuple[str, str]]:
    return [
        *_unsure(roles), *_not_run(result, {role["key"] for role in roles}), *_blank(roles), *_cut(result, roles),
        *_found(result, pairs),
    ]  # fmt: skip


def _unsure(roles: Sequence[Any]) -> list[tuple[str, str]]:
    return [
        (f"{role['key']} is not surely identified ({role['identity']['confidence']})",
         f"{_name(role)} 的身份未确认（{role['identity']['confidence']}）")
        for role in roles if role["party"] is None or role["identity"]["confidence"] not in SURE
    ]  # fmt: skip


def _not_run(result: Mapping[str, Any], keys: set[str]) -> list[tuple[str, str]]:
    """Mandatory rules that did not run at all, or not for one of these parties."""
    ran = {rule.partition("/")[0] for rule in result["rules_run"]}
    missing = {row["rule"]: row for row in result["not_run"] if not row["parties"] or keys & set(row["parties"])}
    return [
        (f"mandatory rule {rule} did not run ({_why(missing.get(rule), 'en')})",
         f"必查规则 {rule} 未执行（{_why(missing.get(rule), 'zh')}）")
        for rule in MANDATORY[result["tender"]["regime"]] if rule in missing or rule not in ran
    ]  # fmt: skip


def _blank(roles: Sequence[Any]) -> list[tuple[str, str]]:
    """Representatives and holdings are what the mandatory rules read; a blank there is no search."""
    return [
        (f"{role['key']} has no data on {row['kind']}", f"{_name(role)} 缺少 {row['kind']} 数据")
        for role in roles for row in role["coverage"]
        if row["kind"] in ("LEGAL_REPRESENTATIVE_OF", "SHAREHOLDER_OF") and row["has"] == "no_data"
    ]  # fmt: skip


def _cut(result: Mapping[str, Any], roles: Sequence[Any]) -> list[tuple[str, str]]:
    """Bounds that cut the search at these parties or above them; what was cut at others of the review is theirs."""
    others = {role["party"] for role in result["roles"]} - {role["party"] for role in roles}
    cut = result["capped"].keys() - others or any(row["code"] == "search_stopped" for row in result["notices"])
    said = ("the search around the parties was cut at its bounds", "对当事人的检索在限额处截断，未全部读取")
    return [said] if cut else []


def _found(result: Mapping[str, Any], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    found = []
    for a, b in pairs:
        rules = sorted({f["rule"] for f in result["findings"] if {a, b} <= set(f["parties"])})
        if rules:
            named = ", ".join(rules)
            found.append((f"there are findings between {a} and {b} ({named})", f"{a} 与 {b} 之间已有发现（{named}）"))
    return found


def _stated(review: Review, run: Run, pairs: Sequence[tuple[str, str]], roles: Sequence[Any]) -> dict[str, Any]:
    result = run.result
    return {
        "title": {"zh": "未发现关联检索证明", "en": "Attestation of a search that found no relation"},
        "statement": _words(len(pairs)), "notice": NOTICE,
        "review": review.id, "run": run.number, "result_sha256": run.hash, "issued_by": review.unit,
        "tender": result["tender"], "pairs": [list(pair) for pair in pairs], "parties": [_party(role) for role in roles],
        "as_of": result["as_of"], "as_known_at": result["as_known_at"], "data_version": result["data_version"],
        "policy": result["policy"], "tender_policy": result["tender_policy"], "rules": result["rules"],
        "mandatory_rules": list(MANDATORY[result["tender"]["regime"]]),
        "rules_run": result["rules_run"], "not_run": result["not_run"],
        "unresolved": result["unresolved"],
        "truncated": result["truncated"], "bound": result["bound"],
    }  # fmt: skip


def _words(pairs: int) -> dict[str, str]:
    return {
        "zh": f"就所列 {pairs} 对当事人，在下述日期、数据版本、来源和已执行规则范围内检索，未发现关联关系。",
        "en": f"For the {pairs} pairs listed, a search within the dates, data version, sources and rules named below"
        " found no relation.",
    }


def _party(role: Mapping[str, Any]) -> dict[str, Any]:
    """``coverage`` names the relation kinds searched, and from which sources, how old."""
    return {name: role[name] for name in ("key", "role", "name", "given", "party", "identity", "coverage")}


def _why(row: Mapping[str, Any] | None, language: str) -> str:
    if row is None:
        return "off" if language == "en" else "未启用"
    return str(row["reason"][language])


def _name(role: Mapping[str, Any]) -> str:
    return str(role["name"] or role["given"].get("name") or role["key"])
