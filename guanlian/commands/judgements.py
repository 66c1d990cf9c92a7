"""``guanlian judgements``: what people decided about pairs of parties, deciding, and what to look at next."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from guanlian.language import coded, say, told
from guanlian.terminal import Json, Purpose, client, out, resolve, show, table, whole

group = typer.Typer(no_args_is_help=True, help="Judgements: are two parties one?")
Reason = Annotated[str, typer.Option(help="Why; kept with the judgement.")]
Evidence = Annotated[str, typer.Option(help="What was seen: document and place in the file.")]
Document = Annotated[str | None, typer.Option(help="SHA-256 of the document seen.")]
Case = Annotated[str | None, typer.Option(help="Only in this review; absent: everywhere.")]


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="judgements")


@group.command("list")
def listing(
    state: Annotated[str | None, typer.Option(help="proposed, in_force, superseded, undone or rejected.")] = None,
    case: Case = None, limit: Annotated[int, typer.Option(min=1, max=200)] = 50, purpose: Purpose = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Judgements, newest first."""
    asked = {"state": state, "case": case, "limit": limit}
    with client(purpose) as api:
        found = api.call("GET", "/identity/judgements", params={n: v for n, v in asked.items() if v is not None})
    if not show(found, as_json):
        _table(found)


@group.command()
def history(a: str, b: str, purpose: Purpose = None, as_json: Json = False) -> None:
    """Everything that was ever judged about a pair."""
    with client(purpose) as api:
        pair = [resolve(api, a), resolve(api, b)]
        found = api.call("GET", "/identity/judgements", params={"party": pair, "limit": 200})
    if not show(found, as_json):
        _table(found)


@group.command()
def propose(
    a: Annotated[str, typer.Argument(help="Id, name or code; survives where the two are joined.")], b: str,
    decision: Annotated[str, typer.Argument(help="same, different or unsure.")],
    reason: Reason, evidence: Evidence = "", document: Document = None, case: Case = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Judge a pair; counts at once unless a second person must confirm."""
    with client(reason) as api:
        body = {
            "a": resolve(api, a),
            "b": resolve(api, b),
            "decision": decision,
            **_grounds(reason, evidence, document),
        }
        body |= {"scope": "case", "case": case} if case else {"scope": "everywhere"}
        _written(api.call("POST", "/identity/judgements", json=body), as_json)


@group.command()
def confirm(judgement: str, reason: Reason, as_json: Json = False) -> None:
    """Confirm a proposal as the second person."""
    _act(judgement, "confirmation", _grounds(reason), as_json)


@group.command()
def reject(judgement: str, reason: Reason, as_json: Json = False) -> None:
    """Refuse a proposal, or withdraw your own."""
    _act(judgement, "rejection", _grounds(reason), as_json)


@group.command()
def undo(
    judgement: str, reason: Reason, evidence: Evidence = "", document: Document = None, as_json: Json = False
) -> None:
    """Take a judgement back; both sides are restored."""
    _act(judgement, "undo", _grounds(reason, evidence, document), as_json)


@group.command()
def queue(
    case: Case = None, limit: Annotated[int, typer.Option(min=1, max=200)] = 20, purpose: Purpose = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Undecided pairs, by what a decision would change."""
    asked = {"limit": limit, **({"case": case} if case else {})}
    with client(purpose) as api:
        found = api.call("GET", "/identity/queue", params=asked)
    if show(found, as_json):
        return
    shown = table(("甲", "a"), ("乙", "b"), ("把握程度", "grade"), ("认定会改变", "would change"))
    for pair in found["pairs"]:
        names = [_name(found, pair[end]) for end in ("a", "b")]
        shown.add_row(*names, coded("grade", pair["grade"]), told(pair["would_change"]))
    out.print(shown)


def _grounds(reason: str, evidence: str = "", document: str | None = None) -> dict[str, Any]:
    return {"reason": reason, "evidence": evidence, **({"document": document} if document else {})}


def _act(judgement: str, what: str, grounds: dict[str, Any], as_json: bool) -> None:
    with client(grounds["reason"]) as api:
        _written(api.call("POST", f"/identity/judgements/{judgement}/{what}", json=grounds), as_json)


def _written(found: dict[str, Any], as_json: bool) -> None:
    if not show(found, as_json):
        version = say(f"数据版本 {found['data_version']}", f"data version {found['data_version']}")
        out.print(f"{found['judgement']} {coded('judgement_state', found['state'])} ({version})", highlight=False)


def _table(found: dict[str, Any]) -> None:
    shown = table(
        whole("编号", "id"), ("甲", "a"), ("乙", "b"), ("认定", "decision"), ("范围", "scope"), ("状态", "state"), ("何人", "by"),
        ("理由", "reason"),
    )  # fmt: skip
    for row in found["judgements"]:
        opened = row["acts"][0]
        decision = coded("judgement", row["decision"]) or f"{say('撤销', 'undo')} {row['undoes']}"
        scope = row["case"] or (say("全图", "everywhere") if row["scope"] == "everywhere" else row["scope"])
        state = coded("judgement_state", row["state"])
        ends = _name(found, row["a_now"]), _name(found, row["b_now"])
        shown.add_row(row["id"], *ends, decision, scope, state, opened["principal"], opened["reason"])
    out.print(shown)


def _name(found: dict[str, Any], identifier: str) -> str:
    return str(found["parties"].get(identifier, {}).get("name") or identifier)
