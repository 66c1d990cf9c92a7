"""The mappings of real sets, held to counts made straight from the files."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph_service.errors import InvalidFile, InvalidMapping
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.assertions import Assertion, RelationshipAssertion
from loaders.files import PreparedFile, prepare
from loaders.json_files import json_items
from loaders.mapping import parse_mapping
from tests.conftest import shared

HASHER = IdNumberHasher("test", b"only for tests")
KINDS = {
    "legal_representative_of": "LEGAL_REPRESENTATIVE_OF",
    "shareholder_of": "SHAREHOLDER_OF",
    "director_of": "DIRECTOR_OF",
    "supervisor_of": "SUPERVISOR_OF",
    "manager_of": "SENIOR_MANAGER_OF",
}


def loaded(*parts: str) -> tuple[PreparedFile, list[Assertion]]:
    found = prepare(shared("data", *parts), HASHER.hash)
    return found, [assertion for _, row in found.assertions() for assertion in row]


def relationships(found: list[Assertion], *kinds: str) -> list[RelationshipAssertion]:
    return [a for a in found if isinstance(a, RelationshipAssertion) and (not kinds or a.kind in kinds)]


@pytest.mark.realdata
def test_every_edge_of_the_group_by_every_record() -> None:
    prepared, found = loaded("cn_group_trellis", "group.json")
    edges = json.loads(prepared.path.read_text(encoding="utf-8"))["edges"].values()
    expected = {
        (KINDS[edge["field"]], edge["source"], edge["target"], q["record"]) for edge in edges for q in edge["qualifier"]
    }
    told = {
        (
            r.kind,
            str(r.origin.local).split("/")[0],
            r.target.local,
            "/".join(r.record.removeprefix("cn_group_trellis/").split("/")[:3]),
        )
        for r in relationships(found)
    }
    assert prepared.rejections == []
    assert told == expected
    assert len({pair[:3] for pair in told}) == 117


@pytest.mark.realdata
def test_the_group_keeps_shares_posts_and_the_day_each_record_was_read() -> None:
    _, found = loaded("cn_group_trellis", "group.json")
    holdings = relationships(found, "SHAREHOLDER_OF")
    assert Counter(h.values.get("share_min") for h in holdings)["0.5524"] == 3
    assert any("share_min" not in h.values for h in holdings)
    assert {"董事长", "董事", "总经理"} <= {r.values.get("role") for r in relationships(found)}
    assert all(r.observed_on and 2018 <= r.observed_on.year <= 2019 for r in relationships(found))


@pytest.mark.realdata
def test_deliveries_are_rejected_not_called_something_else() -> None:
    prepared, found = loaded("cn_group_trellis", "tree.json")
    assert (prepared.read, found, len(prepared.rejections)) == (378, [], 378)
    assert prepared.rejections[0].value == "ships_to"


def world_bank_rows(path: Path) -> list[tuple[str, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    rows = [tuple(str(c or "") for c in row) for row in sheet.iter_rows(values_only=True, min_row=4)]
    book.close()
    return [(*row, *[""] * (7 - len(row))) for row in rows]


@pytest.mark.realdata
def test_world_bank_affiliates_are_tied_only_where_the_footnote_names_one_party() -> None:
    """An own reading of the file: footnote by footnote, its affiliates and its other parties."""
    prepared, found = loaded("worldbank_debarred", "ineligible_firms_and_individuals.xlsx")
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in world_bank_rows(prepared.path):
        if note := re.search(r"\*\s*(\d+)", row[1]):
            groups.setdefault(note.group(1), []).append(row)
    expected = set()
    for rows in groups.values():
        principals = {(r[0], r[1], r[3]) for r in rows if "affiliate" not in r[6].casefold()}
        affiliates = {(r[0], r[3]) for r in rows if "affiliate" in r[6].casefold()}
        if len(principals) == 1:
            expected |= {(next(iter(principals))[0], *affiliate) for affiliate in affiliates}
    told = {(r.origin.name, r.target.name) for r in relationships(found, "CONTROLS")}
    assert told == {pair[:2] for pair in expected}
    assert len(relationships(found, "CONTROLS")) > 100
    assert all("affiliate" in str(r.values["role"]) for r in relationships(found, "CONTROLS"))


@pytest.mark.realdata
def test_world_bank_principals_are_the_parties_that_are_listed_themselves() -> None:
    _, found = loaded("worldbank_debarred", "ineligible_firms_and_individuals.xlsx")
    subjects = {r.origin for r in relationships(found, "SUBJECT_OF")}
    keys = {(s.kind, s.uscc or s.local) for s in subjects}
    assert {(r.origin.kind, r.origin.uscc or r.origin.local) for r in relationships(found, "CONTROLS")} <= keys
    assert {s.kind for s in subjects if s.name.startswith(("MR. ", "MS. ", "MRS. "))} == {"Person"}
    assert len({s.uscc for s in subjects if s.uscc}) >= 25


@pytest.mark.realdata
def test_holders_of_listed_companies_are_not_joined_by_name() -> None:
    prepared, found = loaded("cn_listed_top10_holders_2017", "stockHolder.csv")
    with prepared.path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    holdings = relationships(found, "SHAREHOLDER_OF")
    assert prepared.read == len(rows) == len(holdings) + len(prepared.rejections) == 7364
    assert {(h.target.local, h.origin.name) for h in holdings} == {(r["ts_code"], tidy(r["holder_name"])) for r in rows}
    assert len({h.origin.local for h in holdings}) == len({(r["ts_code"], r["holder_name"]) for r in rows})
    people = {h.origin.name for h in holdings if h.origin.kind == "Person"}
    assert len(people) > 900
    assert not [name for name in people if name.endswith(("公司", "局", "基金", "银行", "社", "厂"))]
    days = {h.observed_on.isoformat() for h in holdings if h.observed_on}
    assert days == {f"{r['end_date'][:4]}-{r['end_date'][4:6]}-{r['end_date'][6:]}" for r in rows}


def tidy(name: str) -> str:
    return " ".join(name.split()).replace("（", "(").replace("）", ")")


MAPPING = """
id: mine
version: 1
title: {zh: 甲, en: A}
source: {id: mine, zh: 甲, en: A}
recognize: [name, group]
derive:
  child: {from: role, pattern: '(child)'}
refer:
  parent: {by: group, unless: child, when: child, columns: {parent name: name}}
entities:
  company: {kind: Enterprise, identity: {local: "{name}"}, values: {name: name}}
  parent: {kind: Enterprise, when: parent name, identity: {local: "{parent name}"}, values: {name: parent name}}
relationships:
  - {kind: CONTROLS, from: parent, to: company}
"""


def ties(folder: Path, *lines: str) -> list[tuple[str, str]]:
    (folder / "mine.yaml").write_text(MAPPING, encoding="utf-8")
    (folder / "data.csv").write_text("\n".join(["name,group,role", *lines]) + "\n", encoding="utf-8")
    found = prepare(folder / "data.csv", HASHER.hash, mapping=folder / "mine.yaml")
    return [(r.origin.name, r.target.name) for _, row in found.assertions() for r in relationships(list(row))]


def test_a_row_refers_to_the_one_other_of_its_group_wherever_it_stands(tmp_path: Path) -> None:
    assert ties(tmp_path, "b,1,child", "a,1,", "c,1,child", "d,2,child") == [("a", "b"), ("a", "c")]


def test_two_possible_parents_are_no_parent(tmp_path: Path) -> None:
    assert ties(tmp_path, "a,1,", "b,1,child", "x,1,") == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("'(child)'", "'child'"), "brackets"),
        (("'(child)'", "'(child'"), "pattern"),
        (("from: role", "of: role"), "of"),
    ],
)
def test_a_wrong_derivation_names_its_fault(change: tuple[str, str], words: str) -> None:
    with pytest.raises(InvalidMapping) as caught:
        parse_mapping(MAPPING.replace(*change))
    assert words in caught.value.en


def test_a_relationship_between_the_wrong_kinds_is_rejected(tmp_path: Path) -> None:
    text = MAPPING.replace("kind: CONTROLS", "kind: LEGAL_REPRESENTATIVE_OF")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "data.csv").write_text("name,group,role\na,1,\nb,1,child\n", encoding="utf-8")
    found = prepare(tmp_path / "data.csv", HASHER.hash, mapping=tmp_path / "mine.yaml")
    assert [line for line, _ in found.assertions()] == [2]
    assert "Person → Enterprise" in found.rejections[0].reason


def items(folder: Path, document: Any, where: str = "", **how: Any) -> list[dict[str, Any]]:
    path = folder / "document.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return list(json_items(path, where, how.get("expand", ()), how.get("lookup", {})))


def test_nested_objects_become_flat_rows(tmp_path: Path) -> None:
    document = {
        "nodes": {"1": {"label": "A"}},
        "edges": [{"s": "1", "q": [{"r": {"x": 1}}, {"r": {"x": 2}}]}, {"s": "2"}],
    }
    found = items(tmp_path, document, "edges", expand=("q",), lookup={"s": "nodes"})
    assert found == [{"s": "1", "q.r.x": 1, "s.label": "A"}, {"s": "1", "q.r.x": 2, "s.label": "A"}, {"s": "2"}]


def test_a_document_without_the_named_place_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="no list or object at 'edges'"):
        items(tmp_path, {"nodes": {}}, "edges")
    path = tmp_path / "deep.json"
    path.write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(InvalidFile, match="not JSON"):
        list(json_items(path, "", (), {}))
