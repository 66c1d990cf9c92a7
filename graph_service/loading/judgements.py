"""Writing judgements. Each act is itself a load: it publishes a data version of its own.

A judgement of scope everywhere that says ``same`` joins the two parties from its version on; undoing it gives the
graph that there would be had it never been made, with everything loaded meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import cypher
from graph_service.errors import Conflict, InvalidInput, NotFound
from graph_service.identity.joins import IDENTIFIER, forest
from graph_service.identity.judgements import (
    CONFIRM,
    DECIDE,
    DECISIONS,
    DIFFERENT,
    IN_FORCE,
    PROPOSED,
    REJECT,
    SAME,
    UNDO,
    UNSURE,
    Act,
    Judged,
    Judgements,
)  # fmt: skip
from graph_service.identity.keys import digest_id
from graph_service.identity.match import compare
from graph_service.identity.party import example_of
from graph_service.loading.redirects import Redirects
from graph_service.loading.versions import (
    JUDGEMENT,
    current_version,
    now,
    only_writer,
    publish,
    put_load,
    take_back_unfinished,
)
from graph_service.reading.judgements import read_judgements
from graph_service.reading.reader import GraphReader
from graph_service.schema import PARTY_KINDS
from graph_service.store.gate import Graph

WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who acts, why and on what evidence (a text, and optionally the SHA-256 of a document)."""

    principal: str
    reason: str
    evidence: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is said of a pair: ``same``, ``different`` or ``unsure``; in one case, or everywhere where it is empty.

    Where the two are joined, ``a`` survives and the id of ``b`` redirects.
    """

    a: str
    b: str
    decision: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The judgement concerned and the data version that the act published."""

    judgement: str
    version: int


def decide(graph: Graph, wanted: Decision, by: Judgement, *, four_eyes: bool = False) -> Written:
    """Judge a pair. With ``four_eyes`` it is only proposed until a second principal confirms it.

    Raises ``NotFound`` for an unknown id, ``InvalidInput`` where the two cannot be compared or evidence is lacking,
    ``Conflict`` where a judgement in force or proposed stands against it, or while a load is unfinished.
    """

    def acting(state: _State) -> Act:
        _check_pair(graph, state, wanted, by)
        _check_against(state, wanted)
        found = _act(DECIDE, by, a=wanted.a, b=wanted.b)
        return found(decision=wanted.decision, case=wanted.case, four_eyes=four_eyes)

    return _carry_out(graph, acting)


def undo(graph: Graph, judgement: str, by: Judgement, *, four_eyes: bool = False) -> Written:
    """Take a judgement back; a judgement of its own. ``Conflict`` where it is not in force."""

    def acting(state: _State) -> Act:
        found = _found(state, judgement)
        if found.opened.act != DECIDE or not found.in_force:
            raise Conflict(
                f"only a decision in force can be undone; this one is {found.state}",
                f"只能撤销有效的认定，该认定当前状态为 {found.state}",
                judgement=judgement,
            )
        pending = [j for j in state.judgements.all() if j.opened.undoes == judgement and j.state == PROPOSED]
        _none_pending(pending)
        opened = found.opened
        made = _act(UNDO, by, a=opened.a, b=opened.b)
        return made(case=opened.case, undoes=judgement, four_eyes=four_eyes)

    return _carry_out(graph, acting)


def confirm(graph: Graph, judgement: str, by: Judgement) -> Written:
    """The second pair of eyes. ``Conflict`` where it awaits none, or where it is the first one's own."""

    def acting(state: _State) -> Act:
        found = _proposed(state, judgement)
        if found.opened.principal == by.principal:
            raise Conflict(
                "a judgement needs a second person to confirm it, not the one who proposed it",
                "须由提出人以外的另一人确认",
                judgement=judgement,
            )
        if found.opened.act == DECIDE:
            _check_against(state, _decision_of(found), except_for=judgement)
        return _act(CONFIRM, by, a=found.opened.a, b=found.opened.b)(of=judgement)

    return _carry_out(graph, acting)


def reject(graph: Graph, judgement: str, by: Judgement) -> Written:
    """Refuse a proposal, or withdraw one's own. ``Conflict`` where it is no proposal any more."""

    def acting(state: _State) -> Act:
        found = _proposed(state, judgement)
        return _act(REJECT, by, a=found.opened.a, b=found.opened.b)(of=judgement)

    return _carry_out(graph, acting)


def merge(graph: Graph, survivor: str, absorbed: str, judgement: Judgement) -> int:
    """Join ``absorbed`` into ``survivor`` everywhere; returns the data version. Errors as for ``decide``."""
    return decide(graph, Decision(survivor, absorbed, SAME), judgement).version


def split(graph: Graph, absorbed: str, judgement: Judgement) -> int:
    """Undo the judgement by which ``absorbed`` lives under another id; returns the data version.

    Raises ``NotFound`` where that id is not merged, ``Conflict`` where sources join it by an identifier.
    """
    return undo(graph, joined_by(graph, absorbed), judgement).version


def joined_by(graph: Graph, absorbed: str) -> str:
    """The judgement by which an id lives under another one now. Errors as for ``split``."""
    join = Redirects.at(graph, current_version(graph)).join(absorbed)
    if join is None:
        raise NotFound(f"{absorbed} is not merged into another party", f"{absorbed} 未被合并", id=absorbed)
    if join.reason == IDENTIFIER:
        raise Conflict(
            "a source states both identifiers together; correct the source instead of splitting",
            "该合并由来源同时载明的标识得出，请更正来源数据，不能拆分",
        )
    return join.judgement


# -- carrying out ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _State:
    """What holds before the act: the next version, judgements and redirects of the published one."""

    version: int
    judgements: Judgements
    redirects: Redirects


def _carry_out(graph: Graph, acting: Callable[[_State], Act]) -> Written:
    """Check and write one act as a load; where it changes what is joined, move the facts concerned."""
    with only_writer(graph, WAIT_SECONDS):
        published = current_version(graph)
        take_back_unfinished(graph, published)
        state = _State(published + 1, read_judgements(graph, published), Redirects.at(graph, published))
        act = acting(state)
        load = digest_id(("load", act.id))
        put_load(
            graph, load, operation=JUDGEMENT, state="running", version=state.version, fingerprint=load,
            started_at=act.at, source="guanlian", principal=act.principal, judgement=act.of,
        )  # fmt: skip
        row = {**asdict(act), "known_from": state.version, "load": load}
        del row["version"]
        graph.write(cypher.statement("load/create_judgement"), row=row)
        joins = forest(state.redirects.identifiers(), read_judgements(graph, state.version).joins())
        state.redirects.become(graph, joins, state.version, load)
        put_load(graph, load, state="published", finished_at=now())
        publish(graph, state.version, load)
        return Written(act.of, state.version)


def _act(kind: str, by: Judgement, *, a: str, b: str) -> Callable[..., Act]:
    at = now()
    identifier = digest_id(("judgement", kind, a, b, by.principal, at))

    def made(*, of: str = identifier, **more: str | bool) -> Act:
        return Act(
            id=identifier, act=kind, of=of, a=a, b=b, principal=by.principal, at=at, reason=by.reason, version=0,
            evidence=by.evidence, document=by.document, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    return made


# -- what stands against an act --------------------------------------------------------------------------------


def _check_pair(graph: Graph, state: _State, wanted: Decision, by: Judgement) -> None:
    """Both are parties of one kind; joining what has different strong identifiers needs evidence."""
    if wanted.decision not in DECISIONS:
        raise InvalidInput(f"a decision is one of {', '.join(DECISIONS)}", f"认定结论应为：{'、'.join(DECISIONS)}")
    homes = [state.redirects.resolve(i) for i in (wanted.a, wanted.b)]
    found = GraphReader(graph, state.version - 1).entities(homes)
    for stated, home in zip((wanted.a, wanted.b), homes, strict=True):
        if home not in found or found[home].kind not in PARTY_KINDS:
            raise NotFound(f"no party {stated}", f"没有主体 {stated}", id=stated)
    if found[homes[0]].kind != found[homes[1]].kind:
        raise InvalidInput("a person and an enterprise cannot be one party", "自然人与企业不能合并为同一主体")
    if homes[0] == homes[1]:
        if wanted.decision == SAME:
            raise InvalidInput("these two are one party already", "这两个主体已是同一主体")
        return
    comparison = compare(example_of(found[homes[0]]), example_of(found[homes[1]]))
    codes = {feature.feature for feature in comparison.features if feature.direction == "against"}
    if wanted.decision == SAME and "different_identifier" in codes and not by.evidence:
        raise InvalidInput(
            "their strong identifiers differ: to join them all the same, state the evidence",
            "两者的强标识不同：如仍认定为同一主体，须载明证据",
            parameter="evidence",
        )


def _check_against(state: _State, wanted: Decision, *, except_for: str = "") -> None:
    """``Conflict`` where another judgement of the pair, or one of difference, stands against this one."""
    same_scope = [
        j for j in state.judgements.of_pair(wanted.a, wanted.b)
        if j.case == wanted.case and j.id != except_for and j.opened.act == DECIDE
    ]  # fmt: skip
    _none_pending([j for j in same_scope if j.state == PROPOSED])
    for standing in same_scope:
        if standing.state == IN_FORCE and (standing.decision != UNSURE or wanted.decision == UNSURE):
            raise Conflict(
                f"this pair is judged {standing.decision} by {standing.id}; undo that judgement first",
                f"该对主体已有认定（{standing.decision}，{standing.id}），请先撤销原认定",
                judgement=standing.id,
            )
    if wanted.decision == SAME:
        _check_differences(state, wanted)
    elif wanted.decision == DIFFERENT:
        _check_joined(state, wanted)


def _check_differences(state: _State, wanted: Decision) -> None:
    """Joining must not make one party of any two that are judged different, in this scope or everywhere."""
    judged = list(state.judgements.in_force(wanted.case or None))
    pairs = [(j.opened.a, j.opened.b, j.id) for j in judged if j.decision == SAME]
    after = Redirects(forest(state.redirects.identifiers(), [*pairs, (wanted.a, wanted.b, "")]))
    for j in judged:
        if j.decision == DIFFERENT and after.resolve(j.opened.a) == after.resolve(j.opened.b):
            raise Conflict(
                f"this would join two parties that {j.id} judges to be different; undo that judgement first",
                f"如此将合并已被认定为不同的主体（{j.id}），请先撤销该认定",
                judgement=j.id,
            )


def _check_joined(state: _State, wanted: Decision) -> None:
    """Two that are one already are not different: the judgement or the source that joins them comes first."""
    overlay = state.judgements.for_case(wanted.case or None, state.redirects.resolve)
    if overlay.party(wanted.a) == overlay.party(wanted.b):
        raise Conflict(
            "these two are one party now; undo the judgement that joins them, or correct the source",
            "两者现为同一主体；请先撤销使其合并的认定，或更正来源数据",
        )


def _none_pending(pending: list[Judged]) -> None:
    if pending:
        raise Conflict(
            f"{pending[0].id} awaits confirmation for this pair; confirm or reject it first",
            f"该对主体已有待确认的认定（{pending[0].id}），请先确认或驳回",
            judgement=pending[0].id,
        )


def _found(state: _State, judgement: str) -> Judged:
    found = state.judgements.get(judgement)
    if found is None:
        raise NotFound(f"there is no judgement {judgement}", f"没有认定 {judgement}", id=judgement)
    return found


def _proposed(state: _State, judgement: str) -> Judged:
    found = _found(state, judgement)
    if found.state != PROPOSED:
        raise Conflict(
            f"this judgement awaits no confirmation: it is {found.state}",
            f"该认定无须确认，当前状态为 {found.state}",
            judgement=judgement,
        )
    return found


def _decision_of(found: Judged) -> Decision:
    return Decision(found.opened.a, found.opened.b, found.decision, found.case)
