"""Cases on whole tenders: the tender is put to ``Services.review`` as it stands, with its parties by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph_service.loading.assertions import Assertion
from tests.cases.adapter import CaseRun
from tests.cases.registry import Entry, ask, facts

PARTIES = ("buyer", "agency", "supervisor")
OF_BIDS = ("bidder", "contact", "operator", "document_author", "deposit_payer")
KNOWN = {
    "regime",
    "submission_deadline",
    "credit_check_at",
    "document_terms",
    "title",
    "single_source",
    *PARTIES,
    "experts",
    "bids",
}
KNOWN_OF_BIDS = {"consortium", "price", "team", "machine", "brand", "claims_sme", "submitted_at", *OF_BIDS}


@facts("tender")
def nothing_to_load(run: CaseRun, section: Any) -> Iterator[list[Assertion]]:
    """The tender is the question, not a fact of the graph."""
    return iter(())


@ask("review", "", "rule verdict parties", match=lambda expected, found: _meets(expected, found))
def review(run: CaseRun, question: Entry) -> list[Entry]:
    """Findings, and rules that did not run."""
    request = {"as_of": run.on.isoformat(), "tender": tender_of(run), "indicative": False}
    reply = run.services.review(request, run.viewer(question, "reviewer"))
    found = [
        {"rule": f["rule"], "verdict": f["verdict"], "parties": [run.key_of(p) for p in f["parties"]]}
        for f in reply["findings"]
    ]
    return [*found, *({"rule": n["rule"], "verdict": "not_run", "parties": []} for n in reply["not_run"])]


def tender_of(run: CaseRun) -> dict[str, Any]:
    """The tender of the case with ids for keys. A field that has no home is an error: it may decide the case."""
    given = run.case["facts"]["tender"]
    assert given.keys() <= KNOWN, f"the tender has no home for {given.keys() - KNOWN}"
    tender = {n: v for n, v in given.items() if n not in (*PARTIES, "experts", "bids") and v is not None}
    tender |= {n: _party(run, given[n]) for n in PARTIES if given.get(n)}
    tender["experts"] = [_party(run, key) for key in given.get("experts") or ()]
    tender["bids"] = [_bid(run, bid) for bid in given["bids"]]
    return tender


def _bid(run: CaseRun, given: Entry) -> Entry:
    assert given.keys() <= KNOWN_OF_BIDS, f"a bid has no home for {given.keys() - KNOWN_OF_BIDS}"
    bid = {n: v for n, v in given.items() if n not in (*OF_BIDS, "team") and v is not None}
    bid |= {n: _party(run, given[n]) for n in OF_BIDS if given.get(n)}
    bid["team"] = [_party(run, key) for key in given.get("team") or ()]
    return bid


def _party(run: CaseRun, key: str) -> Entry:
    return {"id": run.id_of(key)}


def _meets(expected: Entry, found: Entry) -> bool:
    """``parties`` is the least set; an absent verdict matches any but ``not_run``."""
    if expected.get("verdict") is None and found["verdict"] == "not_run":
        return False
    named = all(expected.get(n) in (None, found[n]) for n in ("rule", "verdict"))
    return named and set(expected.get("parties") or ()) <= set(found["parties"])
