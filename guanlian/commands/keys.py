"""``guanlian keys``: principals and their API keys."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from guanlian.language import say
from guanlian.terminal import Json, out, settings, show


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="API keys and principals.")
    group.command("create")(keys_create)
    group.command("list")(keys_list)
    group.command("revoke")(keys_revoke)
    app.add_typer(group, name="keys")


def keys_create(
    principal: Annotated[str, typer.Argument(help="Who will use the key, e.g. review-service.")],
    unit: Annotated[str, typer.Option(help="Organisation unit, county/department/township.")] = "local",
    role: Annotated[list[str] | None, typer.Option(help="Roles; may be given several times.")] = None,
    as_json: Json = False,
) -> None:
    """Create a key; it is shown once."""
    store = _store()
    store.put_principal(principal, unit, role or ["reader"])
    key = store.create_key(principal)
    if not show({"principal": principal, "key": key}, as_json):
        out.print(key, highlight=False)


def keys_list(as_json: Json = False) -> None:
    """Every key, without its secret."""
    found = _store().keys()
    if not show(found, as_json):
        for row in found:
            state = f"{say('已吊销', 'revoked')} {row['revoked_at']}" if row["revoked_at"] else say("有效", "in force")
            out.print(f"{row['id']} {row['principal']} {row['created_at']} {state}", highlight=False)


def keys_revoke(identifier: str) -> None:
    """Revoke a key; it stops working at once."""
    _store().revoke_key(identifier)
    out.print(f"{identifier} {say('已吊销', 'revoked')}", highlight=False)


def _store() -> Any:
    from graph_service.operations.store import OperationalStore

    return OperationalStore(settings().data_dir, settings().operations())
