"""The report as a workbook: the same parts as the PDF, one a sheet, to be filtered and sorted."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from graph_service.dossier.captions import HAS, SYMBOLS

Row = Sequence[str]
UNSEARCHED = "未检索"
FILLS = {"ground": "#fbe9e7", "deemed": "#fff1dc", "indication": "#eaf1f8"}


def workbook(document: Mapping[str, Any]) -> bytes:
    """The bytes of an .xlsx file; equal for equal documents. Every cell is text, so that none is taken as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime.fromisoformat(document["head"]["updated_at"]).replace(tzinfo=None)})
    formats = _formats(book)
    for title, header, rows, widths in _sheets(document):
        _sheet(book, formats, title, header, rows, widths)
    _matrix(book, formats, document)
    book.close()
    return out.getvalue()


def _sheets(d: Mapping[str, Any]) -> Iterable[tuple[str, Row, Iterable[Row], Sequence[int]]]:
    head = d["head"]
    yield "摘要", ("项目", "内容"), [*d["facts"], *_head_rows(head, d["counts"])], (22, 80)
    yield "投标人与覆盖", ("号", "投标人", "代码", "角色", "联合体", "身份", "报价（元）", *d["covered"], "本体记录", "确认所需"), [
        [str(b["number"]), b["name"], b["code"], b["role"], b["consortium"], b["confidence"], b["price"],
         *(HAS[c] if b["searched"] else UNSEARCHED for c in b["coverage"]), str(b["own"]), b["settles"]] for b in d["bidders"]
    ], (5, 34, 22, 10, 8, 18, 14, *(8,) * len(d["covered"]), 8, 30)  # fmt: skip
    yield "其他参与方", ("角色", "名称", "所在投标", "身份", "本体记录"), [[o["role"], o["name"], o["bids"], o["confidence"], str(o["own"])] for o in d["others"]], (16, 34, 16, 18, 10)  # fmt: skip
    yield "发现", FINDING, [_finding(f) for f in d["findings"]], (5, 10, 8, 30, 44, 60, 30, 16, 10, 12, 30, 10, 30, 10)
    yield (
        "本体记录",
        ("当事人", "记录", "认定机关", "文号", "起", "首个不受限日", "状态"),
        d["own"],
        (34, 18, 24, 20, 12, 14, 10),
    )
    yield "已执行规则", ("规则", "版本", "名称", "条文", "发现"), d["rules_run"], (10, 8, 30, 44, 8)
    yield "未执行规则", ("规则", "原因与所需资料", "涉及"), d["not_run"], (10, 60, 40)
    yield "待确认", ("事项",), [[row] for row in (*d["notices"], *d["unresolved"])], (90,)
    yield "关联提示", ("当事人", "强度", "等级", "最强路径"), d["indicative"], (34, 10, 10, 80)
    yield (
        "资料来源",
        ("资料种类", "来源", "条数", "涉及当事人", "最早确认", "最近确认"),
        d["sources"],
        (18, 34, 8, 12, 12, 12),
    )
    yield (
        "官方查询",
        ("当事人", "渠道", "查询时间", "查询人", "结果", "截图 SHA-256"),
        d["queries"],
        (34, 24, 18, 12, 12, 20),
    )
    yield "办理记录", ("时间", "办理人", "事项", "对象"), d["log"], (18, 16, 16, 30)


FINDING = (
    "号", "性质", "规则", "条文", "当事人", "路径", "依据", "身份依据", "时点", "最后确认", "后果", "处理意见", "理由", "效力",
)  # fmt: skip


def _finding(f: Mapping[str, Any]) -> list[str]:
    decision = f["decision"] or {}
    ways = "；".join(" — ".join(_labels(path)) for path in f["paths"])
    return [
        str(f["number"]), f["verdict_zh"], f["rule"], f["article"], "；".join(f["parties"]), ways,
        "；".join(f"{what}：{value}（{source}）" for what, value, source in f["evidence"]), f["identity"], f["standing"],
        f["last_confirmed"], f["consequence"], decision.get("verdict", "待认定"), decision.get("reason", ""),
        decision.get("standing", ""),
    ]  # fmt: skip


def _labels(path: Mapping[str, Any]) -> Iterable[str]:
    for n, node in enumerate(path["nodes"]):
        yield str(node["name"])
        if n < len(path["links"]):
            yield str(path["links"][n]["label"])


def _head_rows(head: Mapping[str, Any], counts: Mapping[str, Any]) -> list[list[str]]:
    found = counts["findings"]
    return [
        ["审查编号", head["id"]], ["标段", head["title"]], ["审查单位", head["unit"]], ["状态", head["state"]],
        ["法定情形", str(found["ground"])], ["视为串通", str(found["deemed"])], ["线索", str(found["indication"])],
        ["未执行规则", str(counts["not_run"])], ["检索被截断", "是" if counts["truncated"] else "否"],
        ["评估时间", head["evaluated_zh"]], ["审查日期", head["as_of"]], ["数据版本", str(head["data_version"])],
        ["规则版本", head["rules_version"]], ["规则摘要", head["rules_digest"]], ["结果 SHA-256", head["hash"]],
    ]  # fmt: skip


def _formats(book: Any) -> dict[str, Any]:
    plain = {"text_wrap": True, "valign": "top", "font_name": "宋体", "font_size": 10}
    made = {"cell": book.add_format(plain), "number": book.add_format({**plain, "align": "center"})}
    made["header"] = book.add_format({**plain, "font_name": "黑体", "bg_color": "#f6f8fa", "bottom": 1})
    for verdict, fill in FILLS.items():
        made[verdict] = book.add_format({"bg_color": fill, "align": "center"})
    made["self"] = book.add_format({"bg_color": "#d0d7de"})
    return made


def _sheet(
    book: Any, formats: Mapping[str, Any], title: str, header: Row, rows: Iterable[Row], widths: Sequence[int]
) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, (name, width) in enumerate(zip(header, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, formats["header"])
    number = 0
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, str(value), formats["cell"])
    sheet.autofilter(0, 0, max(number, 1), len(header) - 1)


def _matrix(book: Any, formats: Mapping[str, Any], d: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("关系矩阵")
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(d["bidders"]), 4)
    for bidder in d["bidders"]:
        n = bidder["number"]
        sheet.write_string(n, 0, f"{n} {bidder['name']}", formats["cell"])
        sheet.write_string(0, n, str(n), formats["number"])
        sheet.write_blank(n, n, None, formats["self"])
        if not bidder["searched"]:
            _unsearched(sheet, formats, n, len(d["bidders"]))
    for a, b, verdict in d["matrix"]:  # over the question marks: something was found in what was given
        for row, column in ((a, b), (b, a)):
            sheet.write_string(row, column, SYMBOLS[verdict], formats[verdict])


def _unsearched(sheet: Any, formats: Mapping[str, Any], number: int, bidders: int) -> None:
    """A bidder of whom the graph has nothing: no pair of it is blank."""
    for other in range(1, bidders + 1):
        if other != number:
            sheet.write_string(number, other, "?", formats["number"])
            sheet.write_string(other, number, "?", formats["number"])
