"""Writing proposals that two parties may be one: a load whose source is the comparison itself.

What is proposed replaces what was proposed before: what is still proposed stays as it is, the rest is closed. Where
nothing changed no version is published. The id of a proposal is a hash of the two ids and of the evidence, and it has
no day, so the same data give the same relationships in every graph, whatever was proposed on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cypher
from graph_service.identity.keys import digest_id
from graph_service.linkage.proposals import Proposal
from graph_service.loading.assertions import Claim, RelationshipAssertion
from graph_service.loading.creation import RELATIONSHIPS, creation
from graph_service.loading.facts import Fact, relationship_fact, stored
from graph_service.loading.pipeline import batched
from graph_service.loading.redirects import Redirects
from graph_service.loading.relocate import ending_relationships
from graph_service.loading.versions import (
    MATCHING,
    current_version,
    now,
    only_writer,
    publish,
    put_load,
    take_back_unfinished,
)
from graph_service.model import OPEN_VERSION
from graph_service.reading.judgements import judgements_for
from graph_service.store.gate import Graph

SOURCE = "guanlian-matching"
KIND = "POSSIBLY_SAME_AS"
BATCH = 2000
WAIT_SECONDS = 60.0
_NAMES = {"zh": "同一性比对（系统计算）", "en": "Comparison of parties (computed)", "unit": "guanlian"}


@dataclass(frozen=True, slots=True)
class Matched:
    """What writing came to. ``version``: the data version published, or the present one where nothing changed.

    ``judged``: proposals left out because a judgement that holds everywhere, or a join, settles the pair.
    """

    version: int
    published: bool
    new: int
    closed: int
    unchanged: int
    judged: int


def write_proposals(
    graph: Graph, proposals: Sequence[Proposal], matched: int, progress: Callable[[int], None] = lambda _: None
) -> Matched:
    """Make these the proposals of the graph, as one load. ``matched``: the data version that they were made from.

    A run that is cut off is taken back by whoever writes next. Judgements and joins made since then count. Nobody else
    writes while ``proposals`` are gone through, so they are computed before. Cost: one pass over the present proposals,
    one write for each 2,000 that begin or end. ``Conflict`` while another writer is at work for longer than a minute.
    """
    with only_writer(graph, WAIT_SECONDS):
        published = current_version(graph)
        take_back_unfinished(graph, published)
        facts, judged = _undecided(graph, proposals, published)
        read = cypher.statement("load/open_relationships_of_source").with_kinds((KIND,))
        present = {row["id"]: row for row in graph.rows(read, source=SOURCE, open=OPEN_VERSION, timeout=600)}
        ending = [row for i, row in sorted(present.items()) if i not in facts or facts[i].ends != _ends(row)]
        kept = present.keys() - {row["id"] for row in ending}
        creating = [fact for i, fact in sorted(facts.items()) if i not in kept]
        if ending or creating:
            _write(graph, published + 1, matched, ending, creating, len(facts), progress)
        changed = bool(ending or creating)
        return Matched(published + changed, changed, len(creating), len(ending), len(kept), judged)


def _undecided(graph: Graph, proposals: Sequence[Proposal], version: int) -> tuple[dict[str, Fact], int]:
    """Facts by id of what nobody judged, between the parties where they live now; how many were judged."""
    overlay = judgements_for(graph, version, None)
    redirects = Redirects.at(graph, version)
    facts: dict[str, Fact] = {}
    judged = 0
    for proposal in proposals:
        a, b = redirects.resolve(proposal.a), redirects.resolve(proposal.b)
        if a == b or overlay.decided(a, b) in ("same", "different"):
            judged += 1
            continue
        said = RelationshipAssertion(KIND, Claim(""), Claim(""), "pair", proposal.values())
        fact = relationship_fact(said, a, b, SOURCE)
        facts[fact.id] = fact
    return facts, judged


def _ends(row: dict[str, Any]) -> tuple[str, str]:
    return row["from_id"], row["to_id"]


def _write(
    graph: Graph, version: int, matched: int, ending: list[dict[str, Any]], creating: list[Fact], total: int,
    progress: Callable[[int], None],
) -> None:  # fmt: skip
    load = digest_id(("load", MATCHING, str(version), now()))
    put_load(
        graph, load, operation=MATCHING, state="running", version=version, fingerprint=load, started_at=now(),
        source=SOURCE, matched_version=matched,
    )  # fmt: skip
    graph.write(cypher.statement("load/put_source"), id=SOURCE, properties=_NAMES)
    for number, writes in enumerate(_batches(ending, creating, version, load), 1):
        graph.write_many(writes)
        progress(number * BATCH)
    graph.write(
        cypher.statement("load/put_coverage"),
        source=SOURCE,
        kind=KIND,
        version=version,
        count=total,
        observed_last=None,
    )
    put_load(graph, load, state="published", new=len(creating), closed=len(ending), finished_at=now())
    publish(graph, version, load)


def _batches(ending: list[dict[str, Any]], creating: list[Fact], version: int, load: str) -> Iterator[list[Any]]:
    for rows in batched(ending, BATCH):
        yield ending_relationships(KIND, rows, version)
    for facts in batched(creating, BATCH):
        yield [creation(RELATIONSHIPS, [stored(fact, fact.ends, version, load) for fact in facts], KIND)]
