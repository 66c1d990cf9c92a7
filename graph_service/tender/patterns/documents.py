"""Deemed collusion (实施条例 40, 87号令 37): who made, handled, staffed and paid for the bids, and on which machine.

Each looks once at what the bids state and joins equal values; its cost follows the bids, not their pairs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from itertools import combinations
from typing import Any

from graph_service.identity.names import is_placeholder
from graph_service.tender.cast import Unit
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Missing, Outcome, Trail, merged_doubts
from graph_service.tender.patterns.matching import best_hits, matching
from graph_service.tender.rules import Verdict

Options = Mapping[str, Any]
DEVICES = ("mac", "cpu", "disk", "tool_key")
_FACTORY_DEFAULTS = frozenset({
    "tobefilledbyoem", "defaultstring", "systemserialnumber", "notspecified", "notapplicable", "notavailable", "serialnumber",
    "123456789", "1234567890",
})  # fmt: skip
_LOCAL_NETWORKS = tuple(
    map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))
)  # RFC 1918, 4193
_TRACE_ZH = {"mac": "网卡地址", "cpu": "CPU序列号", "disk": "硬盘序列号", "tool_key": "制作工具锁号", "ip": "公网地址"}
EXPLAIN = Doubt("explanation", "请投标人说明设备、网络来源（共用场所、虚拟机、代理网络等），并核对制作工具日志",
                "the bidders' explanation of machine and network; the log of the tool")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A person or unit that one bid names: for which bidders, in which role."""

    unit: str
    bidders: tuple[str, ...]
    party: str
    role: str


def named(docket: Docket, *roles: str) -> list[Named]:
    """Whom the bids name in these roles, each once for each bid."""
    known: list[Named] | None = docket.memo.get(("named", *roles))
    if known is None:
        known = docket.memo[("named", *roles)] = _named(docket, roles)
    return known


def _named(docket: Docket, roles: tuple[str, ...]) -> list[Named]:
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for role in docket.roles:
        if role.role in roles:
            found[(role.unit, role.key, role.role)].add(role.of)
    return [Named(unit, tuple(sorted(of)), party, role) for (unit, party, role), of in sorted(found.items())]


def shared(docket: Docket, mentions: list[Named], what: str, at_most: Verdict = "ground") -> Iterator[Hit]:
    """The same party in two bids; a namesake or a party known by name only leaves it open."""
    for one, two in matching(docket, mentions, key=lambda n: n.party):
        if one.unit == two.unit:
            continue
        same = docket.same(one.party, two.party)
        if same is None:
            continue
        for a in one.bidders:
            for b in two.bidders:
                if docket.rivals(a, b):
                    yield _same_named(docket, (a, one), (b, two), what, at_most, same)


def _same_named(
    docket: Docket, first: tuple[str, Named], second: tuple[str, Named], what: str, at_most: Verdict,
    same: tuple[Doubt, ...],
) -> Hit:  # fmt: skip
    (a, one), (b, two) = first, second
    nodes = (a, one.party, b) if one.party == two.party else (a, one.party, two.party, b)
    evidence = (Evidence(what, f"{docket.name(one.party)} — {docket.name(a)}"),
                Evidence(what, f"{docket.name(two.party)} — {docket.name(b)}"))  # fmt: skip
    doubts = merged_doubts(same, docket.identity_doubts(a), docket.identity_doubts(b))
    judged = bool({one.party, two.party} & docket.judged)
    return Hit(tuple(sorted((a, b))), (Trail(nodes),), at_most, evidence, doubts, judged=judged)


def without(docket: Docket, *fields: str) -> Iterator[Missing]:
    """Bids that state none of these, so that the rule did not run for them."""
    for unit in docket.units.values():
        if not any(_stated(row, field) for row in unit.rows for field in fields):
            for member in unit.members:
                name = docket.name(member)
                yield Missing(
                    member,
                    f"given:{'|'.join(fields)}",
                    f"{name}的投标未提供该项数据",
                    f"the bid of {name} does not state it",
                )


def _stated(row: Any, field: str) -> bool:
    value = getattr(row, field)
    return value is not None and value != ()


def same_author(docket: Docket, options: Options) -> Iterator[Outcome]:
    """The same unit or person made two bids; machine traces are graded and open to explanation."""
    yield from without(docket, "document_author", "machine")
    authors = list(shared(docket, named(docket, "author"), "投标文件编制人"))
    authors += _made_by_rival(docket)
    yield from best_hits([*authors, *_machines(docket)])


def _made_by_rival(docket: Docket) -> Iterator[Hit]:
    """One bidder made another's documents, and nobody else is stated to have made its own."""
    authored = {n.unit for n in named(docket, "author")}
    for mention in named(docket, "author"):
        for unit in docket.units_of.get(mention.party, frozenset()) - authored - {mention.unit}:
            for bidder in mention.bidders:
                if docket.rivals(bidder, mention.party) and unit:
                    yield Hit(tuple(sorted((bidder, mention.party))), (Trail((bidder, mention.party)),), "indication",
                              (Evidence("投标文件编制人", f"{docket.name(mention.party)} — {docket.name(bidder)}"),))  # fmt: skip


def _machines(docket: Docket) -> Iterator[Hit]:
    by_value: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in docket.units.values():
        for trace, value in sorted({(t, v) for row in unit.rows if row.machine for t, v in _traces(row.machine)}):
            by_value[(trace, value)].append(unit)
    equal: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for (trace, value), units in sorted(by_value.items()):
        for one, two in combinations(units, 2):
            equal[(one.key, two.key)].append((trace, value))
    for (one_key, two_key), traces in equal.items():
        yield from _same_machine(docket, docket.units[one_key], docket.units[two_key], traces)


def _traces(machine: Any) -> Iterator[tuple[str, str]]:
    for trace in (*DEVICES, "ip"):
        value = getattr(machine, trace)
        if value and not _says_nothing(trace, value):
            yield trace, value.upper().replace(":", "-")


def _says_nothing(trace: str, value: str) -> bool:
    """What makers leave in place of a number, and addresses that every local network has: equal for any two machines."""
    plain = re.sub(r"[\W_]+", "", value).casefold()
    if is_placeholder(value) or not plain.strip("0") or not plain.strip("f") or plain in _FACTORY_DEFAULTS:
        return True
    if trace != "ip":
        return False
    try:
        address = ip_address(value)
    except ValueError:
        return False
    return address.is_loopback or address.is_link_local or any(address in network for network in _LOCAL_NETWORKS)


def _same_machine(docket: Docket, one: Unit, two: Unit, traces: list[tuple[str, str]]) -> Iterator[Hit]:
    devices = [trace for trace, _ in traces if trace in DEVICES]
    deemed = len(devices) >= docket.policy.device_traces_deemed.value
    grade = "强" if len(devices) >= 2 else "中" if devices else "弱"
    note = f"机器特征一致程度：{grade}（{len(devices)} 项设备特征{'，公网地址相同' if len(devices) < len(traces) else ''}）"
    evidence = tuple(Evidence(_TRACE_ZH[trace], value) for trace, value in traces)
    for a in one.members:
        for b in two.members:
            if docket.rivals(a, b):
                doubts = merged_doubts(
                    () if deemed else (EXPLAIN,), docket.identity_doubts(a), docket.identity_doubts(b)
                )
                yield Hit(
                    tuple(sorted((a, b))),
                    (Trail((a, b)),),
                    "deemed" if deemed else "indication",
                    evidence,
                    doubts,
                    note,
                )


def same_operator(docket: Docket, options: Options) -> Iterator[Outcome]:
    """The same unit or person handled two bids. The same contact person or telephone is evidence of it."""
    yield from without(docket, "operator")
    hits = list(shared(docket, named(docket, "operator"), "投标经办人"))
    hits += shared(docket, named(docket, "operator", "contact"), "经办人或联系人", "indication")
    yield from best_hits([*hits, *_phones(docket)])


def _phones(docket: Docket) -> Iterator[Hit]:
    users: dict[str, list[Unit]] = defaultdict(list)
    for unit in docket.units.values():
        stated = {p for row in unit.rows for p in (row.contact_phone, row.operator_phone) if p}
        for phone in sorted({"".join(c for c in p if c.isdigit()) for p in stated}):
            if len(phone) >= 7:
                users[phone].append(unit)
    for phone, units in sorted(users.items()):
        for one, two in combinations(units, 2):
            for a, b in ((a, b) for a in one.members for b in two.members if docket.rivals(a, b)):
                yield Hit(tuple(sorted((a, b))), (Trail((a, b)),), "indication",
                          (Evidence("投标联系电话相同", f"尾号{phone[-4:]}"),))  # fmt: skip


def same_team(docket: Docket, options: Options) -> Iterator[Outcome]:
    """The same project team member in two bids; with ``contacts`` contact persons count too (87号令 37(3))."""
    roles = ("team", "contact") if options.get("contacts") else ("team",)
    yield from without(docket, *roles)
    yield from best_hits(
        shared(docket, named(docket, *roles), "项目管理成员或联系人" if len(roles) > 1 else "项目管理成员")
    )


def mixed_documents(docket: Docket, options: Options) -> Iterator[Outcome]:
    """One bid holds another bidder's material, as given by whoever opened the bids."""
    yield from without(docket, "contains_material_of")
    for mention in named(docket, "mixed_in"):
        for bidder in mention.bidders:
            if docket.rivals(bidder, mention.party):
                doubts = merged_doubts(docket.identity_doubts(bidder), docket.identity_doubts(mention.party))
                evidence = (
                    Evidence("投标文件中混装的材料", f"{docket.name(mention.party)} 见于 {docket.name(bidder)}"),
                )
                yield Hit(
                    tuple(sorted((bidder, mention.party))),
                    (Trail((bidder, mention.party)),),
                    "ground",
                    evidence,
                    doubts,
                )


def same_deposit(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Deposits from the account of the same unit or person, or from one account number."""
    yield from without(docket, "deposit_payer", "deposit_account")
    yield from best_hits([*shared(docket, named(docket, "payer"), "保证金付款人"), *_accounts(docket)])


def _accounts(docket: Docket) -> Iterator[Hit]:
    users: dict[str, list[Unit]] = defaultdict(list)
    for unit in docket.units.values():
        for account in sorted({_account(row.deposit_account) for row in unit.rows if row.deposit_account}):
            if len(account) >= 6:
                users[account].append(unit)
    for account, units in sorted(users.items()):
        yield from _one_account(docket, account, units)


def _account(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).upper()


def _one_account(docket: Docket, account: str, units: Iterable[Unit]) -> Iterator[Hit]:
    for one, two in combinations(units, 2):
        for a, b in ((a, b) for a in one.members for b in two.members if docket.rivals(a, b)):
            doubts = merged_doubts(docket.identity_doubts(a), docket.identity_doubts(b))
            yield Hit(
                tuple(sorted((a, b))),
                (Trail((a, b)),),
                "ground",
                (Evidence("保证金付款账户相同", f"尾号{account[-4:]}"),),
                doubts,
            )
