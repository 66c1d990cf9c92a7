"""What every command shares: consoles, options, the service to ask, naming a party, printing JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from graph_service.settings import Settings, load_settings
from guanlian.client import Client, connect
from guanlian.language import say

out = Console()
err = Console(stderr=True)

DAY_WIDTH = len("2026-06-30")
Heading = tuple[str, str] | Column
"""A column: its name in Chinese and in English, or with a form of its own (``day``, ``whole``)."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Purpose = Annotated[str | None, typer.Option("--purpose", help="Why a person is looked at; recorded.")]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        zh, en = "不是日历上的日期，请写作 YYYY-MM-DD", "is no day of the calendar; write YYYY-MM-DD"
        raise typer.BadParameter(f"{text!r} {say(zh, en)}") from error


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=_day, metavar="DATE", help="Day asked about, YYYY-MM-DD; today where absent."),
]


def settings() -> Settings:
    return load_settings()


@contextmanager
def client(purpose: str | None = None) -> Iterator[Client]:
    with connect(settings(), purpose, _waiting) as found:
        yield found


def _waiting() -> None:
    err.print(say("正在准备名称检索，请稍候…", "The index of names is being made, please wait …"), highlight=False)


def show(content: Any, as_json: bool) -> bool:
    """Print JSON where asked; returns whether it did."""
    if as_json:
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    return as_json


def resolve(api: Client, party: str) -> str:
    """An id as it is, or the one party that a name or code finds."""
    if len(party) == 26 and party.isascii() and party.islower():
        return party
    hits = api.call("GET", "/entities", params={"q": party, "limit": 5})["hits"]
    exact = [h for h in hits if h["score"] >= 0.999]
    if len(exact) != 1:
        raise typer.BadParameter(say(
            f"{party!r} 有 {len(exact)} 个完全相符的主体；请改用编号（guanlian search 可查）",
            f"{party!r} finds {len(exact)} parties exactly; give an id (guanlian search)",
        ))  # fmt: skip
    return str(exact[0]["id"])


def when(as_of: date | None, **more: Any) -> dict[str, Any]:
    day = {"as_of": as_of.isoformat()} if as_of else {}
    return {**day, **{n: v for n, v in more.items() if v is not None}}


def table(*columns: Heading, title: str | None = None) -> Table:
    """A table whose columns are named in Chinese and English. Names of parties wrap rather than lose their end."""
    made = Table(title=title)
    for one in columns:
        column = one if isinstance(one, Column) else Column(say(*one), overflow="fold")
        made.add_column(column.header, overflow=column.overflow, no_wrap=column.no_wrap, min_width=column.min_width)
    return made


def day(zh: str, en: str) -> Column:
    """A column of days, which a narrow window does not cut."""
    return Column(say(zh, en), min_width=DAY_WIDTH)


def whole(zh: str, en: str) -> Column:
    """A column that is never broken: ids that are to be copied."""
    return Column(say(zh, en), no_wrap=True)
