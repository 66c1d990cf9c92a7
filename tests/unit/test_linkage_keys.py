"""Which descriptions meet in a block, and which do not."""

from __future__ import annotations

import pytest

from graph_service.identity.party import PartyExample
from graph_service.linkage.commonness import NameCounts
from graph_service.linkage.keys import BLOCKS, keys_of


def firm(*names: str, **more: object) -> PartyExample:
    return PartyExample("Enterprise", names, **more).tidied()  # type: ignore[arg-type]


def human(*names: str, **more: object) -> PartyExample:
    return PartyExample("Person", names, **more).tidied()  # type: ignore[arg-type]


def shared(a: PartyExample, b: PartyExample) -> set[str]:
    return {kind for kind, _ in set(keys_of(a)) & set(keys_of(b))}


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (firm("大连虚舟贸易有限公司"), firm("虚舟建筑公司"), {"core", "pinyin"}),
        (firm("大连虚舟贸易有限公司"), firm("大连市虚舟贸易有限责任公司"), {"core", "pinyin", "core_region", "core_head"}),
        (firm("虚舟贸易有限公司"), firm("须周贸易有限公司"), {"pinyin"}),
        (firm("甲乙", registration_number="210200000000017"), firm("丙丁", registration_number="210200000000017"), {"code"}),
        (firm("甲乙", addresses=("大连市中山区一路1号",)), firm("丙丁", addresses=("大连市中山区 一路1号",)), {"address"}),
        (firm("甲乙", phones=("0411-86012345",)), firm("丙丁", phones=("0411 8601 2345",)), {"phone"}),
        (firm("甲乙", officers=("样一", "样二")), firm("丙丁", officers=("样二", "样一")), {"officers"}),
        (firm("Zenith Harbour Trading Co., Ltd."), firm("HARBOUR Zenith"), {"words"}),
        (human("王样本"), human("王样本"), {"name", "pinyin"}),
        (human("王样本"), human("Wang Yangben"), {"pinyin"}),
        (human("王样本"), human("Yangben WANG"), {"pinyin"}),
        (human("王样本", birth_year=1975), human("王样本", id_mask="210200197501**0011"), {"name", "pinyin", "birth_year"}),
        (human("王样本", id_mask="210200********0011"), human("李别名", id_mask="210200197501**0011"), {"mask"}),
        (human("王样本", region="210200"), human("王样本", region="大连市"), {"name", "pinyin", "region"}),
        (human("王样本", officers=("样一",)), human("王样本", officers=("样一", "样三")), {"name", "pinyin", "officer"}),
        (human("王样本", addresses=("大连市中山区一路1号",)), human("李别名", addresses=("大连市中山区一路1号",)), set()),
        (human("无"), human("无"), set()),
        (firm("N/A"), firm("N/A"), set()),
    ],
)  # fmt: skip
def test_what_two_descriptions_share(a: PartyExample, b: PartyExample, wanted: set[str]) -> None:
    found = shared(a, b)
    assert wanted <= found if wanted else not found
    assert found <= set(BLOCKS)


def test_a_name_is_counted_in_its_region_and_everywhere() -> None:
    counts = NameCounts()
    for party in (human("王样本", region="210200"), human("王样本", region="210100"), human("王样本"),
                  firm("大连虚舟贸易有限公司"), firm("沈阳虚舟机械厂")):  # fmt: skip
        counts.add(party)
    assert counts.persons("王样本", frozenset()) == 3
    assert counts.persons("王样本", frozenset({"210200"})) == 1
    assert counts.cores("虚舟", frozenset()) == 2
    assert counts.cores("虚舟", frozenset({"210200"})) == 1
    assert counts.cores("王样本", frozenset()) == 0
