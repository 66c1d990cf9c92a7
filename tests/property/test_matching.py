"""A comparison is symmetric, and does not depend on how a name is written down."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

import opencc
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.identity.evidence import evidence
from graph_service.identity.match import Candidate, compare
from graph_service.identity.party import PartyExample

_REGIONS = ("大连", "沈阳市", "山东省济南市", "", "望川", "深圳")
_CORES = ("虚舟", "鹤渚", "三叶", "汇通", "后里", "云台山", "乾元", "发髻")
_INDUSTRIES = ("贸易", "信息技术", "建筑工程", "家具制造", "机械", "")
_FORMS = ("有限公司", "股份有限公司", "集团有限公司", "厂", "", "(有限合伙)")
_ROMANIZED = ("Dalian", "Shenyang", "Xuzhou", "Hezhu", "Wangchuan", "Trading", "Machinery", "Branch", "Co., Ltd.")
_LATIN = ("Acme", "Straße", "Société", "Boat", "TRADING", "Co., Ltd.", "S.A.", "Élan", "of", "1st", "John", "J.")

companies = st.builds("".join, st.tuples(*map(st.sampled_from, (_REGIONS, _CORES, _INDUSTRIES, _FORMS))))
latin = st.lists(st.sampled_from(_LATIN), min_size=1, max_size=5).map(" ".join)
romanized = st.lists(st.sampled_from(_ROMANIZED), min_size=1, max_size=5).map(" ".join)
branches = st.builds("".join, st.tuples(companies, st.sampled_from(("", "大连分公司", "第二分公司", "沈阳市分公司"))))
organisations = st.one_of(companies, branches, romanized, latin)
anything = st.text(max_size=12)
people = st.text(alphabet="王李欧阳样一二平安远樣遠陽歐单曾 ABCabc.-", min_size=1, max_size=6)
_GIVEN = ("Yangyi", "Ping", "An", "Jean-Luc", "José", "Müller", "al", "P.", "Wang", "Ouyang")
persons = st.one_of(
    st.builds(
        "".join, st.tuples(st.sampled_from(("王", "欧阳", "单", "李")), st.sampled_from(("样远", "平", "样一", "平安")))
    ),
    st.lists(st.sampled_from(_GIVEN), min_size=1, max_size=4).map(" ".join),
)
years = st.one_of(st.none(), st.integers(1940, 2005))
masks = st.sampled_from([None, "3700001975****9974", "370000********9974", "1975****9974", "210200********0011"])


@st.composite
def parties(draw: st.DrawFn) -> PartyExample:
    kind = draw(st.sampled_from(["Enterprise", "Person"]))
    name = st.one_of(organisations, anything) if kind == "Enterprise" else st.one_of(people, persons, latin, anything)
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


named = st.one_of(
    st.tuples(st.just("Enterprise"), organisations, organisations), st.tuples(st.just("Person"), persons, persons)
)


@settings(max_examples=300, deadline=None)
@given(named, st.sampled_from(WRITINGS))
def test_writing_does_not_matter(drawn: tuple[str, str, str], write: Callable[[str], str]) -> None:
    """Beside another name, and beside itself, where the answer is never that the two differ."""
    kind, *names = drawn
    a, b, written = (PartyExample(kind, (name,)).checked() for name in (*names, write(names[0])))
    assert told(compare(a, b)) == told(compare(written, b))
    assert told(compare(a, a)) == told(compare(written, a)) == told(compare(a, written))
    if a.real_names:
        assert evidence(a, written)[0].value == 1.0


def test_what_is_drawn_is_not_all_different() -> None:
    """The tests above would say nothing of pairs that never agree."""
    grades: Counter[tuple[str, str | None]] = Counter()

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(named)
    def count(drawn: tuple[str, str, str]) -> None:
        kind, *names = drawn
        grades[(kind, compare(*(PartyExample(kind, (name,)).checked() for name in names)).grade)] += 1

    count()
    for kind in ("Enterprise", "Person"):
        assert sum(n for (of, grade), n in grades.items() if of == kind and grade) >= 10, grades
        assert grades[(kind, None)] >= 10, grades


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(_GIVEN), min_size=2, max_size=4),
    persons,
    st.sampled_from(("  ", "\u3000", "\u00a0", "\t")),
)
def test_the_kind_of_space_between_words_does_not_matter(words: list[str], b: str, space: str) -> None:
    one, other = (PartyExample("Person", (between.join(words),)).checked() for between in (" ", space))
    against = PartyExample("Person", (b,)).checked()
    assert told(compare(one, against)) == told(compare(other, against))


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
