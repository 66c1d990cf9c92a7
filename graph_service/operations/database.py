"""Where the operational store is kept, as the rest of it sees this: statements, transactions, rows.

The same statements run on SQLite and PostgreSQL: ``?`` stands for a value, and what the two do differently (how tables
are made, how a writer keeps others out) is in a module of its own for each. A ``?`` or ``%`` never stands in a literal.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from graph_service.errors import ConfigurationError, Conflict

MIGRATIONS = Path(__file__).parent / "migrations"


class Row(Protocol):
    """One row; its values by name."""

    def __getitem__(self, name: Any, /) -> Any: ...


class Database(ABC):
    """Thread-safe. ``rows`` runs one statement; ``writing`` keeps every other writer out over several."""

    @abstractmethod
    def rows(self, sql: str, *parameters: Any) -> Sequence[Any]:
        """The rows of one statement, each a value by column name."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """One transaction with all other writers kept out: what is read here cannot change before what is written."""

    @abstractmethod
    def own(self) -> None:
        """Be the one process that runs jobs on this store, until ``close``; ``Conflict`` where another is. Idempotent."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it. Idempotent."""


def pending(folder: Path, done: int) -> Mapping[int, str]:
    """Migrations still to run, by number. ``ConfigurationError`` where a newer version has been here."""
    scripts = sorted(folder.glob("*.sql"))
    if done > len(scripts):
        raise ConfigurationError(
            "the operational store was written by a newer version; update this one",
            "运行库由更新的版本写入，请升级本程序",
        )
    return {n: script.read_text(encoding="utf-8") for n, script in enumerate(scripts[done:], done + 1)}


def owned_elsewhere() -> Conflict:
    """What is said where another process runs jobs on the store."""
    return Conflict(
        "another service works on this operational store; stop it, or give this one a data folder and database of its own",
        "另一个服务正在使用该运行库；请先停止它，或为本服务另设数据目录与数据库",
    )


def now() -> str:
    """The present instant as it is stored: UTC, ISO, microseconds, so that text order is time order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
