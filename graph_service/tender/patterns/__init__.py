"""The patterns that rules name: small pure functions from a docket to hits. One entry for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graph_service.tender.docket import Docket
from graph_service.tender.facts import Outcome
from graph_service.tender.patterns import (
    bans,
    bars,
    bidders,
    consortia,
    documents,
    events,
    experts,
    groups,
    listings,
    prices,
    services,
    staff,
)  # fmt: skip

Pattern = Callable[[Docket, Mapping[str, Any]], Iterator[Outcome]]

PATTERNS: Mapping[str, Pattern] = {
    function.__name__: function
    for function in (
        bidders.same_principal, bidders.control, bidders.management, groups.same_group, groups.group_of_goods,
        groups.affiliation, groups.affiliation_label,
        documents.same_author, documents.same_operator, documents.same_team, documents.mixed_documents,
        documents.same_deposit,
        prices.prices, prices.same_brand,
        services.agency, services.served, services.preparation, bars.document_bars, services.related_to_buyer,
        services.related_to_supervisor,
        staff.team_employed_elsewhere, staff.cross_posts, staff.shared_staff, staff.kin_between_bidders,
        staff.shared_contacts,
        experts.expert_interest, experts.expert_barred, experts.expert_recusal,
        listings.barred_listing, listings.listed_by_document, listings.serious_violation, listings.disqualified,
        bans.banned,
        consortia.consortium_twice, consortia.sme_in_consortium, consortia.sme_of_large,
        events.bidder_changed, events.bid_together, events.conduct,
    )
}  # fmt: skip
