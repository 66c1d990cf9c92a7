"""Objects out of JSON documents and JSON lines, nested ones made flat.

``a.b`` names a value inside an object. A list is left as it is unless ``expand`` names it: then the object becomes one row
for each element. ``lookup`` follows an id: ``{"source": "nodes"}`` adds the fields of ``nodes[source]`` as ``source.…``.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_service.errors import InvalidFile
from loaders.opening import binary

Object = dict[str, Any]


def json_lines(path: Path) -> Iterator[Object]:
    """One object from each line that is not blank."""
    with binary(path) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig") as text:
        try:
            for number, line in enumerate(text, 1):
                if line.strip():
                    yield _object(path, number, line)
        except UnicodeDecodeError as error:
            raise _not_json(path) from error


def _object(path: Path, number: int, line: str) -> Object:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidFile(
            f"{path.name}, line {number}: not JSON", f"{path.name} 第 {number} 行不是有效的 JSON"
        ) from error
    if not isinstance(found, dict):
        raise InvalidFile(f"{path.name}, line {number}: not an object", f"{path.name} 第 {number} 行不是 JSON 对象")
    return found


def json_items(path: Path, where: str, expand: Sequence[str], lookup: Mapping[str, str]) -> Iterator[Object]:
    """The objects at ``where`` (a list, or an object whose values count), flat, expanded, with what their ids name."""
    document = _document(path)
    found = _at(path, document, where)
    tables = {column: _at(path, document, place) for column, place in lookup.items()}
    for item in found.values() if isinstance(found, dict) else found:
        if isinstance(item, dict):
            for row in _expanded(item, expand):
                yield row | _named(row, tables)


def _document(path: Path) -> Any:
    with binary(path) as raw:
        try:
            return json.load(raw)
        except (ValueError, RecursionError) as error:
            raise _not_json(path) from error


def _at(path: Path, document: Any, where: str) -> Any:
    found = document
    for part in filter(None, where.split(".")):
        found = found.get(part) if isinstance(found, dict) else None
    if not isinstance(found, dict | list):
        raise InvalidFile(
            f"{path.name} has no list or object at {where or 'its top'!r}",
            f"{path.name} 在“{where or '顶层'}”处没有列表或对象",
        )
    return found


def _expanded(item: Object, expand: Sequence[str]) -> Iterator[Object]:
    rows = [_flat(item)]
    for name in expand:
        rows = [expanded for row in rows for expanded in _each(row, name)]
    yield from rows


def _each(row: Object, name: str) -> list[Object]:
    """One row for each element of the list; the row itself, without the list, where there is none."""
    elements = row.get(name)
    rest = {key: value for key, value in row.items() if key != name}
    if not isinstance(elements, list) or not elements:
        return [rest]
    return [rest | _flat(element if isinstance(element, dict) else {"": element}, name) for element in elements]


def _flat(item: Mapping[str, Any], prefix: str = "") -> Object:
    found: Object = {}
    for key, value in item.items():
        name = ".".join(filter(None, (prefix, key)))
        found |= _flat(value, name) if isinstance(value, dict) else {name: value}
    return found


def _named(row: Object, tables: Mapping[str, Any]) -> Object:
    found: Object = {}
    for column, table in tables.items():
        entry = table.get(row.get(column)) if isinstance(table, dict) else None
        found |= _flat(entry, column) if isinstance(entry, dict) else {}
    return found


def _not_json(path: Path) -> InvalidFile:
    return InvalidFile(f"{path.name} is not JSON", f"{path.name} 不是有效的 JSON")
