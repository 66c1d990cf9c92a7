"""What is screened and how: one party with the options that hold for it. Plain values, so that a job can keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Protocol

from graph_service.errors import InvalidInput
from graph_service.identity.party import PartyExample
from graph_service.records.kinds import kind_of, kinds

MAX_CANDIDATES = 50
PARTS = ("own", "reach", "exposure")
"""What may be asked for of each candidate besides itself."""


@dataclass(frozen=True, slots=True)
class Options:
    """How one party is screened.

    ``threshold``: least score (the grade weak where absent). ``kinds``: of candidates. ``lists``: kinds of record; only
    candidates with an active record of one of them. ``dismissed``: whether matches that were dismissed before are left
    out. ``changed_since``: an instant (UTC, ISO); only candidates of which something was learned after it.
    """

    threshold: float | None = None
    limit: int = 5
    kinds: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    dismissed: Literal["hide", "show"] = "hide"
    changed_since: str | None = None

    def checked(self) -> Options:
        """``InvalidInput`` where a list is no kind of record."""
        for name in self.lists:
            if kind_of(name) is None:
                known = ", ".join(kind.id for kind in kinds() if kind.negative)
                raise InvalidInput(
                    f"{name[:60]} is no kind of record; there are: {known}",
                    f"没有记录种类 {name[:60]}；可用：{known}",
                    parameter="lists",
                )
        return self


@dataclass(frozen=True, slots=True)
class Item:
    """One party to screen, under the caller's ``key``. ``fault``: why it is not screened (``en``, ``zh``)."""

    key: str
    examples: tuple[PartyExample, ...]
    options: Options
    fingerprint: str = ""
    notes: tuple[Mapping[str, str], ...] = ()
    fault: Mapping[str, str] | None = None

    def as_dict(self) -> dict[str, Any]:
        """As a job keeps it: ID numbers are hashed already."""
        return asdict(self)

    @classmethod
    def of_dict(cls, kept: Mapping[str, Any]) -> Item:
        names = {f.name for f in fields(PartyExample)}
        examples = tuple(PartyExample(**{n: _tuple(v) for n, v in e.items() if n in names}) for e in kept["examples"])
        options = Options(**{n: _tuple(v) for n, v in kept["options"].items()})
        return cls(kept["key"], examples, options, kept["fingerprint"], tuple(kept["notes"]), kept["fault"])


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A match that someone dismissed: by whom, when, why, and at which data version."""

    candidate: str
    principal: str
    at: str
    reason: str
    version: int


class Memory(Protocol):
    """Remembers dismissed matches of one organisation unit."""

    def recall(self, fingerprint: str) -> tuple[Dismissed, ...]: ...


class NoMemory:
    """Remembers nothing."""

    def recall(self, fingerprint: str) -> tuple[Dismissed, ...]:
        return ()


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
