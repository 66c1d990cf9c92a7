"""Bans from procurement that the finance department pronounced, as long as they run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.records.lifecycle import standing
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Outcome
from graph_service.tender.patterns.listings import day_open, own_records, record_hit
from graph_service.tender.words import mentions


def banned(docket: Docket, options: Mapping[str, Any]) -> Iterator[Outcome]:
    """A decision in the words of ``bans`` whose term has a stated end and acts on the day of the deadline."""
    for bidder in docket.bidders:
        for own in own_records(docket, bidder):
            stands = standing(own.record, own.subject, docket.on)
            if stands.acting and own.record.date("ends_on") is not None and mentions(own.words(), options["bans"]):
                yield record_hit(docket, own, day_open(stands))
