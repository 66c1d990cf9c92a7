"""A comparison is symmetric, and does not depend on how a name is written down."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import opencc
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.identity.match import Candidate, compare
from graph_service.identity.party import PartyExample

_REGIONS = ("大连", "沈阳市", "山东省济南市", "", "望川", "深圳")
_CORES = ("虚舟", "鹤渚", "三叶", "汇通", "后里", "云台山", "乾元", "发髻")
_INDUSTRIES = ("贸易", "信息技术", "建筑工程", "家具制造", "机械", "")
_FORMS = ("有限公司", "股份有限公司", "集团有限公司", "厂", "", "(有限合伙)")
_LATIN = ("Acme", "Straße", "Société", "Boat", "TRADING", "Co., Ltd.", "S.A.", "Élan", "of", "1st", "John", "J.")

companies = st.builds("".join, st.tuples(*map(st.sampled_from, (_REGIONS, _CORES, _INDUSTRIES, _FORMS))))
latin = st.lists(st.sampled_from(_LATIN), min_size=1, max_size=5).map(" ".join)
anything = st.text(max_size=12)
people = st.text(alphabet="王李欧阳样一二平安远樣遠陽歐单曾 ABCabc.-", min_size=1, max_size=6)
years = st.one_of(st.none(), st.integers(1940, 2005))
masks = st.sampled_from([None, "3700001975****9974", "370000********9974", "1975****9974", "210200********0011"])


@st.composite
def parties(draw: st.DrawFn) -> PartyExample:
    kind = draw(st.sampled_from(["Enterprise", "Person"]))
    name = st.one_of(companies, latin, anything) if kind == "Enterprise" else st.one_of(people, latin, anything)
    return PartyExample(
        kind, tuple(draw(st.lists(name, min_size=1, max_size=3))), birth_year=draw(years), id_mask=draw(masks),
        region=draw(st.sampled_from([None, "210200", "辽宁省", "济南市"])),
        gender=draw(st.sampled_from([None, "male", "female"])),
        phones=draw(st.sampled_from([(), ("138 0000 0000",), ("+86 13800000000",)])),
        officers=tuple(draw(st.lists(st.sampled_from(["样一", "样二", "无"]), max_size=2))),
    ).checked()  # fmt: skip


def told(found: Candidate) -> tuple[float, str, str | None]:
    return found.score, found.answer, found.grade


@settings(max_examples=300, deadline=None)
@given(parties(), parties())
def test_symmetric(a: PartyExample, b: PartyExample) -> None:
    first, second = compare(a, b), compare(b, a)
    assert told(first) == told(second)
    assert sorted(f.feature for f in first.features) == sorted(f.feature for f in second.features)


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


WRITINGS: tuple[Callable[[str], str], ...] = (
    opencc.OpenCC("s2t").convert,
    str.upper,
    str.lower,
    wide,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: f"  {text}\u3000",
    lambda text: f"\u200f{text}\u202c",
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(companies, latin), st.one_of(companies, latin), st.sampled_from(WRITINGS))
def test_writing_does_not_matter(a: str, b: str, write: Callable[[str], str]) -> None:
    plain = compare(PartyExample("Enterprise", (a,)).checked(), PartyExample("Enterprise", (b,)).checked())
    written = compare(PartyExample("Enterprise", (write(a),)).checked(), PartyExample("Enterprise", (b,)).checked())
    assert told(plain) == told(written)


@settings(deadline=None)
@given(companies, companies, st.integers(0, 20))
def test_spaces_within_chinese_names_do_not_matter(a: str, b: str, place: int) -> None:
    spaced = a[:place] + " " + a[place:]
    one, other = (PartyExample("Enterprise", (name,)).checked() for name in (a, spaced))
    against = PartyExample("Enterprise", (b,)).checked()
    assert told(compare(one, against)) == told(compare(other, against))


@settings(deadline=None)
@given(parties(), parties())
def test_the_order_of_further_names_and_fields_does_not_matter(a: PartyExample, b: PartyExample) -> None:
    from dataclasses import replace

    turned = replace(
        a, names=(*a.names[:1], *a.names[:0:-1]), officers=a.officers[::-1], phones=a.phones[::-1]
    )  # fmt: skip
    assert told(compare(a, b)) == told(compare(turned, b))


@settings(deadline=None)
@given(parties(), parties())
def test_without_identifiers_never_the_same(a: PartyExample, b: PartyExample) -> None:
    assert compare(a, b).answer != "same"
