"""A real Neo4j Community server for the tests, from Maven Central's jars: no Docker needed.

The jars are fetched once into a build folder outside the checkout's tracked files and compiled against there.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")


def build_folder() -> Path:
    """Where downloaded and compiled parts of the harness are kept between runs."""
    return Path(os.environ.get("GUANLIAN_BUILD_DIR") or HERE.parents[1] / ".build") / "neo4j"


def missing_tools() -> str | None:
    """Why a Neo4j cannot be started here, or ``None``."""
    absent = [tool for tool in ("java", "javac", "mvn") if shutil.which(tool) is None]
    return f"no {', '.join(absent)} on this machine" if absent else None


def prepare() -> Path:
    """Fetch the jars and compile the main class, once; of several processes one does it and the others wait."""
    folder = build_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            _fetch(folder)
            compiler = ["javac", "-cp", f"{folder / 'lib'}/*", "-d", str(folder / "classes")]
            subprocess.run([*compiler, str(HERE / "Neo4jHarness.java")], check=True)
            (folder / "ready").touch()
    return folder


def _fetch(folder: Path) -> None:
    """The jars, tried again where the network fails for a moment."""
    jars = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    for last in (False, False, True):
        done = subprocess.run([*jars, f"-DoutputDirectory={folder / 'lib'}"], check=last, stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            return
        time.sleep(5)


class Neo4jServer:
    """A server in a temporary folder on a free loopback port; ``stop`` ends it and removes the folder."""

    def __init__(self, heap: str = "1g") -> None:
        folder = prepare()
        self._data = tempfile.mkdtemp(prefix="guanlian-neo4j-")
        self.port = _free_port()
        opens = [f"--add-opens={module}=ALL-UNNAMED" for module in OPENS]
        classpath = f"{folder / 'classes'}{os.pathsep}{folder / 'lib'}/*"
        self._log = (Path(self._data) / "harness.log").open("w")
        self.process = subprocess.Popen(
            ["java", f"-Xmx{heap}", *opens, "-cp", classpath, "Neo4jHarness", self._data, str(self.port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        if not any(line.strip() == "ready" for line in self.process.stdout):
            raise RuntimeError("Neo4j did not start; see " + self._log.name)

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def stop(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._log.close()
        shutil.rmtree(self._data, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
