"""What patterns say: hits with their proof, and the doubts that keep a hit from being more than an indication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph_service.model import Relationship, Standing
from graph_service.tender.rules import Verdict


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why something is no ground yet, and the one document that would settle it. ``code`` is stable."""

    code: str
    zh: str
    en: str

    @property
    def about_identity(self) -> bool:
        return self.code in ("namesake", "no_id_number", "name_only", "masked_number")


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One fact: what it is, its value in words, and where it comes from (a source, or what was given)."""

    what: str
    value: str
    source: str = "given"


@dataclass(frozen=True, slots=True, order=True)
class Trail:
    """A path to draw: nodes in order, and the relationships between them where the graph has them."""

    nodes: tuple[str, ...]
    relationships: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a pattern. ``parties`` are party keys. Any doubt makes it an indication."""

    parties: tuple[str, ...]
    trails: tuple[Trail, ...] = ()
    at_most: Verdict = "ground"
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    note: str = ""
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A rule that could not run for some party: which fact is absent."""

    party: str
    needs: str
    zh: str
    en: str


Outcome = Hit | Missing

_EXTRACTS = {
    "LEGAL_REPRESENTATIVE_OF": ("法定代表人登记信息及变更记录", "register extract on the legal representative"),
    "PRINCIPAL_OF": ("主要负责人的任命文件或登记信息", "proof of who was the principal"),
    "SHAREHOLDER_OF": ("股东出资登记信息（公司章程、股东名册）", "register extract on the holders"),
    "CONTROLS": ("控制协议、表决权安排及公示信息", "the control agreement and its publication"),
    "MANAGES": ("委托管理（托管）协议", "the management agreement"),
    "DIRECTOR_OF": ("董事备案信息", "register extract on the directors"),
    "SUPERVISOR_OF": ("监事备案信息", "register extract on the supervisors"),
    "SENIOR_MANAGER_OF": ("高级管理人员备案信息", "register extract on the senior managers"),
    "EMPLOYED_BY": ("社会保险参保证明", "proof of social insurance"),
    "RELATIVE_OF": ("亲属关系证明", "proof of kinship"),
    "USES": ("联系方式的登记信息", "register extract on the contact points"),
    "SERVED": ("服务合同", "the service contract"),
    "BRANCH_OF": ("分支机构登记信息", "register extract on the branch"),
    "SUCCESSOR_OF": ("合并、分立公告及登记信息", "notice and register extract on the merger or split"),
}


def held(found: Relationship, on: date, window_days: int) -> tuple[Doubt, ...] | None:
    """Doubts about a relationship on the day; ``None`` where it did not hold or is suspended (冒名)."""
    standing = found.period.standing(on)
    if found.identity_disputed or standing in (Standing.ENDED, Standing.FUTURE):
        return None
    if standing is Standing.CONFIRMED or (standing is Standing.PRESUMED and _recent(found, on, window_days)):
        return ()
    if standing is Standing.UNKNOWN and not _near(found, on, window_days):
        return None
    return (_unconfirmed(found, on, standing),)


def confirmed_on(found: Relationship) -> date | None:
    """The last day on which a source showed the fact, or its stated first day."""
    started = found.period.valid_from
    return found.period.last_confirmed or (started.latest if started else None)


def _recent(found: Relationship, on: date, window_days: int) -> bool:
    confirmed = confirmed_on(found)
    return confirmed is not None and (on - confirmed).days <= window_days


def _near(found: Relationship, on: date, window_days: int) -> bool:
    """A fact seen only after the day says something about it while the day is near, or its date is partial."""
    first = found.period.first_observed
    return found.period.valid_from is not None or (first is not None and (first - on).days <= window_days)


def _unconfirmed(found: Relationship, on: date, standing: Standing) -> Doubt:
    zh, en = _EXTRACTS.get(found.kind, ("登记信息", "register extract"))
    confirmed = confirmed_on(found)
    if standing is Standing.PRESUMED:
        seen = (f"最后确认于 {confirmed}", f"last confirmed on {confirmed}")
    else:
        seen = ("截止日时是否成立不明", "not known to hold on the day")
    return Doubt(
        "not_confirmed", f"调取 {on} 的{zh}（{seen[0]}）", f"fetch the {en} for {on} ({seen[1]})",
    )  # fmt: skip


def sourced(what: str, found: Relationship, value: str = "") -> Evidence:
    """A relationship as evidence, with its source record and when it was last confirmed."""
    seen = confirmed_on(found)
    told = "；".join(part for part in (value, f"最后确认 {seen}" if seen else "") if part)
    return Evidence(what, told, f"{found.source.source}/{found.source.record}")


def merged_doubts(*groups: Iterable[Doubt]) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubt for group in groups for doubt in group))
