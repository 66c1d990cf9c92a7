"""Loading files: recognize, transform, write, report. What api and command line are given to load with."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from api.ports import Download
from graph_service.engine import Engine
from graph_service.errors import GuanlianError
from graph_service.identity.hmac import IdNumberHasher
from graph_service.identity.keys import digest_id
from graph_service.loading.assertions import Assertion
from graph_service.loading.session import LOSS_LIMIT, LoadSession
from graph_service.loading.versions import only_writer
from loaders.files import PreparedFile, check, prepare
from loaders.mapping import shipped
from loaders.template_files import template_file, template_list

Progress = Callable[[int], None]
DRY_RUN, DRY_RUN_DAYS = "dry-run-", 7
AfterLoad = Callable[[dict[str, Any]], dict[str, Any]]
"""Called with the report when a load has been published; what it returns is added to the report."""


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """One file to load. ``mapping``: a shipped id, the path of a mapping file, or ``None`` to recognize it."""

    path: Path
    mapping: str | None = None
    observed_on: date | None = None
    snapshot: str | None = None
    dry_run: bool = False
    allow_loss: bool = False


class FileLoader:
    """Loads files one after the other; a second load at the same time is refused."""

    def __init__(
        self, engine: Engine, hasher: IdNumberHasher, reports: Path, *, after: Sequence[AfterLoad] = (),
        loss_limit: float = LOSS_LIMIT,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._hasher = hasher
        self._reports = reports
        self._after = tuple(after)
        self._loss_limit = loss_limit

    def mappings(self) -> list[dict[str, Any]]:
        """The mappings that come with the product."""
        return [
            {"id": m.id, "version": m.version, "title": m.title, "source": m.source.id, "recognize": list(m.recognize)}
            for m in shipped().values()
        ]

    def templates(self) -> list[Mapping[str, Any]]:
        """The templates of every node and relationship kind, with their columns."""
        return list(template_list())

    def template(self, kind: str, *, form: Literal["csv", "xlsx"], language: Literal["zh", "en"]) -> Download:
        """One template as a file to fill in."""
        found = template_file(kind, form, language)
        return Download(found.name, found.media_type, found.content)

    def check(self, mapping: Path, path: Path) -> list[str]:
        """Faults of a mapping on the first rows of a file."""
        return check(mapping, path, self._hasher.hash)

    def load(self, request: LoadRequest, progress: Progress | None = None) -> dict[str, Any]:
        """Load one file; returns its report. A file that turns out to be broken leaves nothing behind."""
        prepared = prepare(
            request.path,
            self._hasher.hash,
            mapping=request.mapping,
            observed_on=request.observed_on,
            snapshot=request.snapshot,
        )
        if request.dry_run:
            return self._dry_run(prepared)
        with only_writer(self._engine.graph):
            found = self._load(prepared, progress, None if request.allow_loss else self._loss_limit)
        for follow in self._after:
            found |= follow(found)
        return found

    def uploads(self) -> Path:
        """A folder for uploads that are being loaded."""
        folder = self._reports.parent / "uploads"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def load_file(
        self, path: Path, *, mapping: str | None, observed_on: date | None, snapshot: str | None, dry_run: bool,
        progress: Progress, allow_loss: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        """Load one file, as the api asks for it."""
        return self.load(LoadRequest(path, mapping, observed_on, snapshot, dry_run, allow_loss), progress)

    def rejects_file(self, load: str) -> Path:
        """Where the rejected rows of a load or dry run lie, if there were any: by what its report names `rejects_of`."""
        return self._reports / f"{load}.rejects.csv"

    def _load(self, prepared: PreparedFile, progress: Progress | None, loss_limit: float | None) -> dict[str, Any]:
        fingerprint = prepared.fingerprint
        session = LoadSession(self._engine.graph, prepared.source, "", fingerprint, loss_limit=loss_limit)
        session.name(digest_id(("load", fingerprint, str(session.version))))
        session.begin()
        try:
            session.write(_counted(prepared, progress))
            report = session.finish()
        except GuanlianError as error:
            if error.code not in ("engine_unavailable", "engine_timeout"):
                session.abandon()  # the file is at fault, not the engine: nothing of it stays
            raise
        return self._report(prepared, {**report.as_dict(), "read": prepared.read}, report.load)

    def _dry_run(self, prepared: PreparedFile) -> dict[str, Any]:
        loadable = sum(1 for _ in prepared.assertions())
        counts = {"load": None, "read": prepared.read, "loadable": loadable, "published": False}
        self._forget_dry_runs()
        return self._report(prepared, counts, f"{DRY_RUN}{secrets.token_hex(12)}")

    def _forget_dry_runs(self) -> None:
        """Rejected rows may speak of persons: those of a dry run are kept for as long as one corrects them."""
        oldest = time.time() - DRY_RUN_DAYS * 86400
        for path in self._reports.glob(f"{DRY_RUN}*.rejects.csv"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def _report(self, prepared: PreparedFile, counts: dict[str, Any], load: str) -> dict[str, Any]:
        rejected = prepared.rejections
        by_reason: dict[str, int] = {}
        for rejection in rejected:
            by_reason[rejection.reason] = by_reason.get(rejection.reason, 0) + 1
        if rejected:
            self._reports.mkdir(parents=True, exist_ok=True)
            prepared.write_rejects(self.rejects_file(load))
        return {
            **counts,
            "file": prepared.path.name,
            "mapping": prepared.mapping.id,
            "source": prepared.source.id,
            "observed_on": prepared.source.observed_on.isoformat() if prepared.source.observed_on else None,
            "encoding": prepared.table.encoding,
            "rejected": len(rejected),
            "rejects_of": load if rejected else None,
            "rejected_by_reason": dict(sorted(by_reason.items())),
            "rejects": [
                {
                    "line": r.line,
                    "column": r.column,
                    "value": r.value,
                    "reason": r.reason,
                    "zh": r.zh,
                    "suggestion": r.suggestion._asdict(),
                }
                for r in rejected[:100]
            ],
        }


def _counted(prepared: PreparedFile, progress: Progress | None) -> Iterator[tuple[int, Sequence[Assertion]]]:
    for number, row in enumerate(prepared.assertions(), 1):
        yield row
        if progress and number % 1000 == 0:
            progress(number)
