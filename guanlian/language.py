"""The language of the command line: Chinese unless ``GUANLIAN_LANGUAGE`` begins with ``en``."""

from __future__ import annotations

import os
from collections.abc import Mapping

from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
from graph_service.words import Language, word


def language() -> Language:
    """Asked anew each time: a process may be told otherwise while it runs."""
    return "en" if os.environ.get("GUANLIAN_LANGUAGE", "zh").startswith("en") else "zh"


def say(zh: str, en: str) -> str:
    """One of two wordings of the same."""
    return en if language() == "en" else zh


def told(message: Mapping[str, str]) -> str:
    """What the service said, in both languages, in the one of the reader."""
    return message[language()]


def coded(group: str, code: str | None) -> str:
    """The word for a code of an answer (``graph_service.words``)."""
    return word(group, code, language())


def caption(kind: str) -> str:
    """The caption of a node or relationship kind; a kind that is none as it is."""
    found = RELATIONSHIP_KINDS.get(kind) or NODE_KINDS.get(kind)
    return (found.en if language() == "en" else found.zh) if found else kind


def property_caption(kind: str, name: str) -> str:
    """The caption of a property of a node kind; one that is none as it is."""
    found = next((p for p in NODE_KINDS[kind].properties if p.name == name), None) if kind in NODE_KINDS else None
    return (found.en if language() == "en" else found.zh) if found else name
