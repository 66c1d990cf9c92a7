"""Record kinds as data: what a kind is called, what nature it has, whose regime it belongs to.

A kind that is not listed is kept under the name that its source gives it and shown as the party's own record; it is
never negative: nobody has decided that it is, so it is no source of exposure and no rule of reach names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_REMARK = re.compile(r"\([^()]*\)$")
NATURES = ("negative", "positive", "grade", "commitment", "statement", "event")


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of credit record.

    ``nature`` is one of ``NATURES``; ``scale`` the grades from best to worst; ``regime`` whose law it belongs to
    (``cn``, or a foreign or international one, whose label stays beside every answer). ``cascade``: the 50 % rule by which
    that regime follows ownership from a party listed so; empty where it has none.
    """

    id: str
    zh: str
    en: str
    nature: str
    sector: str
    aliases: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    regime: str = "cn"
    cascade: str = ""

    @property
    def negative(self) -> bool:
        return self.nature == "negative"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.zh, self.en, self.id, *self.aliases)


@lru_cache(maxsize=1)
def kinds() -> tuple[RecordKind, ...]:
    """Every kind, in the order of the file."""
    rows = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
    return tuple(_kind(row) for row in rows)


def _kind(row: Mapping[str, object]) -> RecordKind:
    lists = {name: tuple(row.get(name, ())) for name in ("aliases", "scale")}  # type: ignore[arg-type, var-annotated]
    return RecordKind(**{**row, **lists})  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def record_kinds() -> Mapping[str, RecordKind]:
    """Every kind by each of its names, written in any case and spacing."""
    return {_folded(name): kind for kind in kinds() for name in kind.names}


def kind_of(name: str | None) -> RecordKind | None:
    """The kind of this name, a remark in brackets behind it apart; ``None`` for a kind that is not known."""
    folded = _folded(name or "")
    return record_kinds().get(folded) or record_kinds().get(_REMARK.sub("", folded))


def is_negative(name: str | None) -> bool:
    """Whether a record of this kind counts against its subject; never for an unknown kind."""
    kind = kind_of(name)
    return kind is not None and kind.negative


def canonical_name(name: str) -> str:
    """The Chinese name under which a kind is kept; an unknown name stays as it is."""
    kind = kind_of(name)
    return kind.zh if kind else name.strip()


def _folded(name: str) -> str:
    return "".join(name.split()).replace("（", "(").replace("）", ")").casefold()
