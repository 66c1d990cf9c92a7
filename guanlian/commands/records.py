"""``guanlian records``: records by kind, authority, state, day of listing or subject."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from guanlian.language import coded, say
from guanlian.terminal import AsOf, Json, Purpose, client, out, resolve, show, table, when


def register(app: typer.Typer) -> None:
    app.command()(records)


def records(
    kind: Annotated[str | None, typer.Option(help="Record kind, e.g. 失信被执行人.")] = None,
    authority: Annotated[str | None, typer.Option(help="Deciding authority.")] = None,
    owning_unit: Annotated[str | None, typer.Option(help="The unit that answers for the record.")] = None,
    state: Annotated[str | None, typer.Option(help="State on the day asked, e.g. active or repaired.")] = None,
    listed_from: Annotated[str | None, typer.Option(help="Listed on or after, YYYY-MM-DD.")] = None,
    listed_to: Annotated[str | None, typer.Option(help="Listed on or before, YYYY-MM-DD.")] = None,
    subject: Annotated[str | None, typer.Option(help="Of this party: id, name or code.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="Records shown.")] = 50,
    cursor: Annotated[str | None, typer.Option(help="Go on where an earlier page ended.")] = None,
    as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Records that act on the day asked; ended ones only for those entitled."""
    with client(purpose) as api:
        asked = when(
            as_of, kind=kind, authority=authority, owning_unit=owning_unit, state=state, listed_from=listed_from, listed_to=listed_to,
            subject=resolve(api, subject) if subject else None, limit=limit, cursor=cursor,
        )  # fmt: skip
        found = api.call("GET", "/records", params=asked)
    if not show(found, as_json):
        _print(found)


def _print(found: dict[str, Any]) -> None:
    shown = table(
        ("种类", "kind"),
        ("对象", "subject"),
        ("列入", "listed"),
        ("至", "until"),
        ("标记", "mark"),
        ("机关", "authority"),
    )
    for record in found["records"]:
        values = record["values"]
        subject = found["parties"].get(record["subject"], {}).get("name") or record["subject"] or ""
        dates = values.get("listed_on") or values.get("decided_on") or "", record["first_free_day"] or "…"
        mark = coded("mark", record["mark"])
        shown.add_row(values.get("record_kind", ""), subject, *dates, mark, values.get("authority", ""))
    out.print(shown)
    if found["withheld"]:
        n = found["withheld"]
        out.print(
            say(
                f"另有 {n} 条自然人记录，须注明用途（--purpose）方可查询",
                f"{n} more of persons: say why (--purpose) to see them",
            )
        )
    if found["next_cursor"]:
        out.print(f"  --cursor {found['next_cursor']}", highlight=False, soft_wrap=True)
