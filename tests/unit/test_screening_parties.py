"""A party as a caller describes it: what is used, what is left out with a note, what is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import InvalidInput
from graph_service.identity.hmac import IdNumberHasher
from graph_service.identity.party import PartyExample
from graph_service.screening.parties import FTM_UNUSED, FTM_USED, PLAIN, described, fingerprint, from_ftm
from graph_service.screening.request import Item, Options

HASH = IdNumberHasher("test", b"only for tests").hash
USCC, ORG = "91370000XQ090002XJ", "XQ090002X"
NUMBER = "370101199003078888"


def only(found: object) -> PartyExample:
    (example,) = found.examples  # type: ignore[attr-defined]
    return example  # type: ignore[no-any-return]


def test_plain_fields_and_the_same_in_followthemoney_are_one_party() -> None:
    plain = described(
        {
            "kind": "Enterprise",
            "name": "样例甲有限公司",
            "former_names": ["样例旧名公司"],
            "uscc": USCC,
            "country": "cn",
        },
        HASH,
    )
    ftm = from_ftm(
        "Company",
        {"name": ["样例甲有限公司"], "previousName": ["样例旧名公司"], "uscCode": [USCC], "jurisdiction": ["cn"]},
        HASH,
    )
    assert only(plain) == only(ftm)
    assert fingerprint(plain) == fingerprint(ftm)


def test_a_registration_number_in_the_form_of_a_code_is_taken_for_it() -> None:
    assert only(from_ftm("Company", {"name": ["甲公司"], "registrationNumber": [USCC]}, HASH)).uscc == USCC
    assert only(from_ftm("Company", {"name": ["甲公司"], "registrationNumber": [ORG]}, HASH)).org == ORG


def test_a_code_with_a_wrong_check_character_is_left_out_with_a_note() -> None:
    found = described({"kind": "Enterprise", "name": "样例甲有限公司", "uscc": USCC[:-1] + "A", "lei": "x" * 20}, HASH)
    assert (only(found).uscc, only(found).lei) == (None, None)
    assert [note["field"] for note in found.notes] == ["uscc", "lei"]


def test_an_id_number_is_hashed_and_never_kept() -> None:
    from stdnum.cn.ric import calc_check_digit

    number = NUMBER[:17] + calc_check_digit(NUMBER)
    found = described({"kind": "Person", "name": "王样本", "id_number": number}, HASH)
    item = Item("1", found.examples, Options(), fingerprint(found), found.notes)
    assert only(found).id_hmac == HASH(number).hmac
    assert number not in json.dumps(item.as_dict())
    assert number not in item.fingerprint
    assert Item.of_dict(json.loads(json.dumps(item.as_dict()))).examples == found.examples
    wrong = described({"kind": "Person", "name": "王样本", "id_number": "123"}, HASH)
    assert [note["field"] for note in wrong.notes] == ["id_number"]


def test_a_legal_entity_may_be_either_kind() -> None:
    assert [e.kind for e in from_ftm("LegalEntity", {"name": ["Alpha"]}, HASH).examples] == ["Enterprise", "Person"]
    assert [e.kind for e in described({"name": "Alpha"}, HASH).examples] == ["Enterprise", "Person"]


@pytest.mark.parametrize(
    "fields", [{"name": "无"}, {"name": " \u200f "}, {"uscc": "wrong"}, {"birth_year": 1990}, {"name": "x" * 501}]
)
def test_a_party_that_names_nobody_is_no_party(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        described(fields, HASH)


def test_unknown_fields_schemata_and_properties_are_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="nmae"):
        described({"nmae": "甲公司"}, HASH)
    with pytest.raises(InvalidInput, match="Vessel"):
        from_ftm("Vessel", {"name": ["Alpha"]}, HASH)
    with pytest.raises(InvalidInput, match="nmae"):
        from_ftm("Company", {"nmae": ["Alpha"]}, HASH)
    noted = from_ftm("Company", {"name": ["Alpha"], "email": ["a@example.org"]}, HASH).notes
    assert [(n["code"], n["field"]) for n in noted] == [("not_compared", "email")]


def test_no_property_is_both_used_and_unused() -> None:
    assert not FTM_USED.keys() & FTM_UNUSED
    assert set(FTM_USED.values()) <= set(PLAIN)


@given(st.permutations(["样例甲有限公司", "样例甲", "Alpha Works"]), st.sampled_from(["", " ", "\u200e"]))
def test_the_fingerprint_does_not_depend_on_order_width_or_marks(names: list[str], mark: str) -> None:
    wide = [name.replace("A", "Ａ") + mark for name in names]
    first = described({"kind": "Enterprise", "name": names[0], "aliases": names[1:]}, HASH)
    second = described({"kind": "Enterprise", "name": wide[1], "former_names": [wide[0], wide[2]]}, HASH)
    assert fingerprint(first) == fingerprint(second)


def test_a_list_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no kind of record"):
        Options(lists=("nothing",)).checked()
