"""Every Cypher statement of the product, as text files with a header, loaded once and checked.

A header is a block of ``//`` lines: ``name``, ``purpose``, ``parameters``, ``columns``, ``access``
(``read``, ``write`` or ``schema``) and optionally ``limit``. Parameters in the text must equal those in the
header. ``$$kinds$$`` stands for relationship kinds, which Cypher cannot take as a parameter, and ``$$values$$`` for a
map of values of ``row``: what is created whole is written once, where ``SET`` afterwards writes it twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

_ROOT = Path(__file__).parent
_PARAMETER = re.compile(r"(?<!\$)\$([a-z_]+)")
_KIND = re.compile(r"^[A-Z][A-Z_]*$")
_REQUIRED = ("name", "purpose", "parameters", "columns", "access")
_VALUE = re.compile(r"^[a-z][a-z_]*$")
KINDS = "$$kinds$$"
VALUES = "$$values$$"


class StatementError(Exception):
    """A statement file is incomplete or disagrees with its header."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: name, text, parameter names, column names, and whether it reads or writes."""

    name: str
    text: str
    parameters: frozenset[str]
    columns: tuple[str, ...]
    access: str
    purpose: str
    limit: str = ""

    def with_kinds(self, kinds: tuple[str, ...]) -> Statement:
        """The statement for these relationship kinds."""
        return _with_kinds(self, tuple(kinds))

    def with_values(self, names: tuple[str, ...]) -> Statement:
        """The statement that writes these values of each row; those that a row has not are left out."""
        return _with_values(self, names)


@cache
def statement(name: str) -> Statement:
    """The statement in ``cypher/<name>.cypher``; ``StatementError`` where it is absent or its header is wrong."""
    path = _ROOT / f"{name}.cypher"
    if not path.is_file():
        raise StatementError(f"there is no statement {name!r}")
    return _parse(name, path.read_text(encoding="utf-8"))


def names() -> tuple[str, ...]:
    """The names of all statements, in order."""
    return tuple(sorted(str(p.relative_to(_ROOT).with_suffix("")) for p in _ROOT.rglob("*.cypher")))


def check_all() -> None:
    """Parse every statement; raises ``StatementError`` at the first that is wrong."""
    for name in names():
        statement(name)


def _parse(name: str, content: str) -> Statement:
    lines = content.splitlines()
    header = dict(_header_line(name, line) for line in lines if line.startswith("//"))
    missing = [key for key in _REQUIRED if key not in header]
    if missing:
        raise StatementError(f"{name}: the header lacks {', '.join(missing)}")
    if header["name"] != name:
        raise StatementError(f"{name}: the header calls it {header['name']!r}")
    text = "\n".join(line for line in lines if not line.startswith("//")).strip()
    declared, used = frozenset(_names(header["parameters"])), frozenset(_PARAMETER.findall(text))
    if declared != used:
        raise StatementError(f"{name}: header and text differ in parameters {sorted(declared ^ used)}")
    if header["access"] not in ("read", "write", "schema"):
        raise StatementError(f"{name}: access must be read, write or schema")
    return Statement(
        name, text, declared, tuple(_names(header["columns"])), header["access"], header["purpose"],
        header.get("limit", ""),
    )  # fmt: skip


def _header_line(name: str, line: str) -> tuple[str, str]:
    key, separator, value = line.removeprefix("//").partition(":")
    if not separator:
        raise StatementError(f"{name}: a header line needs 'key: value', not {line!r}")
    return key.strip(), value.strip()


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@lru_cache(maxsize=4096)
def _with_kinds(template: Statement, kinds: tuple[str, ...]) -> Statement:
    if KINDS not in template.text:
        raise StatementError(f"{template.name} takes no kinds")
    if not kinds or any(_KIND.match(kind) is None for kind in kinds):
        raise StatementError(f"{template.name}: not relationship kinds: {kinds!r}")
    return replace(template, text=template.text.replace(KINDS, "|".join(kinds)))


@lru_cache(maxsize=1024)
def _with_values(template: Statement, names: tuple[str, ...]) -> Statement:
    if VALUES not in template.text:
        raise StatementError(f"{template.name} takes no values")
    if not names or any(_VALUE.match(name) is None for name in names):
        raise StatementError(f"{template.name}: not names of values: {names!r}")
    values = ", ".join(f"{name}: row.{name}" for name in names)
    return replace(template, text=template.text.replace(VALUES, f"{{{values}}}"))
