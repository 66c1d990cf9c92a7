"""Who owns, who controls, who benefits: each measure by its own definition, side by side, with what makes it up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from graph_service.errors import InvalidInput
from graph_service.model import Entity, Relationship
from graph_service.ownership.above import holders_above
from graph_service.ownership.beneficial import ROLE_KINDS, Facts, beneficial_owners, significant_persons
from graph_service.ownership.cascade import REGIMES, Cascade, Regime, cascade
from graph_service.ownership.chains import close_link, psc_share, tax_share
from graph_service.ownership.control import (
    Finding,
    Verdict,
    control,
    controlling_shareholder,
)
from graph_service.ownership.controllers import Controllers, controlled_by, controllers_of, ultimate
from graph_service.ownership.definitions import version_on
from graph_service.ownership.effective import NOTHING, Measured, effective_share
from graph_service.ownership.evidence import evidence, proven
from graph_service.ownership.largest import largest_below
from graph_service.ownership.loops import loops
from graph_service.ownership.paths import contributing_chains
from graph_service.ownership.quality import by_source, faults
from graph_service.ownership.structure import Holding, Structure, structure
from graph_service.ownership.tree import Branch, tree
from graph_service.reading.ownership import Bounds, Layers, above, below
from graph_service.services import ownership_wire as out
from graph_service.services.context import Asked, Context, Question, Viewer
from graph_service.services.ownership_explain import explain

SHOWN = 100
NOBODY = 0, Fraction(0)


class OwnershipAnswers(Context):
    """Ownership and control. Every answer is bounded, and says what the bounds cut."""

    def ownership(
        self, identifier: str, question: Question, viewer: Viewer, *, holder: str | None = None, chains: int = 10,
        limit: int = SHOWN, max_parties: int = 5000,
    ) -> dict[str, Any]:  # fmt: skip
        """Who owns a company: its cap table, everyone above it by effective share, loops, faults; with ``holder`` all
        measures of that one holder side by side, with the chains that make them up."""
        asked, _ = self._organisation(identifier, question, viewer)
        read = above(asked.reader, [identifier], asked.on, Bounds(parties=max_parties))
        held = read.structure()
        reply: dict[str, Any] = {"table": out.table(held.table(identifier), asked.on, limit)}
        unmeasured = NOBODY
        if holder is not None:
            self._look(asked.reader.entity(holder), viewer)
            reply["pair"] = self._pair(asked, held, holder, identifier, chains)
        else:
            shares = holders_above(held, identifier)
            unmeasured = len(shares.unmeasured), shares.bound
            reply |= _owners_above(held, identifier, read, shares.shares, limit)
        reply |= out.loops(loops(held, limit), asked.on)
        found = faults(read.relationships.values(), asked.on)
        reply["faults"] = [out.fault(f) for f in found[:limit]]
        reply["faults_by_source"] = by_source(found)
        return self._ownership_reply(asked, question, viewer, identifier, read, held, reply, unmeasured)

    def _pair(self, asked: Asked, held: Structure, holder: str, company: str, chains: int) -> dict[str, Any]:
        kin = asked.reader.touching([holder], ("RELATIVE_OF",), cap=self._hub_cap).relationships
        shares = measures(held, holder, company, kin)
        verdicts = {
            basis: control(held, holder, company, basis) for basis in ("majority", "controlling_shareholder", "actual")
        }
        made_up = contributing_chains(held, holder, company, limit=chains)
        return {
            "holder": holder,
            "company": company,
            "shares": {name: {**out.measured(m), "text": out.version(_text(name, held))} for name, m in shares.items()},
            "control": {basis: out.finding(f, asked.on) for basis, f in verdicts.items()},
            "made_up_of": out.chains(made_up, asked.on),
            "differences": explain(shares, verdicts, made_up),
        }

    def controllers(
        self, identifier: str, question: Question, viewer: Viewer, *, limit: int = SHOWN, max_parties: int = 5000
    ) -> dict[str, Any]:
        """Who controls a company: everyone by majority or declaration, the ultimate among them, who possibly does, the
        controlling shareholders and actual controllers by the company law of the day, closed loops by name."""
        asked, _ = self._organisation(identifier, question, viewer)
        read = above(asked.reader, [identifier], asked.on, Bounds(parties=max_parties))
        held = read.structure()
        sure = controllers_of(held, identifier)
        possible = controllers_of(held, identifier, possible=True)
        top = ultimate(sure, held)
        shown = [*top, *(p for p in sure if p not in top)][:limit]
        reply: dict[str, Any] = {
            "controllers": [_controller(held, sure, p, p in top) for p in shown],
            "more": len(sure) - len(shown),
            "possible": [_controller(held, possible, p, False) for p in possible if p not in sure][:limit],
            "ultimate": list(top[:limit]),
            "controlling_shareholders": _shareholders(held, identifier),
            "actual_controllers": _actual(held, identifier, top),
            "state_organs": sorted(self._organs(asked) & set(sure)),
            "state_exclusion": out.version(version_on("state_exclusion", asked.on)),
            **out.loops(loops(held, limit), asked.on),
        }
        return self._ownership_reply(asked, question, viewer, identifier, read, held, reply)

    def beneficial_owners(
        self, identifier: str, question: Question, viewer: Viewer, *, max_parties: int = 5000
    ) -> dict[str, Any]:
        """Beneficial owners by the Chinese rule, each with the limb that applied, and what is missing; the PSC chain
        beside it. A preparation of an identification, which the rule does not let a machine make alone."""
        asked, _ = self._organisation(identifier, question, viewer)
        own = asked.reader.touching([identifier], ROLE_KINDS, cap=self._hub_cap).relationships
        heads = [r.to_id for r in own if r.kind == "BRANCH_OF" and r.from_id == identifier]
        read = above(asked.reader, [identifier, *heads], asked.on, Bounds(parties=max_parties))
        roles = asked.reader.touching([identifier, *heads], ROLE_KINDS, cap=self._hub_cap).relationships
        facts = _facts(asked.reader.entities({*read.layer, *(r.from_id for r in roles)}), roles)
        held = read.structure()
        answer = beneficial_owners(held, identifier, facts)
        significant = significant_persons(held, answer.asked_of, facts.persons)
        reply = {
            "beneficial_owners": out.owners(answer, asked.on),
            "psc": [{"party": p, **out.measured(m)} for p, m in significant],
            "psc_text": out.version(version_on("psc", asked.on)),
        }
        unmeasured = answer.unmeasured, answer.bound
        return self._ownership_reply(asked, question, viewer, identifier, read, held, reply, unmeasured)

    def holdings(
        self, identifier: str, question: Question, viewer: Viewer, *, limit: int = SHOWN, min_share: Any = None,
        max_parties: int = 5000,
    ) -> dict[str, Any]:  # fmt: skip
        """What a party holds: every company below it with effective share and whether it controls it, largest first."""
        asked = self._asked(question)
        self._look(asked.reader.entity(identifier), viewer)
        read = below(asked.reader, [identifier], asked.on, Bounds(parties=max_parties))
        held = read.structure()
        found = companies_below(held, identifier, limit, min_share)
        direct = {holding.company: holding for holding in held.held_by(identifier)}
        rests_on = evidence(held, identifier, "down")
        reply: dict[str, Any] = {
            "holdings": [
                {**_holding_row(row, direct, read), **out.evidence(rests_on.get(row.company))} for row in found.rows
            ],
            "more": found.more,
            "controlled": found.controlled,
            **out.loops(loops(held, limit), asked.on),
        }
        return self._ownership_reply(asked, question, viewer, identifier, read, held, reply)

    def ownership_tree(
        self, identifier: str, question: Question, viewer: Viewer, *, direction: str = "up", layers: int = 6,
        floor: Any = 0, width: int = 20, max_parties: int = 2000,
    ) -> dict[str, Any]:  # fmt: skip
        """Holders above (``up``) or companies below (``down``) as a tree for drawing: layers, only holdings of at least
        ``floor``, at most ``width`` children each, the rest counted; a party shown before is not opened again."""
        asked = self._asked(question)
        self._look(asked.reader.entity(identifier), viewer)
        bounds = Bounds(layers=layers + 1, parties=max_parties)
        read = (above if direction == "up" else below)(asked.reader, [identifier], asked.on, bounds)
        held = read.structure()
        root = tree(held, identifier, direction, layers=layers, floor=floor, width=width)
        reply = {"direction": direction, "layers": layers, "tree": _branch(root, asked)}
        read.cut = () if root.complete else read.cut
        return self._ownership_reply(asked, question, viewer, identifier, read, held, reply)

    def cascades(
        self, listed: Collection[str], regimes: Collection[Regime], question: Question, viewer: Viewer, *,
        max_parties: int = 5000,
    ) -> dict[str, Any]:  # fmt: skip
        """Which companies a foreign regime treats as blocked through ownership by the listed parties, each regime apart."""
        asked = self._asked(question)
        for party in listed:
            self._look(asked.reader.entity(party), viewer)
        read = below(asked.reader, listed, asked.on, Bounds(parties=max_parties))
        held = read.structure()
        chosen = [regime for regime in REGIMES if regime in regimes]
        found: list[Cascade] = [cascade(held, regime, set(listed)) for regime in chosen]
        reply = {"listed": sorted(listed), "cascades": [out.cascade(c, asked.on) for c in found]}
        return self._ownership_reply(asked, question, viewer, None, read, held, reply)

    def ownership_group(
        self, identifier: str, question: Question, viewer: Viewer, *, max_parties: int = 5000
    ) -> dict[str, Any]:
        """Every holding above and below a party as rows of a file; a last row says where a bound cut something."""
        asked = self._asked(question)
        self._look(asked.reader.entity(identifier), viewer)
        bounds = Bounds(parties=max_parties)
        read = above(asked.reader, [identifier], asked.on, bounds)
        lower = below(asked.reader, [identifier], asked.on, bounds)
        held = structure([*read.relationships.values(), *lower.relationships.values()], asked.on)
        names = self._briefs(asked, held.parties, viewer)
        rows = [out.file_row(h, names) for h in held.holdings]
        if read.truncated or lower.truncated:
            rows.append({out.COLUMNS[0]: f"truncated: at most {max_parties} parties were read"})
        return {**self._echo(asked, question), "columns": out.COLUMNS, "rows": rows, "parties": names}

    # -- shared --------------------------------------------------------------------------------------------

    def _organisation(self, identifier: str, question: Question, viewer: Viewer) -> tuple[Asked, Entity]:
        asked = self._asked(question)
        found = asked.reader.entity(identifier)
        if found.kind != "Enterprise":
            raise InvalidInput(
                "owners and controllers are asked of an organisation; of a person ask holdings",
                "只能对企业或组织查询股东和控制人；对自然人请查询其持股（holdings）", id=identifier,
            )  # fmt: skip
        return asked, found

    def _organs(self, asked: Asked) -> frozenset[str]:
        return frozenset(self._listing_index(asked.reader).state_organs)

    def _ownership_reply(
        self, asked: Asked, question: Question, viewer: Viewer, party: str | None, read: Layers, held: Structure,
        reply: dict[str, Any], unmeasured: tuple[int, Fraction] = NOBODY,
    ) -> dict[str, Any]:  # fmt: skip
        """``unmeasured``: how many parties above a limit of work left out, and the share that none of them exceeds."""
        echo = {**self._echo(asked, question), **({"party": party} if party else {})}
        return {
            **echo,
            **reply,
            "truncated": read.truncated or unmeasured[0] > 0,
            "bound": {
                "parties_read": len(read.layer),
                "not_followed": len(read.cut),
                "capped": dict(sorted(read.capped.items())),
                "unmeasured": unmeasured[0],
                "unmeasured_at_most": out.number(unmeasured[1], up=True) if unmeasured[0] else None,
                "set_aside": [r.id for r in held.set_aside],
            },
            "parties": self._briefs(asked, out.mentioned(reply) | ({party} if party else set()), viewer),
        }


def measures(held: Structure, holder: str, company: str, kin: Iterable[Relationship] = ()) -> dict[str, Measured]:
    """Every share measure of one holder in one company."""
    return {
        "effective": effective_share(held, holder, company),
        "effective_votes": effective_share(held, holder, company, "votes"),
        "psc": psc_share(held, holder, company),
        "tax_2016_42": tax_share(held, holder, company, kin),
        "close_links": close_link(held, holder, company),
    }


def _text(name: str, held: Structure) -> Any:
    measure = {"effective": "effective_share", "effective_votes": "effective_share"}.get(name, name)
    return version_on(measure, held.on)  # type: ignore[arg-type]


def _owners_above(
    held: Structure, company: str, read: Layers, shares: Mapping[str, Measured], limit: int
) -> dict[str, Any]:
    ordered = sorted(shares.items(), key=lambda pair: (-pair[1].maximum, -pair[1].minimum, pair[0]))
    rests_on = evidence(held, company, "up")
    rows = [
        {
            "party": party, "layer": read.layer.get(party), "last_layer": party not in held.tables, **out.measured(found),
            **out.evidence(rests_on.get(party)),
        }
        for party, found in ordered[:limit]
    ]  # fmt: skip
    return {"owners": rows, "more": len(held.above(company)) - len(rows), "text": out.version(_text("effective", held))}


def _controller(held: Structure, controllers: Controllers, party: str, top: bool) -> dict[str, Any]:
    group, reached = controllers.step(party)
    proof = controllers.proof(party)
    step = group.steps[reached]
    return {
        "party": party,
        "ultimate": top,
        "declared": step.declared is not None,
        "reaches_through": reached,
        "share_there": out.number(step.share),
        **out.evidence(proven(proof, held.on)),
        "inconsistent": sorted({r.to_id for r in proof} & held.inconsistent)[:SHOWN],
        "proof": out.proof(proof[:200], held.on),
    }


def _shareholders(held: Structure, company: str) -> list[dict[str, Any]]:
    """Holders of whom the law of the day says, by capital, that they are or may be controlling shareholders."""
    found = [(h.holder, controlling_shareholder(held, h.holder, company)) for h in held.table(company).holdings]
    shown = [(p, f) for p, f in found if f.value is not Verdict.NO or f.note == "votes_decide"]
    return [{"party": p, **out.finding(f, held.on)} for p, f in shown]


def _actual(held: Structure, company: str, top: Collection[str]) -> list[dict[str, Any]]:
    """实际控制人: the ultimate controllers who meet the text of the day, with path and basis."""
    found: list[tuple[str, Finding]] = [(party, control(held, party, company, "actual")) for party in top]
    return [
        {"party": party, "basis": "agreement" if f.declared else "investment", **out.finding(f, held.on)}
        for party, f in found
    ]


class Below(NamedTuple):
    """A company below the party that is asked about."""

    company: str
    share: Measured
    control: str


class Page(NamedTuple):
    """Companies below a party: those shown, how many more there are, and how many of all it surely controls."""

    rows: list[Below]
    more: int
    controlled: int


def companies_below(held: Structure, holder: str, limit: int, least: Fraction | None = None) -> Page:
    """Companies below a party by effective share, the largest first; after them those it controls, or may control, by
    declaration alone. With ``least`` only those of which it may hold as much."""
    least = least or None  # of everything below nothing may be held
    found = largest_below(held, holder, limit, least)
    sure, possible = controlled_by(held, holder).steps, controlled_by(held, holder, possible=True).steps
    control = {**dict.fromkeys(possible, "possible"), **dict.fromkeys(sure, "yes")}
    declared = [] if least else sorted(control.keys() - set(found.companies))
    rows = [Below(c, share, control.get(c, "no")) for c, share in found.shares.items()]
    rows += [Below(c, NOTHING, control[c]) for c in declared[: limit - len(rows)]]
    controlled = sum(1 for c in sure if not least or c in found.companies)
    return Page(rows, len(found.companies) + len(declared) - len(rows), controlled)


def _holding_row(found: Below, direct: Mapping[str, Holding], read: Layers) -> dict[str, Any]:
    own = direct.get(found.company)
    return {
        "company": found.company, "layer": read.layer.get(found.company), "control": found.control,
        "direct": out.share(own.capital) if own else None, **out.measured(found.share),
    }  # fmt: skip


def _facts(entities: Mapping[str, Entity], roles: Iterable[Relationship]) -> Facts:
    persons = frozenset(i for i, e in entities.items() if e.kind == "Person")
    types = {i: str(e.get("enterprise_type")) for i, e in entities.items() if e.get("enterprise_type")}
    return Facts(persons, types, tuple(roles))


def _branch(found: Branch, asked: Asked) -> dict[str, Any]:
    """A branch and what hangs on it, without recursion limits: trees are as deep as ``layers`` at most."""
    return {
        "party": found.party,
        "layer": found.layer,
        "holding": out.holding(found.holding, asked.on) if found.holding else None,
        "effective": out.span(found.low, found.high),
        "shown_before": found.repeated,
        "more": found.more,
        "below_floor": found.below_floor,
        "unopened": found.unopened,
        "children": [_branch(child, asked) for child in found.children],
    }
