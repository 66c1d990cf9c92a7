"""Lists of parties to be screened: CSV or Excel with Chinese or English headers, as plain fields, line by line."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph_service.errors import InvalidFile
from graph_service.identity.names import key
from graph_service.schema import NODE_KINDS
from graph_service.schema.nodes import ENTERPRISE_TYPES
from graph_service.words import codes
from loaders.cleaning.values import clean_list, is_blank
from loaders.faults import TOO_MANY_CELLS, in_chinese
from loaders.readers import open_table
from loaders.tolerant import Line, header, lines

_OWN_HEADERS: Mapping[str, tuple[str, ...]] = {
    "key": ("key", "id", "ref", "编号", "序号", "来源内编号"),
    "name": (
        "供应商",
        "供应商名称",
        "供应商全称",
        "投标人",
        "投标人名称",
        "投标单位",
        "投标单位名称",
        "响应人",
        "响应人名称",
        "中标人",
        "中标人名称",
        "成交供应商",
        "客户",
        "客户名称",
        "主体名称",
        "公司",
        "公司名称",
        "公司全称",
        "单位名称",
        "机构名称",
        "bidder",
        "bidder name",
        "supplier",
        "supplier name",
        "vendor",
        "vendor name",
        "company",
        "company name",
        "party",
        "full name",
    ),
    "uscc": ("主体代码", "供应商统一社会信用代码", "税号", "纳税人识别号"),
    "kind": ("kind", "type", "类型", "主体类别", "主体类型"),
    "addresses": ("address", "地址", "住所", "注册地址", "经营场所"),
    "phones": ("phone", "telephone", "电话", "联系电话", "手机"),
    "officers": ("legal representative", "officers", "法定代表人", "法人代表", "负责人", "法人"),
}
_KIND_WORDS = {
    "Enterprise": ("企业", "法人", "单位", "法人及非法人组织", "非法人组织", "组织", "机构", "enterprise", "organisation", "organization",
                   "legal entity", *codes("zh")["enterprise_type"].values(), *ENTERPRISE_TYPES),
    "Person": ("自然人", "个人", "人员", "person", "individual", "natural person"),
}  # fmt: skip
_KINDS = {text: kind for kind, texts in _KIND_WORDS.items() for text in texts if text not in ("其他", "other")}
_LISTS = frozenset({"former_names", "aliases", "addresses", "phones", "officers"})
_FIELDS = ("name", "former_names", "aliases", "uscc", "org_code", "registration_number", "lei", "id_number", "birth_year",
           "gender", "region", "country")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One line: its cells as they stand, and the party that they describe or why they describe none (en, zh)."""

    number: int
    cells: Mapping[str, str]
    party: Mapping[str, Any] = field(default_factory=dict)
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PartyList:
    """A list ready to be read. ``used``: header to field; ``unused``: headers that mean nothing here."""

    headers: tuple[str, ...]
    used: Mapping[str, str]
    path: Path

    @property
    def unused(self) -> tuple[str, ...]:
        return tuple(h for h in self.headers if h and h not in self.used)

    def rows(self) -> Iterator[PartyLine]:
        """Every line after the header."""
        for line in itertools.islice(_lines(self.path), 1, None):
            yield _party(line, self.headers, self.used)


def open_list(path: Path) -> PartyList:
    """``InvalidFile`` where it cannot be read or no column has names or codes."""
    headers = header(_lines(path), path)
    known = fields_by_header()
    used: dict[str, str] = {}
    for name in headers:
        meant = known.get(key(name))
        if meant and meant not in used.values():
            used[name] = meant
    if not {"name", "uscc", "org_code", "registration_number", "lei", "id_number"} & set(used.values()):
        raise InvalidFile(
            f"{path.name} has no column with names or codes; name one e.g. 名称 or name, 统一社会信用代码 or uscc",
            f"{path.name} 没有名称或代码列；请将表头写作“名称”或“统一社会信用代码”",
        )
    return PartyList(headers, used, path)


def _lines(path: Path) -> Iterator[Line]:
    if not path.is_file():
        raise InvalidFile(f"there is no file {path}", f"找不到文件 {path}")
    if path.suffix.casefold() != ".xlsx":
        yield from lines(path)
        return
    table = open_table(path)
    yield Line(1, table.headers)
    for row in table.rows():
        fault = (
            ("the row has more cells than the header", "该行的单元格多于表头") if row.fault == "cell_count" else None
        )
        yield Line(row.line, tuple(row.cells.get(h, "") for h in table.headers), fault)


def _party(line: Line, headers: tuple[str, ...], used: Mapping[str, str]) -> PartyLine:
    cells = dict(zip(headers, line.cells, strict=False))
    if line.fault:
        return PartyLine(line.number, {}, fault=line.fault)
    if len(line.cells) > len(headers) and any(cell.strip() for cell in line.cells[len(headers) :]):
        return PartyLine(line.number, cells, fault=(TOO_MANY_CELLS, in_chinese(TOO_MANY_CELLS)))
    party: dict[str, Any] = {}
    for name, meant in used.items():
        text = cells.get(name, "").strip()
        if is_blank(text):
            continue
        if meant == "kind":
            if (kind := _KINDS.get(text.casefold())) is None:
                return PartyLine(
                    line.number,
                    cells,
                    fault=(f"{name}: write 企业 (enterprise) or 自然人 (person)", f"{name}列应写“企业”或“自然人”"),
                )
            party["kind"] = kind
        else:
            party[meant] = clean_list(text) if meant in _LISTS else text
    if too_long := next((n for n in used if len(cells.get(n, "")) > 500), None):
        return PartyLine(line.number, {}, fault=(f"{too_long}: more than 500 characters", f"{too_long}超过 500 个字符"))
    return PartyLine(line.number, cells, party)


@lru_cache(maxsize=1)
def fields_by_header() -> Mapping[str, str]:
    """From a header in comparable form to the field: names and captions of the schema, and those of lists."""
    found: dict[str, str] = {}
    for kind in ("Person", "Enterprise"):
        for declared in NODE_KINDS[kind].properties:
            if declared.name in _FIELDS:
                for text in (declared.name, declared.zh, declared.en, *declared.headers):
                    found.setdefault(key(text), declared.name)
    for meant, texts in _OWN_HEADERS.items():
        for text in texts:
            found[key(text)] = meant
    return found
