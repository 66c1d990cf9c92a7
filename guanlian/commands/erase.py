"""``guanlian erase``: lawful erasure of a person."""

from __future__ import annotations

from typing import Annotated

import typer

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
        typer.confirm(f"依法删除 {person}，不可恢复。继续？", abort=True, err=True)
    with client(reason) as api:
        found = api.call("POST", "/erasures", json={"id": person, "reason": reason})
    if not show(found, as_json):
        out.print(
            f"已删除：陈述 {found['statements']}，关系 {found['relationships']}，记录 {found['records']}，"
            f"联系点 {found['contact_points']}；数据版本 {found['data_version']}"
        )
        for left in found["hashes"]:
            out.print(f"  留存散列 {left}", highlight=False)
