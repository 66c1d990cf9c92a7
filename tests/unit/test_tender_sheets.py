"""Tender sheets: what people and platforms send, read as they mean it, and what is wrong said with its place."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph_service.errors import InvalidFile, LimitExceeded
from graph_service.identity.hmac import IdNumberHasher
from graph_service.tender.model import parse_tender
from loaders.cleaning.codes import uscc_check_character
from loaders.cleaning.people import id_check_character
from loaders.tenders.sheets import TenderSheet, read_tender_sheets

HASHER = IdNumberHasher("test", b"only for tests")


def _code(number: int) -> str:
    from graph_service.identity.keys import org_check_character

    body = f"91379900MA3{number:05d}"
    body += org_check_character(body[8:16])
    return body + uscc_check_character(body)


def _number(day: int) -> str:
    body = f"3799001975010{day}001"
    return body + id_check_character(body)


def _csv(path: Path, rows: list[list[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def _xlsx(path: Path, *sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _read(*paths: Path) -> TenderSheet:
    return read_tender_sheets(paths, HASHER.hash)


def test_chinese_headers_with_units(tmp_path: Path) -> None:
    sheet = _read(_csv(tmp_path / "a.csv", [
        ["投标人名称", "统一社会信用代码", "投标报价(万元)", "联合体编号", "中小企业声明"],
        ["样例甲公司", _code(1), "1,234.5", "", "是"],
        ["样例乙公司", "", "2000万元人民币", "U1", "否"],
    ]))  # fmt: skip
    first, second = sheet.only["bids"]
    assert first == {"bidder": {"name": "样例甲公司", "code": _code(1)}, "price": "12345000", "claims_sme": True}
    assert second == {"bidder": {"name": "样例乙公司"}, "price": "20000000", "consortium": "U1", "claims_sme": False}
    assert sheet.faults == []


def test_english_and_platform_headers(tmp_path: Path) -> None:
    rows = [["BIDDER_NAME", "BIDDER_ORG_CODE", "BID_PRICE", "BIDDER_OPERATION_PERSON", "BIDDER_OPERATION_PERSON_ID",
             "MARGIN_ACCOUNT", "CPU_ID", "HARD_DISK_SERIAL_NUMBER", "MAC_ADDRESS", "NET_ID"],
            ["Example One Co", _code(2), "100.50", "赵样", _number(1), "6222 0001", "BFEB", "WD-1", "02-00", "192.0.2.1"]]  # fmt: skip
    bid = _read(_csv(tmp_path / "a.csv", rows)).only["bids"][0]
    assert bid["machine"] == {"mac": "02-00", "cpu": "BFEB", "disk": "WD-1", "ip": "192.0.2.1"}
    assert bid["operator"]["name"] == "赵样"
    assert bid["operator"]["id_hmac"] == HASHER.hash(_number(1)).hmac
    assert bid["deposit_account"] == "6222 0001"
    assert _number(1) not in repr(bid)


def test_a_list_of_members_with_their_numbers(tmp_path: Path) -> None:
    rows = [["投标人", "项目管理成员"], ["样例甲公司", f"钱样({_number(2)})；孙样"]]
    team = _read(_csv(tmp_path / "a.csv", rows)).only["bids"][0]["team"]
    assert [p["name"] for p in team] == ["钱样", "孙样"]
    assert team[0]["id_hmac"] == HASHER.hash(_number(2)).hmac
    assert "id_hmac" not in team[1]


def test_sheets_of_a_workbook_are_joined_by_bidder(tmp_path: Path) -> None:
    path = _xlsx(
        tmp_path / "a.xlsx",
        [["某项目投标一览表"], ["投标人名称", "统一社会信用代码", "报价"], ["样例甲公司", _code(1), 10], ["样例乙公司", _code(2), 20]],
        [["投标人名称", "统一社会信用代码", "成员姓名"], ["样例甲公司", _code(1), "钱样"], ["样例甲公司", _code(1), "孙样"]],
        [["专家姓名", "专家证件号码"], ["李样", _number(3)]],
    )  # fmt: skip
    tender = _read(path).only
    assert [b["price"] for b in tender["bids"]] == ["10", "20"]
    assert [p["name"] for p in tender["bids"][0]["team"]] == ["钱样", "孙样"]
    assert tender["experts"][0]["name"] == "李样"


def test_several_lots_are_several_tenders(tmp_path: Path) -> None:
    rows = [["标段编号", "投标人", "投标截止时间", "招标人"], ["L1", "样例甲公司", "2026-05-20 09:30", "样例局"],
            ["L2", "样例甲公司", "2026-05-21 09:30", "样例局"]]  # fmt: skip
    sheet = _read(_csv(tmp_path / "a.csv", rows))
    assert {code: t["submission_deadline"] for code, t in sheet.tenders.items()} == {
        "L1": "2026-05-20T09:30:00+08:00", "L2": "2026-05-21T09:30:00+08:00",
    }  # fmt: skip
    assert sheet.tenders["L1"]["buyer"] == {"name": "样例局"}
    with pytest.raises(InvalidFile, match="2 lots"):
        _ = sheet.only


def test_repeated_rows_are_one_bid_and_differing_ones_stay(tmp_path: Path) -> None:
    rows = [["投标人", "报价"], ["样例甲公司", "10"], ["样例 甲公司", "10"], ["样例甲公司", "11"]]
    sheet = _read(_csv(tmp_path / "a.csv", rows))
    assert [b["price"] for b in sheet.only["bids"]] == ["10", "11"]
    assert sheet.repeated == 1


@pytest.mark.parametrize(
    ("cell", "said"),
    [("=B2*1.1", "公式"), ("下浮3.5%", "费率"), ("面议", "金额"), ("98%", "费率")],
)
def test_a_price_that_is_none_is_named_with_its_place(tmp_path: Path, cell: str, said: str) -> None:
    rows = [["投标人", "报价"], ["样例甲公司", "10"], ["样例乙公司", cell]]
    sheet = _read(_xlsx(tmp_path / "a.xlsx", rows))
    (fault,) = sheet.faults
    assert (fault.line, fault.column) == (3, "报价")
    assert said in fault.zh
    assert "price" not in sheet.only["bids"][1]


def test_a_wrong_id_number_is_never_shown(tmp_path: Path) -> None:
    wrong = _number(1)[:-1] + ("0" if _number(1)[-1] != "0" else "1")
    sheet = _read(_csv(tmp_path / "a.csv", [["投标人", "经办人", "经办人身份证号"], ["样例甲公司", "赵样", wrong]]))
    assert "校验位" in sheet.faults[0].zh
    assert wrong not in repr(sheet)


def test_columns_that_mean_nothing_are_named(tmp_path: Path) -> None:
    sheet = _read(_csv(tmp_path / "a.csv", [["投标人", "备注二"], ["样例甲公司", "x"]]))
    assert sheet.ignored == {"a.csv": ["备注二"]}


@pytest.mark.parametrize(
    "rows", [[["样例甲公司", "样例乙公司"], ["样例丙公司", "样例丁公司"]], [["投标人"]], [["报价"], ["10"]]], ids=["no header", "no rows", "no bidder"]
)  # fmt: skip
def test_without_bidders_the_message_says_what_to_write(tmp_path: Path, rows: list[list[str]]) -> None:
    with pytest.raises(InvalidFile) as error:
        _read(_csv(tmp_path / "a.csv", rows))
    assert "投标人名称" in error.value.zh


def test_at_most_500_bids(tmp_path: Path) -> None:
    rows = [["投标人"], *([f"样例{n}公司"] for n in range(500))]
    assert len(_read(_csv(tmp_path / "a.csv", rows)).only["bids"]) == 500
    with pytest.raises(LimitExceeded, match="501"):
        _read(_csv(tmp_path / "b.csv", [*rows, ["样例又一公司"]]))


def test_what_is_read_is_a_tender(tmp_path: Path) -> None:
    rows = [
        ["投标人", "报价(万元)", "经办人", "CPU序列号"],
        ["样例甲公司", "1.5", "赵样", "BF"],
        ["样例乙公司", "2", "", ""],
    ]
    data = {
        **_read(_csv(tmp_path / "a.csv", rows)).only,
        "regime": "政府采购法",
        "submission_deadline": "2026-05-20T09:30:00",
    }
    tender = parse_tender(data)
    assert tender.regime == "procurement"
    assert [str(bid.price) for bid in tender.bids] == ["15000", "20000"]
