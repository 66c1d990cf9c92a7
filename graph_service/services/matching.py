"""The matching of all parties: pairs that may be one, found over the whole graph and written as a load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from graph_service.identity.party import PartyExample
from graph_service.identity.weights import weights
from graph_service.linkage.blocks import Blocks, Pairs
from graph_service.linkage.commonness import NameCounts
from graph_service.linkage.keys import keys_of
from graph_service.linkage.proposals import proposals
from graph_service.loading.matching import write_proposals
from graph_service.loading.versions import current_version
from graph_service.search.roster import read_roster
from graph_service.services.context import Context

Progress = Callable[[int], None]


class MatchingAnswers(Context):
    """Which parties of the graph may be one; settings as ``match_all`` takes them."""

    def match_all(
        self, *, least: str = "weak", block_limit: int = 100, pair_limit: int = 10_000_000,
        progress: Progress = lambda _: None,
    ) -> dict[str, Any]:  # fmt: skip
        """Compare what blocks bring together and write the proposals; returns the report.

        The same data give the same proposals. ``least``: the grade from which a pair is proposed. Blocks of more than
        ``block_limit`` parties are cut: counted in the report, and their likely pairs met in narrower blocks.
        Cost: see ``read_roster``, ``Blocks`` and ``proposals``; ``progress`` counts steps of work.
        """
        graph = self.engine.graph
        version = current_version(graph)
        steps = _Steps(progress)
        parties = read_roster(graph, version, steps.done)
        pairs, counts = _blocked(parties, block_limit, pair_limit, steps)
        found = list(proposals(parties, pairs, counts, least, steps.done))  # all, before writers are kept waiting
        grades = Counter(proposal.grade for proposal in found)
        steps.next()
        written = write_proposals(graph, found, version, steps.done)
        return {
            "matched_version": version, "data_version": written.version, "published": written.published,
            "weights_version": weights().version, "least": least, "parties": len(parties),
            "compared": len(pairs.first), "proposed": {grade: grades[grade] for grade in ("strong", "medium", "weak")},
            "new": written.new, "closed": written.closed, "unchanged": written.unchanged, "judged": written.judged,
            "blocks": _told(pairs, parties), "block_limit": pairs.limit, "block_limit_asked": block_limit,
            "cut": sum(b.cut_blocks for b in pairs.by_kind),
        }  # fmt: skip


class _Steps:
    """One number that only grows: parties read and blocked, pairs compared, rows written."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._before = self._now = 0

    def done(self, number: int) -> None:
        """So many of the present kind of step."""
        self._now = self._before + number
        self._progress(self._now)

    def next(self) -> None:
        """What follows counts on from here."""
        self._before = self._now


def _blocked(
    parties: Sequence[PartyExample], block_limit: int, pair_limit: int, steps: _Steps
) -> tuple[Pairs, NameCounts]:
    steps.next()
    blocks, counts, groups = Blocks(), NameCounts(), []
    names: dict[str, int] = {}
    for number, party in enumerate(parties):
        blocks.add(number, party.kind, keys_of(party))
        counts.add(party)
        groups.append(names.setdefault(group, len(names) + 1) if (group := _group(party)) else 0)
        if number % 2000 == 0:
            steps.done(number)
    steps.next()
    return blocks.pairs(groups, block_limit=block_limit, pair_limit=pair_limit), counts


def _group(party: PartyExample) -> str:
    """Parties of one group have full identifiers that can be compared: were one shared, they would be one party."""
    if party.kind == "Person":
        return f"id {party.id_key}" if party.id_hmac else ""
    return "org" if party.org else ""


def _told(pairs: Pairs, parties: Sequence[PartyExample]) -> list[dict[str, Any]]:
    """By kind of key; ``example``: a party of the largest block that was cut."""
    return [
        {**asdict(b), "example": parties[b.example].id if b.example is not None else None}
        for b in pairs.by_kind if b.blocks
    ]  # fmt: skip
