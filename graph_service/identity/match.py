"""Are two parties one? Same, possibly the same (graded), or different, with the evidence for and against.

Same only on a full strong identifier: a checked code, or one that a source states together with it; a full ID number
under one key. Different where strong identifiers, or what two masks both show, differ. A name, a mask or an address
makes at most ``possible``. Pure and symmetric.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from graph_service.identity.evidence import Commonness, Finding, evidence, score_of
from graph_service.identity.masks import compare_masks
from graph_service.identity.party import PartyExample
from graph_service.identity.weights import weights

Answer = Literal["same", "possible", "different"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence: ``contribution`` = weight × value, for (positive) or against; reasons in words."""

    feature: str
    weight: float
    value: float
    contribution: float
    zh: str
    en: str

    @property
    def direction(self) -> Literal["for", "against"]:
        return "for" if self.contribution >= 0 else "against"


@dataclass(frozen=True)
class Candidate:
    """What comparing came to. ``id``: the party compared with, where it is in the graph. ``grade``: of a possible
    one strong, medium or weak. ``weights``: the version of the published weights. ``decided``: the fact that decided
    whatever the ``findings`` were, if one did."""

    id: str | None
    score: float
    answer: Answer
    grade: str | None
    findings: tuple[Finding, ...]
    weights: int
    decided: str | None = None

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """The evidence in words. Made when it is asked for: most comparisons come to nothing."""
        decided = (_fixed(self.decided),) if self.decided else ()
        return (*decided, *map(_feature, self.findings))


def compare(a: PartyExample, b: PartyExample, commonness: Commonness | None = None) -> Candidate:
    """Compare two parties; ``compare(a, b)`` and ``compare(b, a)`` agree but for ``id``, which is that of ``b``."""
    if decided := _by_identifier(a, b):
        return decided
    if not a.real_names or not b.real_names:
        return _plain(b, 0.0, "different", "no_name")
    masks = compare_masks(a.id_mask, b.id_mask)
    findings = tuple(evidence(a, b, commonness))
    if masks and masks.conflict:
        return Candidate(b.id, 0.0, "different", None, findings, weights().version, "mask_conflict")
    score = round(score_of(findings), 4)
    grade = weights().grade(score)
    return Candidate(b.id, score, "possible" if grade else "different", grade, findings, weights().version)


def _by_identifier(a: PartyExample, b: PartyExample) -> Candidate | None:
    if a.id is not None and a.id == b.id:
        return _plain(b, 1.0, "same", "same_identifier")
    if a.kind != b.kind:
        return _plain(b, 0.0, "different", "other_kind")
    strong = _strong(a, b)
    if strong is None:
        return None
    return _plain(b, 1.0, "same", "same_identifier") if strong else _plain(b, 0.0, "different", "different_identifier")


def _strong(a: PartyExample, b: PartyExample) -> bool | None:
    """Whether a strong identifier decides: true, one is shared; false, they differ; ``None``, neither."""
    if a.kind == "Person":
        comparable = a.id_hmac and b.id_hmac and a.id_key == b.id_key
        return a.id_hmac == b.id_hmac if comparable else None
    if a.org and b.org:
        return a.org == b.org
    if a.uscc and b.uscc:
        return a.uscc == b.uscc
    if a.lei and b.lei:
        return a.lei == b.lei
    if a.registration_number and a.registration_number == b.registration_number:
        return True
    return None


_FIXED = {
    "same_identifier": (1, "强标识相同", "a full strong identifier is shared"),
    "different_identifier": (-1, "强标识不同", "strong identifiers differ"),
    "other_kind": (-1, "一为企业一为自然人", "one is an organisation, the other a person"),
    "no_name": (-1, "占位文字不是名称", "a placeholder is no name"),
    "mask_conflict": (-1, "遮盖后的证件号可见部分不同", "what both masked ID numbers show differs"),
}
"""Evidence that decides by itself; it has no weight. Contribution 1 or -1 gives the direction only."""


def words_of(code: str) -> tuple[str, str]:
    """A feature in English and Chinese; its code where these weights do not know it."""
    if code in _FIXED:
        return _FIXED[code][2], _FIXED[code][1]
    known = weights().features.get(code)
    return (known.en, known.zh) if known else (code, code)


def _plain(b: PartyExample, score: float, answer: Answer, reason: str) -> Candidate:
    return Candidate(b.id, score, answer, None, (), weights().version, reason)


def _fixed(reason: str) -> Feature:
    sign, zh, en = _FIXED[reason]
    return Feature(reason, 0.0, 1.0, float(sign), zh, en)


def _feature(found: Finding) -> Feature:
    weight = weights().features[found.feature]
    zh, en = weight.zh, weight.en
    if found.detail and (manner := weights().manners.get(found.detail)):
        zh, en = f"{zh}（{manner.zh}）", f"{en} ({manner.en})"
    elif found.detail:
        zh, en = f"{zh}（{found.detail}）", f"{en} ({found.detail})"
    return Feature(found.feature, weight.weight, round(found.value, 4), round(found.contribution, 4), zh, en)
