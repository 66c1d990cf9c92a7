"""Mappings: data that says which column means what. Validated against the schema; errors name the key and the choices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph_service.errors import InvalidMapping
from graph_service.identity.names import key
from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
from loaders.readers import Layout

_PLACE = re.compile(r"\{([^{}]+)\}")
FOLDER = Path(__file__).parent / "mappings"


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"pattern: {error}") from error


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Data):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    zh: str
    en: str
    unit: str = ""
    licence: str = ""
    url: str = ""


class File(_Data):
    """The form of a file. ``header_row: 0``: it has no header, ``columns`` names what stands there and ``name`` (a
    pattern such as ``edges*.csv``) is how it is recognized. ``null``: words by which this source says nothing."""

    name: str = ""
    null: tuple[str, ...] = ()
    header_row: int = Field(default=1, ge=0, le=100)
    sheet: str | int = 0
    columns: tuple[str, ...] = ()
    json_path: str = ""
    expand: tuple[str, ...] = ()
    lookup: dict[str, str] = Field(default_factory=dict)

    def layout(self) -> Layout:
        lookup = tuple(sorted(self.lookup.items()))
        return Layout(self.header_row, self.sheet, self.columns, self.json_path, self.expand, lookup, self.null)

    def fits(self, path: Path) -> bool:
        """Whether the file's name is one that this form expects; any is where it names none."""
        return not self.name or fnmatch(path.name.casefold(), self.name.casefold())

    @model_validator(mode="after")
    def _headless_is_named(self) -> File:
        if self.header_row == 0 and not (self.columns and self.name):
            raise ValueError("a file without header (header_row: 0) needs columns and name")
        return self


class Derivation(_Data):
    """A column made from others: the first group of ``pattern`` in one (as text, or as the day of an epoch in
    milliseconds, with zeros before it up to ``pad`` characters), or a ``template`` over several."""

    source: str = Field("", alias="from")
    pattern: str = Field("(?s)(.*)", max_length=300)
    form: Literal["text", "epoch_ms"] = "text"
    pad: int = Field(0, ge=0, le=40)
    template: str = ""

    @model_validator(mode="after")
    def _compiles(self) -> Derivation:
        if bool(self.source) == bool(self.template):
            raise ValueError("give either from or template")
        if _compiled(self.pattern).groups < 1:
            raise ValueError("pattern: put what is wanted in brackets")
        return self


class Split(_Data):
    """One cell that names several: entities and relationships with ``each`` are made once for each part.

    ``by``: ``consortium`` (bidders that bid together), or a pattern whose first group is a part. A part stands in the
    column of the split's name; ``<name>.whole`` holds the whole text where there are several parts.
    """

    source: str = Field(alias="from")
    by: str = Field(max_length=300)

    @model_validator(mode="after")
    def _compiles(self) -> Split:
        if self.by != "consortium" and _compiled(self.by).groups < 1:
            raise ValueError("by: consortium, or a pattern with what is wanted in brackets")
        return self


class LookUp(_Data):
    """Columns from a row of this file or of another file of the source that lies beside it.

    The row whose ``key`` equals the cell ``by``; where none or several differ there, ``otherwise`` (templates) counts.
    ``file``: the other file's form, its ``name`` says which; absent: this file itself.
    """

    by: str
    key: str
    columns: dict[str, str]
    file: File | None = None
    otherwise: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _named(self) -> LookUp:
        if self.file is not None and not self.file.name:
            raise ValueError("file.name: say which file beside this one is meant")
        if unknown := sorted(self.otherwise.keys() - self.columns.keys()):
            raise ValueError(f"otherwise.{unknown[0]}: no column of this look-up")
        return self


class Reference(_Data):
    """Columns from another row: the only one of the same group (``by``) that has nothing in ``unless``.

    Filled in rows that have something in ``when``; left empty where several rows could be meant.
    """

    by: str
    unless: str
    when: str
    columns: dict[str, str]


class Cell(_Data):
    """A value: from a column (with a unit, or with words translated), or fixed."""

    column: str | None = None
    unit: str = ""
    map: dict[str, str | bool] = Field(default_factory=dict)
    fixed: str | bool | None = None
    required: bool = False
    lenient: bool = False

    @model_validator(mode="after")
    def _column_or_fixed(self) -> Cell:
        if (self.column is None) == (self.fixed is None):
            raise ValueError("give either column or fixed")
        return self


class Kind(_Data):
    """A kind that a column decides: by its words, else ``other``; ``default`` where it says nothing."""

    column: str
    map: dict[str, str]
    other: str | None = None
    default: str | None = None

    def choices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.map.values(), *filter(None, (self.other, self.default))]))


class EntityMapping(_Data):
    """An entity of a row. ``when``: the column that must say something for it to be there.

    ``each``: the split for each of whose parts it is made. ``unnamed``: it is there also where it has no name.
    """

    kind: str | Kind
    identity: dict[str, str] = Field(default_factory=dict)
    values: dict[str, Cell] = Field(default_factory=dict)
    when: str | None = None
    each: str | None = None
    unnamed: bool = False
    contact: str | None = None
    value: str | None = None
    required: bool = False
    on_bad_code: Literal["reject", "drop"] = "reject"

    @model_validator(mode="before")
    @classmethod
    def _short_values(cls, content: Any) -> Any:
        return _expand(content)

    @model_validator(mode="after")
    def _known(self) -> EntityMapping:
        for kind in self.kinds():
            if kind not in NODE_KINDS:
                raise ValueError(f"kind: {kind!r} is none of {', '.join(NODE_KINDS)}")
        allowed = {p.name for kind in self.kinds() for p in NODE_KINDS[kind].properties}
        if unknown := sorted(self.values.keys() - allowed):
            raise ValueError(
                f"values.{unknown[0]}: no property of {'/'.join(self.kinds())}; there are {sorted(allowed)}"
            )
        identity = {"uscc", "org_code", "registration_number", "lei", "id_number", "local"}
        if unknown := sorted(self.identity.keys() - identity):
            raise ValueError(f"identity.{unknown[0]}: none of {sorted(identity)}")
        if self.kinds() == ("ContactPoint",) and not (self.contact and self.value):
            raise ValueError("a ContactPoint needs contact (its kind) and value (its column)")
        return self

    def kinds(self) -> tuple[str, ...]:
        return (self.kind,) if isinstance(self.kind, str) else self.kind.choices()


class RelationshipMapping(_Data):
    """A relationship of a row between two of its entities; made for each of them where they are made for each part.

    ``each``: the split for each of whose parts it is made (its own values and kind then see that part).
    """

    kind: str | Kind
    origin: str = Field(alias="from")
    target: str = Field(alias="to")
    values: dict[str, Cell] = Field(default_factory=dict)
    valid_from: str | None = None
    valid_to: str | None = None
    when: str | None = None
    each: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_values(cls, content: Any) -> Any:
        return _expand(content)

    @model_validator(mode="after")
    def _known(self) -> RelationshipMapping:
        for kind in self.kinds():
            if kind not in RELATIONSHIP_KINDS:
                raise ValueError(f"kind: {kind!r} is none of {', '.join(RELATIONSHIP_KINDS)}")
        allowed = {p.name for kind in self.kinds() for p in RELATIONSHIP_KINDS[kind].properties}
        if unknown := sorted(self.values.keys() - allowed):
            raise ValueError(
                f"values.{unknown[0]}: no property of {'/'.join(self.kinds())}; there are {sorted(allowed)}"
            )
        return self

    def kinds(self) -> tuple[str, ...]:
        return (self.kind,) if isinstance(self.kind, str) else self.kind.choices()


class Observed(_Data):
    column: str | None = None
    fixed: date | None = None


class Mapping(_Data):
    """One file kind of one source. ``records``: the mapping whose records these are too, in another form of file."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    version: int = Field(ge=1)
    title: dict[Literal["zh", "en"], str]
    source: Source
    file: File = File()
    recognize: tuple[str, ...]
    observed_on: Observed = Observed()
    snapshot: Literal["full", "partial"] = "partial"
    scope: tuple[str, ...] = ()
    record: str | None = None
    records: str = ""
    derive: dict[str, Derivation] = Field(default_factory=dict)
    refer: dict[str, Reference] = Field(default_factory=dict)
    split: dict[str, Split] = Field(default_factory=dict)
    look_up: dict[str, LookUp] = Field(default_factory=dict)
    entities: dict[str, EntityMapping]
    relationships: tuple[RelationshipMapping, ...] = ()

    @model_validator(mode="after")
    def _ends_exist(self) -> Mapping:
        for relationship in self.relationships:
            for end in (relationship.origin, relationship.target):
                if end not in self.entities:
                    raise ValueError(f"relationships: {end!r} is no entity of this mapping: {sorted(self.entities)}")
        if unknown := sorted(set(self.scope) - RELATIONSHIP_KINDS.keys()):
            raise ValueError(f"scope: {unknown[0]!r} is no relationship kind")
        wanted = [e.each for e in self.entities.values()] + [r.each for r in self.relationships]
        if missing := sorted({each for each in wanted if each is not None} - self.split.keys()):
            raise ValueError(f"each: {missing[0]!r} is no split of this mapping: {sorted(self.split)}")
        return self

    def made(self) -> tuple[str, ...]:
        """The columns that are not in the file but derived from it."""
        told = [name for r in self.refer.values() for name in r.columns]
        told += [name for look_up in self.look_up.values() for name in look_up.columns]
        return (*self.derive, *self.split, *(f"{name}.whole" for name in self.split), *told)

    def columns(self) -> set[str]:
        """Every column that the mapping reads."""
        found = set(self.recognize) | ({self.observed_on.column} if self.observed_on.column else set())
        found |= set(_PLACE.findall(self.record or ""))
        for entity in self.entities.values():
            found |= set(_PLACE.findall(entity.identity.get("local", "") + (entity.contact or "")))
            found |= {c.column for c in entity.values.values() if c.column}
            found |= {text for name, text in entity.identity.items() if name != "local"}
            found |= {text for text in (entity.when, entity.value) if text}
            if isinstance(entity.kind, Kind):
                found.add(entity.kind.column)
        for relationship in self.relationships:
            found |= {c.column for c in relationship.values.values() if c.column}
            found |= {t for t in (relationship.valid_from, relationship.valid_to, relationship.when) if t}
            if isinstance(relationship.kind, Kind):
                found.add(relationship.kind.column)
        return found


def _expand(content: Any) -> Any:
    """``name: 企业名称`` is short for ``name: {column: 企业名称}``."""
    if isinstance(content, dict) and isinstance(content.get("values"), dict):
        values = {n: {"column": v} if isinstance(v, str) else v for n, v in content["values"].items()}
        return {**content, "values": values}
    return content


def parse_mapping(text: str, name: str = "mapping") -> Mapping:
    """A mapping from YAML. ``InvalidMapping`` names every key at fault."""
    try:
        content = yaml.safe_load(text)
        return Mapping.model_validate(content)
    except yaml.YAMLError as error:
        raise InvalidMapping(f"{name} is not YAML: {error}", f"{name} 不是有效的 YAML：{error}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc'])) or 'mapping'}: {e['msg']}" for e in error.errors()]
        raise InvalidMapping(
            f"{name}: " + "; ".join(faults), f"{name} 有误：" + "；".join(faults), errors=faults
        ) from error


def read_mapping(path: Path) -> Mapping:
    if not path.is_file():
        raise InvalidMapping(f"there is no mapping file {path}", f"找不到映射文件 {path}")
    return parse_mapping(path.read_text(encoding="utf-8"), path.name)


@lru_cache(maxsize=1)
def shipped() -> dict[str, Mapping]:
    """The mappings that come with the product, by id."""
    found = [read_mapping(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return {mapping.id: mapping for mapping in found}


def recognize(headers: Iterable[str], candidates: Iterable[Mapping]) -> Mapping:
    """The most specific mapping whose columns are all there. ``InvalidMapping`` where none or several fit."""
    present = {key(h) for h in headers}
    fitting = [m for m in candidates if all(key(c) in present for c in m.recognize)]
    if not fitting:
        raise InvalidMapping(
            f"no mapping fits the headers {sorted(headers)[:12]}; name one with --mapping, or write one",
            f"没有映射与表头 {sorted(headers)[:12]} 相符；请用 --mapping 指定，或编写映射文件",
        )
    best = max(len(m.recognize) for m in fitting)
    chosen = [m for m in fitting if len(m.recognize) == best]
    if len(chosen) > 1:
        ids = ", ".join(sorted(m.id for m in chosen))
        raise InvalidMapping(
            f"several mappings fit: {ids}; name one with --mapping", f"有多个映射相符：{ids}；请用 --mapping 指定"
        )
    return chosen[0]
