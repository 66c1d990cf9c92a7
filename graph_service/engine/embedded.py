"""The embedded engine: ArcadeDB in a child process, on a loopback port with a generated password.

Nothing outside this module and ``child`` knows which product it is: the rest of the service speaks Bolt and Cypher
through the gate. The package is due to be replaced by a successor of the same authors; then only these two
modules change.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import structlog

from graph_service.errors import Conflict, EngineUnavailable
from graph_service.store.gate import DEFAULT_TIMEOUT, Graph

log = structlog.get_logger(__name__)

START_SECONDS = 90.0
STOP_SECONDS = 60.0
RESTART_PAUSE = 1.0
DATABASE = "guanlian"
USER = "root"


class EmbeddedEngine:
    """A running engine on ``folder``. Restarts its process if it dies; meanwhile reads raise ``EngineUnavailable``.

    Raises ``Conflict`` where another process has the folder, ``EngineUnavailable`` where it does not start.
    """

    kind = "embedded"

    def __init__(self, folder: Path, *, heap: str = "2g", read_timeout: float = DEFAULT_TIMEOUT) -> None:
        self._folder = folder
        self._heap = heap
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = _lock(folder)
        self._password = _password(folder)
        self._port = _free_port()
        self._stopping = threading.Event()
        self._process = self._start()
        uri = f"bolt://127.0.0.1:{self._port}"
        self.graph = Graph(
            uri, USER, self._password, database=DATABASE, read_timeout=read_timeout, ends_statements=False
        )
        self._watcher = threading.Thread(target=self._watch, name="engine-watcher", daemon=True)
        self._watcher.start()

    @property
    def pid(self) -> int:
        """The process id of the engine."""
        return self._process.pid

    def stop(self) -> None:
        """Stop the engine and wait until it is gone; the folder is free afterwards."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        self.graph.close()
        _end(self._process)
        self._watcher.join(STOP_SECONDS)
        self._lock.close()

    def _start(self) -> subprocess.Popen[str]:
        logs = (self._folder / "engine.log").open("a", encoding="utf-8")
        with logs:
            process = subprocess.Popen(
                [sys.executable, "-m", "graph_service.engine.child"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=logs, text=True, cwd=self._folder,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,
            )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(json.dumps(self._config()) + "\n")
        process.stdin.flush()
        _await_ready(process)
        return process

    def _config(self) -> dict[str, object]:
        return {
            "folder": str(self._folder / "database"), "password": self._password, "heap": self._heap,
            "bolt_port": self._port, "http_port": _free_port(),
        }  # fmt: skip

    def _watch(self) -> None:
        """Start the process again when it ends by itself."""
        while True:
            self._process.wait()
            if self._stopping.is_set():
                return
            log.warning("engine ended, starting it again", returncode=self._process.returncode)
            time.sleep(RESTART_PAUSE)
            _close(self._process)
            try:
                self._process = self._start()
            except (EngineUnavailable, OSError) as error:
                log.error("engine did not start again, trying further", error=str(error))


def _lock(folder: Path) -> IO[str]:
    file = (folder / "lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        holder = file.read().strip() or "?"
        file.close()
        raise Conflict(
            f"the data folder {folder} is in use by process {holder}; stop it, or talk to its service",
            f"数据目录 {folder} 正被进程 {holder} 使用；请先停止该进程，或通过其服务访问", pid=holder,
        ) from error  # fmt: skip
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _password(folder: Path) -> str:
    path = folder / "engine-password"
    if path.exists():
        return path.read_text().strip()
    password = secrets.token_urlsafe(24)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password)
    return password


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    with _deadline(process):
        for line in process.stdout:
            if line.strip() == "ready":
                threading.Thread(target=_drain, args=(process.stdout,), daemon=True).start()
                return
    process.wait(STOP_SECONDS)
    raise EngineUnavailable(
        "the embedded engine did not start; see engine.log in the data folder",
        "内嵌图引擎未能启动，请查看数据目录中的 engine.log",
    )


@contextlib.contextmanager
def _deadline(process: subprocess.Popen[str]) -> Iterator[None]:
    timer = threading.Timer(START_SECONDS, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _drain(stream: IO[str]) -> None:
    """The child's output is not needed after it is ready, but its pipe must not fill."""
    with contextlib.suppress(ValueError), open(os.devnull, "w", encoding="utf-8") as nowhere:
        shutil.copyfileobj(stream, nowhere)


def _end(process: subprocess.Popen[str]) -> None:
    """Close the pipe, wait for a clean stop, and kill only what does not end by itself."""
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _close(process)


def _close(process: subprocess.Popen[str]) -> None:
    """Close what is left of a process that has ended."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.close()
