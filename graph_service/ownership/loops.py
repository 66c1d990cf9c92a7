"""Circular holdings, closed control loops and shareholding groups, by name. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from graph_service.ownership.controllers import controlled_by, controllers_of
from graph_service.ownership.forest import majority_forest
from graph_service.ownership.group import CONTROL
from graph_service.ownership.structure import Holding, Structure
from graph_service.shares import ONE

MAX_LOOKS = 4_000_000
"""Companies looked at while asking who controls whom in one group: looks from one company times the size of the group."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Companies that hold one another in a circle.

    ``shortest``: the holdings of one shortest circle. ``mutual_control``: those of them that control one another (by
    majority two that do cannot be controlled from outside). ``outside_controllers``: who from outside controls one of
    them all the same, by declaration; where there is none the loop is ``closed``: nobody outside decides. ``checked``:
    whether control was looked at to the end (``MAX_LOOKS`` bounds it where declarations or contradictions stand).
    """

    companies: tuple[str, ...]
    shortest: tuple[Holding, ...]
    mutual_control: tuple[str, ...]
    outside_controllers: tuple[str, ...]
    checked: bool = True

    @property
    def closed(self) -> bool:
        return self.checked and bool(self.mutual_control) and not self.outside_controllers


@dataclass(frozen=True, slots=True)
class Loops:
    """``shown``: the first in the order of the least name in each; ``more``: how many others there are."""

    shown: tuple[Loop, ...]
    more: int


def loops(structure: Structure, limit: int | None = None) -> Loops:
    """Groups of companies in which each holds, through others, a part of itself. Who controls whom is asked only in the
    ``limit`` that are shown; without a limit in all."""
    graph = nx.DiGraph()
    companies = structure.tables
    graph.add_edges_from(
        (h.holder, h.company) for h in structure.holdings if h.holder in companies and h.capital.maximum
    )
    groups = [g for g in nx.strongly_connected_components(graph) if len(g) > 1 or graph.has_edge(*(*g, *g))]
    closed = _closed_by_majority(structure) if groups else []
    shown = sorted(groups, key=min)[:limit]
    return Loops(tuple(_loop(structure, graph, sorted(g), closed) for g in shown), len(groups) - len(shown))


def _loop(structure: Structure, graph: nx.DiGraph, companies: list[str], closed: list[set[str]] | None) -> Loop:
    circle = _circle(structure, graph.subgraph(companies), companies[0])
    inside = set(companies)
    if closed is not None:
        mutual = sorted(member for loop in closed if loop <= inside for member in loop if len(loop) > 1)
        return Loop(tuple(companies), circle, tuple(mutual), ())
    classes, checked = _mutual(structure, companies)
    above = {party for members in classes for party in controllers_of(structure, members[0])}
    mutual = sorted(member for members in classes for member in members)
    return Loop(tuple(companies), circle, tuple(mutual), tuple(sorted(above - inside)), checked)


def _mutual(structure: Structure, companies: list[str]) -> tuple[list[list[str]], bool]:
    """Companies that control one another, class by class, and whether the search came to its end.

    Control is transitive: whom one company controls and who controls it are its class, and no other class lies on both
    sides of what it controls or of who controls it.
    """
    parts, classes = [_able(structure, companies)], list[list[str]]()
    left = MAX_LOOKS // len(companies)
    while parts and left:
        part = sorted(parts.pop())
        if len(part) < 2:
            continue
        left -= 1
        middle = part[len(part) // 2]
        rest = set(part) - {middle}
        below = rest & controlled_by(structure, middle).steps.keys()
        if not below:
            parts.append(rest)  # nobody is on both sides of it; to ask who controls it would cost more
            continue
        above = set(controllers_of(structure, middle, among=rest))
        if both := below & above:
            classes.append(sorted(both | {middle}))
        parts += [below - both, above - both, rest - below - above]
    return classes, not parts


def _able(structure: Structure, companies: list[str]) -> set[str]:
    """Companies that take another by themselves alone: only they control any, and only what is held or declared enough
    can be controlled."""
    able = {
        company for company in companies
        if company in structure.declared_from
        or any(CONTROL.met(h.votes.minimum) for h in structure.held_by(company))
    }  # fmt: skip
    return {
        company for company in able
        if company in structure.declared_to or CONTROL.met(structure.table(company).minimum("votes"))
    }  # fmt: skip


def _closed_by_majority(structure: Structure) -> list[set[str]] | None:
    """Closed control loops at once; ``None`` where declarations or contradictions ask for a look at each."""
    if structure.declared or any(held > ONE for held in structure.surely_held["votes"].values()):
        return None
    return [set(loop) for loop in majority_forest(structure).loops()]


def _circle(structure: Structure, group: nx.DiGraph, start: str) -> tuple[Holding, ...]:
    """The holdings of a shortest way from the company back to itself."""
    if group.has_edge(start, start):
        nodes = [start, start]
    else:
        nodes = [*nx.shortest_path(group, start, _nearest_holder(group, start)), start]
    return tuple(structure.table(b).by_holder[a] for a, b in zip(nodes, nodes[1:], strict=False))


def _nearest_holder(group: nx.DiGraph, company: str) -> str:
    """Of the holders of a company inside its group the one that the company reaches in the fewest steps."""
    reached = nx.single_source_shortest_path_length(group, company)
    holders: list[str] = list(group.predecessors(company))
    return min(holders, key=lambda h: (reached[h], h))


def shareholding_groups(structure: Structure, hubs: Iterable[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Parties joined by holdings, organs of the state contributor and other hubs not joining anybody; largest first."""
    cut = set(hubs)
    graph = nx.Graph()
    graph.add_edges_from((h.holder, h.company) for h in structure.holdings if h.holder not in cut)
    groups = [tuple(sorted(g)) for g in nx.connected_components(graph)]
    return tuple(sorted(groups, key=lambda g: (-len(g), g)))
