"""Parties: ``guanlian search``, ``entity``, ``paths``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from guanlian.language import caption, coded, say, told
from guanlian.terminal import AsOf, Json, Purpose, client, out, resolve, settings, show, table, when, whole


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (search, entity, paths):
        app.command()(command)


def search(q: str, limit: Annotated[int, typer.Option(min=1, max=100)] = 20, as_json: Json = False) -> None:
    """Find parties by name, pinyin, initials, former name or code."""
    with client() as api:
        found = api.call("GET", "/entities", params={"q": q, "limit": limit})
    if show(found, as_json):
        return
    if not found["hits"]:
        _say_nothing_found(found["data_version"])
    else:
        shown = table(("名称", "name"), whole("编号", "id"), ("相符", "matched"), ("得分", "score"))
        for hit in found["hits"]:
            shown.add_row(hit["name"], hit["id"], coded("matched", hit["matched"]), f"{hit['score']:.2f}")
        out.print(shown)
    for note in found["notes"]:
        out.print(f"  {told(note)}", highlight=False)


def _say_nothing_found(data_version: int) -> None:
    if data_version:
        out.print(say(f"没有匹配的主体（数据版本 {data_version}）", f"no party matches (data version {data_version})"))
    else:
        where = settings().data_dir
        out.print(say(
            f"图中没有数据，请先加载：guanlian load 文件（数据目录 {where}）",
            f"nothing is loaded yet: guanlian load FILE (data folder {where})",
        ))  # fmt: skip


def entity(party: str, as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False) -> None:
    """One party: values, sources, conflicts, coverage."""
    with client(purpose) as api:
        found = api.call("GET", f"/entities/{resolve(api, party)}", params=when(as_of))
    if show(found, as_json):
        return
    entity = found["entity"]
    shown = table(("项目", "property"), ("取值", "value"), title=entity["name"])
    for name, value in entity["values"].items():
        shown.add_row(caption(entity["kind"], name), _valued(name, value))
    out.print(shown)
    _coverage_table(found["coverage"])


def _valued(name: str, value: Any) -> str:
    groups = {"status": "enterprise_status", "enterprise_type": "enterprise_type", "size": "size", "gender": "gender"}
    return coded(groups[name], str(value)) if name in groups else str(value)


def _coverage_table(rows: list[dict[str, Any]]) -> None:
    shown = table(
        ("种类", "kind"), ("资料", "coverage"), ("来源：条数（最近确认）", "sources: count (last confirmed)"),
        title=say("资料覆盖：空白不等于没有", "Coverage: a blank is not nothing"),
    )  # fmt: skip
    for row in rows:
        sources = "; ".join(f"{s['source']}: {s['count']} ({s['last_confirmed'] or '–'})" for s in row["sources"])
        shown.add_row(caption(row["kind"]), coded("coverage", row["has"]), sources)
    out.print(shown)


def paths(
    parties: Annotated[list[str], typer.Argument(help="Two to twenty parties: ids, names or codes.")],
    mode: Annotated[str, typer.Option(help="all_shortest or strongest.")] = "all_shortest",
    as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Paths between parties."""
    with client(purpose) as api:
        body = {"ids": [resolve(api, p) for p in parties], "mode": mode, **when(as_of)}
        found = api.call("POST", "/paths", json=body)
    if show(found, as_json):
        return
    names = {i: p["name"] or caption(p["kind"]) for i, p in found["parties"].items()}
    for path in found["paths"]:
        line = names.get(path["steps"][0]["from"], "") if path["steps"] else ""
        for step in path["steps"]:
            kinds = "/".join(dict.fromkeys(caption(r["kind"]) for r in step["relationships"]))
            line += f" —{kinds}— {names.get(step['to'], step['to'])}"
        out.print(line, highlight=False)
    for a, b in found["unconnected"]:
        steps = found["complete_to"]
        no_path = say(f"在 {steps} 步以内未见路径", f"no path found within {steps} steps")
        out.print(f"{names.get(a)} / {names.get(b)}：{no_path}", highlight=False)
