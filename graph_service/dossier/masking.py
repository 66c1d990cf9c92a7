"""Names of persons and values of contact points, masked wherever they stand in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

PERSON_ROLES = frozenset({"expert", "team", "contact", "operator", "author"})


class Mask:
    """Knows every name of a result. Names of organisations are found first, so that one that holds a person's stays."""

    def __init__(self, result: Mapping[str, Any], masked: bool) -> None:
        self._hidden = dict(_hidden(result)) if masked else {}
        kept = {str(role["name"] or "") for role in result["roles"] if role["role"] not in PERSON_ROLES}
        kept |= {str(p.get("name") or "") for p in result["parties"].values() if p.get("kind") == "Enterprise"}
        names = sorted((self._hidden.keys() | kept) - {""}, key=lambda name: (-len(name), name))
        self._names = re.compile("|".join(map(re.escape, names))) if names and self._hidden else None

    def all(self, content: Any) -> Any:
        """The content with every text masked."""
        if self._names is None:
            return content
        if isinstance(content, str):
            return self._names.sub(lambda found: self._hidden.get(found[0], found[0]), content)
        if isinstance(content, Mapping):
            return {name: self.all(value) for name, value in content.items()}
        if isinstance(content, list):
            return [self.all(value) for value in content]
        return content


def masked_name(name: str) -> str:
    """Surname and 某; of a name in Latin letters the initials."""
    if name.isascii():
        return " ".join(f"{part[0]}." for part in name.split())
    return name[0] + "某" * min(len(name) - 1, 2)


def _hidden(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for role in result["roles"]:
        name = str(role["name"] or role["given"].get("name") or "")
        brief = result["parties"].get(role["party"]) or {}
        if len(name) > 1 and role["role"] in PERSON_ROLES and brief.get("kind") != "Enterprise":
            yield name, masked_name(name)
    for brief in result["parties"].values():
        name = str(brief.get("name") or "")
        if brief.get("kind") == "Person" and len(name) > 1:
            yield name, masked_name(name)
        if brief.get("kind") == "ContactPoint" and name:
            yield name, "（略）"
