"""``guanlian exposure``: what is recorded, what the law lets reach, what is near, each apart."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

import typer

from guanlian.language import caption, coded, joined, say, told
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
    names = {i: p["name"] or caption(p["kind"]) for i, p in found["parties"].items()}
    day = say(
        f"判断日期 {found['as_of']}  数据版本 {found['data_version']}  策略 {found['policy']['id']}",
        f"as of {found['as_of']}  data version {found['data_version']}  policy {found['policy']['id']}",
    )
    out.print(f"[bold]{found['party']['name']}[/bold]  {day}", soft_wrap=True)
    out.print(f"{say('本体记录', 'own records')} L0: {len(found['own'])}")
    for record in found["own"]:
        values = record["values"]
        mark = f"({coded('mark', record['mark'])})" if record["mark"] else ""
        _line(f"● {values.get('record_kind')} {values.get('listed_on', '')} {mark}")
    out.print(f"{say('依法及于', 'lawful reach')} L1: {len(found['lawful_reach'])}")
    for reached in found["lawful_reach"]:
        rule, days = reached["rule"], f"{reached['from']} → {reached['to'] or '…'}"
        _line(f"◆ {coded('effect', reached['effect'])} {days}  {rule['text']} {rule['article']}")
    _print_indicative(found["indicative"], names)
    _print_patterns(found, names)
    if found["truncated"]:
        bound = found["bound"]
        _line(say(f"! 检索被截断；未见者得分不高于 {bound}", f"! cut by a limit; nothing unseen scores above {bound}"))
    _print_cascades(found["cascades"], names)
    _print_blanks(found["coverage"])


def _line(text: str) -> None:
    out.print(f"  {text}", highlight=False, soft_wrap=True)


def _print_indicative(indicative: dict[str, Any], names: dict[str, str]) -> None:
    level = coded("level", indicative["level"]) or "–"
    out.print(f"{say('关联提示', 'indicative exposure')} L3: {indicative['score']:.3f} {level}")
    if best := indicative["best"]:
        _line(f"▲ {_way(best, names)}  ({best['record_kind']})")
    for cut in indicative["not_counted"]:
        at = names.get(cut["at"], cut["at"])
        _line(f"– {say('未计入', 'not counted')} {at}: {coded('not_counted', cut['reason'])}")


def _print_patterns(found: dict[str, Any], names: dict[str, str]) -> None:
    """Of whom the party may be the successor, and who may be its own."""
    successor, possible = say("疑似承继", "may be the successor of"), say("可能的承继者", "possible successor")
    for title, end, patterns in ((successor, "listed", found["patterns"]), (possible, "party", found["successors"])):
        for pattern in patterns:
            links = joined(coded("link", link["kind"]) for link in pattern["links"])
            _line(f"▲ {title}: {names.get(pattern[end], pattern[end])} ({links})")
    if left := found["successors_not_looked_at"]:
        _line(
            say(f"! 另有 {left} 家有联系的企业未查是否承继", f"! {left} more connected enterprises were not looked at")
        )
    if capped := len(found["patterns_capped"]):
        _line(say(
            f"! 有 {capped} 个联系过多的节点未全部读取，经其形成的疑似承继可能未见",
            f"! {capped} nodes with too many relations were not read whole: a pattern through them may be missed",
        ))  # fmt: skip


def _print_blanks(coverage: list[dict[str, Any]]) -> None:
    """What nobody sent: the answer says nothing about it."""
    if blank := [caption(row["kind"]) for row in coverage if row["has"] == "no_data"]:
        title = say("无资料，未查", "no data, not searched")
        out.print(f"{title}: {joined(blank)}", highlight=False, soft_wrap=True)


def _way(path: dict[str, Any], names: dict[str, str]) -> str:
    """A path in one line; a step of computed control says so, with the sum."""
    line: str = names.get(path["nodes"][0], path["nodes"][0])
    for step in path["steps"]:
        control = step.get("control")
        percent = f"{control['share']['percent']:g}%" if control else ""
        sign = f" ⇒({say('控制，合计', 'control, together')} {percent}) " if control else " → "
        line += sign + names.get(step["to"], step["to"])
    return line


def _print_cascades(cascades: list[dict[str, Any]], names: dict[str, str]) -> None:
    """The ownership rules of foreign lists, each apart; silent where none reaches or may reach the party."""
    for row in cascades:
        label = f"{say('境外名单', 'foreign list')} {told(row['label'])}"
        if row["listed_itself"]:
            out.print(f"{label}: {say('本体在列', 'listed itself')}", highlight=False)
        if reached := row["reached"]:
            listed = joined(names.get(p, p) for p in reached["listed"])
            percent = f"{float(Fraction(reached['share'])) * 100:g}%"
            share = say(f"合计 {percent}", f"together {percent}")
            by = share if reached["by"] == "ownership" else say("经声明的控制", "by declared control")
            caution = say("非中国法上的认定", "no finding of Chinese law")
            status = coded("cascade_status", row["status"])
            out.print(f"{label}: {status} ← {listed}, {by} ({caution})", highlight=False, soft_wrap=True)
        if row["truncated"]:
            read = row["bound"]["parties_read"]
            _line(
                "! "
                + say(
                    f"上层股权未全部读取（已读 {read} 个主体）",
                    f"not all holders above were read ({read} parties were)",
                )
            )
