"""``guanlian ownership | controllers | beneficial-owners | holdings``: who owns, controls, benefits, and what is held."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.tree import Tree

from guanlian.language import coded, joined, say, told
from guanlian.terminal import AsOf, Heading, Json, Purpose, client, day, err, out, resolve, show, table, when

Party = Annotated[str, typer.Argument(help="Id, name or code.")]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="Rows shown.")]


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
    shown = table(("控制人", "controller"), ("方式", "how"), ("合计持股", "share"), *_evidence_columns()[:2])
    for row in (*found["controllers"], *found["possible"]):
        fresh = coded("standing", row["standing"]), row["last_confirmed"] or ""
        shown.add_row(_name(found, row["party"]), _how(row), row["share_there"], *fresh)
    out.print(shown)
    if not found["controllers"]:
        out.print(say("按现有记录未见控制人", "nobody controls it by what is recorded")
                  + (say("，上列为可能", ", the above possibly") if found["possible"] else ""))  # fmt: skip
    for row in found["controllers"]:
        out.print(f"  {_name(found, row['party'])}:", highlight=False)
        _way(found, row["proof"])
    for title, rows in ((say("控股股东", "controlling shareholder"), found["controlling_shareholders"]),
                        (say("实际控制人", "actual controller"), found["actual_controllers"])):  # fmt: skip
        for row in rows:
            value = coded("control_verdict", row["value"])
            basis = f", {coded('control_ground', row['basis'])}" if "basis" in row else ""
            who = f"{title}: {_name(found, row['party'])}{basis}, {value}"
            out.print(f"  {who} ({_text(row)})", highlight=False, soft_wrap=True)
    _loops(found)
    _cut(found)


def _how(row: dict[str, Any]) -> str:
    if "ultimate" not in row:
        return say("可能（持股未知或为区间）", "possible (shares unknown or ranges)")
    parts = [say("最终", "ultimate")] if row["ultimate"] else []
    parts.append(say("声明的控制", "declared") if row["declared"] else say("过半数", "majority"))
    if row["inconsistent"]:
        parts.append(say("股权合计超过 100%", "table above 100 %"))
    return joined(parts)


def _text(row: dict[str, Any]) -> str:
    """The text that decides; said where none was in force."""
    return row["text"]["source"] if row["text"] else say("该日无已知文本", "no text known for this day")


def beneficial_owners(party: Party, as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False) -> None:
    """Beneficial owners with the limb that applied, and what is missing."""
    with client(purpose) as api:
        found = api.call("GET", f"/entities/{resolve(api, party)}/beneficial-owners", params=when(as_of))
    if show(found, as_json):
        return
    owners = found["beneficial_owners"]
    shown = table(
        ("自然人", "person"),
        ("标准", "limb"),
        ("比例", "share"),
        ("是否确定", "sure"),
        ("条款", "article"),
        *_evidence_columns(),
    )
    sure_words = (say("是", "yes"), owners["owners"]), (say("可能", "possibly"), owners["possible"])
    for sure, rows in sure_words:
        for row in rows:
            share = _percent(row["share"]) if row["share"] else ""
            days = [r["last_confirmed"] for r in row["proof"] if r["last_confirmed"]]
            fresh = coded("standing", row["standing"]), min(days, default=""), _sources(row["proof"])
            limb = coded("limb", row["limb"])
            shown.add_row(_name(found, row["party"]), limb, share, sure, row["article"] or "", *fresh)
    out.print(f"{coded('beneficial_status', owners['status'])}  {_text(owners)}", highlight=False, soft_wrap=True)
    out.print(shown)
    for gap in owners["missing"]:
        out.print(f"  · {_name(found, gap['at'])}: {told(gap)}", highlight=False, soft_wrap=True)
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
    shown = table(("企业", "company"), SHARE, ("控制", "control"), ("层级", "layer"), *_evidence_columns())
    for row in found["holdings"]:
        control = coded("control_verdict", row["control"])
        shown.add_row(_name(found, row["company"]), _measured(row), control, str(row["layer"] or ""), *_evidence(row))
    out.print(shown)
    _more(found["more"], say("家企业", "companies"))
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
    looked_at = say(f"已查 {found['scanned']} 家企业", f"{found['scanned']} enterprises looked at")
    shown = table(("来源", "source"), ("问题", "problem"), ("数量", "count"), title=looked_at)
    for name, problems in found["by_source"].items():
        for problem, count in problems.items():
            shown.add_row(name, coded("holding_fault", problem), str(count))
    out.print(shown)
    for fault in found.get("faults", ()):
        share = f"{float(Fraction(fault['share'])) * 100:g} %" if fault["share"] else ""
        days = " – ".join(dict.fromkeys(filter(None, (fault["shown_first"], fault["shown_last"]))))
        where = f"{', '.join(fault['sources'])} {days}"
        problem = coded("holding_fault", fault["problem"])
        out.print(f"  · {problem}: {_name(found, fault['company'])} {share} ({where})", highlight=False, soft_wrap=True)
    if found["next_cursor"]:
        out.print(f"  --cursor {found['next_cursor']}", highlight=False, soft_wrap=True)


def _name(found: dict[str, Any], party: str) -> str:
    return found["parties"].get(party, {}).get("name") or party


def _percent(span: dict[str, Any]) -> str:
    low, high = span["percent"]
    return f"{low:g} %" if low == high else f"{low:g}–{high:g} %"


def _owners(found: dict[str, Any]) -> None:
    _cap_table(found)
    shown = table(("持有人", "owner"), SHARE, ("层级", "layer"), *_evidence_columns())
    for row in found["owners"]:
        shown.add_row(_name(found, row["party"]), _measured(row), str(row["layer"] or ""), *_evidence(row))
    out.print(shown)
    _more(found["more"], say("个持有人", "owners"))
    out.print(f"{say('已知股权合计', 'known sum of the cap table')}: {_percent(found['table']['known_sum'])}")
    for fault in found["faults"]:
        problem = coded("holding_fault", fault["problem"])
        out.print(f"  · {problem}: {_name(found, fault['company'])} {fault['share'] or ''}", highlight=False)
    _loops(found)


SHARE = ("穿透持股", "effective share")


def _evidence_columns() -> tuple[Heading, ...]:
    """What a row rests on."""
    return ("状态", "standing"), day("最近确认", "last confirmed"), ("来源", "sources")


def _measured(row: dict[str, Any]) -> str:
    """The share, or why none is computed."""
    return _percent(row["share"]) if row["share"] else coded("no_share", row["reason"] or row["reported"])


def _more(count: int, what: str) -> None:
    if count:
        out.print(
            say(f"…… 另有 {count} {what}，--limit 可列出更多", f"… {count} more {what}; --limit shows more of them")
        )


def _evidence(row: dict[str, Any]) -> tuple[str, str, str]:
    return coded("standing", row["standing"]), row["last_confirmed"] or "", ", ".join(row["sources"])


def _sources(relationships: list[dict[str, Any]]) -> str:
    return ", ".join(sorted({r["source"]["source"] for r in relationships}))


def _cap_table(found: dict[str, Any]) -> None:
    """Who holds the company directly, and on what that rests."""
    shown = table(("股东", "holder"), ("持股", "share"), ("表决权", "votes"), *_evidence_columns())
    for row in found["table"]["holdings"]:
        votes = _percent(row["votes"]) if row["votes"]["stated"] else ""
        share = _percent(row["share"]) + (say("（各来源不一致）", " (sources differ)") if row["differs"] else "")
        known = share if row["share"]["known"] else f"{say('未知', 'unknown')}, {share}"
        fresh = coded("standing", row["standing"]), row["last_confirmed"] or "", _sources(row["relationships"])
        shown.add_row(_name(found, row["holder"]), known, votes, *fresh)
    out.print(shown)
    _more(found["table"]["more"], say("名股东", "holders"))


def _way(found: dict[str, Any], links: list[dict[str, Any]]) -> None:
    """Relationships one below the other, each with its share, source and day."""
    for link in links:
        part = link.get("share")
        if part is None:
            share = say("声明", "declared")
        else:
            share = _span(part["min"], part["max"]) if part["known"] else say("未知", "unknown")
        ends = f"{_name(found, link['from'])} → {_name(found, link['to'])}"
        where = f"{link['source']['source']}, {link['last_confirmed'] or '-'}"
        out.print(f"      {ends}  {share}  ({where})", highlight=False, soft_wrap=True)


def _span(low: str, high: str) -> str:
    ends = [f"{float(Fraction(end)) * 100:g}" for end in (low, high)]
    return f"{'–'.join(dict.fromkeys(ends))} %"


def _pair(found: dict[str, Any]) -> None:
    shown = table(("口径", "measure"), ("结果", "answer"), ("依据", "text"))
    pair = found["pair"]
    for name, row in pair["shares"].items():
        shown.add_row(coded("measure", name), _measured(row), _text(row) if "text" in row else "")
    for name, row in pair["control"].items():
        shown.add_row(coded("control_basis", name), coded("control_verdict", row["value"]), _text(row))
    out.print(shown)
    for chain in pair["made_up_of"]["chains"]:
        way = " → ".join(_name(found, node) for node in chain["nodes"])
        out.print(f"  {_percent(chain['share'])}  {way}", highlight=False, soft_wrap=True)
        _way(found, [link for holding in chain["holdings"] for link in holding["relationships"]])
    percent = f"{float(Fraction(pair['made_up_of']['sum'])) * 100:g} %"
    rest = "" if pair["made_up_of"]["complete"] else say("；还有其他链", "; there are further chains")
    out.print(f"  {say('以上各链合计', 'these chains make')} {percent}{rest}", highlight=False)
    for difference in pair["differences"]:
        out.print(f"  · {told(difference)}", highlight=False, soft_wrap=True)


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
            (branch["more"], say("个未画出", "more")),
            (branch["below_floor"], say("个低于所选比例", "below the floor")),
            (branch["unopened"], say("个在更深一层", "further")),
        ):
            if count:
                at.add(f"… {count} {word}")
    return drawn


def _loops(found: dict[str, Any]) -> None:
    for loop in found["loops"]:
        names = " → ".join(_name(found, h["holder"]) for h in loop["circle"])
        closed = say("，外部无人控制", ", closed: nobody outside controls it") if loop["closed"] else ""
        title = say(f"循环持股 {loop['count']} 家{closed}", f"loop of {loop['count']}{closed}")
        out.print(f"  ⟳ {title}: {names}", highlight=False, soft_wrap=True)
    if more := found["more_loops"]:
        out.print("  " + say(f"…… 另有 {more} 组循环", f"… {more} more loops"), highlight=False)


def _cut(found: dict[str, Any]) -> None:
    if found["truncated"]:
        read = found["bound"]["parties_read"]
        out.print(
            "  " + say(f"! 读取有上限：已读 {read} 个主体，结果可能不全", f"! cut by a limit: {read} parties were read")
        )
