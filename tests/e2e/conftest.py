"""One service with the sample county for each worker, and Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.once import made_once

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SCREENSHOTS = ROOT / ".build" / "screenshots"
ENTERPRISES = 300
START_SECONDS = 240
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = [
    # Containers run as root and have little shared memory; dates are written as the language of the page has them.
    "--no-sandbox", "--disable-dev-shm-usage", "--lang=zh-CN",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this needs Chromium; among other tests one worker runs it, so that no other needs a service of its own."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.engine)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True, slots=True)
class Site:
    """A running service: its address, its folder, and the ids of planted parties by name."""

    base: str
    folder: Path

    def get(self, path: str, **params: Any) -> Any:
        for _ in range(6):  # on a busy machine the names of a new version may not be ready yet; the service says so
            answer = httpx.get(f"{self.base}/api/v1{path}", params=params, timeout=30)
            if answer.status_code != 503:
                break
            time.sleep(5)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def party(self, name: str) -> str:
        hits = self.get("/entities", q=name)["hits"]
        return str(next(hit["id"] for hit in hits if hit["name"] == name))


def _environment(folder: Path) -> dict[str, str]:
    own = {"GUANLIAN_DATA_DIR": str(folder), "GUANLIAN_ATTESTATION_KEY_FILE": str(folder / "signing-keys.json")}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT), "GUANLIAN_LANGUAGE": "zh"}


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-c", "from guanlian.cli import main; main()", *arguments]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The browser as these sources give it; anything older would be tested in its place."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not there")
    made_once(
        tmp_path_factory, "web", lambda _: subprocess.run([sys.executable, "hatch_build.py"], cwd=ROOT, check=True)
    )


def _county(folder: Path) -> None:
    run: dict[str, Any] = {"env": _environment(folder), "check": True, "capture_output": True}
    subprocess.run(command(folder, "attestation-keys", "create"), **run)
    load = command(folder, "demo", "--enterprises", str(ENTERPRISES), "--load-only")
    subprocess.run(load, timeout=START_SECONDS, **run)


@pytest.fixture(scope="session")
def site(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The county is loaded once and copied for each worker: what one enters, the other must not meet."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(made_once(tmp_path_factory, "county", _county), folder, dirs_exist_ok=True)
    with serving(folder) as base:
        yield Site(base, folder)


class serving:  # noqa: N801 - used as a context
    """A service on a folder, on a free port, until the end of the block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> str:
        self.start()
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(
            command(self.folder, "serve", "--port", str(self.port)), env=_environment(self.folder),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the service ended"
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.3)
        raise AssertionError("the service did not start")

    def __exit__(self, *_: object) -> None:
        assert self.process
        self.process.terminate()
        self.process.wait(60)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def chromium(built: None) -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


# Tests make the service slow by `window.slow`, in milliseconds.
SLOWER = """
const ask = window.fetch;
window.fetch = async (...all) => {
  if (window.slow) await new Promise((done) => setTimeout(done, window.slow));
  return ask(...all);
};
"""
Open = Callable[..., Any]


@pytest.fixture
def visit(chromium: Any, site: Site) -> Iterator[Open]:
    """Opens an address in a window of its own. What the page complains of, or asks of others, fails the test."""
    contexts, complaints = [], []

    def open_(path: str = "/", *, language: str = "zh-CN", purpose: str | None = "内部审计", **context: Any) -> Any:
        size = context.pop("viewport", {"width": 1366, "height": 768})
        base = context.pop("base", site.base)
        made = chromium.new_context(viewport=size, base_url=base, **context)
        contexts.append(made)
        made.add_init_script(f"localStorage.setItem('guanlian.language', '{language}')")
        made.add_init_script(SLOWER)
        if purpose:
            made.add_init_script(f"sessionStorage.setItem('guanlian.purpose', '{purpose}')")
        page = made.new_page()
        page.on("console", lambda m: complaints.append(m.text) if _counts(m) else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("request", lambda r: None if _own(r.url, base) else complaints.append(f"asked {r.url}"))
        page.goto(path)
        settle(page)
        return page

    yield open_
    for made in contexts:
        made.close()
    assert complaints == []


def _counts(message: Any) -> bool:
    """Refused requests are logged by Chromium itself; tests of refusals mean them."""
    return message.type in ("error", "warning") and "Failed to load resource" not in message.text


def _own(url: str, base: str) -> bool:
    return url.startswith((base, "data:", "blob:"))


def settle(page: Any) -> None:
    """Until nothing is loading any more."""
    page.wait_for_load_state("networkidle")
    sync_api = pytest.importorskip("playwright.sync_api")
    sync_api.expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=20_000)


def shoot(page: Any, name: str, *, whole: bool = False) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    if whole:  # what stays at the top of the window must not lie over the middle of the picture
        page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=whole, animations="disabled")


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes'][:3]]}" for v in found]
