"""The questions that callers ask, answered from one data version each: what api and command line build on.

Each subject has a module whose class extends ``Context``; ``Services`` is all of them. Replies are canonical
JSON-able data that echo the question as it was understood and name every party they mention under ``parties``.
"""

from graph_service.services.context import Question, Viewer
from graph_service.services.identity import IdentityAnswers
from graph_service.services.judgements import JudgementAnswers, JudgementFilter
from graph_service.services.lot_lists import LotFilter, LotLists
from graph_service.services.matching import MatchingAnswers
from graph_service.services.ownership import OwnershipAnswers
from graph_service.services.parties import PartyAnswers
from graph_service.services.quality import QualityAnswers
from graph_service.services.records import RecordFilter, RecordLists
from graph_service.services.relations import RelationAnswers
from graph_service.services.reviews import ReviewAnswers
from graph_service.services.risk import RiskAnswers
from graph_service.services.screening import ScreeningAnswers
from graph_service.services.wholegraph import WholeGraphAnswers


class Services(
    ScreeningAnswers,
    IdentityAnswers,
    PartyAnswers,
    RelationAnswers,
    ReviewAnswers,
    RiskAnswers,
    JudgementAnswers,
    MatchingAnswers,
    RecordLists,
    LotLists,
    OwnershipAnswers,
    QualityAnswers,
    WholeGraphAnswers,
):
    """Answers every question on one engine. Thread-safe."""


__all__ = ["JudgementFilter", "LotFilter", "Question", "RecordFilter", "Services", "Viewer"]
