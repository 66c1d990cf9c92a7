"""Planted tenders: lots whose bidders hang together in one way each, with what the articles make of it.

A case names its parties, the lot, the regime, and every pair of bidders that is related by law or sign; all other pairs
are unrelated. Expected findings use the rule ids and verdicts of the review. Written from the articles, not the code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from loaders.sample import files as f

if TYPE_CHECKING:
    from loaders.sample.truth import Firm, Human, Planter

BUILDING, BUYING = "bidding", "procurement"


class TenderPlanter:
    """Writes lots through the planter of the other cases; lots are numbered from L9101 on."""

    def __init__(self, planter: Planter) -> None:
        self.p = planter
        self.buyer = planter.firm("望川招标人（虚构）", None, kind="事业单位", authority="12")
        self._lots = 0
        self._people = 0
        self._price = 0

    def human(self) -> Human:
        self._people += 1
        return self.p.human(f"标样{self._people}")

    def firm(self, name: str, **more: Any) -> Firm:
        return self.p.firm(f"望川{name}有限公司", more.pop("representative", None) or self.human(), **more)

    def strangers(self) -> dict[str, Firm]:
        """Two bidders with nothing in common with anybody."""
        number = self._lots + 1
        return {f"s{n}": self.firm(f"陌路{number}之{n}建设") for n in (1, 2)}

    def lot(
        self, name: str, title: str, regime: str, bidders: dict[str, Firm], related: dict[str, str],
        must: list[dict[str, Any]], *, consortium: dict[str, str] | None = None, more: dict[str, Firm] | None = None,
        again: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        """One lot with its bids and two strangers; ``related``: pair ("a b") to verdict."""
        self._lots += 1
        lot = f"L{9100 + self._lots}"
        everyone = {**bidders, **self.strangers()}
        for key, firm in everyone.items():
            self._bid(lot, firm, (consortium or {}).get(key, ""))
        for key in again:
            self._bid(lot, everyone[key], "")
        self.p.case(name, title, {**everyone, **(more or {})},
                    {"kind": "review", "lot": lot, "regime": regime, "bidders": list(everyone), "related": related}, must)  # fmt: skip
        return lot

    def _bid(self, lot: str, firm: Firm, consortium: str) -> None:
        self._price += 1
        price = f"{900 + self._price * self._price * 0.37 + self._price * 1.13:.4f}"
        self.p.out.write(
            f.BIDS, 标段编号=lot, 标段名称=f"样例标段{lot}", 招标项目编号=f"P{lot}", 投标截止时间="2026-05-20 09:30", 投标人=firm.name,
            投标人代码=firm.code, 联合体编号=consortium, 结果="未中标", 招标人=self.buyer.name, 招标人代码=self.buyer.code,
            数据日期=self.p.as_of.isoformat(), **{"投标报价(万元)": price},
        )  # fmt: skip

    def expert(self, lot: str, human: Human) -> None:
        self.p.out.write(f.EXPERTS, 标段编号=lot, 标段名称=f"样例标段{lot}", 专家姓名=human.name, 专家证件号码=human.number,
                         数据日期=self.p.as_of.isoformat())  # fmt: skip


def _finding(rule: str, verdict: str, *parties: str) -> dict[str, Any]:
    return {"rule": rule, "verdict": verdict, "parties": list(parties)}


def plant_tenders(planter: Planter) -> None:
    """Every planted tender."""
    t = TenderPlanter(planter)
    plants: tuple[Callable[[TenderPlanter], None], ...] = (
        _representatives,
        _control,
        _sisters,
        _state,
        _identity,
        _contacts,
        _consortium,
        _listed,
        _experts,
        _kin,
        _management,
        _nothing,
    )
    for plant in plants:
        plant(t)


def _representatives(t: TenderPlanter) -> None:
    human = t.human()
    pair = {k: t.firm(f"投标同表{k}建设", representative=human) for k in ("a", "b")}
    t.lot(
        "tender_same_representative",
        "两家投标人同一法定代表人",
        BUILDING,
        pair,
        {"a b": "ground"},
        [_finding("R1", "ground", "a", "b")],
    )
    t.lot(
        "tender_same_representative_procurement",
        "同一事实，政府采购",
        BUYING,
        pair,
        {"a b": "ground"},
        [_finding("P1", "ground", "a", "b")],
    )
    old, new = t.human(), t.human()
    first = t.firm("投标换人甲建设", representative=old)
    second = t.firm("投标换人乙建设", representative=old, until="2026-05-20", seen="2026-05-01")
    t.p.register(second, new, since="2026-05-20")
    t.lot(
        "tender_representative_changed_on_the_day",
        "截止日当日已换法定代表人",
        BUILDING,
        {"a": first, "b": second},
        {},
        [],
    )
    stale = {"a": t.firm("投标旧讯甲建设", representative=(h := t.human())),
             "b": t.firm("投标旧讯乙建设", representative=h, since="-", seen="2019-03-01")}  # fmt: skip
    t.lot("tender_representative_last_seen_long_ago", "法定代表人七年前最后确认", BUILDING, stale, {"a b": "indication"},
          [_finding("R1", "indication", "a", "b")])  # fmt: skip


def _control(t: TenderPlanter) -> None:
    top, middle, low = (t.firm(f"投标控股{n}建设") for n in "甲乙丙")
    t.p.holds(top, middle, "80%")
    t.p.holds(middle, low, "60%")
    t.lot(
        "tender_direct_control",
        "直接控股80%",
        BUILDING,
        {"a": top, "b": middle},
        {"a b": "ground"},
        [_finding("R2", "ground", "a", "b")],
    )
    t.lot(
        "tender_indirect_control",
        "间接控股，招标投标法",
        BUILDING,
        {"a": top, "b": low},
        {"a b": "ground"},
        [_finding("R2", "ground", "a", "b")],
    )
    t.lot("tender_indirect_control_procurement", "间接控股，政府采购：只为线索", BUYING, {"a": top, "b": low}, {"a b": "indication"},
          [_finding("P5", "indication", "a", "b")])  # fmt: skip
    half, other = t.firm("投标半数甲建设"), t.firm("投标半数乙建设")
    t.p.holds(half, other, "50%")
    t.lot(
        "tender_exactly_half",
        "恰好50%，2023年公司法",
        BUILDING,
        {"a": half, "b": other},
        {"a b": "indication"},
        [_finding("R2", "indication", "a", "b")],
    )


def _management(t: TenderPlanter) -> None:
    manager, managed = t.firm("投标托管甲建设"), t.firm("投标托管乙建设")
    t.p.out.write(
        f.MANAGEMENT, 管理方=manager.name, 管理方代码=manager.code, 被管理方=managed.name, 被管理方代码=managed.code, 管理方式="委托管理",
        起始日期="2019-01-01", 数据日期=t.p.as_of.isoformat(),
    )  # fmt: skip
    t.lot(
        "tender_management",
        "一家受另一家委托管理",
        BUILDING,
        {"a": manager, "b": managed},
        {"a b": "ground"},
        [_finding("R3", "ground", "a", "b")],
    )


def _nothing(t: TenderPlanter) -> None:
    """Whole data and no relation: what a search attestation can be given for."""
    pair = {k: t.firm(f"投标清白{k}建设", representative=t.human()) for k in ("a", "b")}
    for firm in pair.values():
        t.p.holds(t.human(), firm, "100%")
    t.lot("tender_nothing_found", "资料齐全而无关联", BUILDING, pair, {}, [])


def _sisters(t: TenderPlanter) -> None:
    parent = t.firm("投标母盘集团")
    pair = {k: t.firm(f"投标姊妹{k}建设") for k in ("a", "b")}
    for firm in pair.values():
        t.p.holds(parent, firm, "100%")
    t.lot(
        "tender_sisters",
        "同一母公司的两家子公司：线索",
        BUILDING,
        pair,
        {"a b": "indication"},
        [_finding("R5", "indication", "a", "b")],
        more={"parent": parent},
    )


def _state(t: TenderPlanter) -> None:
    organ = t.p.firm("望川县投标国资局（虚构）", None, kind="国资监管机构", authority="11")
    pair = {k: t.firm(f"投标国企{k}建设") for k in ("a", "b")}
    for firm in pair.values():
        t.p.holds(organ, firm, "100%")
    t.lot("tender_state_control_alone", "仅同受国资控股：无关系", BUILDING, pair, {}, [])


def _identity(t: TenderPlanter) -> None:
    human = t.human()
    pair = {k: t.firm(f"投标重名{k}建设", representative=human, number="") for k in ("a", "b")}
    t.lot(
        "tender_namesakes",
        "法定代表人同名无证件号：至多为线索",
        BUILDING,
        pair,
        {"a b": "indication"},
        [_finding("R1", "indication", "a", "b")],
    )
    nobody = {k: t.p.firm(f"望川投标无名{k}建设有限公司", None) for k in ("a", "b")}
    t.lot("tender_placeholder", "法定代表人写作“无”：无关系", BUILDING, nobody, {}, [])


def _contacts(t: TenderPlanter) -> None:
    pair = {k: t.firm(f"投标同号{k}建设") for k in ("a", "b")}
    for firm in pair.values():
        t.p.phone(firm, "13800009911")
    t.lot(
        "tender_shared_phone",
        "共用电话：线索",
        BUILDING,
        pair,
        {"a b": "indication"},
        [_finding("I6", "indication", "a", "b")],
    )


def _consortium(t: TenderPlanter) -> None:
    pair = {k: t.firm(f"投标联合{k}建设") for k in ("a", "b")}
    for regime, rule in ((BUILDING, "R19"), (BUYING, "P12")):
        t.lot(f"tender_member_bids_twice_{regime}", "联合体成员又单独投标", regime, pair, {}, [_finding(rule, "ground", "b")],
              consortium={"a": "C9", "b": "C9"}, again=("b",))  # fmt: skip


def _listed(t: TenderPlanter) -> None:
    tainted, partner = t.firm("投标失信建设"), t.firm("投标同伴建设")
    t.p.listed(tainted, "政府采购严重违法失信", "2025-12-01", ends="2027-12-01")
    t.lot("tender_listed_member", "联合体成员列入严重违法失信名单", BUYING, {"a": tainted, "b": partner}, {}, [_finding("P8", "ground", "a", "b")],
          consortium={"a": "C8", "b": "C8"})  # fmt: skip


def _experts(t: TenderPlanter) -> None:
    for name, until, must in (
        ("tender_expert_three_years", "2023-05-21", [_finding("E3", "ground", "a")]),
        ("tender_expert_three_years_over", "2023-05-20", []),
    ):
        firm, expert = t.firm(f"投标旧东家{until[-2:]}建设"), t.human()
        t.p.out.write(f.EMPLOYMENT, 参保人=expert.name, 参保人证件号码=expert.number, 参保单位=firm.name, 参保单位代码=firm.code,
                      参保起始="2018-01-01", 参保终止=until, 数据日期=t.p.as_of.isoformat())  # fmt: skip
        lot = t.lot(name, "评审专家三年内受雇于供应商：届满日当日与次日", BUYING, {"a": firm}, {}, must)
        t.expert(lot, expert)


def _kin(t: TenderPlanter) -> None:
    one, two = t.human(), t.human()
    pair = {"a": t.firm("投标亲属a建设", representative=one), "b": t.firm("投标亲属b建设", representative=two)}
    t.p.out.write(f.KIN, 申报人=one.name, 申报人证件号码=one.number, 亲属=two.name, 亲属证件号码=two.number, 亲属关系="兄弟", 起始日期="1990-01-01",
                  数据日期=t.p.as_of.isoformat())  # fmt: skip
    t.lot(
        "tender_kin_of_representatives",
        "两家法定代表人是兄弟：线索",
        BUILDING,
        pair,
        {"a b": "indication"},
        [_finding("I4", "indication", "a", "b")],
    )
