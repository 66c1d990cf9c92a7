"""控股 between parties of a tender, on the group fixpoint of ``ownership``, with what keeps it from being a ground.

控股股东 by the company law of the day (``ownership`` definitions): more than half, until 2024-06-30 half or more, of
capital or of votes, alone or through what one controls, or declared control. What rests on a stale fact, a range across
one half, an unknown share, or exactly one half under the present law carries a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from graph_service.model import Relationship
from graph_service.ownership.controllers import Controllers, controllers_of
from graph_service.ownership.definitions import version_on
from graph_service.ownership.group import HALF, Rule, Step
from graph_service.ownership.structure import KINDS, Basis, Holding, Structure, structure
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, merged_doubts

HALF_OPEN = Doubt(
    "exactly_half", "恰好50%：核实表决权安排、一致行动或控制协议", "exactly 50 %: voting arrangements and agreements"
)
SHARE_OPEN = Doubt(
    "share_open",
    "核实出资比例（公司章程、股东名册）：现有比例未知或跨过50%",
    "the share: unknown, or a range across 50 %",
)
TABLE_OPEN = Doubt(
    "table_open",
    "核实股东名册：各股东的出资比例合计超过100%",
    "the register of shareholders: the stated shares add up to more than 100 %",
)
_BASES: tuple[Basis, ...] = ("capital", "votes")


@dataclass(frozen=True, slots=True)
class Part:
    """What a holder has of a company on the day, with its proof and what makes it doubtful."""

    holder: str
    company: str
    minimum: Fraction
    link: Relationship
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """``controller`` controls ``company``. ``links``: the proof, nearest last; ``doubts`` leave it open."""

    controller: str
    company: str
    links: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def parts_of(docket: Docket, company: str) -> tuple[Part, ...]:
    """Every holder of the company on the day."""
    return tuple(_part(docket, holding) for holding in _structure(docket, fresh=False).table(company).holdings)


def direct_control(docket: Docket, holder: str, company: str) -> Control | None:
    """Control in one step: a declaration, or the holder's own capital or votes."""
    for fresh, possible in _STAGES:
        held = _structure(docket, fresh)
        declared = [r for r in held.declared_to.get(company, ()) if r.from_id == holder]
        if declared:
            return Control(holder, company, (declared[0].id,), _unconfirmed(docket, declared[:1]))
        own = next((h for h in held.table(company).holdings if h.holder == holder), None)
        if own is not None and any(_reaches(docket, held, own, basis, possible) for basis in _BASES):
            open_by = _open_by(_exact_half(own)) if possible else _overstated(docket, held, (own,))
            return Control(holder, company, own.ids, merged_doubts(_unconfirmed(docket, own.basis), open_by))
    return None


def controllers(docket: Docket, company: str) -> Mapping[str, Control]:
    """Every party that controls, or may control, the company on the day; the proof with the least doubt counts."""
    known: dict[str, Control] | None = docket.memo.get(("controllers", company))
    if known is None:
        known = docket.memo[("controllers", company)] = _controllers(docket, company)
    return known


_STAGES = ((True, False), (False, False), (False, True))
"""First what was confirmed and is sure, then what is sure, then what is possible."""


def _controllers(docket: Docket, company: str) -> dict[str, Control]:
    found: dict[str, Control] = {}
    for fresh, possible in _STAGES:
        for basis in _BASES:
            held = _structure(docket, fresh)
            above = controllers_of(held, company, _rule(docket, basis, possible), possible=possible)
            for party in above:
                if party not in found:
                    found[party] = _control(docket, held, above, party, possible)
    return found


def _control(docket: Docket, held: Structure, above: Controllers, party: str, possible: bool) -> Control:
    proof = above.proof(party)
    halves = [_half_step(step) for step in _steps(above, party)]
    open_by = (
        _open_by(all(half is not False for half in halves) and True in halves)
        if possible and _open(docket, above, party)
        else ()
    )
    overstated = (_overstated(docket, held, step.holdings) for step in _steps(above, party))
    doubts = merged_doubts(_unconfirmed(docket, proof), open_by, *overstated)
    return Control(party, above.company, tuple(r.id for r in proof), doubts)


def _open(docket: Docket, above: Controllers, party: str) -> bool:
    """Whether a share leaves it open, and not a declaration that only may hold."""
    rule = _rule(docket, "capital", possible=False)
    return any(
        not step.declared and not rule.met(sum((h.capital.minimum for h in step.holdings), Fraction(0)))
        for step in _steps(above, party)
    )


def _steps(above: Controllers, party: str) -> Iterator[Step]:
    while party != above.company:
        group, reached = above.step(party)
        yield from group.chain(reached)
        party = reached


def _half_step(step: Step) -> bool | None:
    """``None``: surely more than half or declared; else whether it is exactly half."""
    total = sum((h.capital.minimum for h in step.holdings), Fraction(0))
    if step.declared or total > HALF:
        return None
    return total == HALF and all(h.capital.exact for h in step.holdings)


def _open_by(half: bool) -> tuple[Doubt, ...]:
    return (HALF_OPEN,) if half else (SHARE_OPEN,)


def _overstated(docket: Docket, held: Structure, holdings: Sequence[Holding]) -> tuple[Doubt, ...]:
    """Shares that are enough only where those stated of the others, which leave no room for them, are wrong."""
    if not holdings:
        return ()
    table = held.table(holdings[0].company)
    excess = sum((h.capital.minimum for h in table.holdings), Fraction(0)) - 1
    own = sum((h.capital.minimum for h in holdings), Fraction(0))
    rule = _rule(docket, "capital", possible=False)
    return (TABLE_OPEN,) if excess > 0 and rule.met(own) and not rule.met(own - excess) else ()


def _rule(docket: Docket, basis: Basis, possible: bool) -> Rule:
    """The threshold of the day; what may be is counted from half on."""
    version = version_on("controlling_shareholder", docket.on)
    inclusive = version is not None and version.met(HALF)
    return Rule(HALF, inclusive=inclusive or possible, basis=basis, declared=True)


def _reaches(docket: Docket, held: Structure, own: Holding, basis: Basis, possible: bool) -> bool:
    table, rule = held.table(own.company), _rule(docket, basis, possible)
    return rule.met(table.upper([own.holder], basis) if possible else table.lower([own.holder], basis))


def _exact_half(own: Holding) -> bool:
    return own.capital.exact and own.capital.minimum == HALF


def _structure(docket: Docket, fresh: bool) -> Structure:
    """Cap tables of everything that was read; ``fresh``: only of what was confirmed near enough to the day."""
    known: Structure | None = docket.memo.get(("structure", str(fresh)))
    if known is None:
        links = [r for r in docket.relationships if r.kind in KINDS]
        chosen = [r for r in links if docket.held(r) == ()] if fresh else links
        known = docket.memo[("structure", str(fresh))] = structure(chosen, docket.on)
    return known


def _part(docket: Docket, holding: Holding) -> Part:
    return Part(
        holding.holder, holding.company, holding.capital.minimum, holding.basis[0], _unconfirmed(docket, holding.basis)
    )


def _unconfirmed(docket: Docket, links: tuple[Relationship, ...] | list[Relationship]) -> tuple[Doubt, ...]:
    return merged_doubts(*(docket.held(link) or () for link in links))


def controlling_part(link: Relationship, on: date) -> bool:
    """Whether a holding by itself made a controlling shareholder by the company law of a day."""
    version = version_on("controlling_shareholder", on)
    return version is not None and link.share.known and version.met(link.share.minimum)


def nodes_along(docket: Docket, links: tuple[str, ...], start: str) -> tuple[str, ...]:
    """The parties along a proof, from ``start`` down."""
    nodes = [start]
    for identifier in links:
        link = docket.by_id[identifier]
        nodes += [end for end in (link.from_id, link.to_id) if end not in nodes]
    return tuple(nodes)
