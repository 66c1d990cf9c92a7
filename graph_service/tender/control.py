"""控股 between parties of a tender: by declared control, or by capital or votes, alone or through what one controls.

公司法 2023 265(2): more than half; until 2024-06-30 (2018, 216(2)) half or more. Exact fractions. A range across one
half, an unknown share, or exactly one half under the present law leaves control open: a doubt, never a ground.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from graph_service.model import Relationship
from graph_service.shares import ONE, ZERO
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, merged_doubts

HALF = Fraction(1, 2)
PRESENT_LAW = date(2024, 7, 1)
MAX_ABOVE = 400
"""Links above one company that are looked through; more is cut and said (listed groups have long tails)."""

HALF_OPEN = Doubt(
    "exactly_half", "恰好50%：核实表决权安排、一致行动或控制协议", "exactly 50 %: voting arrangements and agreements"
)
SHARE_OPEN = Doubt(
    "share_open",
    "核实出资比例（公司章程、股东名册）：现有比例未知或跨过50%",
    "the share: unknown, or a range across 50 %",
)


@dataclass(frozen=True, slots=True)
class Holding:
    """One holder's part in a company on the day: what it surely has, and at most; votes where they weigh more."""

    holder: str
    company: str
    minimum: Fraction
    maximum: Fraction
    link: Relationship
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """``controller`` controls ``company``. ``links``: the proof, top first; ``doubts`` leave it open."""

    controller: str
    company: str
    links: tuple[str, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Above:
    """Everything above one company: holdings and declared control, by the company that is held."""

    holdings: dict[str, list[Holding]] = field(default_factory=dict)
    declared: dict[str, list[tuple[Relationship, tuple[Doubt, ...]]]] = field(default_factory=dict)
    held_by: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def half_controls(on: date) -> bool:
    """Whether half of the capital made a controlling shareholder by the law of the day."""
    return on < PRESENT_LAW


def holdings_of(docket: Docket, company: str) -> list[Holding]:
    """Holders of a company on the day, one entry each: of several records the least surely, the most at most."""
    known: list[Holding] | None = docket.memo.get(("holdings", company))
    if known is None:
        known = docket.memo[("holdings", company)] = _holdings_of(docket, company)
    return known


def _holdings_of(docket: Docket, company: str) -> list[Holding]:
    by_holder: dict[str, list[tuple[Relationship, tuple[Doubt, ...]]]] = defaultdict(list)
    for link, doubts in docket.into(company, "SHAREHOLDER_OF"):
        by_holder[link.from_id].append((link, doubts))
    return [_one_holding(holder, company, records) for holder, records in sorted(by_holder.items())]


def _one_holding(holder: str, company: str, records: list[tuple[Relationship, tuple[Doubt, ...]]]) -> Holding:
    """Records without doubt go before doubtful ones."""
    sure = [entry for entry in records if not entry[1]] or records
    low = min(sure, key=lambda entry: (_weight(entry[0])[0], entry[0].id))
    return Holding(holder, company, _weight(low[0])[0], max(_weight(r)[1] for r, _ in records), low[0], low[1])


def _weight(link: Relationship) -> tuple[Fraction, Fraction]:
    """Capital, or votes where more of them are stated (265(2), second limb)."""
    low, high = (link.share.minimum, link.share.maximum) if link.share.known else (ZERO, ONE)
    votes = (link.values.get("votes_min"), link.values.get("votes_max"))
    if votes[0] is not None and votes[1] is not None:
        low = max(low, Fraction(votes[0]))
        high = max(high if link.share.known else ZERO, Fraction(votes[1]))
    return low, high


def direct_control(docket: Docket, holder: str, company: str) -> Control | None:
    """Control in one step: a declaration, or the holder's own capital or votes."""
    declared = [(r, d) for r, d in docket.into(company, "CONTROLS") if r.from_id == holder]
    if declared:
        link, doubts = min(declared, key=lambda entry: (len(entry[1]), entry[0].id))
        return Control(holder, company, (link.id,), doubts)
    holdings = holdings_of(docket, company)
    own = next((h for h in holdings if h.holder == holder), None)
    if own is None:
        return None
    rest = sum((h.minimum for h in holdings if h.holder != holder), ZERO)
    open_by = _judge(own.minimum, min(own.maximum, ONE - min(rest, ONE)), docket.on)
    return None if open_by is None else Control(holder, company, (own.link.id,), merged_doubts(own.doubts, open_by))


def _judge(minimum: Fraction, maximum: Fraction, on: date) -> tuple[Doubt, ...] | None:
    """No doubts: controls; doubts: may control; ``None``: does not."""
    if minimum > HALF or (minimum == HALF and half_controls(on)):
        return ()
    if maximum < HALF:
        return None
    return (HALF_OPEN,) if minimum == maximum == HALF else (SHARE_OPEN,)


def controllers(docket: Docket, company: str) -> Mapping[str, Control]:
    """Every party that controls, or may control, the company on the day. The proof with the fewest doubts counts."""
    known: dict[str, Control] | None = docket.memo.get(("controllers", company))
    if known is None:
        known = docket.memo[("controllers", company)] = _controllers(docket, company)
    return known


def _controllers(docket: Docket, company: str) -> dict[str, Control]:
    above = _above(docket, company)
    found: dict[str, Control] = {}
    for party in _seeds(above) - {company}:
        control = _through(docket, above, party, company)
        if control is not None:
            found[party] = control
    return found


def _above(docket: Docket, company: str) -> _Above:
    above, frontier, links = _Above(), [company], 0
    seen = {company}
    while frontier and links < MAX_ABOVE:
        at = frontier.pop(0)
        above.holdings[at] = holdings_of(docket, at)
        above.declared[at] = docket.into(at, "CONTROLS")
        holders = {h.holder for h in above.holdings[at]} | {r.from_id for r, _ in above.declared[at]}
        above.held_by[at] = holders
        links += len(holders)
        frontier += sorted(holders - seen)
        seen |= holders
    return above


def _seeds(above: _Above) -> set[str]:
    """Who may control some company there by its own holdings or declaration: nobody else starts a group."""
    found = {link.from_id for declared in above.declared.values() for link, _ in declared}
    for holdings in above.holdings.values():
        total = sum((h.minimum for h in holdings), ZERO)
        found |= {h.holder for h in holdings if min(h.maximum, ONE - min(total - h.minimum, ONE)) >= HALF}
    return found


def _through(docket: Docket, above: _Above, party: str, company: str) -> Control | None:
    for surely, doubtless in ((True, True), (True, False), (False, False)):
        group = _group(docket, above, party, surely, doubtless)
        if company in group:
            return group[company]
    return None


def _group(docket: Docket, above: _Above, party: str, surely: bool, doubtless: bool) -> dict[str, Control]:
    """What ``party`` controls among the companies above, with what it controls (group fixpoint)."""
    group: dict[str, Control] = {}
    changed = True
    while changed:
        changed = False
        for company in above.held_by:
            if company not in group and company != party:
                control = _step(docket, above, party, company, group, surely)
                if control is not None and not (doubtless and control.doubts):
                    group[company] = control
                    changed = True
    return group


def _step(
    docket: Docket, above: _Above, party: str, company: str, group: Mapping[str, Control], surely: bool
) -> Control | None:
    for link, doubts in above.declared[company]:
        if link.from_id == party or link.from_id in group:
            return _joined(party, company, group, [(link.from_id, link, doubts)], ())
    ours = [h for h in above.holdings[company] if h.holder == party or h.holder in group]
    if not ours:
        return None
    rest = sum((h.minimum for h in above.holdings[company] if h not in ours), ZERO)
    maximum = min(sum((h.maximum for h in ours), ZERO), ONE - min(rest, ONE))
    open_by = _judge(sum((h.minimum for h in ours), ZERO), maximum, docket.on)
    if open_by is None or (surely and open_by):
        return None
    return _joined(party, company, group, [(h.holder, h.link, h.doubts) for h in _enough(ours, docket.on)], open_by)


def _enough(ours: list[Holding], on: date) -> list[Holding]:
    """The largest holdings first, until they control: what is not needed for the proof does not burden it."""
    taken: list[Holding] = []
    for holding in sorted(ours, key=lambda h: (len(h.doubts), -h.minimum, h.link.id)):
        taken.append(holding)
        if _judge(sum((h.minimum for h in taken), ZERO), ONE, on) == ():
            break
    return taken


def _joined(
    party: str, company: str, group: Mapping[str, Control],
    last: list[tuple[str, Relationship, tuple[Doubt, ...]]], open_by: tuple[Doubt, ...],
) -> Control:  # fmt: skip
    links: list[str] = []
    doubts = open_by
    for holder, link, more in last:
        before = group.get(holder)
        links += [*(before.links if before else ()), link.id]
        doubts = merged_doubts(doubts, before.doubts if before else (), more)
    return Control(party, company, tuple(dict.fromkeys(links)), doubts)


def nodes_along(docket: Docket, links: tuple[str, ...], start: str) -> tuple[str, ...]:
    """The parties along a proof, from ``start`` down."""
    nodes = [start]
    for identifier in links:
        link = docket.by_id[identifier]
        nodes += [end for end in (link.from_id, link.to_id) if end not in nodes]
    return tuple(nodes)
