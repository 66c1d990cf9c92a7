"""A party with 50,000 relations, as the files that two departments would send of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from loaders.sample.names import credit_code

NAME = "望川样例产业发展集团有限公司"
FIRMS, STAFF = 30_000, 20_000
RELATIONS = FIRMS + STAFF
SEEN = "2026-06-01"
_FIRST = 7_000_000  # far above the numbers of the sample county


def write(folder: Path) -> list[Path]:
    """One file of 30,000 holdings, one of 20,000 people insured; returns them in the order in which they are loaded."""
    code = credit_code(_FIRST)
    holdings = folder / "hub-holdings.csv"
    _write(
        holdings,
        "企业名称 企业统一社会信用代码 股东类型 股东名称 股东证件号码 持股比例 出资日期 退出日期 数据日期",
        _held(code),
    )
    staff = folder / "hub-staff.csv"
    _write(staff, "参保人 参保人证件号码 参保单位 参保单位代码 参保起始 参保终止 数据日期", _insured(code))
    return [holdings, staff]


def _held(code: str) -> Iterator[list[str]]:
    for n in range(1, FIRMS + 1):
        share = str(1 + n % 100)
        yield [
            f"望川子业{n}号有限公司",
            credit_code(_FIRST + n),
            "法人",
            NAME,
            code,
            share,
            f"{2010 + n % 15}-03-01",
            "",
            SEEN,
        ]


def _insured(code: str) -> Iterator[list[str]]:
    for n in range(1, STAFF + 1):
        yield [f"样例工{n}", "", NAME, code, f"{2010 + n % 15}-07-01", "", SEEN]


def _write(path: Path, header: str, rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(header.split())
        sheet.writerows(rows)
