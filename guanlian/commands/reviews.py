"""``guanlian reviews``: what happens with a review after it was made."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_service.dossier.document import bidders_in_order
from guanlian.commands.review import SIGNS, print_review, verdict_headings
from guanlian.language import coded, joined, say, told
from guanlian.terminal import Json, client, err, out, show, table, whole

group = typer.Typer(no_args_is_help=True, help="Reviews that were made: list, decide, attest, seal, print.")
Review = Annotated[str, typer.Argument(help="The id of the review.")]
To = Annotated[Path, typer.Option("--out", "-o", help="Where to write the file.")]


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="reviews")


@group.command("list")
def listing(limit: Annotated[int, typer.Option(min=1, max=200)] = 50, as_json: Json = False) -> None:
    """Reviews of your unit, newest first."""
    with client() as api:
        found = api.call("GET", "/reviews", params={"limit": limit})
    if show(found, as_json):
        return
    shown = table(
        whole("审查", "review"), ("标题", "title"), ("状态", "state"), ("建立", "made"),
        *verdict_headings(),
    )  # fmt: skip
    for row in found["reviews"]:
        shown.add_row(
            row["id"],
            row["title"],
            coded("review_state", row["state"]),
            row["created_at"][:16],
            *(str(row["summary"]["findings"][verdict]) for verdict in SIGNS),
        )
    out.print(shown)


@group.command("show")
def show_review(review: Review, as_json: Json = False) -> None:
    """A review with its findings."""
    with client() as api:
        found = api.call("GET", f"/reviews/{review}")
    if not show(found, as_json):
        print_review(found)


@group.command()
def decide(
    review: Review, finding: str, verdict: Annotated[str, typer.Argument(help="confirmed, explained or dismissed.")],
    reason: Annotated[str, typer.Option(help="Why; kept.")],
    explanation: Annotated[str, typer.Option(help="What the bidder said.")] = "", as_json: Json = False,
) -> None:  # fmt: skip
    """Decide a finding; earlier decisions stay."""
    body = {"finding": finding, "verdict": verdict, "reason": reason, "explanation_received": explanation}
    with client() as api:
        found = api.call("POST", f"/reviews/{review}/decisions", json=body)
    if not show(found, as_json):
        out.print(f"✓ {found['event']['number']}", highlight=False)


@group.command()
def attest(
    review: Review, out_file: To,
    pair: Annotated[
        list[str] | None, typer.Option(help="Two bidders by their numbers or keys, as 1,2; may be given several times; all pairs where absent.")
    ] = None,
) -> None:  # fmt: skip
    """A signed attestation that a search between these parties found nothing; refused where it would say too much."""
    chosen = [part.split(",") for part in pair or ()]
    if any(len(part) != 2 for part in chosen):
        raise typer.BadParameter("--pair 1,2")
    with client() as api:
        made = api.call("GET", f"/reviews/{review}")
        keys = [role["key"] for role in bidders_in_order(made["result"], made["request"])]
        numbered = {str(number): key for number, key in enumerate(keys, 1)}
        pairs = [[numbered.get(one, one) for one in part] for part in chosen] or [
            [a, b] for a, b in combinations(keys, 2)
        ]
        _save(out_file, api.download("POST", f"/reviews/{review}/attestations", json={"pairs": pairs}))


@group.command()
def seal(review: Review, out_file: To) -> None:
    """Close a review for good and sign everything in it."""
    with client() as api:
        _save(out_file, api.download("POST", f"/reviews/{review}/seal"))


@group.command()
def replay(review: Review, as_json: Json = False) -> None:
    """Evaluate again at the data version and by the rules of then, and compare every byte; exit code 1 where they differ."""
    with client() as api:
        found = api.call("POST", f"/reviews/{review}/replay")
    if not show(found, as_json):
        then = found["replayed_by"] == "then"
        by = (
            say("当时的规则", "the rules of then")
            if then
            else say("现行规则（当时的规则未保存）", "the rules of now: those of then were not kept")
        )
        equal = (
            say("✓ 逐字节相同", "✓ equal, byte for byte")
            if found["equal"]
            else say("✗ 结果不同", "✗ the result differs")
        )
        out.print(f"{equal} ({by})", highlight=False)
        _differences(found)
    if not found["equal"]:
        raise typer.Exit(1)


@group.command("what-if")
def what_if(
    review: Review, known: Annotated[str | None, typer.Option(help="then (at the deadline) or now.")] = None,
    rules: Annotated[str, typer.Option(help="then (those of the review) or now.")] = "then",
    regime: Annotated[str | None, typer.Option(help="Under the other law.")] = None, as_json: Json = False,
) -> None:  # fmt: skip
    """What would be otherwise, and whether data, rules or identity make the difference."""
    body = {name: value for name, value in (("known", known), ("regime", regime), ("rules", rules)) if value}
    with client() as api:
        found = api.call("POST", f"/reviews/{review}/what-if", json=body)
    if not show(found, as_json):
        _differences(found)


@group.command("report")
def report_file(
    review: Review, out_file: To, form: Annotated[str, typer.Option("--format", help="pdf or xlsx.")] = "pdf",
    masked: Annotated[bool, typer.Option("--masked", help="Mask names of persons.")] = False,
) -> None:  # fmt: skip
    """The report of a review."""
    with client() as api:
        _save(
            out_file,
            api.download("GET", f"/reviews/{review}/report", params={"format": form, "masked": str(masked).lower()}),
        )


def _differences(found: dict[str, Any]) -> None:
    for row in found["differences"]:
        change = f"{coded('change', row['change'])} ({coded('cause', row['cause'])})"
        who = joined(row["parties"], "；", "; ")
        out.print(f"  {change} {row['rule']} {who}: {told(row['explanation'])}", highlight=False, soft_wrap=True)


def _save(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    err.print(f"{path}: {say(f'{len(content)} 字节', f'{len(content)} bytes')}", highlight=False)
