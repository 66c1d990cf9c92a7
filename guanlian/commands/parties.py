"""Parties: ``guanlian search``, ``entity``, ``paths``."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from guanlian.terminal import AsOf, Json, Purpose, client, out, resolve, settings, show, when


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
        table = Table("name", "id", "matched", "score")
        for hit in found["hits"]:
            table.add_row(hit["name"], hit["id"], hit["matched"], f"{hit['score']:.2f}")
        out.print(table)
    for note in found["notes"]:
        out.print(f"  {note['zh']}", highlight=False)


def _say_nothing_found(data_version: int) -> None:
    if data_version:
        out.print(f"没有匹配的主体（数据版本 {data_version}）/ no party matches")
    else:
        out.print(
            f"图中没有数据，请先加载：guanlian load 文件（数据目录 {settings().data_dir}）/ nothing is loaded yet"
        )


def entity(party: str, as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False) -> None:
    """One party: values, sources, conflicts, coverage."""
    with client(purpose) as api:
        found = api.call("GET", f"/entities/{resolve(api, party)}", params=when(as_of))
    if show(found, as_json):
        return
    table = Table("property", "value", title=found["entity"]["name"])
    for name, value in found["entity"]["values"].items():
        table.add_row(name, str(value))
    out.print(table)
    _coverage_table(found["coverage"])


def _coverage_table(rows: list[dict[str, Any]]) -> None:
    table = Table("kind", "coverage", "sources")
    words = {"found": "有", "none_found": "有来源，未见", "no_data": "无数据"}
    for row in rows:
        sources = "; ".join(f"{s['source']} {s['count']} ({s['last_confirmed'] or '–'})" for s in row["sources"])
        table.add_row(row["kind"], words[row["has"]], sources)
    out.print(table)


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
    names = {i: p["name"] or p["kind"] for i, p in found["parties"].items()}
    for path in found["paths"]:
        line = names.get(path["steps"][0]["from"], "") if path["steps"] else ""
        for step in path["steps"]:
            kinds = "/".join(dict.fromkeys(r["kind"] for r in step["relationships"]))
            line += f" —{kinds}— {names.get(step['to'], step['to'])}"
        out.print(line, highlight=False)
    for a, b in found["unconnected"]:
        out.print(f"{names.get(a)} / {names.get(b)}: 在 {found['complete_to']} 步以内未见路径")
