"""The language of the command line: Chinese unless ``GUANLIAN_LANGUAGE`` begins with ``en``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from graph_service import schema
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


def joined(words: Iterable[str], zh: str = "、", en: str = ", ") -> str:
    """Several as one text, with the mark between them that the language has."""
    return say(zh, en).join(words)


def caption(kind: str, property: str | None = None) -> str:
    """The caption of a node or relationship kind, or of a property of one (``graph_service.schema``)."""
    return schema.caption(kind, language(), property)
