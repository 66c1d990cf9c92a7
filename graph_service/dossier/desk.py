"""The reviewer's desk: a review is opened, its findings decided, parties identified, attested, sealed, replayed.

Every evaluation is asked with the same rights (those of a reviewer) and a fixed instant of knowledge, so that it can be
asked again later and must then give the same bytes. The rules, numbers and policies that decided it are kept by their
digests, so that this holds also after the product ships others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Protocol

from graph_service.canonical import canonical, digest
from graph_service.dates import today
from graph_service.dossier import attestation, decisions
from graph_service.dossier.difference import explain
from graph_service.dossier.envelope import ATTESTATION, SEAL, sign
from graph_service.dossier.identities import with_identity, with_judgement
from graph_service.dossier.keys import SigningKeys
from graph_service.errors import Conflict, InvalidInput
from graph_service.operations.audit import refuse_numbers
from graph_service.operations.reviews import Answered, Author, Event, Review, ReviewTable, Run, new_review_id
from graph_service.services import Viewer
from graph_service.services.review_wire import standards as standard_marks
from graph_service.services.standards import Standards, kept, quoted, shipped
from graph_service.tender.rules import TenderRule, tender_rules

Request = Mapping[str, Any]
EVALUATED_AS = frozenset({"reviewer"})
UNTITLED = "未命名标段"
COMPARED = frozenset({"deposit_account", "contact_phone", "operator_phone", "id_hmac", "id_key", "id_mask"})
HIDDEN = "***"


class Evaluate(Protocol):
    """``Services.review``."""

    def __call__(self, request: dict[str, Any], viewer: Viewer, standards: Standards) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Opened:
    """A review as it stands: its last run, everything done in it, and the decision that counts for each finding.

    ``rules``: those that decided the run; none where they are neither kept nor at hand.
    """

    review: Review
    run: Run
    events: Sequence[Event]
    rules: Sequence[TenderRule] = ()

    @cached_property
    def decided(self) -> dict[str, decisions.Decided]:
        return decisions.decided(self.run, self.events)


class ReviewDesk:
    """Reviews on one store. ``evaluate`` is ``Services.review``; ``four_eyes`` says which decisions two persons make."""

    def __init__(self, evaluate: Evaluate, table: ReviewTable, keys: SigningKeys, four_eyes: str = "none") -> None:
        self._evaluate = evaluate
        self._table = table
        self._keys = keys
        self._second = decisions.FOUR_EYES[four_eyes]

    def open(self, author: Author, request: Request, purpose: str, *, key: str | None = None) -> Opened:
        """Evaluate a tender and keep the answer as a new review; the same key and request give the same review."""
        fingerprint = digest(request)
        before = self._table.with_key(author.principal, key, fingerprint) if key else None
        if before:
            return self.see(before)
        identifier = new_review_id()
        answered = self._answer(pinned({**request, "case": identifier}), author, purpose)
        title = str(answered.result["tender"].get("title") or UNTITLED)
        return self.see(
            self._table.create(identifier, author, title, purpose, answered, key=key, fingerprint=fingerprint)
        )

    def get(self, identifier: str, unit: str) -> Opened:
        """A review that this unit may see."""
        return self.see(self._table.seen_from(identifier, unit))

    def see(self, review: Review, number: int | None = None) -> Opened:
        run = self._table.run(review.id, number)
        return Opened(review, run, self._table.events(review.id), self._rules(run))

    def refresh(self, opened: Opened, author: Author) -> Opened:
        """Evaluate again with what is known now; decisions whose evidence changed are then marked."""
        request = {**opened.run.request, "as_known_at": None, "as_of": None}
        return self._again(opened, "refreshed", pinned(request), author)

    def identify(self, opened: Opened, author: Author, content: Mapping[str, Any]) -> Opened:
        """Say who a role is, in this review only; findings follow at once, on the same data version and rules."""
        run = opened.run
        request = with_identity(run.request, run.result, content["key"], content.get("party"), content.get("code"))
        return self._judged(opened, author, request, content)

    def judge(self, opened: Opened, author: Author, content: Mapping[str, Any]) -> Opened:
        """Say that two parties are the same or different, in this review only; findings follow at once."""
        request = with_judgement(opened.run.request, content["a"], content["b"], content["answer"])
        return self._judged(opened, author, request, content)

    def _judged(self, opened: Opened, author: Author, request: Request, content: Mapping[str, Any]) -> Opened:
        _only_words(content, "reason", "evidence")
        standards = self._then(opened.run) or shipped(_policy(request))
        answered = self._answer(request, author, opened.review.purpose, standards)
        self._table.append(opened.review.id, "identity", author, opened.run.number, content)
        self._table.add_run(opened.review.id, "identity", author, answered)
        return self.see(self._table.get(opened.review.id))

    def decide(self, opened: Opened, author: Author, content: Mapping[str, Any]) -> Event:
        """Decide a finding. What it rested on is kept by its hash, so that a later change shows."""
        _only_words(content, "reason", "explanation_received")
        finding = decisions.find(opened.run, content["finding"])
        more = {
            "rule": finding["rule"], "parties": finding["parties"], "evidence": decisions.evidence_hash(finding),
            "needs_second": content["verdict"] in self._second,
        }  # fmt: skip
        return self._table.append(opened.review.id, "decision", author, opened.run.number, {**content, **more})

    def second(self, opened: Opened, author: Author, decision: int, content: Mapping[str, Any]) -> Event:
        """A second person agrees to a decision, or does not."""
        _only_words(content, "reason")
        decisions.may_second(decision, author.principal, opened.events)
        return self._table.append(
            opened.review.id, "second", author, opened.run.number, {**content, "decision": decision}
        )

    def record_query(self, opened: Opened, author: Author, content: Mapping[str, Any]) -> Event:
        """Who asked which official channel when, with the hash of the screenshot (财库〔2016〕125号)."""
        _only_words(content, "note")
        if content["key"] not in {role["key"] for role in opened.run.result["roles"]}:
            raise InvalidInput(
                f"there is no role {content['key']} in this review",
                f"该审查中没有角色 {content['key']}",
                parameter="key",
            )
        return self._table.append(opened.review.id, "official_query", author, opened.run.number, content)

    def attest(self, opened: Opened, author: Author, pairs: Sequence[tuple[str, str]]) -> bytes:
        """A signed search attestation for these pairs of roles."""
        raw = sign(ATTESTATION, attestation.statement(opened.review, opened.run, pairs), self._keys)
        self._table.append(
            opened.review.id, "attestation", author, opened.run.number, {"pairs": pairs, "file": raw.decode()}
        )
        return raw

    def seal(self, opened: Opened, author: Author) -> bytes:
        """Close the review for good and sign everything in it."""
        waiting = [d for d in opened.decided.values() if d.standing == "pending"]
        if waiting:
            raise Conflict(
                f"{len(waiting)} decisions wait for a second person; have them answered first",
                f"有 {len(waiting)} 项处理意见待复核，请先完成复核",
            )
        raw = sign(SEAL, sealed(opened), self._keys)
        self._table.append(opened.review.id, "seal", author, opened.run.number, {"file": raw.decode()})
        return raw

    def replay(self, opened: Opened, author: Author) -> dict[str, Any]:
        """Evaluate the run's request again, at its data version and by its rules: ``equal``: the bytes are the same.

        ``replayed_by``: the rules of ``then``; of ``now`` where those of then were not kept.
        """
        run = opened.run
        cause, standards = self._standards(run)
        again = self._answer(run.request, author, opened.review.purpose, standards).result
        now = shipped(_policy(run.request))
        return {
            "equal": canonical(again) == canonical(run.result), "hash": run.hash, "replayed_hash": digest(again),
            "replayed_by": "then" if cause == "program" else "now",
            "rules": {"then": run.result["rules"], "now": standard_marks(now)["rules"]},
            "standards": {"then": quoted(run.result), "now": dict(now.digests)},
            "differences": explain([("", run.result), (cause, again)]),
        }  # fmt: skip

    def what_if(
        self, opened: Opened, author: Author, *, known_at: str | None = None, regime: str | None = None,
        rules_of_now: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        """The same tender known at another instant, by the rules of now, or under the other law.

        One thing is changed at a time, so that each difference has its cause: data, rule or identity; ``program`` where
        nothing was changed and the answer is another all the same.
        """
        request = dict(opened.run.request)
        cause, standards = self._standards(opened.run)
        steps = [("", opened.run.result), (cause, self._result(request, opened, author, standards))]
        if known_at:
            request["as_known_at"] = known_at
            steps.append(("data", self._result(request, opened, author, standards)))
        if rules_of_now:
            standards = shipped(_policy(request))
            steps.append(("rule", self._result(request, opened, author, standards)))
        if regime:
            request["tender"] = {**(request.get("tender") or {}), "regime": regime}
            steps.append(("rule", self._result(request, opened, author, standards)))
        return {
            "base": _mark(steps[0][1]),
            "variant": _mark(steps[-1][1]),
            "differences": explain(steps),
            "result": steps[-1][1],
        }

    def _again(self, opened: Opened, cause: str, request: Request, author: Author) -> Opened:
        answered = self._answer(request, author, opened.review.purpose)
        self._table.add_run(opened.review.id, cause, author, answered)
        return self.see(self._table.get(opened.review.id))

    def _result(self, request: Request, opened: Opened, author: Author, standards: Standards) -> dict[str, Any]:
        return dict(self._answer(request, author, opened.review.purpose, standards).result)

    def _answer(self, request: Request, author: Author, purpose: str, standards: Standards | None = None) -> Answered:
        """By these standards, or by those at hand."""
        by = standards or shipped(_policy(request))
        result = self._evaluate(dict(request), Viewer(author.principal, EVALUATED_AS, purpose), by)
        return Answered(request, result, summary(result), by.documents())

    def _then(self, run: Run) -> Standards | None:
        """The standards that decided a run, where they were kept."""
        return kept(quoted(run.result), self._table.standard)

    def _standards(self, run: Run) -> tuple[str, Standards]:
        """Those of then, by which only the program can make a difference; else those of now."""
        then = self._then(run)
        return ("program", then) if then else ("rule", shipped(_policy(run.request)))

    def _rules(self, run: Run) -> Sequence[TenderRule]:
        """The rules of a run, to print them; also where this version could not apply them any more."""
        name = run.result["rules"]["digest"]
        if name == tender_rules().digest:
            return tender_rules().rules
        content = self._table.standard(name)
        return tuple(TenderRule.model_validate(row) for row in content["rules"]) if content else ()


def _policy(request: Request) -> str:
    return str(request.get("policy") or "default")


def pinned(request: Request) -> dict[str, Any]:
    """The request with its day and its instant of knowledge fixed, so that it can be asked again as it was."""
    instant = request.get("as_known_at") or datetime.now(UTC).isoformat(timespec="microseconds")
    return {**request, "as_known_at": instant, "as_of": request.get("as_of") or today().isoformat()}


def summary(result: Mapping[str, Any]) -> dict[str, Any]:
    """What a list of reviews shows of one."""
    verdicts = [finding["verdict"] for finding in result["findings"]]
    return {
        "bidders": len({role["key"] for role in result["roles"] if role["role"] in ("bidder", "member")}),
        "findings": {verdict: verdicts.count(verdict) for verdict in ("ground", "deemed", "indication")},
        "not_run": len(result["not_run"]), "unresolved": len(result["unresolved"]), "truncated": result["truncated"],
        "regime": result["tender"]["regime"], "submission_deadline": result["tender"]["submission_deadline"],
    }  # fmt: skip


def sealed(opened: Opened) -> dict[str, Any]:
    """Everything in a review: the run as it was answered, with its request, and all that was done, in order."""
    review, run = opened.review, opened.run
    return {
        "review": {"id": review.id, "unit": review.unit, "title": review.title, "created_at": review.created_at},
        "run": {
            "number": run.number, "at": run.at, "principal": run.principal, "request": shown_request(run.request),
            "request_sha256": digest(run.request),
        },
        "result": run.result, "result_sha256": run.hash,
        "events": [shown_event(event) for event in opened.events],
    }  # fmt: skip


def shown_request(request: Any) -> Any:
    """The request as it may leave: accounts and phone numbers are compared, never shown."""
    if isinstance(request, Mapping):
        return {name: HIDDEN if name in COMPARED and value else shown_request(value) for name, value in request.items()}
    return [shown_request(value) for value in request] if isinstance(request, list) else request


def shown_event(event: Event) -> dict[str, Any]:
    """An event as data."""
    return {
        "number": event.number, "run": event.run, "kind": event.kind, "principal": event.principal, "unit": event.unit,
        "at": event.at, "content": event.content,
    }  # fmt: skip


def _mark(result: Mapping[str, Any]) -> dict[str, Any]:
    echo = {name: result[name] for name in ("as_of", "as_known_at", "data_version", "policy", "rules")}
    return {**echo, "summary": summary(result)}


def _only_words(content: Mapping[str, Any], *names: str) -> None:
    for name in names:
        refuse_numbers(str(content.get(name) or ""), name)
