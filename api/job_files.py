"""Files of jobs, below the folder ``jobs`` of the store: what was sent lies under ``uploads`` in a folder of its own, what a
job made for download under ``results`` by the job's id. Both may speak of persons and are cleaned up."""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import UploadFile

from api.canonical import canonical
from graph_service.errors import EngineUnavailable, GuanlianError, StoreUnavailable
from graph_service.operations.jobs import Job, JobCancelled, JobRunner

UPLOADS, RESULTS = "uploads", "results"
_UNSAFE = re.compile(r"[^\w.()（）-]+")


def new_folder(store: Path) -> Path:
    """A folder of its own for one upload, readable by the service only. ``store``: the folder of the store."""
    folder = store / "jobs" / UPLOADS / secrets.token_hex(12)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def saved(folder: Path, upload: UploadFile) -> Path:
    """What was sent as a file, under its own name as far as that is harmless."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _safe(upload.filename or "")
    with path.open("wb") as out:
        shutil.copyfileobj(upload.file, out, 1 << 20)
    return path


@contextmanager
def uploading(store: Path) -> Iterator[Path]:
    """A new folder for what is sent; removed where that cannot be saved or no job is made of it."""
    folder = new_folder(store)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def start(
    runner: JobRunner, kind: str, principal: str, asked: Mapping[str, Any], files: Sequence[Path], key: str | None
) -> Job:
    """Start a job on the upload folder that its request names, or find the one that the same key made of the same request
    and files: then the folder is not needed."""
    job, new = runner.start(kind, principal, asked, key=key, fingerprint=_fingerprint(asked, files) if key else "")
    if not new:
        shutil.rmtree(asked["folder"], ignore_errors=True)
    return job


@contextmanager
def consumed(folder: Path) -> Iterator[None]:
    """What was sent goes when the work on it ends, and stays where the job can be taken up again."""
    try:
        yield
    except (EngineUnavailable, StoreUnavailable, JobCancelled):
        raise
    except GuanlianError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


def emptied(jobs: Path, job: str) -> Path:
    """The folder of what the job makes, without what an interrupted run left."""
    folder = jobs / RESULTS / job
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def result(jobs: Path, job: str, name: str) -> Path | None:
    """A file that the job made, while it is kept."""
    found = jobs / RESULTS / job / name
    return found if found.is_file() else None


def _safe(name: str) -> str:
    """The file's own name as far as it is harmless: loaders tell formats by it, reports show it."""
    base = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".")
    return base[-80:] or "upload"


def _fingerprint(asked: Mapping[str, Any], files: Sequence[Path]) -> str:
    """Names request and files, so that an idempotency key cannot stand for two; not the folder, nor the moment of asking."""
    digest = hashlib.sha256(canonical({**asked, "folder": "", "as_known_at": ""}))
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
