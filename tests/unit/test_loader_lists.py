"""Mappings of real lists, held to counts made straight from the files; and what the mapping language does for them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import InvalidFile, InvalidMapping
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.assertions import Assertion, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import entity_id, relationship_fact
from loaders.cleaning.consortium import members
from loaders.files import PreparedFile, prepare
from loaders.mapping import parse_mapping
from tests.conftest import shared

HASHER = IdNumberHasher("test", b"only for tests")


def read(path: Path, mapping: Path | None = None) -> tuple[PreparedFile, list[Assertion]]:
    found = prepare(path, HASHER.hash, mapping=mapping)
    rows = list(found.assertions())
    assert found.read == len(rows) + len(found.rejections)
    return found, [assertion for _, row in rows for assertion in row]


def related(found: list[Assertion], *kinds: str) -> list[RelationshipAssertion]:
    return [a for a in found if isinstance(a, RelationshipAssertion) and a.kind in kinds]


def parties(found: list[Assertion], *kinds: str) -> list[EntityAssertion]:
    return [a for a in found if isinstance(a, EntityAssertion) and a.claim.kind in kinds]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def number(local: str | None) -> str:
    """The number of the entry: the local identity of a person goes on with the name."""
    return str(local).split("/", 1)[0]


def cells(path: Path) -> list[list[str]]:
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    return [[c.strip() for c in row] for row in rows if row not in ([], ["\x1a"])]


# -- real lists ------------------------------------------------------------------------------------------------


@pytest.mark.realdata
def test_every_entry_of_the_list_but_vessels_and_aircraft() -> None:
    path = shared("data", "ofac_sdn", "sdn.csv")
    prepared, found = read(path)
    rows = cells(path)
    kinds = Counter(row[2] for row in rows)
    assert prepared.read == len(rows)
    assert Counter(r.value for r in prepared.rejections) == {k: kinds[k] for k in ("vessel", "aircraft")}
    subjects = {(r.origin.kind, number(r.origin.local)) for r in related(found, "SUBJECT_OF")}
    expected = {
        ("Person" if row[2] == "individual" else "Enterprise", row[0])
        for row in rows
        if row[2] in ("individual", "-0-")
    }
    assert subjects == expected
    assert all(a.claim.negative for a in parties(found, "CreditRecord"))


@pytest.mark.realdata
def test_links_in_remarks_lead_to_the_entry_of_that_name_and_never_to_a_namesake() -> None:
    path = shared("data", "ofac_sdn", "sdn.csv")
    _, found = read(path)
    rows = [row for row in cells(path) if row[2] in ("individual", "-0-")]
    numbers: dict[str, set[str]] = {}
    for row in cells(path):
        numbers.setdefault(row[1].rstrip("."), set()).add(row[0])
    expected = set()
    for row in rows:
        for name in re.findall(r"Linked To: ([^;]+)", row[11]):
            entries = numbers.get(name.strip().rstrip("."), set())
            expected.add((row[0], next(iter(entries)) if len(entries) == 1 else "named"))
    told = {(number(r.origin.local), number(r.target.local)) for r in related(found, "LINKED_TO")}
    assert told == expected
    assert len([pair for pair in told if pair[1] == "named"]) < 20 < 2000 < len(told)


@pytest.mark.realdata
def test_alternate_names_and_addresses_reach_the_entry_that_they_belong_to() -> None:
    folder = shared("data", "ofac_sdn", "alt.csv").parent
    kinds = {row[0]: row[2] for row in cells(folder / "sdn.csv")}
    entries = {
        (c.kind, c.local, c.name) for c in (r.origin for r in related(read(folder / "sdn.csv")[1], "SUBJECT_OF"))
    }
    prepared, alternate = read(folder / "alt.csv")
    parts = [row for row in cells(folder / "alt.csv") if kinds[row[0]] in ("individual", "-0-")]
    assert len(parties(alternate, "Person", "Enterprise")) == len(parts) == prepared.read - len(prepared.rejections)
    assert {(a.claim.kind, a.claim.local, a.claim.name) for a in alternate if isinstance(a, EntityAssertion)} <= entries
    former = [a for a in parties(alternate, "Person", "Enterprise") if a.values.get("former_names")]
    assert len(former) == sum(1 for row in parts if row[2] == "fka")
    _, addresses = read(folder / "add.csv")
    streets = [r for r in cells(folder / "add.csv") if kinds[r[0]] in ("individual", "-0-") and r[2] != "-0-"]
    assert len(related(addresses, "USES")) == len(streets)


@pytest.mark.realdata
def test_both_forms_of_the_boards_say_the_same() -> None:
    folder = shared("data", "cn_listed_executives", "executive_prep.csv").parent
    _, plain = read(folder / "executive_prep.csv")
    _, imported = read(folder / "import" / "executive_stock.csv")
    assert _facts(plain) == _facts(imported)
    rows = table(folder / "executive_prep.csv")
    assert len(related(plain, "DIRECTOR_OF")) == sum(len(set(row["jobs"].split("/"))) for row in rows)
    assert len({a.claim.local for a in parties(plain, "Person")}) == len(
        {(r["name"], r["gender"], r["age"], r["code"]) for r in rows}
    )


def _facts(found: list[Assertion]) -> set[str]:
    return {
        relationship_fact(r, entity_id(r.origin, "s"), entity_id(r.target, "s"), "s").id
        for r in found if isinstance(r, RelationshipAssertion)
    }  # fmt: skip


@pytest.mark.realdata
def test_every_edge_of_the_leak_and_a_bearer_without_a_name() -> None:
    path = shared("data", "icij_panama_component", "edges.csv")
    prepared, found = read(path)
    nodes = {row[0]: row for row in cells(path.parent / "nodes.csv")}
    edges = cells(path)
    assert prepared.rejections == []
    counts = Counter(row[2] for row in edges)
    assert len(related(found, "SHAREHOLDER_OF")) == counts["shareholder of"]
    assert len(related(found, "LINKED_TO")) == counts["intermediary of"] + counts["beneficiary of"]
    assert len(related(found, "USES")) == counts["registered address"]
    bearers = {number for number, row in nodes.items() if row[1] == "THE BEARER"}
    unnamed = {str(a.claim.local).rstrip("/") for a in parties(found, "Person") if a.values.get("placeholder")}
    assert unnamed == {row[0] for row in edges if row[0] in bearers}
    assert all(not a.claim.name for a in parties(found, "Person") if a.values.get("placeholder"))


@pytest.mark.realdata
def test_every_bid_with_its_bidders_taken_apart() -> None:
    path = shared("data", "worldbank_bids", "bids.csv")
    prepared, found = read(path)
    rows = table(path)
    blank = sum(1 for row in rows if not row["bidder.name"].strip())
    assert (prepared.read, len(prepared.rejections)) == (len(rows), blank)
    bids = related(found, "BID_ON")
    assert len(bids) == sum(len(members(row["bidder.name"])) for row in rows)
    assert {r.target.local for r in bids} == {row["contract"] for row in rows if row["bidder.name"].strip()}
    together = [r for r in bids if r.values.get("consortium")]
    assert len({(r.record, r.origin.name) for r in together}) > len({r.record for r in together})
    contracts, _ = read(path.parent / "contracts.csv")
    assert contracts.rejections == []


@pytest.mark.realdata
def test_awards_have_an_amount_or_a_rate_and_one_bid_for_each_winner() -> None:
    path = shared("data", "cn_awards_hubei_2024", "awards.jsonl")
    prepared, found = read(path)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert (prepared.read, prepared.rejections) == (len(rows), [])
    bids = related(found, "BID_ON")
    assert len(bids) == sum(row["winning_company"].count("、") + 1 for row in rows)
    rated = {r.record for r in bids if "price_rate" in r.values}
    assert len(rated) == sum(1 for row in rows if 0 < float(row["winning_price"]) < 1000)
    assert not any("price" in r.values and "price_rate" in r.values for r in bids)
    assert len({r.record for r in bids if "price" not in r.values and "price_rate" not in r.values}) == 6
    assert {a.observed_on.isoformat() for a in bids if a.observed_on} <= {
        f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in (re.findall(r"/(20\d{6})/", row["tender_url"])[0] for row in rows)
    }


@pytest.mark.realdata
def test_auctions_are_lots_with_all_their_bids() -> None:
    path = shared("data", "tsuchiura_bids", "bids.csv")
    prepared, found = read(path)
    rows = table(path)
    bids = related(found, "BID_ON")
    assert (prepared.rejections, len(bids)) == ([], len(rows))
    assert len({a.claim.local for a in parties(found, "Lot")}) == len({row["pid"] for row in rows})
    assert len({a.claim.local for a in parties(found, "Enterprise")}) == len({row["bidder_id"] for row in rows})
    assert sum(1 for r in bids if r.values["outcome"] == "awarded") == sum(1 for row in rows if row["winner"] == "1")
    assert sum(1 for r in bids if "price" in r.values) == sum(1 for row in rows if row["bid"])
    assert {r.values["price_currency"] for r in bids} == {"JPY"}


# -- the language ----------------------------------------------------------------------------------------------

MAPPING = """
id: made_up
version: 1
title: {zh: 样例, en: Sample}
source: {id: made-up, zh: 样例, en: Sample}
file: {name: links*.csv, header_row: 0, columns: [a, b, words], "null": [none]}
recognize: [a, b, words]
derive: {code: {from: a, pattern: '^(\\d+)$', pad: 4}, both: {template: "{a}-{b}"}}
split: {word: {from: words, by: '([^/]+)'}}
look_up:
  name: {by: b, key: id, columns: {b_name: name}, otherwise: {b_name: "?{b}"}, file: {name: names.csv}}
entities:
  one: {kind: Enterprise, required: true, when: a, identity: {local: "{code}"}, values: {name: both}}
  two: {kind: Enterprise, when: b, identity: {local: "{b}"}, values: {name: b_name}}
relationships:
  - {kind: MANAGES, each: word, from: one, to: two, values: {role: word, note: word.whole}}
"""


def _folder(tmp_path: Path, links: str, names: str = "id,name\n7,七号\n8,八号\n9,甲\n9,乙\n") -> tuple[Path, Path]:
    (tmp_path / "links.csv").write_text(links, encoding="utf-8")
    (tmp_path / "names.csv").write_text(names, encoding="utf-8")
    (tmp_path / "made_up.yaml").write_text(MAPPING, encoding="utf-8")
    return tmp_path / "links.csv", tmp_path / "made_up.yaml"


def test_a_file_without_header_is_read_with_the_file_beside_it(tmp_path: Path) -> None:
    path, mapping = _folder(tmp_path, "5,7,x/y\n6,9,x\nnone,7,x\n\x1a")
    prepared, found = read(path, mapping)
    assert prepared.read == 3
    assert [(r.line, r.column, r.reason) for r in prepared.rejections] == [(3, "a", "required, but empty")]
    told = [(r.origin.local, r.origin.name, r.target.name, r.values) for r in related(found, "MANAGES")]
    assert told == [
        ("0005", "5-7", "七号", {"role": "x", "note": "x/y"}), ("0005", "5-7", "七号", {"role": "y", "note": "x/y"}),
        ("0006", "6-9", "?9", {"role": "x"}),
    ]  # fmt: skip


def test_rejected_rows_of_a_file_without_header_come_back_with_one_and_load_again(tmp_path: Path) -> None:
    path, mapping = _folder(tmp_path, "5,7,x\nnone,8,x\n")
    prepared, _ = read(path, mapping)
    back = tmp_path / "again.rejects.csv"
    prepared.write_rejects(back)
    back.write_text(
        back.read_text(encoding="utf-8-sig").replace("\r\n,8", "\r\n4,8").replace("\n,8", "\n4,8"), encoding="utf-8"
    )
    again, found = read(back, mapping)
    assert (again.read, again.rejections) == (1, [])
    assert [(r.origin.local, r.target.name) for r in related(found, "MANAGES")] == [("0004", "八号")]


def test_the_file_beside_must_be_there_and_counts_for_what_was_loaded(tmp_path: Path) -> None:
    path, mapping = _folder(tmp_path, "5,7,x\n")
    before = prepare(path, HASHER.hash, mapping=mapping).fingerprint
    (tmp_path / "names.csv").write_text("id,name\n7,别名\n", encoding="utf-8")
    assert prepare(path, HASHER.hash, mapping=mapping).fingerprint != before
    (tmp_path / "names.csv").unlink()
    with pytest.raises(InvalidFile, match=r"names\.csv"):
        read(path, mapping)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("name: links*.csv, ", ""), "needs columns and name"),
        (("each: word", "each: nothing"), "is no split"),
        (("pattern: '^(\\d+)$'", "pattern: '^\\d+$'"), "brackets"),
        (("template: \"{a}-{b}\"", "template: \"{a}\", from: b"), "either from or template"),
        (("otherwise: {b_name", "otherwise: {c_name"), "no column of this look-up"),
        (("by: '([^/]+)'", "by: '['"), "pattern"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_says_what_is_wrong(change: tuple[str, str], words: str) -> None:
    text = MAPPING.replace(*change)
    assert text != MAPPING
    with pytest.raises(InvalidMapping, match=re.escape(words)):
        parse_mapping(text)


APART: list[tuple[str, list[str]]] = [
    ("JV of Alpha Works Ltd. and Beta & Sons Co. Ltd", ["Alpha Works Ltd.", "Beta & Sons Co. Ltd"]),
    ("Gamma Roads JSC - Delta Bridges JSC Joint Venture", ["Gamma Roads JSC", "Delta Bridges JSC"]),
    ("Consortium of Epsilon GmbH; Zeta S.p.A.; and Eta LLC", ["Epsilon GmbH", "Zeta S.p.A.", "Eta LLC"]),
    ("Theta-Iota JV", ["Theta", "Iota"]),
    ("Kappa Ltd in JV with Lambda Pvt. Ltd", ["Kappa Ltd", "Lambda Pvt. Ltd"]),
    ("样例甲建设（集团）有限公司、样例乙设计院有限公司（联合体成员）", ["样例甲建设(集团)有限公司", "样例乙设计院有限公司"]),
    ("样例丙事务所（特殊普通合伙）", ["样例丙事务所(特殊普通合伙)"]),
    ("Sigma Construction and Trading Joint Stock Company", ["Sigma Construction and Trading Joint Stock Company"]),
    ("Omega & Company Limited", ["Omega & Company Limited"]),
    ("JV Alpha", ["JV Alpha"]),
    ("Joint Venture", ["Joint Venture"]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), APART)
def test_bidders_that_bid_together_are_taken_apart_only_where_the_text_separates_them(text: str, expected: Any) -> None:
    assert members(text) == expected
