"""What the api is handed by the composition root. ``graph_service.services.Services`` fits ``ServicesPort``.

``RecordsPort``, ``JudgementsPort`` and ``TemplatesPort`` are what the same objects may also offer; without them the routes answer 404
``not_offered``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from graph_service.engine import Engine
from graph_service.exposure.evaluate import Exposure
from graph_service.loading.erasure import Erased
from graph_service.loading.judgements import Decision, Judgement, Written
from graph_service.screening.request import Item, Memory, Options
from graph_service.services import JudgementFilter, LotFilter, Question, RecordFilter, Viewer
from graph_service.services.standards import Standards
from graph_service.words import Language

Reply = dict[str, Any]


class ServicesPort(Protocol):
    """The questions, answered as canonical data from one data version each.

    Raise the errors of ``graph_service.errors``: ``NotFound``, ``Merged`` (the api answers 308), ``PurposeRequired``,
    ``LimitExceeded``, ``EngineUnavailable``. ``viewer`` decides what is shown.
    """

    @property
    def engine(self) -> Engine: ...

    def status(self) -> Reply: ...

    def digest(self) -> Reply: ...

    def search(self, q: str, viewer: Viewer, *, kinds: Collection[str] = (), limit: int = 20) -> Reply:
        """``hits`` best first, ``more``: how many further ones there are, ``notes``."""

    def entity(self, identifier: str, question: Question, viewer: Viewer) -> Reply: ...

    def relationships(
        self, identifier: str, question: Question, viewer: Viewer, *, kinds: Collection[str] = (),
        direction: str = "both", include_ended: bool = False, limit: int = 100, after: str = "",
    ) -> Reply:  # fmt: skip
        """In the order of ids, after ``after``; ``next`` is the last id where there are more; ``counts`` by kind."""

    def subgraph(
        self, ids: Collection[str], question: Question, viewer: Viewer, *, depth: int = 1,
        kinds: Collection[str] = (), include_ended: bool = False, max_nodes: int = 500, min_share: Any = None,
    ) -> Reply: ...  # fmt: skip

    def paths(
        self, ids: Collection[str], question: Question, viewer: Viewer, *, mode: str = "all_shortest", k: int = 5,
        max_length: int = 6, kinds: Collection[str] = (), min_share: Any = None, include_ended: bool = False,
    ) -> Reply: ...  # fmt: skip

    def same_party(self, a: str, b: str, question: Question) -> Reply: ...

    def record(self, identifier: str, question: Question, viewer: Viewer) -> Reply: ...

    def exposure(self, identifier: str, question: Question, viewer: Viewer) -> Reply: ...

    def score(self, identifier: str, question: Question, viewer: Viewer) -> Exposure: ...

    def loads(self, limit: int = 50, skip: int = 0) -> list[Reply]: ...

    def load(self, identifier: str) -> Reply: ...


@runtime_checkable
class RecordsPort(Protocol):
    """Lists of records."""

    def records(
        self, chosen: RecordFilter, question: Question, viewer: Viewer, *, limit: int = 50, after: str = ""
    ) -> Reply:
        """``records`` as in ``record``, in the order of ids, after ``after``; ``next`` where there may be more;
        ``withheld``: how many need a purpose."""


@runtime_checkable
class LotsPort(Protocol):
    """Lots of the graph, to be reviewed."""

    def lots(self, chosen: LotFilter, question: Question, viewer: Viewer, *, limit: int = 50, after: str = "") -> Reply:
        """``lots`` in the order of ids, after ``after``; ``next`` where there may be more."""


@runtime_checkable
class JudgementsPort(Protocol):
    """Judgements of people about pairs of parties, and the queue of what nobody decided."""

    def judgements(
        self, chosen: JudgementFilter, question: Question, viewer: Viewer, *, limit: int = 50, before: int | None = None
    ) -> Reply:
        """Newest first; ``next`` is the version before which the next page begins."""

    def judgement(self, identifier: str, question: Question, viewer: Viewer) -> Reply: ...

    def case_of(self, identifier: str) -> str | None:
        """The case in which alone a judgement counts; ``None``: everywhere. ``NotFound`` where there is none."""

    def judge(self, wanted: Decision, by: Judgement, *, four_eyes: bool) -> Written: ...

    def confirm_judgement(self, identifier: str, by: Judgement) -> Written: ...

    def reject_judgement(self, identifier: str, by: Judgement) -> Written: ...

    def undo_judgement(self, identifier: str, by: Judgement, *, four_eyes: bool) -> Written: ...

    def identity_queue(
        self, question: Question, viewer: Viewer, *, case: str | None = None, kinds: Collection[str] = (),
        limit: int = 50, skip: int = 0,
    ) -> Reply:  # fmt: skip
        """Undecided pairs from ``skip`` on; ``next`` is where the next page begins."""


@runtime_checkable
class ScreeningPort(Protocol):
    """Screening of many parties by example."""

    def screening_item(self, key: str, party: Mapping[str, Any], options: Options) -> Item:
        """An item to screen; one with a fault where the party cannot be compared."""

    def screen(
        self, items: Sequence[Item], question: Question, viewer: Viewer, *, include: Collection[str] = (),
        memory: Memory | None = None, progress: Callable[[int], None] = ...,
    ) -> Reply:  # fmt: skip
        """``results`` in the order of the items; ``parties`` names every candidate."""


@runtime_checkable
class MatchingPort(Protocol):
    """The matching of all parties."""

    def match_all(
        self, *, least: str = ..., block_limit: int = ..., pair_limit: int = ..., progress: Callable[[int], None] = ...
    ) -> Reply:
        """The report: what was compared, proposed, written, and every kind of block that was cut."""


class BackendPort(Protocol):
    """The graph itself: whether it answers, its version, and judgements, each of which is a load."""

    def ping(self) -> None:
        """Returns if the engine answers; ``EngineUnavailable`` otherwise."""

    def version(self) -> int:
        """The published data version."""

    def merge(self, survivor: str, absorbed: str, *, principal: str, reason: str, evidence: str) -> int:
        """The data version from which the absorbed id redirects."""

    def split(self, absorbed: str, *, principal: str, reason: str, evidence: str) -> int:
        """The data version from which both sides stand again."""


class LoaderPort(Protocol):
    """Loading of files."""

    def mappings(self) -> list[Reply]: ...

    def check(self, mapping: Path, path: Path) -> list[str]:
        """Faults of a mapping on the first rows of a file, in words; ``InvalidMapping`` where it cannot be read."""

    def rejects_file(self, load: str) -> Path: ...

    def load_file(
        self, path: Path, *, mapping: str | None, observed_on: date | None, snapshot: str | None, dry_run: bool,
        progress: Callable[[int], None], allow_loss: bool = False,
    ) -> Reply: ...  # fmt: skip


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be handed out."""

    name: str
    media_type: str
    content: bytes


@runtime_checkable
class OwnershipPort(Protocol):
    """Ownership and control; see ``graph_service.services.ownership`` for what each answers."""

    def ownership(
        self, identifier: str, question: Question, viewer: Viewer, *, holder: str | None = None, chains: int = 10,
        limit: int = 100, max_parties: int = 5000,
    ) -> Reply: ...  # fmt: skip

    def controllers(
        self, identifier: str, question: Question, viewer: Viewer, *, limit: int = 100, max_parties: int = 5000
    ) -> Reply: ...

    def beneficial_owners(
        self, identifier: str, question: Question, viewer: Viewer, *, max_parties: int = 5000
    ) -> Reply: ...

    def holdings(
        self, identifier: str, question: Question, viewer: Viewer, *, limit: int = 100, min_share: Any = None,
        max_parties: int = 5000,
    ) -> Reply: ...  # fmt: skip

    def ownership_tree(
        self, identifier: str, question: Question, viewer: Viewer, *, direction: str = "up", layers: int = 6,
        floor: Any = 0, width: int = 20, max_parties: int = 2000,
    ) -> Reply: ...  # fmt: skip

    def ownership_group(self, identifier: str, question: Question, viewer: Viewer, *, max_parties: int = 5000) -> Reply:
        """``columns`` and ``rows`` for a file."""

    def holding_faults(
        self, question: Question, viewer: Viewer, *, source: str | None = None, problem: str | None = None,
        limit: int = 100, after: str = "",
    ) -> Reply:  # fmt: skip
        """In the order of companies, after the company ``after``; ``next`` where there may be more."""

    def cascades(
        self, listed: Collection[str], regimes: Collection[Any], question: Question, viewer: Viewer, *,
        max_parties: int = 5000,
    ) -> Reply: ...  # fmt: skip


@runtime_checkable
class WholeGraphPort(Protocol):
    """Answers about every party at once, written as tables; see ``graph_service.services.wholegraph``."""

    def exposure_of_all(
        self, out: Path, question: Question, viewer: Viewer, *, persons: bool = False,
        progress: Callable[[int], None] = ...,
    ) -> Reply: ...  # fmt: skip

    def ownership_of_all(
        self, out: Path, question: Question, viewer: Viewer, *, form: Literal["parquet", "csv"] = "parquet",
        progress: Callable[[int], None] = ...,
    ) -> Reply: ...  # fmt: skip


@runtime_checkable
class TemplatesPort(Protocol):
    """Templates of every node and relationship kind, as files to fill in."""

    def templates(self) -> list[Mapping[str, Any]]:
        """``kind``, ``zh``, ``en`` and ``columns`` of each."""

    def template(self, kind: str, *, form: Literal["csv", "xlsx"], language: Literal["zh", "en"]) -> Download:
        """``NotFound`` for a kind that there is not."""


@runtime_checkable
class ReviewsPort(Protocol):
    """The evaluation of a tender."""

    def review(self, request: dict[str, Any], viewer: Viewer, standards: Standards) -> Reply:
        """Coverage, roles with their identity, matrix, findings, rules run and not run; canonical data."""

    def source_names(self) -> Mapping[str, str]:
        """What each source is called in Chinese, by its id."""


@runtime_checkable
class ErasurePort(Protocol):
    """Lawful erasure; a backend may offer it."""

    def erase(self, identifier: str) -> Erased:
        """``NotFound``, ``Merged``, ``InvalidInput`` for anything but a person."""


class ListFilesPort(Protocol):
    """Lists of parties as spreadsheets."""

    def check(self, source: Path, limit: int) -> int:
        """How many lines; ``InvalidFile``, or ``LimitExceeded`` beyond the limit."""

    def screened(
        self, source: Path, target: Path, screen: Callable[[Sequence[Reply]], Reply], language: Language,
        progress: Callable[[int], None], purpose: str | None, options: Mapping[str, Any],
    ) -> Reply:  # fmt: skip
        """Puts the lines to ``screen`` in batches, writes the list with candidates and reasons, returns counts."""


class DossierPort(Protocol):
    """Reviews as files: what they are read from and printed as."""

    def tenders(self, path: Path) -> Reply:
        """The lots of a list of bidders, each as a review takes it, and what was not understood; ``InvalidFile``."""

    def report(self, document: Reply, form: Literal["pdf", "xlsx"]) -> Download: ...

    def letters(self, document: Reply, form: Literal["pdf", "md"]) -> Download: ...
