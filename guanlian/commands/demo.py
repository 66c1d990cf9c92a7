"""``guanlian demo``: the sample county, loaded once, and what to try with it."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from graph_service.dossier.keys import SigningKeys
from graph_service.settings import Settings
from guanlian.client import connect, running
from guanlian.commands.load import loaded
from guanlian.commands.match import matched, tell
from guanlian.commands.serve import address, serve
from guanlian.language import say
from guanlian.terminal import out, settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    enterprises: Annotated[int, typer.Option(min=100, max=200_000)] = 2000,
    load_only: Annotated[bool, typer.Option("--load-only", help="Do not serve afterwards.")] = False,
) -> None:
    """Load the sample county unless it is there already, say what to try, and serve."""
    chosen = settings()
    if running(chosen) is None and not _is_loaded(chosen):
        _load(chosen, enterprises)
    _signing_key(chosen)
    _hints(chosen)
    if not load_only and running(chosen) is None:
        serve(None, None)


def _mark(chosen: Settings) -> Path:
    return chosen.data_dir / "sample" / "loaded"


def _is_loaded(chosen: Settings) -> bool:
    """Known without starting the engine, which serving starts anyway: only where the graph is this folder's own."""
    return chosen.graph_uri is None and _mark(chosen).exists() and (chosen.data_dir / "graph").is_dir()


def _load(chosen: Settings, enterprises: int) -> None:
    from loaders.sample import generate

    with connect(chosen) as api:
        if api.call("GET", "/status")["data_version"]:
            return
        _mark(chosen).unlink(missing_ok=True)
        folder = chosen.data_dir / "sample"
        made = say(f"生成样例县（虚构，{enterprises} 家企业）", f"sample county (fictional, {enterprises} enterprises)")
        out.print(f"{made} → {folder}", soft_wrap=True)
        generate(folder, enterprises, 1)
        for path in sorted(folder.glob("[01]*")):
            report = loaded(api, path, None, None, None, False, quiet=False)
            read, new, rejected = report["read"], report["new"], report["rejected"]
            counts = say(f"读取 {read}，加载 {new}，拒绝 {rejected}", f"{read} read, {new} loaded, {rejected} rejected")
            out.print(f"  {report['file']}: {counts}", highlight=False)
        tell(matched(api, {}, quiet=False))
        _mark(chosen).touch()


def _signing_key(chosen: Settings) -> None:
    """On the first start a key to attest and seal with, where such keys belong: outside data and backups."""
    keys = SigningKeys(chosen.attestation_key_file)
    if not keys.all():
        made = say("生成签名密钥", "signing key made")
        out.print(f"{made} {keys.create().key_id} → {chosen.attestation_key_file}", highlight=False, soft_wrap=True)


def _hints(chosen: Settings) -> None:
    out.print(f"\n{say('在浏览器打开', 'open in a browser')}: {address(chosen)}/", highlight=False)
    # Another terminal knows neither the data folder nor the environment of this one: say both.
    command = f"GUANLIAN_DATA_DIR={shlex.quote(str(chosen.data_dir))} {shlex.quote(sys.argv[0])}"
    out.print(say("可以试试（在另一个终端）：", "try, in another terminal:"))
    tried = (
        "search wangchuanxinling", "exposure 望川新岭建材有限公司 --as-of 2026-06-30", "review --all-lots --regime bidding",
    )  # fmt: skip
    for number, words in enumerate(tried, 1):
        out.print(f"  {number}  {command} {words}", highlight=False, soft_wrap=True)
