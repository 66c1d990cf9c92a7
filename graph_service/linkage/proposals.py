"""Comparing what blocks brought together: proposals that two parties may be one, with evidence and commonness. Pure."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph_service.identity.evidence import Commonness, how_common
from graph_service.identity.match import Candidate, compare
from graph_service.identity.party import PartyExample
from graph_service.linkage.blocks import Pairs

KEPT = 20_000
"""Parties whose comparable forms are kept at a time."""
GRADES = ("strong", "medium", "weak")
EVERY = 5000
"""Pairs between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two ids, the lesser first, that may be one party.

    ``bearers``: how many parties have the (commoner) name of the two, in ``region`` where both are in one, else everywhere.
    """

    a: str
    b: str
    candidate: Candidate
    bearers: int
    region: str

    @property
    def grade(self) -> str:
        """A shared number that did not join the two (sources differ on whose it is) is the strongest of reasons."""
        return self.candidate.grade or "strong"

    def values(self) -> dict[str, Any]:
        """As the relationship carries it."""
        features = self.candidate.features
        return {
            "grade": self.grade, "score": f"{self.candidate.score:.4f}", "weights_version": self.candidate.weights,
            "reasons_for": [f.feature for f in features if f.direction == "for"],
            "reasons_against": [f.feature for f in features if f.direction == "against"],
            "evidence": [f"{f.feature}={f.contribution:+.4f}" for f in features],
            "name_bearers": self.bearers, "name_region": self.region or None,
        }  # fmt: skip


def proposals(
    parties: Sequence[PartyExample], pairs: Pairs, commonness: Commonness, least: str,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[Proposal]:  # fmt: skip
    """Every pair that is possibly one, of grade ``least`` or better, in the order of pairs.

    ``parties`` have ids. Cost: one comparison for each pair. ``progress`` is told how many were compared.
    """
    wanted = GRADES[: GRADES.index(least) + 1]
    ready = _Ready(parties)
    for number, (i, j) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True), 1):
        if number % EVERY == 0:
            progress(number)
        one, other = ready.get(i), ready.get(j)
        candidate = compare(one, other, commonness)
        if candidate.answer != "different" and (candidate.grade or "strong") in wanted:
            bearers, regions = how_common(one, other, commonness)
            yield Proposal(str(one.id), str(other.id), candidate, bearers, min(regions, default=""))


class _Ready:
    """Copies of parties, which keep their comparable forms; those used last."""

    def __init__(self, parties: Sequence[PartyExample]) -> None:
        self._parties = parties
        self._kept: OrderedDict[int, PartyExample] = OrderedDict()

    def get(self, number: int) -> PartyExample:
        found = self._kept.get(number)
        if found is None:
            found = self._kept[number] = replace(self._parties[number])
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(number)
        return found
