"""A service without an engine: canned replies in the form of the real ones, and ways to make it fail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from api.ports import Download, RecordFilter, Reply
from graph_service.engine import Engine
from graph_service.errors import InvalidMapping, Merged, NotFound, PurposeRequired
from graph_service.exposure.evaluate import Exposure
from graph_service.loading.erasure import Erased
from graph_service.services import Question, Viewer
from graph_service.services.standards import Standards
from tests.dossier.answers import answer

FIRM = "a" * 26
PERSON = "b" * 26
GONE = "c" * 26  # merged into FIRM
RECORD = "d" * 26
KNOWN = {FIRM: "Enterprise", PERSON: "Person", RECORD: "CreditRecord"}
SECRET = "张三丰的电话13800138000"  # must never reach a log or a problem


class FakeServices:
    """Set ``fail`` to an exception to have every question end in it; ``before`` runs first."""

    def __init__(self) -> None:
        self.fail: Exception | None = None
        self.before: Callable[[], None] = lambda: None
        self.version = 7
        self.answered: Reply | None = None
        self.reviewed: list[tuple[dict[str, Any], Viewer]] = []

    @property
    def engine(self) -> Engine:
        raise AssertionError("the fake has no engine")

    def status(self) -> Reply:
        self._maybe_fail()
        return {"data_version": self.version, "engine": "fake", "counts": {"Enterprise": 1}, "sources": [], "coverage": []}  # fmt: skip

    def digest(self) -> Reply:
        self._maybe_fail()
        return {"digest": "0" * 64, "data_version": self.version, "sections": {"parties": {"count": 1, "value": "x"}}}

    def search(self, q: str, viewer: Viewer, *, kinds: Collection[str] = (), limit: int = 20) -> Reply:
        self._maybe_fail()
        hits = [{**_brief(FIRM), "score": 1.0, "matched": "name", "text": "样例"}] * 30
        return {
            "data_version": self.version, "query": q, "hits": hits[:limit], "more": max(0, 30 - limit), "notes": [],
        }  # fmt: skip

    def entity(self, identifier: str, question: Question, viewer: Viewer) -> Reply:
        self._known(identifier, viewer)
        entity = {
            **_brief(identifier), "values": {}, "region_name": None, "identity": "credit_code", "sources": [], "conflicts": [],
            "last_confirmed": None,
        }  # fmt: skip
        return {**self._echo(question), "entity": entity, "coverage": [], "capped": {}}

    def relationships(
        self, identifier: str, question: Question, viewer: Viewer, *, kinds: Collection[str] = (),
        direction: str = "both", include_ended: bool = False, limit: int = 100, after: str = "",
    ) -> Reply:  # fmt: skip
        self._known(identifier, viewer)
        ids = [i for i in ("r1", "r2", "r3") if i > after]
        return {
            **self._echo(question), "relationships": [_relationship(i) for i in ids[:limit]],
            "counts": {"LEGAL_REPRESENTATIVE_OF": 3}, "more": len(ids[limit:]),
            "next": ids[limit - 1] if len(ids) > limit else None, "truncated": False,
            "parties": {FIRM: _brief(FIRM), PERSON: _brief(PERSON)},
        }  # fmt: skip

    def subgraph(
        self, ids: Collection[str], question: Question, viewer: Viewer, *, depth: int = 1,
        kinds: Collection[str] = (), include_ended: bool = False, max_nodes: int = 500, min_share: Any = None,
    ) -> Reply:  # fmt: skip
        for identifier in ids:
            self._known(identifier, viewer)
        return {
            **self._echo(question), "relationships": [_relationship("r1"), _holding("r2", "0.1")],
            "parties": {FIRM: _brief(FIRM), PERSON: _brief(PERSON)}, "truncated": False, "capped": {},
        }  # fmt: skip

    def paths(
        self, ids: Collection[str], question: Question, viewer: Viewer, *, mode: str = "all_shortest", k: int = 5,
        max_length: int = 6, kinds: Collection[str] = (), min_share: Any = None, include_ended: bool = False,
    ) -> Reply:  # fmt: skip
        for identifier in ids:
            self._known(identifier, viewer)
        step = {"from": PERSON, "to": FIRM, "relationships": [_relationship("r1")]}
        return {
            **self._echo(question), "mode": mode, "kinds": list(kinds), "max_length": max_length,
            "paths": [{"ends": [PERSON, FIRM], "length": 1, "strength": 0.1, "steps": [step]}],
            "unconnected": [], "complete_to": max_length, "truncated": False, "capped": {}, "parties": {},
        }  # fmt: skip

    def same_party(self, a: str, b: str, question: Question) -> Reply:
        self._known(a, None)
        self._known(b, None)
        return {**self._echo(question), "answer": "different", "grade": None, "score": 0.0, "weights_version": 1,
                "reasons_for": [], "reasons_against": []}  # fmt: skip

    def record(self, identifier: str, question: Question, viewer: Viewer) -> Reply:
        self._known(identifier, viewer)
        return {
            **self._echo(question), "record": _record(), "lawful_reach": [], "rules_not_applied": [],
            "truncated": False, "parties": {},
        }  # fmt: skip

    def records(
        self, chosen: RecordFilter, question: Question, viewer: Viewer, *, limit: int = 50, after: str = ""
    ) -> Reply:
        self._maybe_fail()
        return {
            **self._echo(question), "records": [_record()], "next": None, "withheld": 0, "truncated": False,
            "parties": {FIRM: _brief(FIRM)},
        }  # fmt: skip

    def exposure(self, identifier: str, question: Question, viewer: Viewer) -> Reply:
        self._known(identifier, viewer)
        indicative = {
            "score": 0.0, "level": None, "best": None, "from_other_sources": [], "further_paths": [],
            "corroboration": 0, "cut_set": None, "not_counted": [], "to_be_confirmed": [], "truncated": False,
            "bound": 0.0, "capped": {},
        }  # fmt: skip
        return {
            **self._echo(question), "party": _brief(identifier), "coverage": [], "own": [], "withheld": 0,
            "lawful_reach": [], "rules_not_applied": [], "indicative": indicative, "patterns": [], "successors": [], "successors_not_looked_at": 0, "patterns_capped": {}, "cascades": [],
            "truncated": False, "bound": 0.0, "parties": {},
        }  # fmt: skip

    def score(self, identifier: str, question: Question, viewer: Viewer) -> Exposure:
        self._known(identifier, viewer)
        on = question.as_of or date(2026, 1, 1)
        return Exposure(identifier, on, 0.0, None, None, (), (), 0, None, (), (), False, 0.0, 1, 1)

    def review(self, request: dict[str, Any], viewer: Viewer, standards: Standards) -> Reply:
        """The answer that a test put into ``answered``, else a made-up one for as many bidders."""
        self._maybe_fail()
        self.reviewed.append((request, viewer))
        if "tender" not in request:
            raise NotFound("there is no such lot", "没有这个标段")
        made = self.answered or answer(len(request["tender"]["bids"]), regime=request["tender"]["regime"])
        named = {"title": request["tender"].get("title")} if self.answered is None else {}
        return {**made, "tender": {**made["tender"], **named}, "as_known_at": request["as_known_at"]}

    def source_names(self) -> dict[str, str]:
        return {"county_registrations": "企业登记"}

    def loads(self, limit: int = 50, skip: int = 0) -> list[Reply]:
        self._maybe_fail()
        return [{"id": f"load{n}"} for n in range(5)][skip : skip + limit]

    def load(self, identifier: str) -> Reply:
        self._maybe_fail()
        if identifier != "load0":
            raise NotFound("there is no such load", "没有这次加载")
        return {"id": identifier}

    def _known(self, identifier: str, viewer: Viewer | None) -> None:
        self._maybe_fail()
        if identifier == GONE:
            raise Merged("merged", "已并入", survivor=FIRM)
        if identifier not in KNOWN:
            raise NotFound("there is no such party", "没有这个主体")
        if viewer and KNOWN[identifier] == "Person" and not viewer.purpose:
            raise PurposeRequired("a look at a person needs a purpose", "查询自然人须注明用途")

    def _maybe_fail(self) -> None:
        self.before()
        if self.fail:
            raise self.fail

    def _echo(self, question: Question) -> Reply:
        return {
            "as_of": (question.as_of or date(2026, 1, 1)).isoformat(), "as_known_at": question.as_known_at,
            "data_version": self.version, "policy": {"id": question.policy, "version": 1, "digest": "0" * 64},
        }  # fmt: skip


class FakeBackend:
    """A graph that answers, or does not."""

    def __init__(self) -> None:
        self.gone: Exception | None = None

    def ping(self) -> None:
        if self.gone:
            raise self.gone

    def version(self) -> int:
        return 7

    def merge(self, survivor: str, absorbed: str, *, principal: str, reason: str, evidence: str) -> int:
        return 8

    def split(self, absorbed: str, *, principal: str, reason: str, evidence: str) -> int:
        return 9

    def erase(self, identifier: str) -> Erased:
        if identifier != PERSON:
            raise NotFound("there is no such person", "没有这个自然人")
        return Erased(("0" * 64,), 10, 1, 2, 0, 1)


class FakeLoader:
    """Loads by counting lines; ``step`` runs before each report of progress."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.step: Callable[[int], None] = lambda number: None
        self.loaded: list[str] = []

    def mappings(self) -> list[Reply]:
        return [{"id": "m1", "version": 1, "title": "样例"}]

    def check(self, mapping: Path, path: Path) -> list[str]:
        if b"\x00" in mapping.read_bytes():
            raise InvalidMapping("not a mapping", "不是映射文件")
        return []

    def rejects_file(self, load: str) -> Path:
        return self._folder / f"{load}.rejects.csv"

    def load_file(
        self, path: Path, *, mapping: str | None, observed_on: date | None, snapshot: str | None, dry_run: bool,
        progress: Callable[[int], None], allow_loss: bool = False,
    ) -> Reply:  # fmt: skip
        for number, _ in enumerate(path.read_bytes().splitlines(), 1):
            self.step(number)
            progress(number)
        self.loaded.append(path.name)
        return {"load": None, "read": number, "file": path.name}

    def templates(self) -> list[Mapping[str, Any]]:
        return [{"kind": "Enterprise", "zh": "企业", "en": "Enterprise", "columns": ["企业名称"]}]

    def template(self, kind: str, *, form: Literal["csv", "xlsx"], language: Literal["zh", "en"]) -> Download:
        if kind != "Enterprise":
            raise NotFound("there is no such kind", "没有这个种类")
        return Download(f"{kind}.{form}", "application/octet-stream", b"x")


def _brief(identifier: str) -> Reply:
    return {"id": identifier, "kind": KNOWN[identifier], "name": "样例"}


def _relationship(identifier: str) -> Reply:
    return {
        "id": identifier, "kind": "LEGAL_REPRESENTATIVE_OF", "from": PERSON, "to": FIRM, "values": {},
        "source": {"source": "s", "record": "1"}, "valid_from": None, "valid_to": None, "first_observed": None,
        "last_confirmed": None, "absent_from": None, "standing": "confirmed",
    }  # fmt: skip


def _holding(identifier: str, share: str) -> Reply:
    known = {"known": True, "min": share, "max": share}
    return {**_relationship(identifier), "kind": "SHAREHOLDER_OF", "share": known}


def _record() -> Reply:
    return {
        "id": RECORD, "subject": FIRM, "values": {}, "acting": True, "mark": None, "acts_from": None,
        "first_free_day": None, "term_article": None, "sources": [], "last_confirmed": None,
    }  # fmt: skip
