"""``guanlian policy``: the policies of exposure."""

from __future__ import annotations

from pathlib import Path

import typer

from guanlian.files import read_text
from guanlian.terminal import Json, out, show


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Exposure policies.")
    group.command("list")(policy_list)
    group.command("check")(policy_check)
    app.add_typer(group, name="policy")


def policy_list(as_json: Json = False) -> None:
    """The shipped policies."""
    from graph_service.exposure.policy import load_policy, policy_names

    found = [
        {"id": name, "version": load_policy(name).policy.version, "digest": load_policy(name).digest}
        for name in policy_names()
    ]
    if not show(found, as_json):
        for row in found:
            out.print(f"{row['id']} v{row['version']} {str(row['digest'])[:12]}")


def policy_check(file: Path, as_json: Json = False) -> None:
    """Explain the faults of a policy file."""
    from graph_service.exposure.policy import compile_policy, parse_policy

    compiled = compile_policy(parse_policy(read_text(file)))
    if not show({"id": compiled.policy.id, "digest": compiled.digest}, as_json):
        out.print(f"✓ {compiled.policy.id} v{compiled.policy.version} {compiled.digest[:12]}")
