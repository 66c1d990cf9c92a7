"""Columns that a file does not have but its cells tell: parts of a text, and cells of another row of the same group.

A mapping names them under ``derive`` and ``refer``; the transformer then sees them like any other column. Derived columns
need one look at the row; references need one pass over the file before, and memory for one row of each group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingType
from datetime import UTC, datetime

from graph_service.dates import SHANGHAI
from loaders.mapping import Derivation, Mapping, Reference
from loaders.readers import Row

Cells = MappingType[str, str]


class Deriver:
    """Adds the derived and referred columns of a mapping to rows. Call ``learn`` once before rows that refer."""

    def __init__(self, mapping: Mapping, column: Callable[[str], str | None]) -> None:
        self._derive = {name: (re.compile(d.pattern), d) for name, d in mapping.derive.items()}
        self._refer = mapping.refer
        self._column = column
        self._groups: dict[str, dict[str, Cells | None]] = {name: {} for name in mapping.refer}

    @property
    def refers(self) -> bool:
        """Whether rows need other rows, so that the file must be read once before."""
        return bool(self._refer)

    def learn(self, rows: Iterable[Row]) -> None:
        """Remember for each group the one row that is referred to; groups with several such rows refer to none."""
        for row in rows:
            cells = self._derived(row.cells)
            for name, reference in self._refer.items():
                self._note(self._groups[name], reference, cells)

    def _note(self, groups: dict[str, Cells | None], reference: Reference, cells: Cells) -> None:
        group = self._get(cells, reference.by)
        if not group or self._get(cells, reference.unless):
            return
        told = {to: self._get(cells, origin) for to, origin in reference.columns.items()}
        groups[group] = told if group not in groups or groups[group] == told else None

    def __call__(self, row: Row) -> Row:
        if not self._derive and not self._refer:
            return row
        cells = {**row.cells, **self._derived(row.cells)}
        for name, reference in self._refer.items():
            told = self._groups[name].get(self._get(cells, reference.by)) if self._get(cells, reference.when) else None
            cells |= told or {}
        return Row(row.line, cells, row.fault)

    def _derived(self, cells: Cells) -> dict[str, str]:
        found = dict(cells)
        for name, (pattern, derivation) in self._derive.items():
            match = pattern.search(self._get(found, derivation.source))
            found[name] = _shown(derivation, match.group(1).strip()) if match else ""
        return found

    def _get(self, cells: Cells, name: str) -> str:
        return str(cells.get(name) or cells.get(self._column(name) or "") or "")


def _shown(derivation: Derivation, text: str) -> str:
    if derivation.form == "epoch_ms":
        return datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(SHANGHAI).date().isoformat()
    return text
