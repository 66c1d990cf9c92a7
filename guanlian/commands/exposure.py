"""``guanlian exposure``: what is recorded, what the law lets reach, what is near, each apart."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

import typer

from guanlian.terminal import AsOf, Json, Purpose, client, out, resolve, show, when


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(exposure)


def exposure(
    party: str, as_of: AsOf = None, policy: Annotated[str, typer.Option(help="Policy id.")] = "default",
    purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Own records, lawful reach and indicative exposure of a party, apart and with proof."""
    with client(purpose) as api:
        found = api.call("GET", f"/entities/{resolve(api, party)}/exposure", params=when(as_of, policy=policy))
    if not show(found, as_json):
        _print_exposure(found)


def _print_exposure(found: dict[str, Any]) -> None:
    names = {i: p["name"] or p["kind"] for i, p in found["parties"].items()}
    out.print(
        f"[bold]{found['party']['name']}[/bold]  as of {found['as_of']}  data version {found['data_version']}  policy {found['policy']['id']}"
    )
    out.print(f"本体记录 L0: {len(found['own'])}")
    for record in found["own"]:
        out.print(
            f"  ● {record['values'].get('record_kind')} {record['values'].get('listed_on', '')} {record['mark'] or ''}",
            highlight=False,
        )
    out.print(f"依法及于 L1: {len(found['lawful_reach'])}")
    for reached in found["lawful_reach"]:
        out.print(
            f"  ◆ {reached['effect']} {reached['from']} → {reached['to'] or '…'}  {reached['rule']['article']}",
            highlight=False,
        )
    indicative = found["indicative"]
    out.print(f"关联提示 L3: {indicative['score']:.3f} {indicative['level'] or '–'}")
    if best := indicative["best"]:
        out.print(f"  ▲ {_way(best, names)}  ({best['record_kind']})", highlight=False)
    for pattern in found["patterns"]:
        links = ", ".join(link["kind"] for link in pattern["links"])
        out.print(f"  ▲ 疑似承继: {names.get(pattern['listed'], pattern['listed'])} ({links})", highlight=False)
    for pattern in found["successors"]:
        links = ", ".join(link["kind"] for link in pattern["links"])
        out.print(f"  ▲ 线索 可能的承继者: {names.get(pattern['party'], pattern['party'])} ({links})", highlight=False)
    if found["successors_not_looked_at"]:
        out.print(f"  ! 另有 {found['successors_not_looked_at']} 家有联系的企业未查是否承继")
    if found["patterns_capped"]:
        out.print(f"  ! 有 {len(found['patterns_capped'])} 个联系过多的节点未全部读取，经其形成的疑似承继可能未见")
    for cut in indicative["not_counted"]:
        out.print(f"  – 未计入 {names.get(cut['at'], cut['at'])}: {cut['reason']}", highlight=False)
    if found["truncated"]:
        out.print(f"  ! 搜索被截断；未见者得分不高于 {found['bound']}")
    _print_cascades(found["cascades"], names)


def _way(path: dict[str, Any], names: dict[str, str]) -> str:
    """A path in one line; a step of computed control says so, with the sum."""
    line: str = names.get(path["nodes"][0], path["nodes"][0])
    for step in path["steps"]:
        control = step.get("control")
        sign = f" ⇒(控制，合计 {control['share']['percent']:g}%) " if control else " → "
        line += sign + names.get(step["to"], step["to"])
    return line


def _print_cascades(cascades: list[dict[str, Any]], names: dict[str, str]) -> None:
    """The ownership rules of foreign lists, each apart; silent where none reaches or may reach the party."""
    words = {"blocked": "及于", "possible": "可能及于（持股比例未知或为区间）"}
    for row in cascades:
        if row["listed_itself"]:
            out.print(f"境外名单 {row['label']['zh']}: 本体在列", highlight=False)
        if reached := row["reached"]:
            listed = "、".join(names.get(p, p) for p in reached["listed"])
            percent = float(Fraction(reached["share"])) * 100
            share = f"合计 {percent:g}%" if reached["by"] == "ownership" else "经声明的控制"
            out.print(
                f"境外名单 {row['label']['zh']}: {words[row['status']]}，自 {listed}，{share}（非中国法上的认定）",
                highlight=False,
            )
        if row["truncated"]:
            out.print(f"  ! {row['label']['zh']}: 上层股权未全部读取（已读 {row['bound']['parties_read']} 个主体）")
