"""Which questions of cases can be put, and which sections of facts can be loaded: each in a module of this folder.

A module registers with ``@ask("kind")`` and ``@facts("section")``; every module of the folder is imported, so a new
subject is a new file and nothing else.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tests.cases
from graph_service.loading.assertions import Assertion

if TYPE_CHECKING:
    from tests.cases.adapter import CaseRun

Entry = dict[str, Any]
Answer = Callable[["CaseRun", Entry], list[Entry]]
Match = Callable[[Entry, Entry], bool]
Facts = Callable[["CaseRun", Any], Iterator[list[Assertion]]]


def matches(expected: Entry, found: Entry) -> bool:
    """Absent fields match anything."""
    return all(found.get(name) == value for name, value in expected.items())


@dataclass(frozen=True, slots=True)
class Ask:
    """How a kind of question is answered, and when an entry of the answer meets one that is wanted or unwanted.

    ``parameters`` may stand beside the question, ``fields`` in what is expected; anything else is an error.
    """

    answer: Answer
    parameters: frozenset[str]
    fields: frozenset[str]
    wanted: Match
    unwanted: Match


ASKS: dict[str, Ask] = {}
FACTS: dict[str, Facts] = {}


def ask(
    kind: str, parameters: str, fields: str, *, match: Match = matches, unwanted: Match | None = None
) -> Callable[[Answer], Answer]:
    """Registers a function ``(run, ask) -> entries``; ``parameters`` and ``fields`` are words.

    ``unwanted`` where ``must_not`` is compared otherwise than ``must``.
    """

    def register(answer: Answer) -> Answer:
        assert kind not in ASKS, f"two modules answer {kind}"
        ASKS[kind] = Ask(answer, frozenset(parameters.split()), frozenset(fields.split()), match, unwanted or match)
        return answer

    return register


def facts(section: str) -> Callable[[Facts], Facts]:
    """Registers a function ``(run, section) -> rows of assertions`` for a section of facts beside the usual three."""

    def register(load: Facts) -> Facts:
        assert section not in FACTS, f"two modules load {section}"
        FACTS[section] = load
        return load

    return register


def discover() -> None:
    """Import every module of this folder that is not itself a test."""
    for module in pkgutil.iter_modules(tests.cases.__path__):
        if not module.name.startswith("test_"):
            importlib.import_module(f"tests.cases.{module.name}")
