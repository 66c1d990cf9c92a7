"""Reads tender sheets: one file or several, every sheet of a workbook, joined by bidder. Nothing is guessed in silence.

A row that cannot be used is named with line, column, reason and what to do; columns that mean nothing to us are named
too. Rows of one bidder (and consortium) that agree are one bid; rows that differ stay apart, and the review says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_service.errors import InvalidFile, LimitExceeded
from graph_service.identity.names import key
from graph_service.tender.model import MAX_BIDS
from loaders.cleaning.people import Hasher
from loaders.faults import in_chinese
from loaders.readers import Layout, Row, Table, open_table
from loaders.tenders.columns import MACHINE, NUMBERED, clean, field_of

_BESIDE = ("buyer", "agency", "supervisor")
_OF_TENDER = ("title", "regime", "submission_deadline", "credit_check_at")
_SINGLE = ("contact", "operator", "document_author", "deposit_payer")
_PLAIN = ("price", "submitted_at", "contact_phone", "operator_phone", "deposit_account", "brand", "claims_sme")
_HEADER_LINES = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell or row that was left out. ``value`` is never shown: it may be personal."""

    file: str
    line: int
    column: str
    zh: str
    en: str


@dataclass(slots=True)
class TenderSheet:
    """What the files say. ``tenders`` by lot code ("" where no column names a lot), each as for ``parse_tender``."""

    tenders: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    ignored: dict[str, list[str]] = field(default_factory=dict)
    repeated: int = 0

    @property
    def only(self) -> dict[str, Any]:
        """The tender of a file with one lot. ``InvalidFile`` where there are several."""
        if len(self.tenders) != 1:
            lots = "、".join(sorted(self.tenders)[:5])
            raise InvalidFile(f"{len(self.tenders)} lots in the file ({lots} …): review them as a batch",
                              f"文件中有 {len(self.tenders)} 个标段（{lots} 等），请按批量审查")  # fmt: skip
        return next(iter(self.tenders.values()))


def read_tender_sheets(paths: Iterable[Path], hasher: Hasher) -> TenderSheet:
    """Every sheet of every file. ``InvalidFile`` where no column names a bidder, or no bidder is named."""
    sheet = TenderSheet()
    names = []
    for path in paths:
        names.append(path.name)
        for table in _tables(path):
            _read(table, sheet, hasher)
    _settle(sheet)
    if not sheet.tenders:
        raise _no_bidders("、".join(names), sheet)
    for code, tender in sheet.tenders.items():
        _join(tender, sheet)
        if len(tender["bids"]) > MAX_BIDS:
            raise LimitExceeded(f"{len(tender['bids'])} bids in {code or 'the file'}; at most {MAX_BIDS} in one review",
                                f"{code or '文件'}中有 {len(tender['bids'])} 份投标，一次审查最多 {MAX_BIDS} 份", limit=MAX_BIDS)  # fmt: skip
    return sheet


def _settle(sheet: TenderSheet) -> None:
    """Rows that name no lot (a list of experts) belong to the one lot that there is; lots without a bid are no tender."""
    bare = [code for code, tender in sheet.tenders.items() if not tender["bids"]]
    left = [code for code in sheet.tenders if code not in bare]
    for code in bare:
        spare = sheet.tenders.pop(code)
        if code == "" and len(left) == 1:
            kept = sheet.tenders[left[0]]
            kept["experts"] += [e for e in spare.pop("experts") if e not in kept["experts"]]
            kept.update({n: v for n, v in spare.items() if n != "bids" and n not in kept})


def _no_bidders(names: str, sheet: TenderSheet) -> InvalidFile:
    told = "；".join(f"{f.column}（第 {f.line} 行）：{f.zh}" for f in sheet.faults[:3])
    return InvalidFile(
        f"{names}: no bidder is named; the header must have a column such as 投标人名称 or bidder name, with bidders below",
        f"{names}：没有读到投标人。表头须有“投标人名称”（或“统一社会信用代码”）一列，其下逐行填写{'；' + told if told else ''}",
    )


def _tables(path: Path) -> Iterable[Table]:
    """Each sheet, with its header among the first lines: forms often have a title above it."""
    for number in range(_sheets(path)):
        try:
            best = max(
                (
                    open_table(path, Layout(header_row=line, sheet=number))
                    for line in range(1, _lines(path, number) + 1)
                ),
                key=lambda table: sum(field_of(header) is not None for header in table.headers),
            )
        except InvalidFile:
            if _sheets(path) == 1:
                raise
            continue  # an empty sheet among others
        yield best


def _sheets(path: Path) -> int:
    if path.suffix.lower() != ".xlsx":
        return 1
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception:  # noqa: BLE001 - whatever is wrong with the file, the reader says it in words
        return 1
    try:
        return len(book.worksheets)
    finally:
        book.close()


def _lines(path: Path, sheet: int) -> int:
    """How many lines may be the header: those that can be one at all."""
    good = 0
    for line in range(1, _HEADER_LINES + 1):
        try:
            open_table(path, Layout(header_row=line, sheet=sheet))
        except InvalidFile:
            if line == 1:
                raise
            break
        good = line
        if path.suffix.lower() in (".json", ".jsonl", ".parquet"):
            break
    return good


def _read(table: Table, sheet: TenderSheet, hasher: Hasher) -> None:
    fields = {header: found for header in table.headers if (found := field_of(header))}
    unknown = [header for header in table.headers if header not in fields and not header.startswith("column_")]
    if unknown:
        sheet.ignored.setdefault(table.path.name, []).extend(unknown)
    if not fields.keys() & set(table.headers) or not set(fields.values()) & {"bidder_name", "bidder_code", "expert"}:
        return
    for row in table.rows():
        _take(_cells(row, fields, table.path.name, sheet, hasher), row, table.path.name, sheet)


def _cells(row: Row, fields: Mapping[str, str], file: str, sheet: TenderSheet, hasher: Hasher) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for header, name in fields.items():
        try:
            value = clean(name, header, row.cells.get(header, ""), hasher)
        except ValueError as error:
            sheet.faults.append(Fault(file, row.line, header, in_chinese(str(error)), str(error)))
            if name == "bidder_code":  # a wrong code is said by the review too
                found["bad_code"] = row.cells.get(header, "").strip()[:100]
            continue
        if value is not None and name not in found:
            found[name] = value
    return found


def _take(cells: dict[str, Any], row: Row, file: str, sheet: TenderSheet) -> None:
    tender = sheet.tenders.setdefault(str(cells.get("lot_code") or ""), {"bids": [], "experts": []})
    for name in _OF_TENDER:
        if name in cells:
            tender.setdefault(name, cells[name])
    for name in _BESIDE:
        beside = {"name": cells.get(f"{name}_name"), "code": cells.get(f"{name}_code")}
        if beside["name"] or beside["code"]:
            tender.setdefault(name, {n: v for n, v in beside.items() if v})
    tender["experts"] += [e for e in _people(cells, "expert") if e not in tender["experts"]]
    bidder = {"name": cells.get("bidder_name"), "code": cells.get("bidder_code") or cells.get("bad_code")}
    if bidder["name"] or bidder["code"]:
        tender["bids"].append(_bid(cells, {n: v for n, v in bidder.items() if v}))
    elif "expert" not in cells and any(n in cells for n in ("price", "team", "operator")):
        sheet.faults.append(Fault(file, row.line, "投标人", "没有投标人名称或代码", "no name or code of the bidder"))


def _bid(cells: dict[str, Any], bidder: dict[str, str]) -> dict[str, Any]:
    bid: dict[str, Any] = {"bidder": bidder}
    bid |= {name: cells[name] for name in (*_PLAIN, "consortium") if name in cells}
    machine = {name: cells[name] for name in MACHINE if name in cells}
    if machine:
        bid["machine"] = machine
    if team := _people(cells, "team"):
        bid["team"] = team
    for name in _SINGLE:
        if found := _people(cells, name):
            bid[name] = found[0]
    if "contains_material_of" in cells:
        bid["contains_material_of"] = cells["contains_material_of"]
    return bid


def _people(cells: Mapping[str, Any], name: str) -> list[dict[str, str]]:
    """Persons of a column, each with the number that stands at its place in the column of numbers."""
    people = [dict(found) for found in cells.get(name, ())]
    numbers = cells.get(f"{name}_number", ()) if name in NUMBERED else ()
    if len(numbers) == len(people):
        people = [{**number, **person} for person, number in zip(people, numbers, strict=True)]
    return people


def _join(tender: dict[str, Any], sheet: TenderSheet) -> None:
    """Rows of one bidder and consortium that do not contradict one another become one."""
    joined: list[dict[str, Any]] = []
    by_bidder: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for bid in tender["bids"]:
        who = (bid["bidder"].get("code") or key(bid["bidder"].get("name", "")), str(bid.get("consortium") or ""))
        known = next((k for k in by_bidder.get(who, ()) if _agree(k, bid)), None)
        if known is None:
            by_bidder.setdefault(who, []).append(bid)
            joined.append(bid)
        else:
            sheet.repeated += 1
            _merge(known, bid)
    tender["bids"] = joined
    if not tender["experts"]:
        del tender["experts"]


def _agree(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    return all(one[n] == two[n] for n in one.keys() & two.keys() if n not in ("team", "bidder", "machine"))


def _merge(known: dict[str, Any], more: Mapping[str, Any]) -> None:
    known["bidder"] = {**more["bidder"], **known["bidder"]}
    known.setdefault("team", [])
    known["team"] += [person for person in more.get("team", ()) if person not in known["team"]]
    known["machine"] = {**more.get("machine", {}), **known.get("machine", {})}
    for name, value in more.items():
        known.setdefault(name, value)
    for name in ("team", "machine"):
        if not known[name]:
            del known[name]
