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

from graph_service.settings import Settings, load_settings
from guanlian.client import Client, connect

out = Console()
err = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Purpose = Annotated[str | None, typer.Option("--purpose", help="Why a person is looked at; recorded.")]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is no day of the calendar; write YYYY-MM-DD / 不是日历上的日期，请写作 YYYY-MM-DD"
        ) from error


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=_day, metavar="DATE", help="Day asked about, YYYY-MM-DD; today where absent."),
]


def settings() -> Settings:
    return load_settings()


@contextmanager
def client(purpose: str | None = None) -> Iterator[Client]:
    with connect(settings(), purpose) as found:
        yield found


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
        raise typer.BadParameter(f"{party!r} finds {len(exact)} parties exactly; give an id (guanlian search)")
    return str(exact[0]["id"])


def when(as_of: date | None, **more: Any) -> dict[str, Any]:
    day = {"as_of": as_of.isoformat()} if as_of else {}
    return {**day, **{n: v for n, v in more.items() if v is not None}}
