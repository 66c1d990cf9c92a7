"""``guanlian review``: bidders or lots in, findings out; ``guanlian lots``: which lots there are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_service.dossier.document import bidders_in_order, called, cited
from graph_service.errors import InvalidFile, InvalidInput
from graph_service.words import codes
from guanlian.client import Client
from guanlian.files import read, read_json
from guanlian.language import caption, coded, joined, say, told
from guanlian.terminal import Heading, Json, client, err, out, show, table, whole
from loaders.cleaning.values import clean_time

WHY = typer.Option("--purpose", help="Why persons are looked at; recorded.")
LOTS_A_JOB = 100
SIGNS = {"ground": "[red]●[/red]", "deemed": "[yellow]◆[/yellow]", "indication": "[blue]▲[/blue]"}


def verdict_headings() -> list[Heading]:
    """A column for each verdict that a finding may have."""
    return [(codes("zh")["verdict"][verdict], codes("en")["verdict"][verdict]) for verdict in SIGNS]


def register(app: typer.Typer) -> None:
    app.command()(review)
    app.command()(lots)


def review(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, help="Bidders: Excel or CSV with Chinese or English headers, or a tender as JSON.")] = None,
    lot: Annotated[list[str] | None, typer.Option(help="A lot of the graph by its id (guanlian lots); may be given several times.")] = None,
    all_lots: Annotated[bool, typer.Option("--all-lots", help="Every lot of the graph with two bidders or more.")] = False,
    regime: Annotated[str | None, typer.Option(help="bidding, works, goods or procurement; or 招标投标法, 政府采购法 …")] = None,
    deadline: Annotated[str | None, typer.Option(help="Submission deadline, 2026-06-30T09:30.")] = None,
    credit_check_at: Annotated[str | None, typer.Option(help="When credit is checked; the deadline where absent.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the lot.")] = None,
    buyer: Annotated[str | None, typer.Option(help="Who buys: name or code; not with lots of the graph.")] = None,
    agency: Annotated[str | None, typer.Option(help="The agency: name or code; not with lots of the graph.")] = None,
    indicative: Annotated[bool, typer.Option(help="With indicative exposure (L3), apart.")] = True,
    report: Annotated[Path | None, typer.Option(help="Write the report as PDF.")] = None,
    excel: Annotated[Path | None, typer.Option(help="Write the report as a workbook.")] = None,
    letters: Annotated[Path | None, typer.Option(help="Write drafts of clarification letters as PDF.")] = None,
    masked: Annotated[bool, typer.Option("--masked", help="Mask names of persons in the report.")] = False,
    purpose: Annotated[str, WHY] = "投标审查", as_json: Json = False,
) -> None:  # fmt: skip
    """Are these bidders related, listed or in conflict, by which article, on what proof?"""
    if sum((file is not None, bool(lot), all_lots)) != 1:
        raise typer.BadParameter(
            say("请提供投标人文件、--lot 或 --all-lots 之一", "give a file of bidders, or --lot, or --all-lots")
        )
    times = {"submission_deadline": _instant(deadline), "credit_check_at": _instant(credit_check_at)}
    given = {"regime": regime, **times, "title": title, "buyer": buyer, "agency": agency}
    said = {name: value for name, value in given.items() if value}
    files = ((report, "report", "pdf"), (excel, "report", "xlsx"), (letters, "letters", "pdf"))
    with client(purpose) as api:
        asked = _asked(api, file, lot, said, as_json)
        if len(asked) != 1:
            _no_files(files)
            _batch(api, asked, indicative, as_json)
            return
        made = api.call("POST", "/reviews", json={**asked[0], "indicative": indicative})
        _write(api, made["id"], files, masked)
    if not show(made, as_json):
        print_review(made)


def _asked(
    api: Client, file: Path | None, lots: list[str] | None, said: dict[str, Any], quiet: bool
) -> list[dict[str, Any]]:
    """The reviews that are meant, each as ``POST /reviews`` takes it."""
    if file is not None:
        return [{"tender": tender} for tender in _tenders(api, file, said, quiet)]
    if unfit := sorted(said.keys() & {"buyer", "agency"}):
        raise typer.BadParameter(f"--{unfit[0]}: {say('图中标段自带该信息', 'a lot of the graph brings it with it')}")
    more = {"of_lot": said} if said else {}
    found = [{"lot": identifier, **more} for identifier in lots or _all_lots(api)]
    if not found:
        raise InvalidInput("the graph has no lot with two bidders", "图中没有两家以上投标人的标段")
    return found


def _all_lots(api: Client) -> list[str]:
    """Every lot with two bidders or more, page by page."""
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = api.call("GET", "/lots", params={"min_bidders": 2, "limit": 200, **cursor})
        found += [row["id"] for row in page["lots"]]
        if not page["next_cursor"]:
            return found
        cursor = {"cursor": page["next_cursor"]}


Files = tuple[tuple[Path | None, str, str], ...]


def _no_files(files: Files) -> None:
    if any(path for path, _, _ in files):
        raise typer.BadParameter(say(
            "批量审查请用 guanlian reviews report 逐份导出", "files are written of one lot: guanlian reviews report"
        ))  # fmt: skip


def _write(api: Client, review: str, files: Files, masked: bool) -> None:
    for path, what, form in files:
        if path is not None:
            asked = {"format": form, **({"masked": str(masked).lower()} if what == "report" else {})}
            path.write_bytes(api.download("GET", f"/reviews/{review}/{what}", params=asked))


def _instant(text: str | None) -> str | None:
    """With zone; Asia/Shanghai where none is given."""
    try:
        return clean_time(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _tenders(api: Client, file: Path, given: dict[str, Any], quiet: bool) -> list[dict[str, Any]]:
    """The lots of a file, each with what the command line says where the file says nothing."""
    if file.suffix.lower() == ".json":
        found = _from_json(file)
    else:
        understood = api.call("POST", "/tender-files", files={"file": (file.name, read(file))})
        found = understood["tenders"]
        if not quiet:
            _said(understood)
    return [{**given, **tender} for tender in found]


def _from_json(file: Path) -> list[dict[str, Any]]:
    content = read_json(file)
    found = content if isinstance(content, list) else [content]
    if not all(isinstance(tender, dict) for tender in found):
        raise InvalidFile(f"{file} holds no tender", f"{file} 中没有标段")
    return found


def _said(read: dict[str, Any]) -> None:
    """What a spreadsheet was understood as."""
    for fault in read["faults"]:
        line = say(f"第 {fault['line']} 行", f"line {fault['line']}")
        err.print(f"  ! {line} {fault['column']}: {told(fault)}", highlight=False)
    if read["ignored"]:
        columns = joined(read["ignored"])
        err.print(f"  – {say('未使用的列', 'columns not used')}: {columns}", highlight=False)


def _batch(api: Client, asked: list[dict[str, Any]], indicative: bool, as_json: bool) -> None:
    """In jobs small enough for a request's body."""
    jobs = [
        api.job("POST", "/review-batches", json=_together(asked[n : n + LOTS_A_JOB], indicative))
        for n in range(0, len(asked), LOTS_A_JOB)
    ]
    found = {
        "reviews": [row for job in jobs for row in job["reviews"]],
        "findings": {verdict: sum(job["findings"][verdict] for job in jobs) for verdict in SIGNS},
    }
    if show(found, as_json):
        return
    shown = table(
        ("标段", "lot"), whole("审查", "review"), ("投标人", "bidders"), *verdict_headings(), ("未执行", "not run")
    )
    for row in found["reviews"]:
        counts = row.get("findings", {})
        cells = [
            row.get("review") or told(row["error"]),
            row.get("bidders", ""),
            *(counts.get(verdict, "") for verdict in SIGNS),
            row.get("not_run", ""),
        ]
        shown.add_row(str(row["title"]), *map(str, cells))
    out.print(shown)


def _together(asked: list[dict[str, Any]], indicative: bool) -> dict[str, Any]:
    """Reviews of one kind as the body of a batch."""
    if "tender" in asked[0]:
        return {"tenders": [one["tender"] for one in asked], "indicative": indicative}
    said = {"of_lots": asked[0]["of_lot"]} if "of_lot" in asked[0] else {}
    return {"lots": [one["lot"] for one in asked], **said, "indicative": indicative}


def print_review(made: dict[str, Any]) -> None:
    result = made["result"]
    names = {role["key"]: called(role) for role in result["roles"]}
    version, rules = result["data_version"], result["rules"]["version"]
    made_by = say(
        f"审查 {made['id']}  数据版本 {version}  规则 {rules}",
        f"review {made['id']}  data version {version}  rules {rules}",
    )
    out.print(f"[bold]{made['title']}[/bold]  {made_by}", highlight=False, soft_wrap=True)
    for notice in result["notices"]:
        out.print(f"  ! {told(notice)}", highlight=False, soft_wrap=True)
    for number, role in enumerate(bidders_in_order(result, made["request"]), 1):
        _print_bidder(number, role)
    for finding in result["findings"]:
        who = joined((names.get(key, key) for key in finding["parties"]), "；", "; ")
        verdict = f"{SIGNS[finding['verdict']]} {coded('verdict', finding['verdict'])}"
        law = cited(finding["text"], finding["article"])
        out.print(f"  {verdict} {law}  {who}  [dim]{finding['id']}[/dim]", highlight=False, soft_wrap=True)
    for row in result["not_run"]:
        not_run = f"○ {say('未执行', 'not run')} {row['rule']}: {told(row['reason'])}"
        out.print(f"  {not_run}", highlight=False, soft_wrap=True)
    if result["truncated"]:
        bound = result["bound"]
        out.print(
            "  " + say(f"! 检索被截断；未列出者不高于 {bound}", f"! cut by a limit; nothing left out is above {bound}")
        )


def _print_bidder(number: int, role: Mapping[str, Any]) -> None:
    """With its number, by which ``reviews attest`` takes it, and what could not be searched."""
    blank = [c["kind"] for c in role["coverage"] if c["has"] == "no_data"]
    said = [coded("confidence", role["identity"]["confidence"])]
    if unsearched := role.get("unsearched"):
        said.append(told(unsearched))
    elif blank:
        said.append(f"{say('无资料', 'no data')}: {joined(map(caption, blank))}")
    out.print(f"  {number:>3} {called(role)} ({joined(said, '；', '; ')})", highlight=False, soft_wrap=True)


def lots(
    q: Annotated[str | None, typer.Argument(help="Part of the name, the code or the project's code.")] = None,
    min_bidders: Annotated[int, typer.Option(min=0, max=500, help="Lots on which at least so many bid.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 50,
    cursor: Annotated[str | None, typer.Option(help="Go on where an earlier page ended.")] = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Lots of the graph, to be reviewed: guanlian review --lot ID."""
    asked = {"q": q, "min_bidders": min_bidders, "limit": limit, "cursor": cursor}
    with client() as api:
        found = api.call("GET", "/lots", params={name: value for name, value in asked.items() if value is not None})
    if show(found, as_json):
        return
    shown = table(
        whole("标段", "lot"),
        ("名称", "name"),
        ("编号", "code"),
        ("截止", "deadline"),
        ("投标人", "bidders"),
        ("招标人", "buyer"),
    )
    for row in found["lots"]:
        buyer = found["parties"].get(row["buyer"] or "", {}).get("name", "")
        deadline = (row["submission_deadline"] or "")[:10] + (" *" if row["deadline_from"] == "bids" else "")
        shown.add_row(row["id"], row["name"], row["lot_code"] or "", deadline, str(row["bidders"]), buyer)
    out.print(shown)
    if any(row["deadline_from"] == "bids" for row in found["lots"]):
        out.print(
            "  "
            + say("* 来源未载明截止时间，为最后一份投标的日期", "* no deadline in the source: the day of the last bid")
        )
    if found["next_cursor"]:
        out.print(f"  --cursor {found['next_cursor']}", highlight=False, soft_wrap=True)
