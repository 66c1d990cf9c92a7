"""The reviewer's desk: a review is opened, its findings decided, parties identified, attested, sealed, replayed.

Every evaluation is asked with the same rights (those of a reviewer) and a fixed instant of knowledge, so that it can be
asked again later and must then give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

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

Request = Mapping[str, Any]
Evaluate = Callable[[dict[str, Any], Viewer], dict[str, Any]]
EVALUATED_AS = frozenset({"reviewer"})
UNTITLED = "未命名标段"
COMPARED = frozenset({"deposit_account", "contact_phone", "operator_phone", "id_hmac", "id_key", "id_mask"})
HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Opened:
    """A review as it stands: its last run, everything done in it, and the decision that counts for each finding."""

    review: Review
    run: Run
    events: Sequence[Event]

    @property
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
        return Opened(review, self._table.run(review.id, number), self._table.events(review.id))

    def refresh(self, opened: Opened, author: Author) -> Opened:
        """Evaluate again with what is known now; decisions whose evidence changed are then marked."""
        request = {**opened.run.request, "as_known_at": None, "as_of": None}
        return self._again(opened, "refreshed", pinned(request), author)

    def identify(self, opened: Opened, author: Author, content: Mapping[str, Any]) -> Opened:
        """Say who a role is, in this review only; findings follow at once, on the same data version."""
        run = opened.run
        request = with_identity(run.request, run.result, content["key"], content.get("party"), content.get("code"))
        return self._judged(opened, author, request, content)

    def judge(self, opened: Opened, author: Author, content: Mapping[str, Any]) -> Opened:
        """Say that two parties are the same or different, in this review only; findings follow at once."""
        request = with_judgement(opened.run.request, content["a"], content["b"], content["answer"])
        return self._judged(opened, author, request, content)

    def _judged(self, opened: Opened, author: Author, request: Request, content: Mapping[str, Any]) -> Opened:
        _only_words(content, "reason", "evidence")
        answered = self._answer(request, author, opened.review.purpose)
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
        """Evaluate the run's request again, at its data version: ``equal`` says whether the bytes are the same."""
        again = self._answer(opened.run.request, author, opened.review.purpose).result
        return {
            "equal": canonical(again) == canonical(opened.run.result), "hash": opened.run.hash,
            "replayed_hash": digest(again), "rules": {"then": opened.run.result["rules"], "now": again["rules"]},
            "differences": explain([("", opened.run.result), ("rule", again)]),
        }  # fmt: skip

    def what_if(self, opened: Opened, author: Author, *, known_at: str | None, regime: str | None) -> dict[str, Any]:
        """The same tender with another instant of knowledge, or under the other law; each difference with its cause."""
        request = dict(opened.run.request)
        steps = [("", opened.run.result), ("rule", self._result(request, opened, author))]
        if known_at:
            request["as_known_at"] = known_at
            steps.append(("data", self._result(request, opened, author)))
        if regime:
            request["tender"] = {**(request.get("tender") or {}), "regime": regime}
            steps.append(("rule", self._result(request, opened, author)))
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

    def _result(self, request: Request, opened: Opened, author: Author) -> dict[str, Any]:
        return dict(self._answer(request, author, opened.review.purpose).result)

    def _answer(self, request: Request, author: Author, purpose: str) -> Answered:
        result = self._evaluate(dict(request), Viewer(author.principal, EVALUATED_AS, purpose))
        return Answered(request, result, summary(result))


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
