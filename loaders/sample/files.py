"""The files that departments send: columns, encodings, formats. One writer for each, streaming."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import xlsxwriter


@dataclass(frozen=True, slots=True)
class FileKind:
    """One department file. ``form``: csv, csv.gz or xlsx."""

    name: str
    form: str
    encoding: str
    columns: tuple[str, ...]


REGISTRATIONS = FileKind("01_企业登记", "csv", "utf-8-sig", (
    "企业名称", "统一社会信用代码", "主体类型", "成立日期", "登记状态", "注册资本(万元)", "所属行业", "行政区划", "住所",
    "法定代表人", "法定代表人证件号码", "任职起始日期", "任职终止日期", "异议类型", "数据日期",
))  # fmt: skip
PEOPLE = FileKind("02_主要人员", "csv", "gb18030", (
    "企业名称", "统一社会信用代码", "人员姓名", "人员证件号码", "职务类别", "任职日期", "离任日期", "数据日期",
))  # fmt: skip
SHAREHOLDERS = FileKind("03_股东出资", "csv.gz", "utf-8", (
    "企业统一社会信用代码", "企业名称", "股东类型", "股东名称", "股东证件号码", "持股比例", "出资日期", "退出日期", "数据日期",
))  # fmt: skip
CONTACTS = FileKind(
    "04_年报联系方式", "csv", "utf-8", ("统一社会信用代码", "企业名称", "联系电话", "电子邮箱", "报告日期")
)
BRANCHES = FileKind("05_分支机构", "csv", "gb18030", (
    "分支机构代码", "分支机构名称", "所属企业代码", "所属企业名称", "设立日期", "数据日期",
))  # fmt: skip
RECORDS = FileKind("06_信用记录", "csv", "utf-8-sig", (
    "记录编号", "主体类别", "主体名称", "主体代码", "记录种类", "列入事由", "认定机关", "文书号", "决定日期", "列入日期",
    "截止日期", "记录状态", "状态日期", "异议", "数据日期",
))  # fmt: skip
NAMED = FileKind("07_记录载明人员", "xlsx", "utf-8", (
    "记录编号", "记录种类", "人员姓名", "人员证件号码", "载明身份", "负有个人责任", "数据日期",
))  # fmt: skip
PENALTIES = FileKind("08_双公示行政处罚", "csv", "gb18030", (
    "CF_WSH", "CF_XDR_MC", "CF_XDR_SHXYM", "CF_WFXW", "CF_CFLB1", "CF_JDRQ", "CF_XZJG", "CF_SJRQ",
))  # fmt: skip
KIN = FileKind(
    "09_亲属申报",
    "xlsx",
    "utf-8",
    ("申报人", "申报人证件号码", "亲属", "亲属证件号码", "亲属关系", "起始日期", "数据日期"),
)
CONTROL = FileKind("10_实际控制声明", "csv", "utf-8", (
    "控制人类型", "控制人", "控制人证件号码", "被控制企业", "被控制企业代码", "控制方式", "起始日期", "数据日期",
))  # fmt: skip
EMPLOYMENT = FileKind(
    "11_社保参保",
    "csv",
    "utf-8",
    ("参保人", "参保人证件号码", "参保单位", "参保单位代码", "参保起始", "参保终止", "数据日期"),
)
GUARANTEES = FileKind(
    "12_担保",
    "csv",
    "utf-8",
    ("担保方", "担保方代码", "被担保方", "被担保方代码", "担保金额(万元)", "起始日期", "数据日期"),
)
BIDS = FileKind("13_公共资源交易", "csv", "utf-8-sig", (
    "标段编号", "标段名称", "招标项目编号", "投标截止时间", "投标人", "投标人代码", "联合体编号", "投标报价(万元)", "结果",
    "招标人", "招标人代码", "数据日期",
))  # fmt: skip
EXPERTS = FileKind("14_评标专家", "csv", "utf-8", ("标段编号", "标段名称", "专家姓名", "专家证件号码", "数据日期"))
MANAGEMENT = FileKind(
    "15_主管托管关系",
    "csv",
    "utf-8",
    ("管理方", "管理方代码", "被管理方", "被管理方代码", "管理方式", "起始日期", "数据日期"),
)

ALL = (
    REGISTRATIONS, PEOPLE, SHAREHOLDERS, CONTACTS, BRANCHES, RECORDS, NAMED, PENALTIES, KIN, CONTROL, EMPLOYMENT,
    GUARANTEES, BIDS, EXPERTS, MANAGEMENT,
)  # fmt: skip


class _Sink(Protocol):
    def row(self, cells: Sequence[str]) -> None: ...

    def close(self) -> None: ...


class Files:
    """All files of a county in one folder, open for writing. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.counts = {kind.name: 0 for kind in ALL}
        self._sinks: dict[str, _Sink] = {kind.name: _sink(folder, kind) for kind in ALL}

    def __enter__(self) -> Files:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sink in self._sinks.values():
            sink.close()

    def write(self, kind: FileKind, **cells: str) -> None:
        """One row by column name; absent columns stay empty."""
        unknown = cells.keys() - set(kind.columns)
        if unknown:
            raise KeyError(f"{kind.name} has no column {sorted(unknown)}")
        self.counts[kind.name] += 1
        self._sinks[kind.name].row([cells.get(column, "") for column in kind.columns])


def _sink(folder: Path, kind: FileKind) -> _Sink:
    path = folder / f"{kind.name}.{kind.form}"
    sink: _Sink = _Excel(path) if kind.form == "xlsx" else _Csv(path, kind)
    sink.row(kind.columns)
    return sink


class _Csv:
    def __init__(self, path: Path, kind: FileKind) -> None:
        # A fixed time in the header makes the same county the same bytes.
        raw: Any = gzip.GzipFile(path, "wb", 6, mtime=0) if kind.form.endswith("gz") else path.open("wb")
        self._text = io.TextIOWrapper(raw, encoding=kind.encoding, newline="")
        self._writer = csv.writer(self._text)

    def row(self, cells: Sequence[str]) -> None:
        self._writer.writerow(cells)

    def close(self) -> None:
        self._text.close()


class _Excel:
    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False})
        self._sheet = self._book.add_worksheet("数据")
        self._next = 0

    def row(self, cells: Sequence[str]) -> None:
        for column, cell in enumerate(cells):
            self._sheet.write_string(self._next, column, cell)
        self._next += 1

    def close(self) -> None:
        self._book.close()
