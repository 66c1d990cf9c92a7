"""A PostgreSQL server of the tests' own, from the system's packages: loopback only, gone when the tests end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path

import psycopg

_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1")


def missing_tools() -> str | None:
    """What keeps the server from being started here, or none."""
    return None if _binaries() else "PostgreSQL's server (initdb, postgres) is not installed"


def _binaries() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((v.parent for v in versions), key=lambda p: int(p.parent.name), default=None)


class PostgresServer:
    """A running server. ``schema`` gives the URL of an empty schema; ``stop`` and ``start`` as an outage would."""

    def __init__(self) -> None:
        binaries = _binaries()
        assert binaries is not None
        self._binaries, self._numbers = binaries, count(1)
        self._folder = Path(tempfile.mkdtemp(prefix="guanlian-pg-"))
        self._as = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
        if self._as:
            shutil.chown(self._folder, self._as)
        self._run("initdb", "-D", self._data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._port = _free_port()
        self.start()

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    @property
    def url(self) -> str:
        return f"postgresql://tests@127.0.0.1:{self._port}/postgres"

    def schema(self) -> str:
        """The URL of a new, empty schema."""
        name = f"t{next(self._numbers)}"
        with psycopg.connect(self.url, autocommit=True) as db:
            db.execute(f"CREATE SCHEMA {name}")
        return f"{self.url}?options=-csearch_path%3D{name}"

    def start(self) -> None:
        options = " ".join(
            f"-c {s}" for s in (*_SETTINGS, f"port={self._port}", f"unix_socket_directories={self._folder}")
        )
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """End it, connections and all."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", "fast", "stop")

    def close(self) -> None:
        if (Path(self._data) / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self._folder)

    def _run(self, tool: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._binaries / tool), *arguments], check=True, stdout=subprocess.DEVNULL, user=self._as, cwd="/"
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
