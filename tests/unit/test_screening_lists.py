"""Lists of parties to be screened: headers in both languages, broken lines told by number with the rest read."""

from __future__ import annotations

import time
from pathlib import Path

import openpyxl
import pytest

from graph_service.errors import InvalidFile
from guanlian.sheets import write_table
from loaders.parties import open_list
from loaders.tolerant import lines


def written(tmp_path: Path, content: bytes | str) -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("编号,主体类别,企业名称,统一社会信用代码,曾用名,注册地址,法定代表人", ["key", "kind", "name", "uscc", "former_names", "addresses", "officers"]),
        ("Key,Type,Name,Unified social credit code,Former names,Address,Legal representative", ["key", "kind", "name", "uscc", "former_names", "addresses", "officers"]),
        ("供应商名称,类型,税号,计量单位", ["name", "kind", "uscc"]),
        ("投标人名称,统一社会信用代码", ["name", "uscc"]),
        ("Supplier,Type", ["name", "kind"]),
        ("姓名,身份证号,出生年份", ["name", "id_number", "birth_year"]),
    ],
)  # fmt: skip
def test_headers_in_chinese_or_english(tmp_path: Path, header: str, fields: list[str]) -> None:
    assert list(open_list(written(tmp_path, f"{header}\n")).used.values()) == fields


@pytest.mark.parametrize(
    ("text", "kind"),
    [("公司", "Enterprise"), ("个体工商户", "Enterprise"), ("法人及非法人组织", "Enterprise"), ("Company", "Enterprise"),
     ("自然人", "Person"), ("Individual", "Person"), ("其他", None), ("外星人", None)],
)  # fmt: skip
def test_kinds_as_lists_write_them(tmp_path: Path, text: str, kind: str | None) -> None:
    (row,) = open_list(written(tmp_path, f"名称,类型\n样例甲,{text}\n")).rows()
    assert (row.party.get("kind"), bool(row.fault)) == (kind, kind is None)


def test_a_line_becomes_a_party_and_keeps_its_own_columns(tmp_path: Path) -> None:
    found = open_list(
        written(tmp_path, "名称,类型,曾用名,合同号\n样例甲公司,企业,旧名一；旧名二,H-1\n王样本,自然人,,H-2\n")
    )
    first, second = found.rows()
    assert found.unused == ("合同号",)
    assert first.party == {"name": "样例甲公司", "kind": "Enterprise", "former_names": ["旧名一", "旧名二"]}
    assert (second.party, second.cells["合同号"]) == ({"name": "王样本", "kind": "Person"}, "H-2")


BROKEN = [
    b'"\xe5\xbc\x80\xe5\xbc\x95\xe5\x8f\xb7', b"\xff\xfe\xff", b"a\0b", b"x" * 1_000_005, b"a,b,c,d", "甲,企业县".encode(),
    b'a"b"c"",', b"y" * 600,
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_line_is_told_by_its_number_and_the_rest_is_read(tmp_path: Path, broken: bytes) -> None:
    good = [f"样例{n}公司,企业".encode() for n in range(60)]
    content = b"\n".join([*("名称,类型".encode(), *good[:30]), broken, *good[30:]])
    rows = list(open_list(written(tmp_path, content)).rows())
    assert [row.party["name"] for row in rows if not row.fault and row.number != 32] == [
        f"样例{n}公司" for n in range(60)
    ]
    assert [row.number for row in rows if row.fault] == [32] or broken.startswith(b'a"')


def test_one_broken_line_among_a_hundred_thousand(tmp_path: Path) -> None:
    good = [f"样例{n}公司,企业" for n in range(100_000)]
    good[77_776] = '"没有闭合'
    started = time.perf_counter()
    rows = list(open_list(written(tmp_path, "名称,类型\n" + "\n".join(good))).rows())
    assert (len(rows), [row.number for row in rows if row.fault]) == (100_000, [77_778])
    assert time.perf_counter() - started < 20


def test_quoted_line_breaks_and_chinese_encodings_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, '名称,类型\n"样例\n甲公司",企业\n乙公司,企业\n'.encode("gb18030"))
    assert [line.number for line in lines(path)] == [1, 2, 4]
    assert [row.party["name"] for row in open_list(path).rows()] == ["样例\n甲公司", "乙公司"]


@pytest.mark.parametrize("content", ["", "\n\n", "合同号,金额\n1,2\n"])
def test_a_file_without_names_or_codes_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(InvalidFile):
        open_list(written(tmp_path, content))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_nothing_in_a_result_is_run_as_a_formula(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    assert write_table(path, ["名称"], [["=1+1"], ["甲公司"]]) == 2
    if suffix == ".csv":
        assert path.read_text(encoding="utf-8-sig").splitlines() == ["名称", "'=1+1", "甲公司"]
        return
    book = openpyxl.load_workbook(path)
    assert [(c.value, c.data_type) for (c,) in book.active.iter_rows(min_row=2)] == [("=1+1", "s"), ("甲公司", "s")]


def test_excel_lists_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_table(path, ["名称", "类型"], [["样例甲公司", "企业"]])
    assert [row.party for row in open_list(path).rows()] == [{"name": "样例甲公司", "kind": "Enterprise"}]
