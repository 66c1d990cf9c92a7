"""What a load did, counted by rows of the file and by facts of the graph."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class LoadReport:
    """Counts of one load. Every row read is exactly one of new, changed, unchanged or rejected.

    ``confirmed``: facts seen again on a further day. ``closed``: relationships that a full snapshot no longer
    shows. ``merged``/``unmerged``: parties joined or parted because a source states two identifiers together.
    """

    load: str
    version: int
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    rejected_by_reason: Counter[str] = field(default_factory=Counter)
    nodes_created: int = 0
    statements_created: int = 0
    relationships_created: int = 0
    confirmed: int = 0
    corrected: int = 0
    closed: int = 0
    merged: int = 0
    unmerged: int = 0
    conflicts: list[str] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    published: bool = False
    resumed: bool = False

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
