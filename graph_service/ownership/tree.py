"""The tree that is drawn: holders above or companies below a party, layer by layer, with what was left out counted. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from graph_service.ownership.structure import Holding, Structure
from graph_service.shares import ONE


@dataclass(slots=True)
class Branch:
    """One party in the tree. ``low``, ``high``: product of the shares on the way here (of this chain alone).

    ``repeated``: opened elsewhere in the tree already; ``more``: children left out beyond the width; ``below_floor``:
    children left out because their share is surely below the floor; ``unopened``: beyond the last layer.
    """

    party: str
    layer: int
    holding: Holding | None
    low: Fraction = ONE
    high: Fraction = ONE
    repeated: bool = False
    more: int = 0
    below_floor: int = 0
    unopened: int = 0
    children: list[Branch] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether everything beyond the last layer is left out on purpose only."""
        stack, complete = [self], True
        while stack:
            branch = stack.pop()
            complete = complete and not branch.unopened
            stack += branch.children
        return complete


def tree(
    structure: Structure, root: str, direction: str, *, layers: int, floor: Fraction | int = 0, width: int = 20
) -> Branch:
    """The tree of ``root``, opened breadth first so that a party opens where it is nearest."""
    found = Branch(root, 0, None)
    opened = {root}
    level = [found]
    for depth in range(1, layers + 2):
        following: list[Branch] = []
        for branch in level:
            links = _links(structure, branch.party, direction)
            if depth > layers:
                branch.unopened = len(links)
                continue
            _open(branch, links, direction, opened, Fraction(floor), width)
            following += [child for child in branch.children if not child.repeated]
        level = following
    return found


def _links(structure: Structure, party: str, direction: str) -> Sequence[Holding]:
    links = structure.table(party).holdings if direction == "up" else structure.held_by(party)
    return sorted(links, key=lambda h: (-h.capital.maximum, -h.capital.minimum, h.holder, h.company))


def _open(
    branch: Branch, links: Sequence[Holding], direction: str, opened: set[str], floor: Fraction, width: int
) -> None:
    large = [h for h in links if h.capital.maximum >= floor]
    branch.below_floor = len(links) - len(large)
    branch.more = max(0, len(large) - width)
    for holding in large[:width]:
        party = holding.holder if direction == "up" else holding.company
        branch.children.append(Branch(
            party, branch.layer + 1, holding, branch.low * holding.capital.minimum,
            branch.high * holding.capital.maximum, party in opened,
        ))  # fmt: skip
        opened.add(party)
