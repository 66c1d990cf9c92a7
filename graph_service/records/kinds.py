"""Record kinds as data: what a kind is called and whether it is negative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of credit record. ``nature``: negative, positive, grade or event."""

    id: str
    zh: str
    en: str
    nature: str
    aliases: tuple[str, ...] = ()

    @property
    def negative(self) -> bool:
        return self.nature == "negative"


@lru_cache(maxsize=1)
def record_kinds() -> Mapping[str, RecordKind]:
    """Every kind by each of its names, Chinese, English and further ones."""
    rows = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
    found: dict[str, RecordKind] = {}
    for row in rows:
        kind = RecordKind(**{**row, "aliases": tuple(row.get("aliases", ()))})
        found.update(dict.fromkeys((kind.zh, kind.en, kind.id, *kind.aliases), kind))
    return found


def kind_of(name: str | None) -> RecordKind | None:
    """The kind of this name; ``None`` for a kind that is not known: shown as recorded, never a source of exposure."""
    return record_kinds().get((name or "").strip())


def is_negative(name: str | None) -> bool:
    kind = kind_of(name)
    return kind is not None and kind.negative


def canonical_name(name: str) -> str:
    """The Chinese name under which a kind is kept; an unknown name stays as it is."""
    kind = kind_of(name)
    return kind.zh if kind else name.strip()
