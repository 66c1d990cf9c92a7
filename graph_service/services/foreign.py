"""Foreign lists and ownership: whether the 50 % rule of a list's own regime reaches a company, each regime apart.

None of it is a finding of Chinese law, and none of it enters a score. A regime follows only listings of its own authority.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graph_service.exposure.neighbourhood import Listing
from graph_service.model import Entity
from graph_service.ownership.cascade import MEASURES, REGIMES, Blocked, Regime, cascade
from graph_service.ownership.definitions import definitions, version_on
from graph_service.ownership.structure import Structure
from graph_service.reading.ownership import Bounds, Layers, above
from graph_service.reading.scope import Scope
from graph_service.records.kinds import kind_of
from graph_service.services import ownership_wire as out
from graph_service.services import wire
from graph_service.services.context import Asked, Context, Viewer

SHOWN_PROOF = 200


class ForeignLists(Context):
    """Ownership cascades of foreign lists for one party."""

    def _foreign(self, found: Entity, scope: Scope, asked: Asked, viewer: Viewer) -> list[dict[str, Any]]:
        """One section for each regime: what is known of its list, the text, and whether ownership reaches the company.

        ``scope``: what was read above the party already. Cost: nothing further where no party on such a list stands
        above it; else one statement for each layer above.
        """
        listings = self._neighbourhood(asked, viewer).listings(asked.on)
        listed = _of_regimes(self._listing_index(asked.reader).cascading(asked.on), listings)
        everyone = frozenset[str]().union(*listed.values())
        doubtful = scope.truncated or bool(scope.capped)
        read: Layers | None = None
        if found.kind == "Enterprise" and everyone and (everyone & scope.ids or doubtful):
            read = above(asked.reader, [found.id], asked.on, Bounds())
        held = read.structure() if read else Structure(asked.on, ())
        near = everyone & {found.id, *held.parties}
        records = {party: listings[party] for party in near}
        return [
            {
                **_regime(regime, held, listed.get(regime, frozenset()), records, found),
                "truncated": bool(read and read.truncated),
                "bound": {"parties_read": len(read.layer) if read else 0, "not_followed": len(read.cut) if read else 0},
            }
            for regime in REGIMES
        ]


def _of_regimes(
    found: Mapping[str, frozenset[str]], listings: Mapping[str, tuple[Listing, ...]]
) -> dict[str, frozenset[str]]:
    """By regime the parties on its list whose listing may be seen."""
    return {
        regime: frozenset(p for p in parties if any(_of(v, regime) for v in listings.get(p, ())))
        for regime, parties in found.items()
    }


def _of(listing: Listing, regime: str) -> bool:
    kind = kind_of(listing.record_kind)
    return kind is not None and kind.cascade == regime


def _regime(
    regime: Regime, held: Structure, listed: Collection[str], records: Mapping[str, tuple[Listing, ...]], party: Entity
) -> dict[str, Any]:
    measure = definitions()[MEASURES[regime]]
    version = version_on(MEASURES[regime], held.on)
    seeds = set(listed) & ({*held.parties} | {party.id})
    answer = cascade(held, regime, seeds) if seeds else None
    caught = _at(party.id, answer.blocked) if answer else None
    reached = caught or (_at(party.id, answer.possible) if answer else None)
    status = "blocked" if caught else "possible" if reached else "not_reached"
    if party.kind != "Enterprise":
        status = "not_applicable"
    elif version is None:
        status = "not_run"
    elif not listed:
        status = "no_list"
    return {
        "regime": regime,
        "label": {"zh": measure.zh, "en": measure.en},
        "text": out.version(version),
        "status": status,
        "listed_itself": [v.record for v in records.get(party.id, ()) if _of(v, regime)],
        "listed_known": len(listed),
        "reached": _reached(reached, regime, records, held) if reached else None,
    }


def _at(company: str, blocked: Iterable[Blocked]) -> Blocked | None:
    return next((b for b in blocked if b.company == company), None)


def _reached(
    found: Blocked, regime: Regime, records: Mapping[str, tuple[Listing, ...]], held: Structure
) -> dict[str, Any]:
    """By whom, in what sum, along which steps; every step with the holdings that add up to its share."""
    chain = found.group.chain(found.company)
    proof = found.group.proof(found.company)
    return {
        "by": found.by,
        "listed": list(found.listed),
        "records": [
            {"party": p, "record": v.record, "record_kind": v.record_kind, "listed_on": wire.iso(v.listed_on)}
            for p in found.listed for v in records.get(p, ()) if _of(v, regime)
        ],
        "share": out.number(found.step.share),
        "steps": [
            {
                "company": step.company, "share": out.number(step.share), "declared": step.declared is not None,
                "holders": [{"holder": h.holder, "share": out.share(h.capital)} for h in step.holdings],
            }
            for step in chain[-SHOWN_PROOF:]
        ],
        "steps_more": max(0, len(chain) - SHOWN_PROOF),
        "proof": out.proof(proof[-SHOWN_PROOF:], held.on),
        "contradicted": sorted(step.company for step in chain if step.company in held.inconsistent)[:SHOWN_PROOF],
    }  # fmt: skip
