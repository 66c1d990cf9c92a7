"""Records of bidders and members: lists that bar, serious violations within three years, running disqualifications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_service.dates import first_free_day
from graph_service.model import Entity, Relationship
from graph_service.records.kinds import canonical_name
from graph_service.records.lifecycle import RecordStanding, standing
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Missing, Outcome, Trail, merged_doubts
from graph_service.tender.words import mentions

Options = Mapping[str, Any]
_CRIMES = ("经济犯罪/行贿", "刑事判决")
_SERIOUS = (
    "停产停业",
    "停产整顿",
    "停业整顿",
    "责令停产",
    "责令停业",
    "吊销",
    "较大数额罚款",
    "较大数额的罚款",
    "责令关闭",
)
_LARGE_FINE = Doubt(
    "large_fine",
    "该罚款是否属于“较大数额罚款”（适用的听证标准）",
    "whether the fine was a large one by the standard that applies",
)
_ENDED = Doubt(
    "record_ended",
    "该记录已到期、修复或不再公示：向作出机关核实",
    "the record has ended or is no longer published: ask the authority",
)
_TERMS = Doubt("document_terms", "招标文件对失信被执行人的规定", "what the tender documents say on judgment debtors")
_RESTRICTS = ("不得", "否决", "拒绝", "禁止", "无效", "限制")
_DAY_OPEN = Doubt("day_open", "该记录起止的具体日期", "the exact day on which the record begins or ends")
_DISQUALIFIED = ("取消投标资格", "投标资格", "限制投标", "禁止投标", "禁止参加投标")


@dataclass(frozen=True, slots=True)
class Own:
    """A record of a party: the record, its tie to the party, its kind."""

    party: str
    record: Entity
    subject: Relationship
    kind: str

    def words(self) -> str:
        penalties = self.record.get("penalties") or ()
        told = penalties if isinstance(penalties, str) else " ".join(penalties)
        return " ".join([told, *(str(self.record.get(n) or "") for n in ("ground", "title", "sentence", "note"))])


def own_records(docket: Docket, party: str) -> list[Own]:
    """Records of the party itself, ties under a dispute about identity apart."""
    found = []
    for subject in docket.ever_out(party, "SUBJECT_OF"):
        record = docket.around.graph.entities.get(subject.to_id)
        if record is not None:
            found.append(Own(party, record, subject, canonical_name(str(record.get("record_kind") or ""))))
    return found


def barred_listing(docket: Docket, options: Options) -> Iterator[Outcome]:
    """On one of the lists at the time of the credit check; a listed member taints every member of its bid."""
    for bidder in docket.bidders:
        for own in own_records(docket, bidder):
            stands = standing(own.record, own.subject, docket.tender.credit_day)
            if own.kind in options["kinds"] and stands.acting:
                yield _listed(docket, own, stands, ())


def listed_by_document(docket: Docket, options: Options) -> Iterator[Outcome]:
    """As the documents say: they name the list and a bar. Without the documents a listing is open; silence is no bar."""
    terms = [t for t in docket.tender.document_terms if "失信" in t and mentions(t, _RESTRICTS)]
    if docket.tender.document_terms and not terms:
        return
    quoted = (Evidence("招标文件条款", terms[0][:300], "tender documents"),) if terms else ()
    for party in sorted({*docket.bidders, *docket.of_role("agency", "expert")}):
        if not terms:
            yield Missing(
                party,
                "document_terms",
                "缺少招标文件对失信被执行人的规定",
                "what the documents say on judgment debtors is not given",
            )
        for own in own_records(docket, party):
            stands = standing(own.record, own.subject, docket.tender.credit_day)
            if own.kind in options["kinds"] and stands.acting:
                yield _listed(docket, own, stands, quoted, () if terms else (_TERMS,))


def _listed(
    docket: Docket, own: Own, stands: RecordStanding, quoted: tuple[Evidence, ...], open_by: tuple[Doubt, ...] = ()
) -> Hit:  # fmt: skip
    together = sorted(
        {m for unit in docket.units_of.get(own.party, ()) for m in docket.units[unit].members} | {own.party}
    )
    note = "对内容有异议，记录仍有效" if stands.mark == "disputed" else ""
    doubts = merged_doubts(open_by, docket.identity_doubts(own.party), day_open(stands))
    return Hit(tuple(together), (Trail((own.party, own.record.id), (own.subject.id,)),), "ground",
               (*quoted, _told(docket, own, stands)), doubts, note)  # fmt: skip


def day_open(stands: RecordStanding) -> tuple[Doubt, ...]:
    """Where a date that is known to the month or year only decides whether the record counts on the day."""
    return () if stands.certain else (_DAY_OPEN,)


def _told(docket: Docket, own: Own, stands: RecordStanding | None = None) -> Evidence:
    day = own.record.get("listed_on") or own.record.get("decided_on")
    number = own.record.get("document_number")
    parts = [docket.name(own.party), own.kind, str(own.record.get("ground") or ""), f"文书号 {number}" if number else "",
             f"列入 {day}" if day else "", f"至 {stands.first_free_day}（不含）" if stands and stands.first_free_day else ""]  # fmt: skip
    return Evidence(
        "信用记录",
        "；".join(part for part in parts if part),
        f"{own.subject.source.source}/{own.subject.source.record}",
    )


def serious_violation(docket: Docket, options: Options) -> Iterator[Outcome]:
    """条例 19: a criminal penalty or a heavy one in the three years before the deadline, or one of the ``bans`` that still runs."""
    for bidder in docket.bidders:
        for own in own_records(docket, bidder):
            if not counts_at_all(own):
                continue
            if mentions(own.words(), options["bans"]):
                if (stands := standing(own.record, own.subject, docket.on)).acting:
                    yield record_hit(docket, own, day_open(stands))
                continue
            weight, recent = _heavy(own), decided_within_three_years(own, docket.on)
            if weight is not None and recent is not None:
                yield record_hit(docket, own, merged_doubts(weight, recent, _ended(docket, own)))


def counts_at_all(own: Own) -> bool:
    """Neither quashed nor only proposed, and not disputed as another's."""
    disputed = "identity" in (own.record.get("disputed"), own.subject.values.get("disputed"))
    return not disputed and own.record.get("state") not in ("quashed", "proposed")


def _heavy(own: Own) -> tuple[Doubt, ...] | None:
    """No doubts: named by the article; a fine of unknown weight is open; ``None``: not such a penalty."""
    if own.kind in _CRIMES:
        exempt = mentions(own.words(), ("免予刑事处罚", "免于刑事处罚"))
        return None if exempt else ()
    if own.kind == "吊销/责令关闭":
        return ()
    if own.kind not in ("行政处罚 (双公示)", "招投标 处罚", "安全生产", "食品", "药品"):
        return None
    if mentions(own.words(), _SERIOUS):
        return ()
    return (_LARGE_FINE,) if "罚款" in own.words() or own.record.get("amount") else None


def decided_within_three_years(own: Own, on: date) -> tuple[Doubt, ...] | None:
    """``None`` where not; open where the years may have run out, for the day is known to the month or year only.

    From the decision, its day not counted; the day of the same number is the last one (民法典 201-202).
    """
    decided = own.record.date("decided_on") or own.record.date("listed_on")
    if decided is None or not decided.latest <= on < first_free_day(decided.latest, years=3):
        return None
    return () if on < first_free_day(decided.earliest, years=3) else (_DAY_OPEN,)


def _ended(docket: Docket, own: Own) -> tuple[Doubt, ...]:
    return (_ENDED,) if standing(own.record, own.subject, docket.on).mark in ("repaired", "revoked", "masked") else ()


def record_hit(docket: Docket, own: Own, doubts: tuple[Doubt, ...], *quoted: Evidence) -> Hit:
    """A party's own record as a ground; ``quoted``: what makes it one, where no article does."""
    unsure = merged_doubts(doubts, docket.identity_doubts(own.party))
    trail = Trail((own.party, own.record.id), (own.subject.id,))
    return Hit((own.party,), (trail,), "ground", (*quoted, _told(docket, own)), unsure)


def disqualified(docket: Docket, options: Options) -> Iterator[Outcome]:
    """A decision that took the right to bid, and runs on the day of the deadline."""
    for bidder in docket.bidders:
        for own in own_records(docket, bidder):
            stands = standing(own.record, own.subject, docket.on)
            if (
                stands.acting
                and stands.first_free_day
                and mentions(own.words(), _DISQUALIFIED)
                and mentions(own.words(), ("取消", "限制", "禁止"))
            ):
                yield record_hit(docket, own, day_open(stands))
