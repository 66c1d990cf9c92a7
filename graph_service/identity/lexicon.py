"""The words of names that single nobody out, read once from ``lexicon.yaml`` and brought into comparable form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from graph_service.identity.affixes import Beginnings, Endings
from graph_service.identity.names import key

_FILE = Path(__file__).with_name("lexicon.yaml")


@dataclass(frozen=True)
class Lexicon:
    """``forms``: legal form to class; ``industries``: line of business to its English words; both comparable."""

    forms: dict[str, str]
    qualifiers: frozenset[str]
    earlier: tuple[str, ...]
    branches: frozenset[str]
    nationwide: frozenset[str]
    industries: dict[str, tuple[str, ...]]
    latin_common: frozenset[str]
    latin_branches: frozenset[str]
    latin_divisions: frozenset[str]
    latin_forms: dict[tuple[str, ...], str]
    compound_surnames: frozenset[str]
    surname_readings: dict[str, str]

    @cached_property
    def form_endings(self) -> Endings:
        return Endings(self.forms)

    @cached_property
    def qualifier_endings(self) -> Endings:
        """Legal forms that only qualify another."""
        return Endings(self.forms.keys() & self.qualifiers)

    @cached_property
    def industry_endings(self) -> Endings:
        return Endings(word for word in self.industries if len(word) > 1)

    @cached_property
    def branch_endings(self) -> Endings:
        return Endings(word for word in self.branches if len(word) > 1)

    @cached_property
    def nationwide_beginnings(self) -> Beginnings:
        return Beginnings(self.nationwide)

    @property
    def english(self) -> frozenset[str]:
        """Every English word that translates a line of business."""
        return frozenset(word for phrases in self.industries.values() for phrase in phrases for word in phrase.split())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    forms = {key(form): group for group, listed in content["legal_forms"].items() for form in listed}
    industries = {key(word): tuple(english) for word, english in content["industries"].items()}
    return Lexicon(
        forms=forms, industries=industries,
        qualifiers=frozenset(map(key, content["qualifiers"])), earlier=tuple(map(key, content["earlier"])),
        branches=frozenset(map(key, content["branches"])),
        nationwide=frozenset(map(key, content["nationwide"])), latin_common=frozenset(content["latin_common"]),
        latin_branches=frozenset(content["latin_branches"]), latin_divisions=frozenset(content["latin_divisions"]),
        latin_forms={tuple(p.split()): form for form, written in content["latin_legal_forms"].items() for p in written},
        compound_surnames=frozenset(map(key, content["compound_surnames"])),
        surname_readings={key(name): read for name, read in content["surname_readings"].items()},
    )  # fmt: skip
