"""Answers of an evaluation in their agreed shape, made up, of any size: what the desk and the reports are tested on."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

Answer = dict[str, Any]
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫", ("行舟", "采薇", "望之", "既明", "怀瑾", "知秋", "云岫", "若水")
PLACES, TRADES = (
    ("鹭原", "澜汀", "梧汀", "杳州", "临渊", "望川", "新岭", "归墟"),
    ("市政工程", "路桥工程", "建筑工程", "园林绿化工程", "机电安装工程"),
)
KINDS = (
    "LEGAL_REPRESENTATIVE_OF",
    "SHAREHOLDER_OF",
    "DIRECTOR_OF",
    "SUPERVISOR_OF",
    "SENIOR_MANAGER_OF",
    "EMPLOYED_BY",
    "USES",
    "CreditRecord",
)
R1_TEXT = "单位负责人为同一人或者存在控股、管理关系的不同单位，不得参加同一标段投标或者未划分标段的同一招标项目投标。违反前两款规定的，相关投标均无效。"
DEEMED_TEXT = "有下列情形之一的，视为投标人相互串通投标：（一）不同投标人的投标文件由同一单位或者个人编制；（二）不同投标人委托同一单位或者个人办理投标事宜。"


def party_id(key: str) -> str:
    """An id in the form that the product gives."""
    return base64.b32encode(hashlib.sha256(key.encode()).digest())[:26].decode().lower()


def firm(n: int) -> str:
    return f"{PLACES[n % 8]}{PLACES[(n * 3 + 1) % 8]}{TRADES[n % 5]}有限公司" + (
        "" if n < 8 else f"第{n}分公司" if n % 11 == 0 else ""
    )


def person(n: int) -> str:
    return SURNAMES[n % 12] + GIVEN[(n * 5) % 8]


def answer(bidders: int = 3, *, regime: str = "bidding", version: int = 42, clean: bool = False) -> Answer:
    """An answer about a lot; ``clean``: nothing was found and every rule ran."""
    roles = [_role("buyer", "buyer", "鹭原市公共图书馆"), _role("agency", "agency", "杳州招标代理有限公司")]
    roles += [_role(f"b{n}", "bidder", firm(n), price=str(4_500_000 + n * 12_345)) for n in range(1, bidders + 1)]
    roles += [_role(f"e{n}", "expert", person(n + 40), kind="Person") for n in range(1, 6)]
    findings = [] if clean else _findings(bidders)
    parties = {
        role["party"]: {"id": role["party"], "kind": role["kind_"], "name": role["given"]["name"]} for role in roles
    }
    for n in range(60):
        parties[party_id(f"p{n}")] = {"id": party_id(f"p{n}"), "kind": "Person", "name": person(n)}
    for role in roles:
        del role["kind_"]
    return {
        "as_of": "2026-06-30", "as_known_at": "2026-07-01T01:00:00.000000+00:00", "data_version": version,
        "policy": {"id": "default", "version": 1, "digest": "a" * 64}, "rules": {"version": 61, "digest": "b" * 16},
        "tender_policy": {"version": 1, "digest": "c" * 16}, "case": None, "labels": [], "capped": {},
        "notices": [] if clean else [{"code": "not_yet", "parties": [], "zh": "截止日尚未到：任职与持股按现有数据推定", "en": "ahead"}],
        "tender": {
            "title": "鹭原市滨河路养护工程一标段", "regime": regime, "submission_deadline": "2026-06-30T09:30:00+08:00",
            "credit_check_at": "2026-06-30T14:00:00+08:00",
        },
        "roles": roles, "matrix": _matrix(bidders, findings), "findings": findings,
        "rules_run": ["R1", "R2", "R3", "R6/1", "P1"],
        "not_run": [
            {"rule": rule, "rule_key": rule, "needs": needs, "reason": {"zh": f"缺少：{zh}", "en": f"lacking: {en}"}, "parties": []}
            for rule, needs, zh, en in (("R8", "given:team", "项目管理成员", "team members"), ("R11", "given:deposit_payer", "保证金付款人", "who paid"))
        ],
        "unresolved": [] if clean else [{"a": "e2", "b": party_id("p7"), "grade": "weak", "because": "name"}],
        "indicative": [], "truncated": False, "bound": 0.0, "parties": parties,
    }  # fmt: skip


def with_evidence(found: Mapping[str, Any], value: str) -> Answer:
    """The same answer with other evidence behind its first finding."""
    changed = deepcopy(dict(found))
    changed["findings"][0]["evidence"][0]["value"] = value
    return changed


def _role(key: str, role: str, name: str, *, kind: str = "Enterprise", price: str | None = None) -> Answer:
    own = []
    if key == "b3":
        own = [
            {
                "id": party_id("rec"),
                "subject": party_id(key),
                "values": {"record_kind": "失信被执行人", "decided_on": "2025-11-02", "authority": "鹭原市人民法院"},
                "acting": True,
                "mark": None,
                "acts_from": "2025-11-02",
                "first_free_day": "2027-11-02",
                "term_article": "失信规定 第二条",
                "sources": [{"source": "court", "record": "17"}],
                "last_confirmed": "2026-06-20",
            }
        ]
    coverage = [
        {"kind": k, "has": "no_data" if k == "USES" else "none_found" if k == "CreditRecord" and not own else "found",
         "sources": [] if k == "USES" else [{"source": "county_registrations", "count": 1, "last_confirmed": "2026-06-20", "source_last_observed": "2026-06-20"}]}
        for k in KINDS
    ]  # fmt: skip
    return {
        "key": key, "role": role, "of": None, "name": name, "withheld": 0, "unsearched": None, "given": {"name": name, "code": "91430102MAY5RGFL1Q" if kind == "Enterprise" else None},
        "party": party_id(key), "identity": {"confidence": "code" if kind == "Enterprise" else "id_number", "candidates": [], "settles": None},
        "consortium": "U1" if key == "b7" else None, "price": price, "coverage": coverage, "own": own, "kind_": kind,
    }  # fmt: skip


def _findings(bidders: int) -> list[Answer]:
    found = [_finding("R1", "b1", "b2", 1, "ground")]
    if bidders >= 3:
        found.append(_finding("R6", "b1", "b3", 2, "deemed"))
    if bidders >= 5:
        found += [_finding("R2", "b4", "b5", 3, "ground", long=True), _finding("R5", "b3", "b5", 4, "indication")]
    for n in range(6, bidders, 3):
        found.append(
            _finding(
                "R5" if n % 2 else "R7", f"b{n}", f"b{n + 1}", n, "indication" if n % 2 else "deemed", long=n % 4 == 0
            )
        )
    return found


def _finding(rule: str, a: str, b: str, n: int, verdict: str, *, long: bool = False) -> Answer:
    middle = party_id(f"p{n}")
    nodes = [party_id(a), middle, party_id(b)]
    if long:
        nodes = [party_id(a), party_id(f"p{n}"), party_id("buyer"), party_id(f"p{n + 1}"), party_id(b)]
    links = [_relationship(f"r{n}{i}", nodes[i], nodes[i + 1]) for i in range(len(nodes) - 1)]
    return {
        "id": f"{rule}-{a}-{b}", "rule": rule, "rule_key": rule, "title": {"zh": "单位负责人为同一人", "en": "Same principal"}, "rule_version": 1, "text": "招标投标法实施条例(2019-03-02)", "article": "第三十四条第二款" if verdict == "ground" else "第四十条",
        "wording": R1_TEXT if verdict == "ground" else DEEMED_TEXT, "verdict": verdict,
        "consequence": {"zh": "相关投标均无效（第三十四条第三款）", "en": "all related bids are void"}, "parties": [a, b],
        "paths": [{"nodes": nodes, "relationships": links}],
        "evidence": [{"what": "法定代表人", "value": person(n), "source": "county_registrations"}, {"what": "任职起始", "value": "2018-05-02", "source": "county_registrations"}],
        "identity": "id_number", "freshness": {"standing": "confirmed", "last_confirmed": "2026-06-20"},
        "settles": {"zh": "调取两单位投标截止日的登记档案", "en": "fetch both register extracts of the day"}, "notes": [],
    }  # fmt: skip


def _relationship(identifier: str, a: str, b: str) -> Answer:
    return {
        "id": identifier, "kind": "LEGAL_REPRESENTATIVE_OF", "from": a, "to": b, "values": {},
        "source": {"source": "county_registrations", "record": "12"}, "valid_from": "2018-05-02", "valid_to": None,
        "first_observed": "2024-01-01", "last_confirmed": "2026-06-20", "absent_from": None, "standing": "confirmed",
    }  # fmt: skip


def _matrix(bidders: int, findings: list[Answer]) -> list[Answer]:
    rows = []
    order = ("none", "indication", "deemed", "ground")
    for a in range(1, bidders + 1):
        for b in range(a + 1, bidders + 1):
            here = [f for f in findings if set(f["parties"]) == {f"b{a}", f"b{b}"}]
            verdict = max((f["verdict"] for f in here), key=order.index, default="none")
            rows.append({"a": f"b{a}", "b": f"b{b}", "verdict": verdict, "findings": [f["id"] for f in here]})
    return rows
