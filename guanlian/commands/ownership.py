"""``guanlian ownership | controllers | beneficial-owners | holdings``: who owns, controls, benefits, and what is held."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Column, Table
from rich.tree import Tree

from guanlian.terminal import AsOf, Json, Purpose, client, err, out, resolve, show, when

Party = Annotated[str, typer.Argument(help="Id, name or code.")]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="Rows shown.")]
DAY_WIDTH = 10


def register(app: typer.Typer) -> None:
    app.command()(ownership)
    app.command()(controllers)
    app.command("beneficial-owners")(beneficial_owners)
    app.command()(holdings)
    app.command("holding-faults")(holding_faults)


def ownership(
    party: Party,
    holder: Annotated[str | None, typer.Option(help="All measures of this holder side by side.")] = None,
    tree: Annotated[bool, typer.Option("--tree", help="Draw the holders as a tree.")] = False,
    layers: Annotated[int, typer.Option(min=1, max=30, help="Layers of the tree.")] = 6,
    floor: Annotated[float, typer.Option(min=0, max=1, help="Leave smaller holdings out of the tree.")] = 0,
    limit: Limit = 100, as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Cap table, owners by effective share, loops and faults of a company."""
    with client(purpose) as api:
        at = f"/entities/{resolve(api, party)}"
        if tree:
            found = api.call("GET", f"{at}/ownership-tree", params=when(as_of, layers=layers, floor=floor))
        else:
            wanted = resolve(api, holder) if holder else None
            found = api.call("GET", f"{at}/ownership", params=when(as_of, holder=wanted, limit=limit))
    if show(found, as_json):
        return
    if tree:
        out.print(_drawn(found["tree"], found))
    elif found.get("pair"):
        _pair(found)
    else:
        _owners(found)
    _cut(found)


def controllers(
    party: Party, limit: Limit = 100, as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False
) -> None:
    """Who controls a company, with the ultimate and the possible ones, and closed loops."""
    with client(purpose) as api:
        found = api.call("GET", f"/entities/{resolve(api, party)}/controllers", params=when(as_of, limit=limit))
    if show(found, as_json):
        return
    table = Table(Column("controller", overflow="fold"), "how", "share", "standing", "last confirmed")
    for row in found["controllers"]:
        how = ("ultimate, " if row["ultimate"] else "") + ("declared" if row["declared"] else "majority")
        how += ", table above 100 %" if row["inconsistent"] else ""
        table.add_row(_name(found, row["party"]), how, row["share_there"], row["standing"], row["last_confirmed"] or "")
    for row in found["possible"]:
        table.add_row(
            _name(found, row["party"]), "possible", row["share_there"], row["standing"], row["last_confirmed"] or ""
        )
    out.print(table)
    if not found["controllers"]:
        out.print("nobody controls it by what is recorded" + (", the above possibly" if found["possible"] else ""))
    for row in found["controllers"]:
        out.print(f"  {_name(found, row['party'])}:", highlight=False)
        _way(found, row["proof"])
    for title, rows in (("controlling shareholder", found["controlling_shareholders"]),
                        ("actual controller", found["actual_controllers"])):  # fmt: skip
        for row in rows:
            basis = f" by {row['basis']}" if "basis" in row else ""
            text = row["text"]["source"] if row["text"] else "no text in force"
            out.print(f"  {title}: {_name(found, row['party'])}{basis}, {row['value']} ({text})", highlight=False)
    _loops(found)
    _cut(found)


def beneficial_owners(party: Party, as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False) -> None:
    """Beneficial owners with the limb that applied, and what is missing."""
    with client(purpose) as api:
        found = api.call("GET", f"/entities/{resolve(api, party)}/beneficial-owners", params=when(as_of))
    if show(found, as_json):
        return
    owners = found["beneficial_owners"]
    table = Table(Column("person", overflow="fold"), "limb", "share", "sure", "article", *_evidence_columns())
    for sure, rows in (("yes", owners["owners"]), ("possibly", owners["possible"])):
        for row in rows:
            share = _percent(row["share"]) if row["share"] else ""
            days = [r["last_confirmed"] for r in row["proof"] if r["last_confirmed"]]
            fresh = row["standing"], min(days, default=""), _sources(row["proof"])
            table.add_row(_name(found, row["party"]), row["limb"], share, sure, row["article"] or "", *fresh)
    out.print(f"{owners['status']}  {owners['text']['source'] if owners['text'] else 'no text in force'}")
    out.print(table)
    for gap in owners["missing"]:
        out.print(f"  · {_name(found, gap['at'])}：{gap['zh']}", highlight=False, soft_wrap=True)
    _cut(found)


def holdings(
    party: Party,
    min_share: Annotated[float | None, typer.Option(min=0, max=1, help="Only from this share on.")] = None,
    file: Annotated[Path | None, typer.Option(help="Write the whole group to this .csv or .xlsx file.")] = None,
    limit: Limit = 100, as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Every company below a party: effective share and control."""
    with client(purpose) as api:
        at = f"/entities/{resolve(api, party)}"
        if file is not None:
            form = "xlsx" if file.suffix == ".xlsx" else "csv"
            file.write_bytes(api.download("GET", f"{at}/group-file", params=when(as_of, format=form)))
            err.print(f"✓ {file}", highlight=False)
            return
        found = api.call("GET", f"{at}/holdings", params=when(as_of, limit=limit, min_share=min_share))
    if show(found, as_json):
        return
    table = Table(Column("company", overflow="fold"), "effective share", "control", "layer", *_evidence_columns())
    for row in found["holdings"]:
        share = _percent(row["share"]) if row["share"] else row["reason"]
        table.add_row(_name(found, row["company"]), share, row["control"], str(row["layer"] or ""), *_evidence(row))
    out.print(table)
    if found["more"]:
        out.print(f"… {found['more']} more companies; --limit shows more of them")
    _loops(found)
    _cut(found)


def holding_faults(
    source: Annotated[str | None, typer.Option(help="Only faults in which this source has a part.")] = None,
    problem: Annotated[str | None, typer.Option(help="Only this kind, e.g. above_whole.")] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Look at every company and only count.")] = False,
    limit: Limit = 100,
    cursor: Annotated[str | None, typer.Option(help="Go on where an earlier page ended.")] = None,
    as_of: AsOf = None, as_json: Json = False,
) -> None:  # fmt: skip
    """What is wrong or thin in recorded holdings, source by source: nothing is repaired."""
    with client(None) as api:
        asked = when(as_of, source=source, problem=problem, limit=limit, cursor=cursor)
        found = api.call("GET", "/holding-faults", params=asked)
        while summary and found["next_cursor"]:
            more = api.call("GET", "/holding-faults", params={**asked, "cursor": found["next_cursor"]})
            found = {**more, "scanned": found["scanned"] + more["scanned"], "by_source": _added(found, more)}
    if summary:
        found = {name: value for name, value in found.items() if name not in ("faults", "parties", "capped")}
    if not show(found, as_json):
        _faults(found)


def _added(one: dict[str, Any], other: dict[str, Any]) -> dict[str, dict[str, int]]:
    total: dict[str, Counter[str]] = {}
    for counts in (one["by_source"], other["by_source"]):
        for name, problems in counts.items():
            total.setdefault(name, Counter()).update(problems)
    return {name: dict(sorted(total[name].items())) for name in sorted(total)}


def _faults(found: dict[str, Any]) -> None:
    table = Table("source", "problem", "count", title=f"{found['scanned']} enterprises looked at")
    for name, problems in found["by_source"].items():
        for problem, count in problems.items():
            table.add_row(name, problem, str(count))
    out.print(table)
    for fault in found.get("faults", ()):
        share = f"{float(Fraction(fault['share'])) * 100:g} %" if fault["share"] else ""
        days = " – ".join(dict.fromkeys(filter(None, (fault["shown_first"], fault["shown_last"]))))
        where = f"{', '.join(fault['sources'])} {days}"
        out.print(f"  · {fault['problem']}: {_name(found, fault['company'])} {share} ({where})", highlight=False)
    if found["next_cursor"]:
        out.print(f"  --cursor {found['next_cursor']}", highlight=False, soft_wrap=True)


def _name(found: dict[str, Any], party: str) -> str:
    return found["parties"].get(party, {}).get("name") or party


def _percent(span: dict[str, Any]) -> str:
    low, high = span["percent"]
    return f"{low:g} %" if low == high else f"{low:g}–{high:g} %"


def _owners(found: dict[str, Any]) -> None:
    _cap_table(found)
    table = Table(Column("owner", overflow="fold"), "effective share", "layer", *_evidence_columns())
    for row in found["owners"]:
        share = _percent(row["share"]) if row["share"] else f"{row['reported']}: {row['reason']}"
        table.add_row(_name(found, row["party"]), share, str(row["layer"] or ""), *_evidence(row))
    out.print(table)
    if found["more"]:
        out.print(f"… {found['more']} more owners; --limit shows more of them")
    out.print(f"known sum of the cap table: {_percent(found['table']['known_sum'])}")
    for fault in found["faults"]:
        out.print(f"  · {fault['problem']}: {_name(found, fault['company'])} {fault['share'] or ''}", highlight=False)
    _loops(found)


def _evidence_columns() -> tuple[Column, ...]:
    """Headings of what a row rests on: a day and a source are never cut short in a narrow window."""
    return Column("standing"), Column("last confirmed", min_width=DAY_WIDTH), Column("sources", overflow="fold")


def _evidence(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["standing"] or "", row["last_confirmed"] or "", ", ".join(row["sources"])


def _sources(relationships: list[dict[str, Any]]) -> str:
    return ", ".join(sorted({r["source"]["source"] for r in relationships}))


def _cap_table(found: dict[str, Any]) -> None:
    """Who holds the company directly, and on what that rests."""
    table = Table(Column("holder", overflow="fold"), "share", "votes", *_evidence_columns())
    for row in found["table"]["holdings"]:
        votes = _percent(row["votes"]) if row["votes"]["stated"] else ""
        share = _percent(row["share"]) + (" (sources differ)" if row["differs"] else "")
        table.add_row(
            _name(found, row["holder"]), share if row["share"]["known"] else f"unknown, {share}", votes, row["standing"],
            row["last_confirmed"] or "", _sources(row["relationships"]),
        )  # fmt: skip
    out.print(table)
    if found["table"]["more"]:
        out.print(f"… {found['table']['more']} more holders; --limit shows more of them")


def _way(found: dict[str, Any], links: list[dict[str, Any]]) -> None:
    """Relationships one below the other, each with its share, source and day."""
    for link in links:
        part = link.get("share")
        share = "declared" if part is None else _span(part["min"], part["max"]) if part["known"] else "unknown"
        ends = f"{_name(found, link['from'])} → {_name(found, link['to'])}"
        where = f"{link['source']['source']}, {link['last_confirmed'] or '-'}"
        out.print(f"      {ends}  {share}  ({where})", highlight=False, soft_wrap=True)


def _span(low: str, high: str) -> str:
    ends = [f"{float(Fraction(end)) * 100:g}" for end in (low, high)]
    return f"{'–'.join(dict.fromkeys(ends))} %"


def _pair(found: dict[str, Any]) -> None:
    table = Table("measure", "answer", "text")
    pair = found["pair"]
    for name, row in pair["shares"].items():
        answer = _percent(row["share"]) if row["share"] else f"{row['reported']}: {row['reason']}"
        table.add_row(name, answer, row["text"]["source"] if row["text"] else "")
    for name, row in pair["control"].items():
        table.add_row(f"control: {name}", row["value"], row["text"]["source"] if row["text"] else "")
    out.print(table)
    for chain in pair["made_up_of"]["chains"]:
        way = " → ".join(_name(found, node) for node in chain["nodes"])
        out.print(f"  {_percent(chain['share'])}  {way}", highlight=False, soft_wrap=True)
        _way(found, [link for holding in chain["holdings"] for link in holding["relationships"]])
    rest = "" if pair["made_up_of"]["complete"] else ", and there are further chains"
    out.print(f"  these chains make {float(Fraction(pair['made_up_of']['sum'])) * 100:g} %{rest}", highlight=False)
    for difference in pair["differences"]:
        out.print(f"  · {difference['zh']}", highlight=False, soft_wrap=True)


def _drawn(root: dict[str, Any], found: dict[str, Any]) -> Tree:
    drawn = Tree(_name(found, root["party"]))
    stack = [(root, drawn)]
    while stack:
        branch, at = stack.pop()
        for child in branch["children"]:
            share = _percent(child["holding"]["share"])
            mark = " ↑" if child["shown_before"] else ""
            stack.append((child, at.add(f"{share}  {_name(found, child['party'])}{mark}", highlight=False)))
        for count, word in (
            (branch["more"], "more"),
            (branch["below_floor"], "below the floor"),
            (branch["unopened"], "further"),
        ):
            if count:
                at.add(f"… {count} {word}")
    return drawn


def _loops(found: dict[str, Any]) -> None:
    for loop in found["loops"]:
        names = " → ".join(_name(found, h["holder"]) for h in loop["circle"])
        out.print(f"  ⟳ {'closed ' if loop['closed'] else ''}loop of {loop['count']}: {names}", highlight=False)
    if found["more_loops"]:
        out.print(f"  … {found['more_loops']} more loops", highlight=False)


def _cut(found: dict[str, Any]) -> None:
    if found["truncated"]:
        out.print(f"  truncated: {found['bound']['parties_read']} parties read; raise --max-parties over the API")
