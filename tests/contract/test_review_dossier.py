"""Reviews kept, on both engines: replayed byte for byte after later loads, what-if with causes, identities, attestations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph_service.canonical import canonical
from graph_service.dossier.desk import Opened, ReviewDesk
from graph_service.dossier.document import document
from graph_service.dossier.envelope import verify
from graph_service.dossier.keys import SigningKeys, trusted_keys
from graph_service.engine import Engine
from graph_service.errors import AttestationRefused
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.session import LoadSession
from graph_service.loading.versions import current_version
from graph_service.operations.reviews import Author
from graph_service.operations.store import OperationalStore
from guanlian.report.excel import workbook
from guanlian.report.pdf import pdf
from tests.cases.adapter import SOURCE, CaseRun
from tests.conftest import empty
from tests.contract.test_tender_review import DEADLINE, _case, _code

pytestmark = pytest.mark.engine
WHO = Author("zhang", "county/office")


class Office:
    """The case's graph, with a desk on it."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        empty(engine.graph)
        case = _case()
        case["facts"]["relationships"] += [
            {"kind": "MANAGES", "from": "buyer", "to": "g", "valid_from": "2016-03-01"},
            {"kind": "SHAREHOLDER_OF", "from": "r", "to": "b", "share": "1", "valid_from": "2016-03-01"},
        ]
        self.run = CaseRun(case, engine)
        self.engine = engine
        self.store = OperationalStore(folder)
        self.keys = SigningKeys(folder / "keys.json")
        self.keys.create()
        self.desk = ReviewDesk(self.run.services.review, self.store.reviews, self.keys)

    def open(self, *bidders: Any, regime: str = "bidding") -> Opened:
        tender = {"regime": regime, "submission_deadline": DEADLINE, "bids": [{"bidder": b} for b in bidders]}
        return self.desk.open(WHO, {"tender": tender, "as_of": "2026-05-25"}, "评标复核")

    def load_more(self) -> None:
        """A namesake of a bidder, and a new representative of another: both would change the answer of before."""
        session = LoadSession(self.engine.graph, SOURCE, f"later-{current_version(self.engine.graph)}", "later")
        session.begin()
        namesake = Claim("Enterprise", name="样例丙建设公司", uscc=_code(77))
        rows: list[tuple[Assertion, ...]] = [
            (EntityAssertion(namesake, {}, "later-1", date(2026, 6, 1)),),
            (
                RelationshipAssertion(
                    "LEGAL_REPRESENTATIVE_OF", self.run.claims["p"], self.run.claims["c"], "later-2",
                    {"valid_from": "2020-01-01"}, observed_on=date(2026, 6, 1),
                ),
            ),
        ]  # fmt: skip
        session.write(enumerate(rows))
        session.finish()


@pytest.fixture
def office(engine: Engine, tmp_path: Path) -> Iterator[Office]:
    found = Office(engine, tmp_path)
    yield found
    found.store.close()


def codes(*numbers: int) -> list[dict[str, str]]:
    return [{"code": _code(number)} for number in numbers]


def test_a_sealed_review_replays_byte_for_byte_after_later_loads_and_years(office: Office) -> None:
    found = office.open(*codes(1, 2), {"name": "样例丙建设公司"})
    sealed = verify(office.desk.seal(found, WHO), trusted_keys(office.keys.trusted("县"))).payload
    office.load_more()
    office.run.services.clock = lambda: date(2031, 1, 1)
    again = office.desk.replay(office.desk.get(found.review.id, "county"), WHO)
    assert again["equal"], again["differences"]
    assert again["replayed_hash"] == sealed["result_sha256"]
    fresh = office.open(*codes(1, 2), {"name": "样例丙建设公司"})
    assert canonical(fresh.run.result["findings"]) != canonical(found.run.result["findings"])


def test_what_if_tells_data_from_rule_and_identity(office: Office) -> None:
    found = office.open(*codes(1, 2, 3))
    before = datetime.now(UTC).isoformat(timespec="microseconds")
    office.load_more()
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    asked = office.desk.what_if(found, WHO, known_at=now, regime=None)
    causes = {(row["rule"], row["cause"]) for row in asked["differences"]}
    assert ("R1", "data") in causes
    assert "rule" not in {cause for _, cause in causes}
    named = office.desk.what_if(office.open(*codes(1), {"name": "样例丙建设公司"}), WHO, known_at=before, regime=None)
    assert ("R5", "identity") in {(row["rule"], row["cause"]) for row in named["differences"]}
    other = office.desk.what_if(found, WHO, known_at=None, regime="procurement")
    changed = {(row["rule"], row["change"], row["cause"]) for row in other["differences"]}
    assert {("R1", "gone", "rule"), ("P1/principal", "appeared", "rule")} <= changed
    assert office.desk.get(found.review.id, "county").run.number == 1


def test_an_identity_decided_in_the_review_changes_its_findings_at_once(office: Office) -> None:
    found = office.open(*codes(1), {"name": "样例同名公司"})
    role = next(r for r in found.run.result["roles"] if r["identity"]["confidence"] == "ambiguous")
    assert not [f for f in found.run.result["findings"] if f["rule"] == "R1"]
    chosen = office.run.id_of("t1")
    assert chosen in {candidate["id"] for candidate in role["identity"]["candidates"]}
    again = office.desk.identify(found, WHO, {"key": role["key"], "party": chosen, "reason": "已核对营业执照"})
    (finding,) = [f for f in again.run.result["findings"] if f["rule"] == "R1"]
    assert (finding["verdict"], finding["identity"]) == ("ground", "judged")
    assert again.run.data_version == found.run.data_version


def test_an_attestation_is_given_where_everything_was_searched_and_refused_elsewhere(office: Office) -> None:
    found = office.open(*codes(2, 3, 1))
    key = {office.run.key_of(r["key"]): r["key"] for r in found.run.result["roles"]}
    raw = office.desk.attest(found, WHO, [(key["b"], key["c"])])
    said = verify(raw, trusted_keys(office.keys.trusted("县"))).payload
    assert {"R1", "R2", "R3"} <= set(said["rules_run"])
    assert said["data_version"] == current_version(office.engine.graph)
    with pytest.raises(AttestationRefused, match="R1"):
        office.desk.attest(found, WHO, [(key["a"], key["b"])])
    absent = office.open(*codes(2), {"code": _code(88), "name": "无此企业"})
    keys = [r["key"] for r in absent.run.result["roles"]]
    with pytest.raises(AttestationRefused, match="not surely identified"):
        office.desk.attest(absent, WHO, [(keys[0], keys[1])])


@pytest.mark.parametrize(
    "bidders",
    [codes(1), codes(1, 1), [{"name": "无此企业"}, {"name": "样例同名公司"}], [{"code": "不是代码"}, *codes(2)]],
    ids=["one", "twice", "absent", "bad code"],
)
def test_odd_lists_of_bidders_give_a_review_and_a_report(office: Office, bidders: list[Any]) -> None:
    found = office.open(*bidders)
    assert found.run.result["notices"]
    shown = document(found, office.run.services.source_names(), masked=True)
    assert pdf("review.typ", shown, found.review.updated_at).startswith(b"%PDF")
    assert workbook(shown).startswith(b"PK")
