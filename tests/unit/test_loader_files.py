"""Files that cannot be read, and rows that cannot be loaded: each with a clear message, nothing half-written."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import InvalidFile, InvalidMapping
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.assertions import EntityAssertion, RelationshipAssertion
from loaders.cleaning import codes, people, values
from loaders.files import PreparedFile, check, prepare
from loaders.mapping import parse_mapping, shipped
from loaders.readers import SNIFF, open_table
from tests.conftest import shared

HASHER = IdNumberHasher("test", b"only for tests")
HEADER = "企业名称,统一社会信用代码,人员姓名,人员证件号码,职务类别,任职日期,离任日期,数据日期"
CODE = "91370000XQ090002XJ"
GOOD = f"样例甲有限公司,{CODE},王样本,,董事,2020-01-01,,2026-01-01"


def written(folder: Path, content: bytes | str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def prepared(path: Path) -> PreparedFile:
    return prepare(path, HASHER.hash)


def rejected(folder: Path, *lines: str) -> list[tuple[int, str, str]]:
    found = prepared(written(folder, "\n".join([HEADER, *lines]) + "\n"))
    list(found.assertions())
    return [(r.line, r.column, r.reason) for r in found.rejections]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "people.csv", "empty"),
        (b"\xff\xff\xfe\x80\x81" * 50, "people.csv", "neither UTF-8 nor GB18030"),
        (f"{HEADER},{HEADER}\n".encode(), "people.csv", "stands twice"),
        ("甲,乙,丙\n1,2,3\n".encode(), "people.csv", "no mapping fits"),
        (f"{HEADER}\n{'x' * 1_100_000}\n".encode(), "people.csv", "longer than"),
        (",".join(f"c{i}" for i in range(5000)).encode() + b"\n1\n", "people.csv", "columns"),
        (f"{HEADER}\n\0{GOOD}\n".encode(), "people.csv", "NUL"),
        (b"PK\x03\x04 not a zip", "people.csv.zip", "damaged"),
        (b"\x1f\x8b\x08 broken", "people.csv.gz", "damaged"),
        (b"no workbook", "people.xlsx", "not an Excel workbook"),
        (b"{}", "people.pdf", "only .csv"),
        (b"not parquet", "people.parquet", "not a Parquet"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, name: str, words: str) -> None:
    with pytest.raises((InvalidFile, InvalidMapping)) as caught:
        list(prepared(written(tmp_path, content, name)).assertions())
    assert words in caught.value.en
    assert caught.value.zh != caught.value.en


def test_a_million_column_line_among_good_ones_is_a_clear_error(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEADER}\n{GOOD}\n{',' * 1_000_000}x\n")
    with pytest.raises(InvalidFile, match="line 3"):
        list(prepared(path).assertions())


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (GOOD.replace(CODE, CODE[:-1] + "A"), "统一社会信用代码", "check character"),
        (GOOD.replace("2020-01-01,,", "2020-01-01,2019-01-01,"), "离任日期", "before the start"),
        (GOOD.replace("2020-01-01", "2020-02-30"), "任职日期", "no such day"),
        (GOOD.replace("董事", "看门"), "职务类别", "not one of"),
        (GOOD.replace("王样本,,", "王样本,370000196803129986,"), "人员证件号码", "check character"),
        (GOOD + ",,,extra", "", "more cells"),
        ("样例甲有限公司", "", "fewer cells"),
        (GOOD.replace(CODE, ""), "统一社会信用代码", "required"),
    ],
)
def test_a_row_that_cannot_be_loaded_is_rejected_by_line_and_column(
    tmp_path: Path, line: str, column: str, words: str
) -> None:
    found = rejected(tmp_path, GOOD, line, GOOD)
    assert len(found) == 1
    assert (found[0][0], found[0][1]) == (3, column)
    assert words in found[0][2]


def test_an_id_number_is_never_shown(tmp_path: Path) -> None:
    number = "370000196803129986"
    found = prepared(written(tmp_path, f"{HEADER}\n{GOOD.replace('王样本,,', f'王样本,{number},')}\n"))
    list(found.assertions())
    assert number not in repr(found.rejections)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    found = prepared(written(tmp_path, f"{HEADER}\n{GOOD}\n".encode(encoding)))
    assert len(list(found.assertions())) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("shift", range(4))
def test_an_encoding_is_found_out_wherever_the_sample_of_a_long_file_ends(
    tmp_path: Path, encoding: str, shift: int
) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(("名称," + "x" * (1 + shift) + "\n" + "𠮷望,1\n" * (SNIFF // 4)).encode(encoding))
    found = open_table(path)
    assert found.headers[0] == "名称"
    assert found.encoding.startswith(encoding)


@pytest.mark.parametrize("wrap", ["gz", "zip"])
def test_compressed_files_are_read(tmp_path: Path, wrap: str) -> None:
    path = tmp_path / f"people.csv.{wrap}"
    if wrap == "gz":
        path.write_bytes(gzip.compress(f"{HEADER}\n{GOOD}\n".encode()))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("people.csv", f"{HEADER}\n{GOOD}\n")
    assert len(list(prepared(path).assertions())) == 1


def test_a_formula_is_rejected_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        [
            "企业统一社会信用代码",
            "企业名称",
            "股东类型",
            "股东名称",
            "股东证件号码",
            "持股比例",
            "出资日期",
            "退出日期",
            "数据日期",
        ]
    )
    sheet.append([CODE, "样例甲有限公司", "自然人", "王样本", "", "=50%+10%", "2020-01-01", "", "2026-01-01"])
    book.save(tmp_path / "holders.xlsx")
    found = prepared(tmp_path / "holders.xlsx")
    assert list(found.assertions()) == []
    assert "formula" in found.rejections[0].reason


def test_rejected_rows_come_back_and_load_when_corrected(tmp_path: Path) -> None:
    bad = GOOD.replace("董事", "看门")
    found = prepared(written(tmp_path, f"{HEADER}\n{GOOD}\n{bad}\n"))
    list(found.assertions())
    found.write_rejects(tmp_path / "rejects.csv")
    text = (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    assert "拒绝原因" in text
    assert "应为" in text, "in Chinese"
    assert "not one of" in text, "and in English"
    assert "请更正后重新加载 / Correct it and load the row again" in text
    corrected = written(tmp_path, text.replace("看门", "监事"), "corrected.csv")
    again = prepared(corrected)
    assert len(list(again.assertions())) == 1
    assert again.rejections == []


def test_a_placeholder_is_nobody_and_a_name_alone_identifies_nobody(tmp_path: Path) -> None:
    found = prepared(
        written(tmp_path, f"{HEADER}\n{GOOD}\n{GOOD.replace('样例甲', '样例乙').replace(CODE, '91370000XQ0900038J')}\n")
    )
    people_found = [a.origin for _, row in found.assertions() for a in row if isinstance(a, RelationshipAssertion)]
    assert people_found[0].name == people_found[1].name
    assert people_found[0].local != people_found[1].local
    assert [r[1] for r in rejected(tmp_path, GOOD.replace("王样本", "无"))] == ["人员姓名"]


MAPPING = """
id: mine
version: 1
title: {zh: 甲, en: A}
source: {id: mine, zh: 甲, en: A}
recognize: [name]
entities:
  company: {kind: Enterprise, identity: {local: "{name}"}, values: {name: name}}
"""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("values: {name: name}", "values: {colour: name}"), "colour"),
        (("kind: Enterprise", "kind: Firm"), "Firm"),
        (('local: "{name}"', "passport: name"), "passport"),
        (("recognize: [name]", "recognise: [name]"), "recognise"),
        (("entities:", "entities: ["), "not YAML"),
    ],
)
def test_a_wrong_mapping_names_the_key(change: tuple[str, str], words: str) -> None:
    with pytest.raises(InvalidMapping) as caught:
        parse_mapping(MAPPING.replace(*change))
    assert words in caught.value.en


def test_check_explains_a_mapping_on_the_first_rows(tmp_path: Path) -> None:
    mapping = written(
        tmp_path, MAPPING.replace("values: {name: name}", "values: {name: name, founded_on: since}"), "m.yaml"
    )
    data = written(tmp_path, "name,since\n样例甲,sometime\n", "d.csv")
    faults = check(mapping, data, HASHER.hash)
    assert any("since" in fault for fault in faults)


def test_every_shipped_mapping_is_valid() -> None:
    assert len(shipped()) >= 14


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2019年3月5日", "2019-03-05"), ("2019/3/5", "2019-03-05"), ("20190305", "2019-03-05"), ("2019-03", "2019-03"),
     ("2019", "2019"), ("2019年", "2019"), ("43529", "2019-03-05"), ("２０１９－０３－０５", "2019-03-05")],
)  # fmt: skip
def test_dates(text: str, expected: str) -> None:
    assert values.clean_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2000万元人民币", "20000000"), ("2,000(万)", "20000000"), ("1.5亿", "150000000"), ("681(万元人民币)", "6810000"),
     ("50.4万人民币", "504000"), ("300", "300")],
)  # fmt: skip
def test_amounts(text: str, expected: str) -> None:
    assert values.clean_money(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("469.5", "4695000"), ("4,700,000元", "4700000"), ("470万元", "4700000"), ("1.5亿", "150000000")],
)
def test_an_amount_that_says_its_unit_is_not_in_that_of_its_column(text: str, expected: str) -> None:
    assert values.clean_money(text, "万元") == expected


@given(st.integers(0, 10**6))
def test_shares_stay_exact(number: int) -> None:
    text = f"{number / 10**4:.4f}%"
    low, high = values.clean_share(text) or ("", "")
    assert low == high
    assert values.clean_share(low, "fraction") == (low, high)


@pytest.mark.parametrize("text", ["150%", "-3%", "10%-5%", "half", "1e999999999"])
def test_impossible_shares_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="share"):
        values.clean_share(text)


@pytest.mark.parametrize(
    "code", ["91110000600037341L", "91350100M000100Y43", "91110000802100433B", "914403001922038216"]
)
def test_known_credit_codes_pass(code: str) -> None:
    assert codes.clean_uscc(code.lower()) == code


def test_other_known_vectors_pass() -> None:
    assert codes.clean_org_code("60003734-1") == "600037341"
    assert codes.clean_registration_number("110108000000016") == "110108000000016"
    assert people.clean_id_number("11010519491231002X", HASHER.hash).hashed is not None


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_an_id_number_is_noticed(body: str, place: int, by: int) -> None:
    right = body + people.id_check_character(body)
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    assert people.id_check_character(wrong[:17]) != wrong[17]


@pytest.mark.realdata
def test_liaoning_rows_are_loaded_or_rejected() -> None:
    found = prepared(shared("data", "cn_registrations_liaoning", "registrations.csv.gz"))
    loaded = sum(1 for _ in found.assertions())
    assert found.read == loaded + len(found.rejections) == 109_607


@pytest.mark.realdata
def test_world_bank_dates_and_permanent_bans() -> None:
    found = prepared(shared("data", "worldbank_debarred", "ineligible_firms_and_individuals.xlsx"))
    rows = list(found.assertions())
    assert found.read == 1285
    assert found.rejections == []
    records = [
        a for _, row in rows for a in row if not isinstance(a, RelationshipAssertion) and a.claim.kind == "CreditRecord"
    ]
    permanent = [a for a in records if a.values.get("permanent")]
    assert permanent
    assert all("ends_on" not in a.values for a in permanent)
    assert all(a.values.get("permanent") or a.values.get("ends_on") for a in records)


def test_a_lot_keeps_the_name_that_the_file_gives_it(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "标段编号,标段名称,招标项目编号,投标截止时间,投标人,投标人代码,联合体编号,投标报价(万元),结果,招标人,招标人代码,数据日期\n"
        "L1,样例路面养护一标段,P1,2026-05-20 09:30,样例甲建设有限公司,,,98,,样例采购中心,,2026-06-30\n",
        "bids.csv",
    )
    rows = [one for _, row in prepared(path).assertions() for one in row]
    assert [a.claim.name for a in rows if isinstance(a, EntityAssertion) and a.claim.kind == "Lot"] == [
        "样例路面养护一标段"
    ]
