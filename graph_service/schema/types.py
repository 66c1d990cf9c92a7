"""What a schema is made of. The declarations themselves stand in ``nodes`` and ``relationships``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ValueType(StrEnum):
    """How a cell is cleaned, stored and shown. Stored form in brackets."""

    TEXT = "text"  # [str]
    NAME = "name"  # a party's name; placeholders are no names [str]
    LIST = "list"  # several texts, ";" or "；" between them in a cell [list[str]]
    DATE = "date"  # day, month or year [ISO str, possibly partial]
    TIME = "time"  # an instant with zone [ISO str]
    INTEGER = "integer"  # [int]
    DECIMAL = "decimal"  # exact [str]
    MONEY = "money"  # yuan, exact [str]
    SHARE = "share"  # exact, range or unknown [two str: <name>_min, <name>_max]
    BOOLEAN = "boolean"  # [bool]; absent is unknown
    ENUM = "enum"  # one of ``choices`` [str]
    USCC = "uscc"  # unified social credit code, check digit checked [str]
    ORG_CODE = "org_code"  # GB 11714, checked [str, 9 characters]
    REGISTRATION_NUMBER = "registration_number"  # GS 15-2006, checked [str]
    LEI = "lei"  # ISO 17442, checked [str]
    REGION = "region"  # GB/T 2260 code or a name [str]
    ID_NUMBER = "id_number"  # resident ID: never stored; HMAC and mask only


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its name everywhere, its type, its captions and the headers that name it in files."""

    name: str
    type: ValueType
    zh: str
    en: str
    headers: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    choices: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node: its label, captions and the properties that a source may state about it."""

    name: str
    zh: str
    en: str
    properties: tuple[Property, ...]
    party: bool = False
    description: str = ""

    def property(self, name: str) -> Property:
        return _find(self.properties, name, self.name)


@dataclass(frozen=True, slots=True)
class RelationshipKind:
    """A kind of relationship. ``anchor`` is the end that has few relationships of this kind in practice

    (a company has few legal representatives, a person may represent thousands): writes look for an existing
    relationship from that end, so that a hub never makes them quadratic.
    """

    name: str
    zh: str
    en: str
    from_kinds: tuple[str, ...]
    to_kinds: tuple[str, ...]
    anchor: str
    properties: tuple[Property, ...] = ()
    description: str = ""
    symmetric: bool = False
    derived: bool = field(default=False)

    def property(self, name: str) -> Property:
        return _find(self.properties, name, self.name)


def _find(properties: tuple[Property, ...], name: str, owner: str) -> Property:
    for candidate in properties:
        if candidate.name == name:
            return candidate
    raise KeyError(f"{owner} has no property {name!r}")
