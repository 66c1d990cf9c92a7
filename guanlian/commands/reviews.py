"""``guanlian review``: bidders in, findings out; and ``guanlian reviews``: what happens with a review afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from graph_service.dossier.document import cited
from graph_service.errors import InvalidFile
from guanlian.client import Client
from guanlian.terminal import Json, client, err, out, show
from loaders.cleaning.values import clean_time

group = typer.Typer(no_args_is_help=True, help="Reviews that were made: list, decide, attest, seal, print.")
Review = Annotated[str, typer.Argument(help="The id of the review.")]
To = Annotated[Path, typer.Option("--out", "-o", help="Where to write the file.")]
WHY = typer.Option("--purpose", help="Why persons are looked at; recorded.")
LOTS_A_JOB = 100
MARKS = {
    "ground": "[red]●[/red] 法定情形",
    "deemed": "[yellow]◆[/yellow] 视为串通",
    "indication": "[blue]▲[/blue] 提示线索",
}


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="reviews")
    app.command()(review)


def review(
    file: Annotated[Path, typer.Argument(help="Bidders: Excel or CSV with Chinese or English headers, or a tender as JSON.")],
    regime: Annotated[str | None, typer.Option(help="bidding, works, goods or procurement; or 招标投标法, 政府采购法 …")] = None,
    deadline: Annotated[str | None, typer.Option(help="Submission deadline, 2026-06-30T09:30.")] = None,
    credit_check_at: Annotated[str | None, typer.Option(help="When credit is checked; the deadline where absent.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the lot.")] = None,
    buyer: Annotated[str | None, typer.Option(help="Who buys: name or code.")] = None,
    agency: Annotated[str | None, typer.Option(help="The agency: name or code.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report as PDF.")] = None,
    excel: Annotated[Path | None, typer.Option(help="Write the report as a workbook.")] = None,
    letters: Annotated[Path | None, typer.Option(help="Write drafts of clarification letters as PDF.")] = None,
    masked: Annotated[bool, typer.Option("--masked", help="Mask names of persons in the report.")] = False,
    purpose: Annotated[str, WHY] = "投标审查", as_json: Json = False,
) -> None:  # fmt: skip
    """Are these bidders related, listed or in conflict, by which article, on what proof?"""
    given = {
        "regime": regime,
        "submission_deadline": _instant(deadline),
        "credit_check_at": _instant(credit_check_at),
        "title": title,
        "buyer": buyer,
        "agency": agency,
    }
    with client(purpose) as api:
        tenders = _tenders(api, file, {name: value for name, value in given.items() if value}, as_json)
        if len(tenders) > 1:
            _batch(api, tenders, as_json)
            return
        made = api.call("POST", "/reviews", json={"tender": tenders[0]})
        for path, place in (
            (report, f"report?masked={str(masked).lower()}"),
            (excel, f"report?format=xlsx&masked={str(masked).lower()}"),
            (letters, "letters"),
        ):
            if path is not None:
                path.write_bytes(api.download("GET", f"/reviews/{made['id']}/{place}"))
    if not show(made, as_json):
        _print(made)


def _instant(text: str | None) -> str | None:
    """With zone; Asia/Shanghai where none is given."""
    try:
        return clean_time(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _tenders(api: Client, file: Path, given: dict[str, Any], quiet: bool) -> list[dict[str, Any]]:
    """The lots of a file, each with what the command line says where the file says nothing."""
    if not file.is_file():
        raise typer.BadParameter(f"there is no file {file}")
    if file.suffix.lower() == ".json":
        found = _from_json(file)
    else:
        read = api.call("POST", "/tender-files", files={"file": (file.name, file.read_bytes())})
        found = read["tenders"]
        if not quiet:
            _said(read)
    return [{**given, **tender} for tender in found]


def _from_json(file: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(file.read_bytes())
    except ValueError as error:
        raise InvalidFile(f"{file} is not JSON", f"{file} 不是 JSON 文件") from error
    found = content if isinstance(content, list) else [content]
    if not all(isinstance(tender, dict) for tender in found):
        raise InvalidFile(f"{file} holds no tender", f"{file} 中没有标段")
    return found


def _said(read: dict[str, Any]) -> None:
    """What a spreadsheet was understood as."""
    for fault in read["faults"]:
        err.print(f"  ! 第 {fault['line']} 行 {fault['column']}：{fault['zh']}", highlight=False)
    if read["ignored"]:
        err.print(f"  – 未使用的列：{'、'.join(read['ignored'])}", highlight=False)


def _batch(api: Client, tenders: list[dict[str, Any]], as_json: bool) -> None:
    """In jobs small enough for a request's body."""
    jobs = [
        api.job("POST", "/review-batches", json={"tenders": tenders[n : n + LOTS_A_JOB]})
        for n in range(0, len(tenders), LOTS_A_JOB)
    ]
    found = {
        "reviews": [row for job in jobs for row in job["reviews"]],
        "findings": {verdict: sum(job["findings"][verdict] for job in jobs) for verdict in MARKS},
    }
    if show(found, as_json):
        return
    table = Table("lot", "review", "bidders", "ground", "deemed", "indication", "not run")
    for row in found["reviews"]:
        counts = row.get("findings", {})
        shown = [
            row.get("review") or row["error"]["zh"],
            row.get("bidders", ""),
            *(counts.get(verdict, "") for verdict in MARKS),
            row.get("not_run", ""),
        ]
        table.add_row(str(row["title"]), *map(str, shown))
    out.print(table)


def _print(made: dict[str, Any]) -> None:
    result = made["result"]
    names = {
        role["key"]: role["given"].get("name") or role["given"].get("code") or role["key"] for role in result["roles"]
    }
    out.print(
        f"[bold]{made['title']}[/bold]  审查 {made['id']}  数据版本 {result['data_version']}  规则 {result['rules']['version']}",
        highlight=False,
    )
    blank = {
        role["key"]: [c["kind"] for c in role["coverage"] if c["has"] == "no_data"]
        for role in result["roles"]
        if role["role"] in ("bidder", "member")
    }
    for key, kinds in blank.items():
        if kinds:
            out.print(f"  – {names[key]} 无数据：{'、'.join(kinds)}", highlight=False)
    for finding in result["findings"]:
        who = "；".join(names.get(key, key) for key in finding["parties"])
        out.print(
            f"  {MARKS[finding['verdict']]} {cited(finding['text'], finding['article'])}  {who}  [dim]{finding['id']}[/dim]",
            highlight=False,
            soft_wrap=True,
        )
    for row in result["not_run"]:
        out.print(f"  ○ 未执行 {row['rule']}：{row['reason']['zh']}", highlight=False, soft_wrap=True)
    if result["truncated"]:
        out.print(f"  ! 检索被截断；未列出者不高于 {result['bound']}")


@group.command("list")
def listing(limit: Annotated[int, typer.Option(min=1, max=200)] = 50, as_json: Json = False) -> None:
    """Reviews of your unit, newest first."""
    with client() as api:
        found = api.call("GET", "/reviews", params={"limit": limit})
    if show(found, as_json):
        return
    table = Table("review", "title", "state", "made", "ground", "deemed", "indication")
    for row in found["reviews"]:
        table.add_row(
            row["id"],
            row["title"],
            row["state"],
            row["created_at"][:16],
            *(str(row["summary"]["findings"][verdict]) for verdict in MARKS),
        )
    out.print(table)


@group.command("show")
def show_review(review: Review, as_json: Json = False) -> None:
    """A review with its findings."""
    with client() as api:
        found = api.call("GET", f"/reviews/{review}")
    if not show(found, as_json):
        _print(found)


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
    pair: Annotated[list[str], typer.Option(help="Two role keys of the review, as KEY,KEY; may be given several times.")],
) -> None:  # fmt: skip
    """A signed attestation that a search between these parties found nothing; refused where it would say too much."""
    pairs = [part.split(",") for part in pair]
    if any(len(part) != 2 for part in pairs):
        raise typer.BadParameter("--pair KEY,KEY")
    with client() as api:
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
        by = "当时的规则" if found["replayed_by"] == "then" else "现行规则（当时的规则未保存）"
        out.print(f"{'✓ 逐字节相同' if found['equal'] else '✗ 结果不同'}（按{by}重评）", highlight=False)
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
    causes = {"data": "数据", "rule": "规则", "identity": "身份", "program": "程序"}
    changes = {"appeared": "新增", "gone": "消失", "verdict": "性质改变", "evidence": "依据改变"}
    for row in found["differences"]:
        out.print(
            f"  {changes[row['change']]}（{causes[row['cause']]}）{row['rule']} {'；'.join(row['parties'])}：{row['explanation']['zh']}",
            highlight=False,
            soft_wrap=True,
        )


def _save(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    err.print(f"{path}: {len(content)} bytes", highlight=False)
