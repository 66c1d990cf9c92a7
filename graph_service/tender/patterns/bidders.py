"""Relations between two bidders that the articles name: the same principal, control, management."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import Any

from graph_service.model import Relationship
from graph_service.tender.cast import PRINCIPALS
from graph_service.tender.control import controllers, direct_control
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Hit, Missing, Outcome, Trail, merged_doubts, sourced
from graph_service.tender.patterns.affinity import Tie, control_tie
from graph_service.tender.patterns.matching import best_hits, matching

Options = Mapping[str, Any]
Office = tuple[str, Relationship, tuple[Doubt, ...]]


def same_principal(docket: Docket, options: Options) -> Iterator[Outcome]:
    """单位负责人为同一人, on the day of the deadline. Cost: the principals of all bidders, not the pairs.

    A natural person is no unit and has no principal: one who bids beside the unit that she heads is an indication.
    """
    held: list[Office] = []
    for bidder in _units(docket):
        found = [(bidder, r, d) for r, d in docket.into(bidder, *PRINCIPALS) if not docket.is_nobody(r.from_id)]
        held += found
        if not found:
            yield _no_principal(docket, bidder)
    yield from best_hits(chain(_shared_principals(docket, held), _principals_bidding(docket, held)))


def _units(docket: Docket) -> list[str]:
    """The bidders that are not natural persons."""
    return [bidder for bidder in docket.bidders if docket.entity(bidder).kind != "Person"]


def _no_principal(docket: Docket, bidder: str) -> Missing:
    name = docket.name(bidder)
    return Missing(bidder, "LEGAL_REPRESENTATIVE_OF", f"没有{name}在截止日的单位负责人数据",
                   f"no principal of {name} is known for the day of the deadline")  # fmt: skip


def _shared_principals(docket: Docket, held: list[Office]) -> Iterator[Hit]:
    for one, two in matching(docket, held, key=lambda office: office[1].from_id):
        (a, first, doubts_a), (b, second, doubts_b) = one, two
        same = docket.same(first.from_id, second.from_id) if docket.rivals(a, b) else None
        if same is None:
            continue
        person = docket.name(first.from_id)
        nodes = (a, first.from_id, b) if first.from_id == second.from_id else (a, first.from_id, second.from_id, b)
        evidence = (sourced("单位负责人", first, f"{person} — {docket.name(a)}"),
                    sourced("单位负责人", second, f"{person} — {docket.name(b)}"))  # fmt: skip
        doubts = merged_doubts(same, doubts_a, doubts_b, docket.identity_doubts(a), docket.identity_doubts(b))
        judged = bool({first.from_id, second.from_id, a, b} & docket.judged)
        yield Hit(
            tuple(sorted((a, b))), (Trail(nodes, (first.id, second.id)),), "ground", evidence, doubts, judged=judged
        )


def _principals_bidding(docket: Docket, held: list[Office]) -> Iterator[Hit]:
    """Persons who bid themselves, beside the unit that they are the principal of."""
    for person in sorted(set(docket.bidders) - set(_units(docket))):
        for unit, office, doubts in held:
            same = docket.same(person, office.from_id) if docket.rivals(person, unit) else None
            if same is None:
                continue
            nodes = (person, unit) if office.from_id == person else (person, office.from_id, unit)
            evidence = (sourced("投标人本人为单位负责人", office, f"{docket.name(person)} — {docket.name(unit)}"),)
            doubts = merged_doubts(same, doubts, docket.identity_doubts(unit))
            judged = bool({person, office.from_id, unit} & docket.judged)
            parties = tuple(sorted((person, unit)))
            yield Hit(parties, (Trail(nodes, (office.id,)),), "indication", evidence, doubts, judged=judged)


def control(docket: Docket, options: Options) -> Iterator[Outcome]:
    """One bidder controls another: through a chain, or with ``direct`` in one step."""
    bidders = set(docket.bidders)
    for company in _units(docket):
        if not docket.ever_into(company, "SHAREHOLDER_OF", "CONTROLS"):
            yield _no_holders(docket, company)
        for holder in sorted(bidders & set(controllers(docket, company))):
            found = (
                direct_control(docket, holder, company)
                if options.get("direct")
                else controllers(docket, company)[holder]
            )
            if found is not None and docket.rivals(holder, company) and not docket.is_state(holder):
                yield control_tie(docket, found).hit(*sorted((holder, company)), docket=docket)


def _no_holders(docket: Docket, company: str) -> Missing:
    name = docket.name(company)
    return Missing(company, "SHAREHOLDER_OF", f"没有{name}的股东数据", f"no holder of {name} is known")


def management(docket: Docket, options: Options) -> Iterator[Outcome]:
    """管理关系 between two bidders, a branch and its head among them; through a third unit an indication."""
    yield from best_hits(chain(_branches(docket), _managed(docket)))


def _managed(docket: Docket) -> Iterator[Hit]:
    bidders = set(docket.bidders)
    for managed in docket.bidders:
        for found, doubts in docket.into(managed, "MANAGES"):
            evidence = (sourced("管理关系", found, str(found.values.get("role") or "")),)
            if found.from_id in bidders and docket.rivals(found.from_id, managed):
                tie = Tie("management", "管理关系", Trail((found.from_id, managed), (found.id,)), evidence, doubts)
                yield tie.hit(*sorted((found.from_id, managed)), docket=docket)
            yield from _managed_through(docket, managed, found, doubts)
            for above in sorted(bidders & set(controllers(docket, found.from_id))):
                if above != managed and docket.rivals(above, managed):
                    held = control_tie(docket, controllers(docket, found.from_id)[above])
                    trail = Trail((*held.trail.nodes, managed), (*held.trail.relationships, found.id))
                    tie = Tie(
                        "management",
                        "间接管理",
                        trail,
                        (*held.evidence, *evidence),
                        merged_doubts(held.doubts, doubts),
                    )
                    yield tie.hit(*sorted((above, managed)), at_most="indication", docket=docket)


def _managed_through(docket: Docket, managed: str, nearest: Relationship, doubts: tuple[Doubt, ...]) -> Iterator[Hit]:
    """Bidders that manage whoever manages this one; whether that is 管理关系 of the text is for the reviewer.

    Cost: each unit above once.
    """
    seen = {managed, nearest.from_id}
    queue: deque[tuple[tuple[Relationship, ...], tuple[Doubt, ...]]] = deque([((nearest,), doubts)])
    while queue:
        links, unsure = queue.popleft()
        for found, more in docket.into(links[0].from_id, "MANAGES"):
            above = found.from_id
            if above in seen:
                continue
            seen.add(above)
            longer, open_by = (found, *links), merged_doubts(unsure, more)
            queue.append((longer, open_by))
            if above in docket.bidders and docket.rivals(above, managed):
                trail = Trail((*(r.from_id for r in longer), managed), tuple(r.id for r in longer))
                evidence = tuple(sourced("管理关系", r, str(r.values.get("role") or "")) for r in longer)
                tie = Tie("management", "间接管理", trail, evidence, open_by)
                yield tie.hit(*sorted((above, managed)), at_most="indication", docket=docket)


def _branches(docket: Docket) -> Iterator[Hit]:
    """A branch is run by its legal person; two branches of one are for the reviewer."""
    of_head: dict[str, list[Any]] = defaultdict(list)
    for bidder in docket.bidders:
        for found, doubts in docket.out(bidder, "BRANCH_OF"):
            of_head[found.to_id].append((bidder, found, doubts))
            if docket.rivals(bidder, found.to_id) and found.to_id in docket.units_of:
                trail = Trail((found.to_id, bidder), (found.id,))
                tie = Tie("management", "分支机构", trail, (sourced("分支机构", found),), doubts)
                yield tie.hit(*sorted((bidder, found.to_id)), docket=docket)
    for head, branches in sorted(of_head.items()):
        for (a, one, da), (b, two, db) in combinations(branches, 2):
            if docket.rivals(a, b):
                trail = Trail((a, head, b), (one.id, two.id))
                evidence = (sourced("分支机构", one), sourced("分支机构", two))
                tie = Tie("management", "同一法人的分支机构", trail, evidence, merged_doubts(da, db))
                yield tie.hit(*sorted((a, b)), at_most="indication", docket=docket)
