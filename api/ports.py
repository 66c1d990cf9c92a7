"""What the api is handed by the composition root: it never imports loaders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol


class LoaderPort(Protocol):
    """Loading of files."""

    def mappings(self) -> list[dict[str, Any]]: ...

    def uploads(self) -> Path:
        """A folder for uploads that are being loaded."""

    def rejects_file(self, load: str) -> Path: ...

    def load_file(
        self, path: Path, *, mapping: str | None, observed_on: date | None, snapshot: str | None, dry_run: bool,
        progress: Callable[[int], None],
    ) -> dict[str, Any]: ...  # fmt: skip
