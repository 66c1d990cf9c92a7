"""Columns that a file does not have but its cells tell: parts of a text, cells of other rows and of files beside it.

A mapping names them under ``derive``, ``refer``, ``split`` and ``look_up``; the transformer then sees them like any other
column. Derived columns need one look at the row; references and look-ups need one pass over the file that they look into
before, and memory for one row of each group or key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingType
from datetime import UTC, datetime
from pathlib import Path

from graph_service.dates import SHANGHAI
from graph_service.errors import InvalidFile
from loaders.cleaning.consortium import members
from loaders.mapping import Derivation, File, Mapping, Reference
from loaders.readers import Row, Table, open_table

_PLACE = re.compile(r"\{([^{}]+)\}")
Cells = MappingType[str, str]


class Deriver:
    """Adds the derived and referred columns of a mapping to rows. Call ``learn`` once before rows that refer."""

    def __init__(self, mapping: Mapping, column: Callable[[str], str | None]) -> None:
        self._derive = {name: (re.compile(d.pattern), d) for name, d in mapping.derive.items()}
        self._refer = mapping.refer
        self._column = column
        self._groups: dict[str, dict[str, Cells | None]] = {name: {} for name in mapping.refer}
        self._split = {
            name: (s, None if s.by == "consortium" else re.compile(s.by)) for name, s in mapping.split.items()
        }
        self._look_up = mapping.look_up
        self._tables: dict[str, dict[str, Cells | None]] = {name: {} for name in mapping.look_up}

    @property
    def refers(self) -> bool:
        """Whether rows need other rows, so that the file must be read once before."""
        return bool(self._refer or self._look_up)

    def beside(self, path: Path) -> list[Path]:
        """The other files of the source that rows of this one are read with."""
        return sorted({_beside(path, one.file) for one in self._look_up.values() if one.file is not None})

    def study(self, path: Path, own: Table) -> None:
        """Read what look-ups look into. ``InvalidFile`` where the file that should lie beside is not there."""
        for name, look_up in self._look_up.items():
            form = look_up.file
            rows = own.rows() if form is None else open_table(_beside(path, form), form.layout()).rows()
            table = self._tables[name]
            for row in rows:
                cells = self.derived(row.cells) if look_up.file is None else row.cells
                key = self._get(cells, look_up.key)
                told = {to: self._get(cells, origin) for to, origin in look_up.columns.items()}
                if key:
                    table[key] = told if table.get(key, told) == told else None

    def learn(self, rows: Iterable[Row]) -> None:
        """Remember for each group the one row that is referred to; groups with several such rows refer to none."""
        for row in rows:
            cells = self.derived(row.cells)
            for name, reference in self._refer.items():
                self._note(self._groups[name], reference, cells)

    def _note(self, groups: dict[str, Cells | None], reference: Reference, cells: Cells) -> None:
        group = self._get(cells, reference.by)
        if not group or self._get(cells, reference.unless):
            return
        told = {to: self._get(cells, origin) for to, origin in reference.columns.items()}
        groups[group] = told if group not in groups or groups[group] == told else None

    def __call__(self, row: Row) -> Row:
        if not (self._derive or self._refer or self._split or self._look_up):
            return row
        cells = {**row.cells, **self.derived(row.cells)}
        for name, reference in self._refer.items():
            told = self._groups[name].get(self._get(cells, reference.by)) if self._get(cells, reference.when) else None
            cells |= told or {}
        cells |= self._looked_up(cells)
        cells |= self.derived(cells)
        return Row(row.line, cells, row.fault, {name: self._parts(name, cells) for name in self._split})

    def _parts(self, name: str, cells: Cells) -> list[Cells]:
        """The cells as each part sees them; what is looked up by the part is looked up for each."""
        split, pattern = self._split[name]
        text = self._get(cells, split.source)
        found = pattern.findall(text) if pattern else members(text)
        parts = list(dict.fromkeys(_first(part).strip() for part in found if _first(part).strip()))
        whole = text if len(parts) > 1 else ""
        made: list[Cells] = []
        for part in parts:
            seen = {**cells, name: part, f"{name}.whole": whole}
            made.append(self.derived(seen | self._looked_up(seen)))
        return made

    def _looked_up(self, cells: Cells) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, look_up in self._look_up.items():
            told = self._tables[name].get(by) if (by := self._get(cells, look_up.by)) else {}
            if told is None:
                told = {to: fill(template, lambda c: self._get(cells, c)) for to, template in look_up.otherwise.items()}
            found |= told
        return found

    def derived(self, cells: Cells) -> dict[str, str]:
        """The cells of a row with the derived ones."""
        found = dict(cells)
        for name, (pattern, derivation) in self._derive.items():
            if derivation.template:
                found[name] = fill(derivation.template, lambda column: self._get(found, column)).strip(" ,;/")
                continue
            match = pattern.search(self._get(found, derivation.source))
            found[name] = _shown(derivation, match.group(1).strip()) if match else ""
        return found

    def _get(self, cells: Cells, name: str) -> str:
        return str(cells.get(name) or cells.get(self._column(name) or "") or "")


def _shown(derivation: Derivation, text: str) -> str:
    if derivation.form == "epoch_ms":
        return datetime.fromtimestamp(int(text) / 1000, UTC).astimezone(SHANGHAI).date().isoformat()
    return text.zfill(derivation.pad) if text else text


def fill(template: str, cell: Callable[[str], str]) -> str:
    """A template with the cells that it names in braces."""
    return _PLACE.sub(lambda match: cell(match.group(1)).strip(), template)


def _first(found: str | tuple[str, ...]) -> str:
    return found if isinstance(found, str) else found[0]


def _beside(path: Path, form: File) -> Path:
    """The one file in the same folder whose name the form expects."""
    found = sorted(p for p in path.parent.iterdir() if p.is_file() and form.fits(p))
    if len(found) != 1:
        raise InvalidFile(
            f"{path.name} is read together with {form.name}, of which {len(found)} lie beside it; send it along (--beside)",
            f"{path.name} 须与 {form.name} 一并读取，同一目录下找到 {len(found)} 个；请一并提交（--beside）",
        )
    return found[0]
