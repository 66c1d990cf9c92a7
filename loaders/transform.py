"""One row to assertions, or to a rejection that says what is wrong and how to mend it. Pure; compiled once per file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_service.dates import PartialDate
from graph_service.identity import contacts
from graph_service.identity.names import key
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import contact_local
from graph_service.records.kinds import canonical_name, is_negative
from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS, Property, ValueType
from graph_service.schema.nodes import CONTACT_KINDS
from loaders.cleaning import codes, people, values
from loaders.cleaning.people import Hasher
from loaders.faults import TOO_FEW_CELLS, TOO_MANY_CELLS, Advice, advice, in_chinese
from loaders.mapping import Cell, EntityMapping, Kind, Mapping, RelationshipMapping
from loaders.readers import Row

_OF_NODES = {name: {p.name: p for p in kind.properties} for name, kind in NODE_KINDS.items()}
_OF_RELATIONSHIPS = {name: {p.name: p for p in kind.properties} for name, kind in RELATIONSHIP_KINDS.items()}
_PLACE = re.compile(r"\{([^{}]+)\}")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a row was not loaded: file, line, column, what stood there (never a personal number), and what to do."""

    line: int
    column: str
    value: str
    reason: str
    zh: str
    suggestion: Advice


class CellError(Exception):
    """A cell cannot be used."""

    def __init__(self, column: str, value: str, reason: str, zh: str = "", *, personal: bool = False) -> None:
        super().__init__(reason)
        self.column = column
        self.value = "***" if personal else value[:_SHOWN]
        self.reason = reason
        self.zh = zh or in_chinese(reason)


class Transformer:
    """A mapping made ready for one file. ``transform`` is called for each row."""

    def __init__(self, mapping: Mapping, headers: tuple[str, ...], hasher: Hasher, observed_on: date | None) -> None:
        self._mapping = mapping
        self._hasher = hasher
        self._observed_on = observed_on or mapping.observed_on.fixed
        self._column = column_resolver(headers)
        self._headers = headers
        self._columns = sorted(mapping.columns())

    def transform(self, row: Row) -> tuple[Assertion, ...] | Rejection:
        try:
            return tuple(self._assertions(row))
        except CellError as error:
            return Rejection(row.line, error.column, error.value, error.reason, error.zh, advice(error.reason))

    def _assertions(self, row: Row) -> list[Assertion]:
        _check_shape(row)
        cells = _Cells(row.cells, self._column)
        record = f"{self._mapping.records or self._mapping.id}/{self._record(cells)}"
        observed = self._observed(cells)
        seen = {name: [_Cells(part, self._column) for part in parts] for name, parts in row.parts.items()}
        claims: dict[str, list[tuple[_Cells, Claim]]] = {}
        found: list[Assertion] = []
        for name, entity in self._mapping.entities.items():
            claims[name] = []
            parts = seen[entity.each] if entity.each else [cells]
            if not parts:
                self._absent(entity, self._mapping.split[entity.each or ""].source)
            for part in parts:
                assertion = self._entity(entity, part, record, name, observed)
                if assertion is not None:
                    claims[name].append((part, assertion.claim))
                    found.append(assertion)
        for relationship in self._mapping.relationships:
            found += self._related(relationship, seen, claims, record, observed)
        if not found:
            raise CellError("", "", "the row names nobody", "该行没有可识别的主体")
        return found

    def _record(self, cells: _Cells) -> str:
        if self._mapping.record:
            return _fill(self._mapping.record, cells)
        joined = "\x1f".join([cells.get(c) for c in self._columns])
        return hashlib.blake2b(joined.encode(), digest_size=12).hexdigest()

    def _observed(self, cells: _Cells) -> date | None:
        column = self._mapping.observed_on.column
        text = cells.get(column) if column else ""
        if column and not values.is_blank(text):
            day = PartialDate.parse(_clean(column, text, values.clean_date))
            return day.latest
        return self._observed_on

    # -- entities ------------------------------------------------------------------------------------------

    def _entity(
        self, entity: EntityMapping, cells: _Cells, record: str, name: str, observed: date | None
    ) -> EntityAssertion | None:
        if entity.when and values.is_blank(cells.get(entity.when)):
            self._absent(entity, entity.when)
            return None
        if entity.contact:
            return self._contact(entity, cells, record, observed)
        kind = _choose(entity.kind, cells)
        stated = _values(_OF_NODES[kind], entity.values, cells)
        shown = str(stated.pop("name", "") or "")
        if "name" in entity.values and not shown and kind in ("Person", "Enterprise") and not entity.unnamed:
            self._absent(entity, entity.values["name"].column or "")
            return None
        claim = self._claim(kind, shown, entity, cells, record, name, stated)
        return EntityAssertion(claim, stated, record, observed)

    def _absent(self, entity: EntityMapping, column: str) -> None:
        if entity.required:
            raise CellError(column, "", "required, but empty")

    def _contact(
        self, entity: EntityMapping, cells: _Cells, record: str, observed: date | None
    ) -> EntityAssertion | None:
        kind = entity.contact or ""
        if kind.startswith("{"):
            kind = _contact_kind(kind[1:-1], cells)
        value = contacts.normalized(kind, cells.get(entity.value or ""))
        if value is None:
            return None
        claim = Claim("ContactPoint", local=contact_local(kind, value), shared=True)
        return EntityAssertion(claim, {}, record, observed)

    def _claim(
        self,
        kind: str,
        shown: str,
        entity: EntityMapping,
        cells: _Cells,
        record: str,
        name: str,
        stated: dict[str, Any],
    ) -> Claim:
        identity = {n: cells.get(c) for n, c in entity.identity.items() if n != "local"}
        template = entity.identity.get("local")
        local = _fill(template, cells) if template else f"{record}/{name}/{shown}"
        if kind == "Enterprise":
            return self._enterprise(shown, identity, entity, local)
        if kind == "Person":
            return self._person(shown, identity.get("id_number", ""), entity, local)
        if kind == "CreditRecord":
            stated["record_kind"] = canonical_name(str(stated.get("record_kind") or ""))
            return Claim(kind, local=local, negative=is_negative(stated["record_kind"]))
        if kind == "ContactPoint":
            return self._contact_end(entity, cells)
        return Claim(kind, shown, local=local)

    def _contact_end(self, entity: EntityMapping, cells: _Cells) -> Claim:
        """The contact point at the end of a relationship: what kind it is shows in its form."""
        column = entity.values["name"].column or ""
        text = cells.get(column)
        kind = "email" if "@" in text else "phone" if text and not any(c.isalpha() for c in text) else "address"
        value = contacts.normalized(kind, text)
        if value is None:
            raise CellError(column, text, "required, but empty", personal=True)
        return Claim("ContactPoint", local=contact_local(kind, value), shared=True)

    def _enterprise(self, shown: str, identity: dict[str, str], entity: EntityMapping, local: str) -> Claim:
        checked: dict[str, Any] = {
            name: _code(entity, name, text, clean)
            for name, clean in _CODES.items()
            if not values.is_blank(text := identity.get(name, ""))
        }
        number = checked.get("uscc")
        if number and len(number) == 15:  # an old registration number in the column of the code
            checked["registration_number"] = checked.pop("uscc")
        return Claim("Enterprise", shown, local=local, **checked)

    def _person(self, shown: str, number: str, entity: EntityMapping, local: str) -> Claim:
        if values.is_blank(number):
            return Claim("Person", shown, local=f"{local}/{key(shown)}")
        column = entity.identity["id_number"]
        try:
            found = people.clean_id_number(number, self._hasher)
        except ValueError as error:
            if entity.on_bad_code == "drop":
                return Claim("Person", shown, local=f"{local}/{key(shown)}")
            raise CellError(column, "", str(error), personal=True) from error
        if found.hashed:
            hashed = found.hashed
            return Claim("Person", shown, id_hmac=hashed.hmac, id_key=hashed.key_id, id_mask=hashed.mask)
        return Claim("Person", shown, id_mask=found.mask, local=f"{local}/{key(shown)}/{found.mask}")

    # -- relationships -------------------------------------------------------------------------------------

    def _related(
        self, relationship: RelationshipMapping, seen: dict[str, list[_Cells]],
        claims: dict[str, list[tuple[_Cells, Claim]]], record: str, observed: date | None,
    ) -> Iterator[RelationshipAssertion]:  # fmt: skip
        """Between each of the one end and each of the other; values are read from the part that is split."""
        entities = self._mapping.entities
        for of_origin, origin in claims[relationship.origin]:
            for of_target, target in claims[relationship.target]:
                own = of_target if entities[relationship.target].each else of_origin
                for part in seen[relationship.each] if relationship.each else [own]:
                    made = self._relationship(relationship, part, origin, target, record, observed)
                    if made is not None:
                        yield made

    def _relationship(
        self, relationship: RelationshipMapping, cells: _Cells, origin: Claim, target: Claim, record: str,
        observed: date | None,
    ) -> RelationshipAssertion | None:  # fmt: skip
        if relationship.when and values.is_blank(cells.get(relationship.when)):
            return None
        kind = _choose(relationship.kind, cells)
        _check_ends(kind, origin, target)
        stated = _values(_OF_RELATIONSHIPS[kind], relationship.values, cells)
        start = _date_cell(relationship.valid_from, cells)
        end = _date_cell(relationship.valid_to, cells)
        if start and end and PartialDate.parse(end).latest < PartialDate.parse(start).earliest:
            raise CellError(relationship.valid_to or "", end, "the end lies before the start")
        return RelationshipAssertion(kind, origin, target, record, stated, start, end, observed)


class _Cells:
    """The cells of a row by the names that the mapping uses."""

    __slots__ = ("_cells", "_column")

    def __init__(self, cells: MappingType[str, str], column: Callable[[str], str | None]) -> None:
        self._cells = cells
        self._column = column

    def get(self, name: str) -> str:
        header = self._column(name)
        return str(self._cells.get(header, "") or "") if header else ""


def column_resolver(headers: tuple[str, ...]) -> Callable[[str], str | None]:
    """From a mapping's column name to the file's header: the same but for width, case and spaces."""
    return _Columns({key(h): h for h in headers}).__getitem__


class _Columns(dict[str, str | None]):
    """Headers by the names that were asked for; one that is not known yet is looked up by its key."""

    def __init__(self, by_key: MappingType[str, str]) -> None:
        super().__init__()
        self._by_key = by_key

    def __missing__(self, name: str) -> str | None:
        found = self[name] = self._by_key.get(key(name))
        return found


def _check_shape(row: Row) -> None:
    if row.fault == "cell_count":
        raise CellError("", "", TOO_MANY_CELLS)
    if row.fault == "missing_cells":
        raise CellError("", "", TOO_FEW_CELLS)


def _check_ends(kind: str, origin: Claim, target: Claim) -> None:
    declared = RELATIONSHIP_KINDS[kind]
    if origin.kind in declared.from_kinds and target.kind in declared.to_kinds:
        return
    ends = f"{'/'.join(declared.from_kinds)} → {'/'.join(declared.to_kinds)}"
    raise CellError(
        "", f"{kind}: {origin.kind} → {target.kind}", f"{kind} goes {ends}", f"{declared.zh}的两端应为 {ends}"
    )


def _choose(kind: str | Kind, cells: _Cells) -> str:
    if isinstance(kind, str):
        return kind
    text = values.half_width(cells.get(kind.column))
    found = kind.map.get(text) or (kind.default if values.is_blank(text) else kind.other or kind.default)
    if found is None:
        known = [word for word in kind.map if word]
        raise CellError(kind.column, text, f"not one of: {', '.join(known)}", f"应为：{'、'.join(known)}")
    return found


def _contact_kind(column: str, cells: _Cells) -> str:
    text = cells.get(column)
    try:
        return values.clean_enum(text, CONTACT_KINDS)
    except ValueError as error:
        raise CellError(column, text, str(error)) from error


def _values(
    declared: MappingType[str, Property], mapped: MappingType[str, Cell], cells: _Cells
) -> dict[str, Any]:  # fmt: skip
    found: dict[str, Any] = {}
    for name, cell in mapped.items():
        if name in declared:
            found |= _value(declared[name], cell, cells)
    return found


def _value(declared: Property, cell: Cell, cells: _Cells) -> dict[str, Any]:
    if cell.fixed is not None:
        return {declared.name: cell.fixed}
    column = cell.column or ""
    text = cells.get(column)
    if values.is_blank(text):
        if cell.required or declared.required:
            raise CellError(column, text, "required, but empty")
        return {}
    if text.startswith("=") and len(text) > 1:
        raise CellError(column, text, "a formula is not read; save values instead")
    if cell.map:
        text_mapped = cell.map.get(values.half_width(text))
        if isinstance(text_mapped, bool):
            return {declared.name: text_mapped}
        text = text_mapped if text_mapped is not None else text
        if not text:
            return {}
    try:
        return _typed(declared, text, cell)
    except ValueError as error:
        if cell.lenient:
            return {}
        raise CellError(column, text, str(error), personal=declared.personal) from error


def _typed(declared: Property, text: str, cell: Cell) -> dict[str, Any]:
    if declared.type is ValueType.SHARE:
        share = values.clean_share(text, cell.unit or "auto")
        return {f"{declared.name}_min": share[0], f"{declared.name}_max": share[1]} if share else {}
    if declared.type is ValueType.MONEY:
        return {declared.name: values.clean_money(text, cell.unit or "元")}
    if declared.type is ValueType.ENUM:
        return {declared.name: values.clean_enum(text, declared.choices)}
    found = _CLEANERS.get(declared.type, values.half_width)(text)
    return {} if found is None else {declared.name: found}


_CLEANERS: dict[ValueType, Callable[[str], Any]] = {
    ValueType.DATE: values.clean_date,
    ValueType.TIME: values.clean_time,
    ValueType.BOOLEAN: values.clean_boolean,
    ValueType.LIST: values.clean_list,
    ValueType.NAME: people.clean_name,
    ValueType.INTEGER: lambda text: int(values.half_width(text).replace(",", "")),
    ValueType.DECIMAL: lambda text: values.clean_money(text),
}
_CODES: dict[str, Callable[[str], str]] = {
    "uscc": codes.clean_uscc,
    "org_code": codes.clean_org_code,
    "registration_number": codes.clean_registration_number,
    "lei": codes.clean_lei,
}


def _code(entity: EntityMapping, name: str, text: str, clean: Callable[[str], str]) -> str | None:
    try:
        if name == "uscc" and len(codes.plain(text)) == 15:
            return codes.clean_registration_number(text)
        return clean(text)
    except ValueError as error:
        if entity.on_bad_code == "drop":
            return None
        raise CellError(entity.identity[name], text, str(error)) from error


def _date_cell(column: str | None, cells: _Cells) -> str | None:
    text = cells.get(column) if column else ""
    return None if not column or values.is_blank(text) else _clean(column, text, values.clean_date)


def _clean(column: str, text: str, clean: Callable[[str], str]) -> str:
    try:
        return clean(text)
    except ValueError as error:
        raise CellError(column, text, str(error)) from error


def _fill(template: str, cells: _Cells) -> str:
    return _PLACE.sub(lambda match: values.half_width(cells.get(match.group(1))), template)
