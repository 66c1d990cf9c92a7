"""Rows of a CSV file of which single lines may be broken: a broken line is told by its number, the others are read.

Loads refuse a damaged file, for facts would be missing unseen. A list to be screened is different: every line gets an
answer, and a line that cannot be read gets its reason.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph_service.errors import InvalidFile
from loaders.opening import binary

MAX_LINE_BYTES = 1_000_000
MAX_QUOTED_LINES = 20
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Line:
    """One row and the line that it starts on, or why it cannot be read (English, Chinese)."""

    number: int
    cells: tuple[str, ...] = ()
    fault: tuple[str, str] | None = None


def lines(path: Path) -> Iterator[Line]:
    """Every row that is not blank, the header first. ``InvalidFile`` where an archive is damaged."""
    with binary(path) as file:
        waiting: deque[tuple[int, bytes]] = deque()
        source = _physical(file)
        while (first := waiting.popleft() if waiting else next(source, None)) is not None:
            number, raw = first
            taken = [raw]
            while sum(part.count(b'"') for part in taken) % 2 and len(taken) <= MAX_QUOTED_LINES:
                following = waiting.popleft() if waiting else next(source, None)
                if following is None:
                    break
                taken.append(following[1])
            whole = b"".join(taken)
            read = _read(number, whole) if whole.strip() else None
            if len(taken) > 1 and (whole.count(b'"') % 2 or (read and read.fault)):
                # The quotation is never closed, or by a quotation mark of another line: only this line is at fault.
                waiting.extendleft((number + i, part) for i, part in reversed(list(enumerate(taken))) if i)
                read = Line(number, fault=("a quotation mark is not closed", "引号未闭合"))
            if read:
                yield read


def _physical(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    number = 0
    while raw := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        while len(raw) > MAX_LINE_BYTES and not raw.endswith(b"\n"):
            rest = file.readline(MAX_LINE_BYTES)
            raw = raw[: MAX_LINE_BYTES + 1].replace(b'"', b"")
            if not rest or rest.endswith(b"\n"):
                break
        yield number, raw


def _read(number: int, raw: bytes) -> Line:
    if len(raw) > MAX_LINE_BYTES:
        return Line(number, fault=(f"longer than {MAX_LINE_BYTES} bytes", f"超过 {MAX_LINE_BYTES} 字节"))
    if b"\0" in raw:
        return Line(number, fault=("a NUL byte", "含有 NUL 字节"))
    text = _decoded(raw)
    if text is None:
        return Line(number, fault=("neither UTF-8 nor GB18030", "既不是 UTF-8 也不是 GB18030 编码"))
    if raw.count(b'"') % 2:
        return Line(number, fault=("a quotation mark is not closed", "引号未闭合"))
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as error:
        return Line(number, fault=(f"not CSV: {error}", f"不是有效的 CSV：{error}"))
    return Line(number, tuple(rows[0])) if rows else Line(number)


def _decoded(raw: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def header(found: Iterator[Line], path: Path) -> tuple[str, ...]:
    """The cells of the first line; ``InvalidFile`` where there is none that can be read."""
    first = next(found, None)
    if first is None or first.fault or not any(cell.strip() for cell in first.cells):
        why = first.fault[0] if first and first.fault else "empty"
        raise InvalidFile(f"{path.name} has no header row: {why}", f"{path.name} 没有可读的表头")
    return tuple(cell.strip() for cell in first.cells)
