"""``guanlian erase``: lawful erasure of a person."""

from __future__ import annotations

from typing import Annotated

import typer

from guanlian.language import say
from guanlian.terminal import Json, client, out, show


def register(app: typer.Typer) -> None:
    app.command()(erase)


def erase(
    person: Annotated[str, typer.Argument(help="The person's id; never a name.")],
    reason: Annotated[str, typer.Option(help="Ground and document of the request; no name, no number.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; it cannot be undone.")] = False,
    as_json: Json = False,
) -> None:
    """Erase a person from every data version; a salted hash and an audit entry are left."""
    if not yes:
        question = say(f"依法删除 {person}，不可恢复。继续？", f"Erase {person}? It cannot be undone.")
        typer.confirm(question, abort=True, err=True)
    with client(reason) as api:
        found = api.call("POST", "/erasures", json={"id": person, "reason": reason})
    if not show(found, as_json):
        n = {name: found[name] for name in ("statements", "relationships", "records", "contact_points", "data_version")}
        out.print(say(
            f"已删除：陈述 {n['statements']}，关系 {n['relationships']}，记录 {n['records']}，"
            f"联系点 {n['contact_points']}；数据版本 {n['data_version']}",
            f"erased: {n['statements']} statements, {n['relationships']} relationships, {n['records']} records, "
            f"{n['contact_points']} contact points; data version {n['data_version']}",
        ), highlight=False)  # fmt: skip
        for left in found["hashes"]:
            out.print(f"  {say('留存散列', 'hash that is left')} {left}", highlight=False)
