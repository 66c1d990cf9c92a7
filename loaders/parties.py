"""Lists of parties to be screened: CSV or Excel with Chinese or English headers, as plain fields, line by line."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
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

_WORDS: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(
    resources.files("loaders").joinpath("party_lists.json").read_text(encoding="utf-8")
)
"""Headers of lists by field, beside those of the schema, and words for the kinds of party; the browser is built from it too."""
_TYPES = {*codes("zh")["enterprise_type"].values(), *ENTERPRISE_TYPES} - {"其他", "other"}
_KINDS = {text: kind for kind, texts in _WORDS["kinds"].items() for text in texts} | dict.fromkeys(_TYPES, "Enterprise")
_TOO_MANY = TOO_MANY_CELLS, in_chinese(TOO_MANY_CELLS)
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
        fault = _TOO_MANY if row.fault == "cell_count" else None
        yield Line(row.line, tuple(row.cells.get(h, "") for h in table.headers), fault)


def _party(line: Line, headers: tuple[str, ...], used: Mapping[str, str]) -> PartyLine:
    cells = dict(zip(headers, line.cells, strict=False))
    if line.fault:
        return PartyLine(line.number, {}, fault=line.fault)
    if len(line.cells) > len(headers) and any(cell.strip() for cell in line.cells[len(headers) :]):
        return PartyLine(line.number, cells, fault=_TOO_MANY)
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
    for meant, texts in _WORDS["headers"].items():
        for text in texts:
            found[key(text)] = meant
    return found
