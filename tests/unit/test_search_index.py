"""The name index: candidates as an exhaustive comparison finds them, updates, and what is kept of a party."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

import numpy as np
import opencc
import pytest

from graph_service.errors import InvalidInput
from graph_service.identity.keys import digest_id
from graph_service.identity.match import Candidate, compare
from graph_service.identity.party import PartyExample, example_of
from graph_service.reading.agree import agree
from graph_service.search.agreed import agreed
from graph_service.search.directory import Directory, Known, pack, unpack
from graph_service.search.index import NameIndex
from graph_service.search.matcher import Matcher
from graph_service.search.names import Names
from graph_service.search.pools import Pool
from graph_service.search.query import search
from tests.unit.party_names import changed, companies, latin, people

PARTIES = 2000
QUERIES = 60


class NoGraph:
    """A reader of a graph in which no identifier leads anywhere; a name alone must not read anything."""

    def survivors(self, ids: object) -> dict[str, str]:
        raise AssertionError("read")


def known(kind: str, *names: str, number: int = 0) -> Known:
    identifier = digest_id((kind, str(number), *names))
    example = PartyExample(kind, names, id=identifier).tidied()
    return Known(identifier, example, "p" * len(example.names))


def index_of(parties: list[Known]) -> NameIndex:
    return NameIndex(1, Names.of([packed(sorted(parties, key=lambda party: party.id))]))


def packed(parties: list[Known]) -> list[str]:
    return [pack(party) for party in parties]


@pytest.fixture(scope="module")
def parties() -> list[Known]:
    pick = random.Random(5)
    made = [known("Enterprise", companies(pick), number=n) for n in range(PARTIES // 2)]
    made += [known("Enterprise", latin(pick), number=n) for n in range(PARTIES // 4)]
    return made + [known("Person", people(pick), number=n) for n in range(PARTIES // 4)]


@pytest.fixture(scope="module")
def index(parties: list[Known]) -> NameIndex:
    return index_of(parties)


def matcher(index: NameIndex) -> Matcher:
    return Matcher(index, NoGraph())  # type: ignore[arg-type]


def found(index: NameIndex, kind: str, name: str, **options: int) -> list[Candidate]:
    return matcher(index).candidates(PartyExample(kind, (name,)), **options)  # type: ignore[arg-type]


def exhaustive(parties: list[Known], example: PartyExample) -> list[Candidate]:
    compared = [compare(example, p.example) for p in parties if p.example.kind == example.kind]
    return sorted((c for c in compared if c.answer == "possible"), key=lambda c: (-c.score, c.id or ""))


@pytest.mark.parametrize(("kind", "make"), [("Enterprise", companies), ("Enterprise", latin), ("Person", people)])
def test_recall_of_an_exhaustive_comparison(index: NameIndex, parties: list[Known], kind: str, make: object) -> None:
    """Of the five best that comparing with every name finds, at least 95 of 100; by score, for equals are equal."""
    pick = random.Random(7)
    names = [p.example.names[0] for p in parties if p.example.kind == kind]
    chosen = [n for n in names if n.isascii() == (make is latin)]
    wanted = reached = 0
    for _ in range(QUERIES):
        example = PartyExample(kind, (changed(pick, pick.choice(chosen)),)).checked()
        best = exhaustive(parties, example)[:5]
        mine = [c.score for c in matcher(index).candidates(example)]
        wanted += len(best)
        reached += sum(n < len(mine) and mine[n] >= c.score for n, c in enumerate(best))
    assert wanted > QUERIES / 3
    assert reached / wanted >= 0.95, f"{reached} of {wanted}"


@pytest.mark.parametrize("name", ["大连虚舟贸易有限公司", "鹤渚(集团)股份有限公司第二分公司"])
@pytest.mark.parametrize(
    "write",
    [
        opencc.OpenCC("s2t").convert,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("(", "（").replace(")", "）"),
        lambda text: " ".join(text),
        lambda text: f"\u200f{text}\u202c\x00",
    ],
)
def test_writing_does_not_matter(parties: list[Known], name: str, write: object) -> None:
    index = index_of([*parties, known("Enterprise", name, number=1)])
    plain, written = found(index, "Enterprise", name), found(index, "Enterprise", write(name))  # type: ignore[operator]
    assert plain
    assert [(c.id, c.score) for c in plain] == [(c.id, c.score) for c in written]


@pytest.mark.parametrize(
    ("kind", "stored", "asked"),
    [
        ("Enterprise", "上海国际虚舟(集团)股份有限公司", "上舟集团"),
        ("Enterprise", "大连虚舟通信集团有限公司", "DALIAN XUZHOU COMMUNICATION GROUP CO LTD"),
        ("Enterprise", "大连虚舟贸易有限公司", "大连墟洲贸易有限公司"),
        ("Enterprise", "上海浦东发展银行股份有限公司", "浦发银行"),
        ("Enterprise", "大连虚舟贸易有限公司（已注销）", "虚舟贸易"),
        ("Enterprise", "Xuzhou Boat Trading Co., Ltd.", "BOAT XUZHOU TRADING LIMITED"),
        ("Person", "欧阳样远", "OUYANG Yangyuan"),
        ("Person", "单样安", "Yangan Shan"),
        ("Person", "Jean Example-Sample", "EXAMPLE SAMPLE, Jean"),
        ("Person", "Ейкзампл Иван", "Иван Ейкзампл"),
    ],
)
def test_other_writings_find_each_other(parties: list[Known], kind: str, stored: str, asked: str) -> None:
    for one, other in ((stored, asked), (asked, stored)):
        party = known(kind, one, number=2)
        assert party.id in [c.id for c in found(index_of([*parties, party]), kind, other, limit=10)]


@pytest.mark.parametrize(
    "name", ["", "无", "\x00\x01\u202e", "\u200f\u202eمثال", "()（）", "💥" * 20, "a", "中", "a中א1" * 40, "字" * 500]
)
@pytest.mark.parametrize("kind", ["Enterprise", "Person"])
def test_odd_names_are_asked_and_kept_without_harm(index: NameIndex, kind: str, name: str) -> None:
    assert all(0 <= c.score <= 1 for c in found(index, kind, name))
    index_of([known(kind, name), known(kind, "样一")])


def test_a_name_of_a_megabyte_is_refused(index: NameIndex) -> None:
    with pytest.raises(InvalidInput):
        found(index, "Enterprise", "字" * 1_000_000)
    with pytest.raises(InvalidInput):
        search(index, "字" * 1_000_000)


def test_an_empty_index_finds_nothing() -> None:
    empty = index_of([])
    assert found(empty, "Enterprise", "大连虚舟贸易有限公司") == []
    assert search(empty, "虚舟")["hits"] == []


def test_search_answers_by_pinyin_initials_and_former_names(parties: list[Known]) -> None:
    example = PartyExample("Enterprise", ("望川虚舟贸易有限公司", "望川墨舟贸易有限公司"), id="a" * 26).tidied()
    index = index_of([*parties, Known("a" * 26, example, "pf")])
    for query, how in (
        ("虚舟贸易", "name"),
        ("墨舟", "former_name"),
        ("xuzhoumaoyi", "pinyin"),
        ("wcxzmy", "initials"),
    ):
        hits = search(index, query, limit=50)["hits"]
        assert how in [hit["matched"] for hit in hits if hit["id"] == "a" * 26], (query, hits[:3])


def test_persons_are_withheld_with_a_note(parties: list[Known]) -> None:
    index = index_of([*parties, known("Person", "慕容样平")])
    reply = search(index, "慕容样平")
    assert all(hit["kind"] == "Enterprise" for hit in reply["hits"])
    assert [note["code"] for note in reply["notes"]] == ["persons_withheld"]
    assert search(index, "慕容样平", persons=True)["hits"][0]["name"] == "慕容样平"


@pytest.mark.parametrize("seed", range(5))
def test_an_updated_index_is_what_building_gives(parties: list[Known], seed: int) -> None:
    pick = random.Random(seed)
    before = pick.sample(parties, 400)
    gone, kept = {p.id for p in before[:20]}, before[20:]
    renamed = [Known(p.id, PartyExample(p.example.kind, ("新岭改名有限公司",), id=p.id), "p") for p in kept[:20]]
    new = pick.sample([p for p in parties if p not in before], 20)
    after = sorted([*kept[20:], *renamed, *new], key=lambda p: p.id)
    changes = sorted([*renamed, *new], key=lambda p: p.id)
    updated = index_of(before).updated(2, {*gone, *(p.id for p in changes)}, [packed(changes)])
    built = NameIndex(2, Names.of([packed(after)]))
    assert list(updated.directory.ids()) == [p.id for p in after]
    for mine, theirs in ((updated.texts, built.texts), (updated.cores, built.cores)):
        assert np.array_equal(mine.units, theirs.units)
        assert np.array_equal(mine.starts, theirs.starts)
    for party in pick.sample(after, 20):
        name = party.example.names[0]
        mine, theirs = (i.weighed(name, party.example, 50) for i in (updated, built))
        assert all(np.array_equal(*pair) for pair in zip(mine, theirs, strict=True))


def test_a_party_is_kept_whole() -> None:
    example = PartyExample(
        "Person", ("样一", "样\x1f二"), id_mask="3700001975****9974", birth_year=1975, gender="female", region="370000",
        country="中国", id="b" * 26,
    )  # fmt: skip
    pool = Pool()
    pool.append(pack(Known("b" * 26, example, "po")).encode())
    directory = Directory(pool.flat())
    kept = directory[0]
    assert (kept.example, kept.example.id, kept.marks) == (example_without_marks(example), "b" * 26, "po")
    assert (directory.find("b" * 26), directory.find("c" * 26), directory.find("")) == (0, None, None)


def example_without_marks(example: PartyExample) -> PartyExample:
    return replace(example, names=tuple(name.replace("\x1f", " ") for name in example.names))


def stated(source: str, day: str, **values: object) -> list[object]:
    """A statement as ``read/names`` gives it."""
    columns = (
        "fullness", "source", "id", "birth_year", "uscc", "org_code", "registration_number", "lei", "id_mask", "gender",
        "region", "country", "name", "former_names", "aliases",
    )  # fmt: skip
    known_values = {"fullness": 9, "source": source, "id": source + day, **values}
    return ["a" * 26, "Enterprise", day, *(known_values.get(column) for column in columns)]


def test_statements_are_agreed_on_like_everywhere() -> None:
    party = unpack(
        agreed([
            stated("court", "2023-01-01", name="望川另名有限公司", former_names=["望川曾名有限公司"], aliases=["望川"]),
            stated("register", "2025-01-01", name="望川新名有限公司"),
            stated("register", "2024-01-01", name="望川旧名有限公司", region="370000"),
        ]).encode()
    )  # fmt: skip
    marked = dict(zip(party.example.names, party.marks, strict=True))
    assert marked == {
        "望川新名有限公司": "p", "望川另名有限公司": "p", "望川旧名有限公司": "f", "望川曾名有限公司": "f", "望川": "o",
    }  # fmt: skip
    assert (party.example.names[0], party.example.region) == ("望川新名有限公司", "370000")


@pytest.mark.parametrize("seed", range(20))
def test_what_is_said_under_one_name_is_agreed_on_without_a_view(seed: int) -> None:
    """The short way of most parties and the agreed view of the graph give the same."""
    pick = random.Random(seed)
    name = pick.choice(
        ["望川新名有限公司", "望川(新名) Example Trading Ltd", " 望川  新名\x1f公司", "无", "字" * 600, None]
    )
    said = [
        stated(
            pick.choice(["register", "court"]), f"202{pick.randrange(4)}-01-01", fullness=pick.randrange(9, 12),
            name=name if pick.random() < 0.8 else None, region=pick.choice([None, "", "370000", "望川"]),
            birth_year=pick.choice([None, 1970, 1980]), uscc=pick.choice([None, "a", "b\x1fc"]),
        )
        for _ in range(pick.randrange(1, 5))
    ]  # fmt: skip
    pick.shuffle(said)
    columns = ("observed_last", "fullness", "source", "id", "birth_year", "uscc")
    statements = []
    for one in said:
        values = [*zip(columns, one[2:], strict=False), ("region", one[13]), ("name", one[15])]
        statement = {name: value for name, value in values if value} | {"record": ""}
        fullness = int(str(one[3]))
        statements.append(statement | {f"further{n}": n for n in range(20 + fullness - len(statement))})
    wanted = example_of(agree({"id": "a" * 26, "kind": "Enterprise"}, statements))
    party = unpack(agreed(said).encode())
    plain = [n.replace("\x1f", " ") for n in wanted.names]
    assert [*party.example.names] == plain
    assert party.marks == ("p" + "o" * 9)[: len(plain)]
    assert party.example.region == wanted.region
    assert party.example.birth_year == wanted.birth_year
    assert party.example.uscc == (wanted.uscc and wanted.uscc.replace("\x1f", " "))
