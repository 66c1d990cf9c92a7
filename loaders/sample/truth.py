"""Planted cases with the answers that the articles and the design give. Written from those, not from the code.

Each case lives in enterprises of its own, so that the county around it does not change its answer. Questions and
expectations use the words of the implementation-neutral cases; persons are located by name and role.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loaders.sample import files as f
from loaders.sample.names import credit_code, id_number
from loaders.sample.tenders import plant_tenders

Case = dict[str, object]


@dataclass(frozen=True, slots=True)
class Firm:
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Human:
    name: str
    number: str


class Planter:
    """Writes rows for the planted cases and collects what is expected of them."""

    def __init__(self, out: f.Files, as_of: date) -> None:
        self.out = out
        self.as_of = as_of
        self.cases: list[Case] = []
        self._firms = 0
        self._people = 0
        self._records = 0

    def human(self, name: str) -> Human:
        self._people += 1
        return Human(
            name,
            id_number(
                900 + self._people % 99, 1960 + self._people % 40, 1 + self._people % 12, 1 + self._people // 12 % 28
            ),
        )

    def firm(
        self, name: str, representative: Human | None = None, *, founded: str = "2015-03-01", kind: str = "公司",
        address: str = "", since: str = "", until: str = "", seen: str = "", number: str | None = None,
        authority: str = "91", disputed: str = "", named: str = "",
    ) -> Firm:  # fmt: skip
        """Register a firm; ``number`` replaces the representative's ID number as the department knows it."""
        self._firms += 1
        firm = Firm(name, credit_code(9_000_000 + self._firms, authority))
        self.register(firm, representative, founded=founded, kind=kind, address=address, since=since, until=until,
                      seen=seen, number=number, disputed=disputed, named=named)  # fmt: skip
        return firm

    def register(
        self, firm: Firm, representative: Human | None, *, founded: str = "2015-03-01", kind: str = "公司",
        address: str = "", since: str = "", until: str = "", seen: str = "", number: str | None = None,
        disputed: str = "", named: str = "",
    ) -> None:  # fmt: skip
        shown = representative.number if representative and number is None else number or ""
        self.out.write(
            f.REGISTRATIONS, 企业名称=firm.name, 统一社会信用代码=firm.code, 主体类型=kind, 成立日期=founded, 登记状态="存续",
            行政区划="379900", 住所=address or f"望川市样例路{self._firms}号", 法定代表人=named or (representative.name if representative else "无"),
            法定代表人证件号码=shown, 任职起始日期="" if since == "-" else since or founded, 任职终止日期=until, 异议类型=disputed,
            数据日期=seen or self.as_of.isoformat(),
        )  # fmt: skip

    def holds(self, holder: Firm | Human, firm: Firm, share: str, since: str = "2016-01-01") -> None:
        person = isinstance(holder, Human)
        self.out.write(
            f.SHAREHOLDERS, 企业统一社会信用代码=firm.code, 企业名称=firm.name, 股东类型="自然人" if person else "法人",
            股东名称=holder.name, 股东证件号码=holder.number if isinstance(holder, Human) else holder.code, 持股比例=share,
            出资日期=since, 数据日期=self.as_of.isoformat(),
        )  # fmt: skip

    def listed(
        self, party: Firm | Human, kind: str, listed: str, *, state: str = "有效", since: str = "", ends: str = "",
        ground: str = "", disputed: str = "",
    ) -> str:  # fmt: skip
        self._records += 1
        number = f"T{self._records:05d}"
        self.out.write(
            f.RECORDS, 记录编号=number, 主体类别="企业" if isinstance(party, Firm) else "自然人", 主体名称=party.name,
            主体代码=party.code if isinstance(party, Firm) else party.number, 记录种类=kind, 列入事由=ground or "依法认定",
            认定机关="望川市有关机关", 文书号=f"样例{number}", 决定日期=listed, 列入日期=listed, 截止日期=ends, 记录状态=state,
            状态日期=since, 异议=disputed, 数据日期=self.as_of.isoformat(),
        )  # fmt: skip
        return number

    def phone(self, firm: Firm, number: str) -> None:
        self.out.write(
            f.CONTACTS, 统一社会信用代码=firm.code, 企业名称=firm.name, 联系电话=number, 报告日期=self.as_of.isoformat()
        )

    def case(
        self,
        name: str,
        title: str,
        parties: dict[str, Any],
        ask: dict[str, Any],
        must: list[Any],
        must_not: list[Any] | None = None,
    ) -> None:
        shown = {key: _locator(party) for key, party in parties.items()}
        self.cases.append({
            "case": name, "title": title, "parties": shown, "as_of": self.as_of.isoformat(), "ask": ask,
            "expect": {"must": must, "must_not": must_not or []},
        })  # fmt: skip


def _locator(party: Any) -> dict[str, Any]:
    if isinstance(party, Firm):
        return {"kind": "Enterprise", "name": party.name, "uscc": party.code}
    human, at = party
    return {"kind": "Person", "name": human.name, "role_at": at.code}


def exposure(party: str, **more: Any) -> dict[str, Any]:
    return {"kind": "exposure", "party": party, **more}


def plant(out: f.Files, agent_address: str, as_of: date) -> list[Case]:
    """Write every planted case; returns them with what is expected."""
    p = Planter(out, as_of)
    for plant_one in (
        _successor, _same_representative, _representative_changed, _last_seen_long_ago, _control, _sisters, _circular,
        _namesakes, _masked, _placeholder, _shared_phone, _state, _record_states, _two_listed,
    ):  # fmt: skip
        plant_one(p)
    _agent(p, agent_address)
    _consortium(p)
    _expert(p)
    plant_tenders(p)
    return p.cases


def _successor(p: Planter) -> None:
    owner, wife = p.human("庞样源"), p.human("苗样清")
    listed = p.firm("望川旧山建材有限公司", owner, address="望川市云溪镇样例大道18号", founded="2012-04-01")
    p.holds(owner, listed, "100%")
    p.listed(listed, "失信被执行人", "2026-01-12", ground="第一条第一项：有履行能力而拒不履行")
    new = p.firm("望川新岭建材有限公司", wife, address="望川市云溪镇样例大道18号", founded="2026-02-20")
    p.holds(wife, new, "100%", "2026-02-20")
    p.out.write(f.KIN, 申报人=owner.name, 申报人证件号码=owner.number, 亲属=wife.name, 亲属证件号码=wife.number, 亲属关系="配偶",
                起始日期="2010-05-01", 数据日期=p.as_of.isoformat())  # fmt: skip
    p.case(
        "successor",
        "失信企业以亲属名义另设企业，同址",
        {"listed": listed, "new": new},
        exposure("new"),
        [{"pattern": "successor"}],
    )


def _same_representative(p: Planter) -> None:
    human = p.human("庞样同")
    listed, other = p.firm("望川同表甲商贸有限公司", human), p.firm("望川同表乙商贸有限公司", human)
    p.listed(listed, "重大税收违法失信主体", "2025-09-01")
    p.case("same_representative", "同一法定代表人", {"listed": listed, "other": other}, exposure("other"),
           [{"exposed": True}, {"source": "listed"}])  # fmt: skip


def _representative_changed(p: Planter) -> None:
    before, after = p.human("庞样前"), p.human("苗样后")
    firm = p.firm("望川换代机械有限公司", before, until="2025-03-01", seen="2025-02-01")
    p.register(firm, after, since="2025-03-01")
    p.listed(firm, "市场监管严重违法失信名单", "2024-11-20")
    parties = {"firm": firm, "before": (before, firm), "after": (after, firm)}
    p.case("barred_at_listing", "严重违法名单：列入时的法定代表人受任职限制", parties, {"kind": "reach", "party": "before"},
           [{"effect": "office_ban"}])  # fmt: skip
    p.case("successor_not_barred", "严重违法名单：其后接任者不受限制", parties, {"kind": "reach", "party": "after"}, [],
           [{"effect": "office_ban"}])  # fmt: skip


def _last_seen_long_ago(p: Planter) -> None:
    human = p.human("庞样陈")
    listed = p.firm("望川陈迹贸易有限公司", human, since="-", seen=(p.as_of - timedelta(days=5 * 365 + 10)).isoformat())
    other = p.firm("望川近事贸易有限公司", human)
    p.listed(listed, "失信被执行人", "2025-10-01", ground="第一条第一项：有履行能力而拒不履行")
    p.case("last_seen_five_years_ago", "任职五年前最后确认：不计入，并说明", {"listed": listed, "other": other}, exposure("other"),
           [{"exposed": False}, {"reason": "stale"}])  # fmt: skip


def _control(p: Planter) -> None:
    boss, hidden = p.human("庞样控"), p.human("苗样隐")
    top, middle, low = (p.firm(f"望川控股{n}有限公司") for n in "甲乙丙")
    p.holds(boss, top, "80%")
    p.holds(top, middle, "70%")
    p.holds(middle, low, "60%")
    p.listed(top, "政府采购严重违法失信", "2025-12-01", ends="2027-12-01")
    p.case("indirect_control", "间接控股：两级以下的子公司", {"top": top, "middle": middle, "low": low}, exposure("low"),
           [{"exposed": True}, {"source": "top", "witness": ["top", "middle", "low"]}])  # fmt: skip
    facto = p.firm("望川幕后实业有限公司", p.human("苗样名"))
    p.out.write(f.CONTROL, 控制人类型="自然人", 控制人=hidden.name, 控制人证件号码=hidden.number, 被控制企业=facto.name,
                被控制企业代码=facto.code, 控制方式="协议控制", 起始日期="2020-01-01", 数据日期=p.as_of.isoformat())  # fmt: skip
    p.listed(facto, "限制消费", "2025-05-01")
    p.case("de_facto_controller", "限制消费及于实际控制人", {"firm": facto, "hidden": (hidden, facto)},
           {"kind": "reach", "party": "hidden"}, [{"effect": "restricted_consumption"}])  # fmt: skip


def _sisters(p: Planter) -> None:
    parent = p.firm("望川母盘集团有限公司")
    one, two = p.firm("望川姊一建设有限公司"), p.firm("望川姊二建设有限公司")
    p.holds(parent, one, "100%")
    p.holds(parent, two, "100%")
    p.case("sister_firms", "同一母公司的两家子公司：经母公司相连", {"parent": parent, "one": one, "two": two},
           {"kind": "paths", "ids": ["one", "two"]}, [{"nodes": ["one", "parent", "two"]}])  # fmt: skip


def _circular(p: Planter) -> None:
    one, two, three = (p.firm(f"望川环{n}投资有限公司") for n in "甲乙丙")
    for holder, firm in ((one, two), (two, three), (three, one)):
        p.holds(holder, firm, "60%")
    p.listed(one, "失信被执行人", "2025-07-01", ground="第一条第一项：有履行能力而拒不履行")
    p.case("circular_holdings", "循环持股：自身列名不成为自身敞口", {"one": one, "two": two}, exposure("one"), [{"exposed": False}],
           [{"source": "one"}])  # fmt: skip


def _namesakes(p: Planter) -> None:
    human = p.human("庞样名")
    listed, other = (
        p.firm("望川重名一商行有限公司", human, number=""),
        p.firm("望川重名二商行有限公司", human, number=""),
    )
    p.listed(listed, "失信被执行人", "2025-07-01", ground="第一条第一项：有履行能力而拒不履行")
    parties = {"listed": listed, "other": other, "a": (human, listed), "b": (human, other)}
    p.case("namesakes", "同城同名无证件号：不合并、不传导", parties, exposure("other"), [{"exposed": False}])
    p.case(
        "namesakes_not_one",
        "同城同名无证件号：不是同一人",
        parties,
        {"kind": "same_party", "a": "a", "b": "b"},
        [],
        [{"answer": "same"}],
    )


def _masked(p: Planter) -> None:
    human = p.human("庞样码")
    mask = f"{human.number[:10]}****{human.number[14:]}"
    listed, other = (
        p.firm("望川遮码一工贸有限公司", human, number=mask),
        p.firm("望川遮码二工贸有限公司", human, number=mask),
    )
    p.listed(listed, "失信被执行人", "2025-07-01", ground="第一条第一项：有履行能力而拒不履行")
    parties = {"listed": listed, "other": other, "a": (human, listed), "b": (human, other)}
    p.case("equal_masked_numbers", "遮盖后的证件号相同：仅为疑似", parties, {"kind": "same_party", "a": "a", "b": "b"},
           [{"answer": "possible"}], [{"answer": "same"}])  # fmt: skip
    p.case("masked_does_not_spread", "疑似同一人不传导", parties, exposure("other"), [{"exposed": False}])


def _placeholder(p: Planter) -> None:
    listed, other = p.firm("望川无名一有限公司", None), p.firm("望川无名二有限公司", None)
    p.listed(listed, "失信被执行人", "2025-07-01", ground="第一条第一项：有履行能力而拒不履行")
    p.case("placeholder_names", "法定代表人写作“无”：两家企业之间没有关系", {"listed": listed, "other": other}, exposure("other"),
           [{"exposed": False}])  # fmt: skip


def _shared_phone(p: Planter) -> None:
    one, two = p.firm("望川同号一建设有限公司", p.human("庞样号")), p.firm("望川同号二建设有限公司", p.human("苗样号"))
    for firm in (one, two):
        p.phone(firm, "13800009901")
    p.case(
        "shared_phone",
        "两家投标企业共用电话",
        {"one": one, "two": two},
        {"kind": "paths", "ids": ["one", "two"]},
        [{"length": 2}],
    )


def _state(p: Planter) -> None:
    organ = p.firm("望川县国有资产监督管理局（虚构）", None, kind="国资监管机构", authority="11")
    one, two = p.firm("望川国投水务有限公司"), p.firm("望川国投公交有限公司")
    child = p.firm("望川国投水务管网有限公司")
    for firm in (one, two):
        p.holds(organ, firm, "100%")
    p.holds(one, child, "100%")
    p.listed(one, "失信被执行人", "2025-07-01", ground="第一条第一项：有履行能力而拒不履行")
    parties = {"organ": organ, "one": one, "two": two, "child": child}
    p.case("state_organ", "同受国资监管机构出资：不互相传导，并说明", parties, exposure("two"),
           [{"exposed": False}, {"not_counted": "organ", "reason": "state_organ"}])  # fmt: skip
    p.case(
        "state_owned_parent",
        "国有母公司对其子公司仍传导",
        parties,
        exposure("child"),
        [{"exposed": True}, {"source": "one"}],
    )


def _record_states(p: Planter) -> None:
    states = (
        ("expired", "到期", {"listed": "2023-02-01", "ends": "2025-02-01"}, False),
        ("repaired", "已修复", {"listed": "2024-09-01", "state": "已修复", "since": "2026-03-01"}, False),
        ("quashed", "已撤销", {"listed": "2024-09-01", "state": "撤销", "since": "2026-03-01"}, False),
        ("content_disputed", "内容异议", {"listed": "2024-09-01", "disputed": "内容"}, True),
        ("identity_disputed", "身份异议", {"listed": "2024-09-01", "disputed": "身份"}, False),
    )  # fmt: skip
    for name, title, record, exposed in states:
        human = p.human(f"庞样{title[-2:]}")
        listed, other = p.firm(f"望川{title}甲有限公司", human), p.firm(f"望川{title}乙有限公司", human)
        p.listed(listed, "政府采购严重违法失信", **record)
        parties = {"listed": listed, "other": other}
        p.case(f"{name}_listing", f"{title}的列名", parties, exposure("other"), [{"exposed": exposed}])
        p.case(
            f"{name}_own",
            f"{title}的列名：读者所见",
            parties,
            {"kind": "own", "party": "listed"},
            [{"records": int(exposed)}],
        )
    future, other = p.firm("望川未来甲有限公司", human := p.human("庞样来")), p.firm("望川未来乙有限公司", human)
    p.listed(future, "重大税收违法失信主体", (p.as_of + timedelta(days=20)).isoformat())
    p.case(
        "future_listing", "尚未公布的列名", {"listed": future, "other": other}, exposure("other"), [{"exposed": False}]
    )


def _two_listed(p: Planter) -> None:
    human = p.human("庞样双")
    one, two = p.firm("望川双列一有限公司", human), p.firm("望川双列二有限公司", human)
    for firm in (one, two):
        p.listed(firm, "拖欠农民工工资失信联合惩戒", "2025-06-01")
    p.case("listed_linked_to_listed", "两家均被列名：敞口来自对方", {"one": one, "two": two}, exposure("two"),
           [{"exposed": True}, {"source": "one"}], [{"source": "two"}])  # fmt: skip


def _agent(p: Planter, address: str) -> None:
    firms = [p.firm(f"望川代办{n}号商务有限公司", p.human(f"代样{n}"), address=address) for n in range(1, 61)]
    p.listed(firms[0], "失信被执行人", "2025-07-01", ground="第一条第一项：有履行能力而拒不履行")
    p.case("registration_agent", "代理注册地址：众多企业同址，不传导，并说明", {"listed": firms[0], "other": firms[1]}, exposure("other"),
           [{"exposed": False}, {"reason": "contact_above_limit"}])  # fmt: skip


def _bid(p: Planter, lot: str, firm: Firm, buyer: Firm, consortium: str = "") -> None:
    p.out.write(
        f.BIDS, 标段编号=lot, 标段名称=f"样例标段{lot}", 招标项目编号=f"P{lot}", 投标截止时间="2026-05-20 09:30", 投标人=firm.name,
        投标人代码=firm.code, 联合体编号=consortium, 结果="未中标", 招标人=buyer.name, 招标人代码=buyer.code,
        数据日期=p.as_of.isoformat(), **{"投标报价(万元)": "980"},
    )  # fmt: skip


def _consortium(p: Planter) -> None:
    buyer = p.firm("望川采购中心（虚构）", None, kind="事业单位", authority="12")
    clean, tainted = (
        p.firm("望川联一建设有限公司", p.human("庞样联")),
        p.firm("望川联二建设有限公司", p.human("苗样联")),
    )
    p.listed(tainted, "政府采购严重违法失信", "2025-12-01", ends="2027-12-01")
    _bid(p, "L9001", clean, buyer, "C1")
    _bid(p, "L9001", tainted, buyer, "C1")
    _bid(p, "L9001", clean, buyer)
    parties = {"clean": clean, "tainted": tainted}
    p.case(
        "consortium_member_listed",
        "联合体成员被列名：其自身记录",
        parties,
        {"kind": "own", "party": "tainted"},
        [{"records": 1}],
    )
    p.case("member_bids_twice", "联合体成员又单独投标：两条投标关系", parties,
           {"kind": "relations", "party": "clean", "relation": "BID_ON"}, [{"count": 2}])  # fmt: skip


def _expert(p: Planter) -> None:
    expert, firm = p.human("庞样评"), p.firm("望川旧东家建设有限公司", p.human("苗样东"))
    p.out.write(f.EMPLOYMENT, 参保人=expert.name, 参保人证件号码=expert.number, 参保单位=firm.name, 参保单位代码=firm.code,
                参保起始="2019-01-01", 参保终止="2024-06-01", 数据日期=p.as_of.isoformat())  # fmt: skip
    p.out.write(f.EXPERTS, 标段编号="L9002", 标段名称="样例标段L9002", 专家姓名=expert.name, 专家证件号码=expert.number,
                数据日期=p.as_of.isoformat())  # fmt: skip
    parties = {"firm": firm}
    p.case("expert_employed_before", "专家两年前受雇于投标人：已终止的关系按需可见", parties,
           {"kind": "relations", "party": "firm", "relation": "EMPLOYED_BY", "include_ended": True}, [{"count": 1}])  # fmt: skip
    p.case("expert_not_employed_now", "专家两年前受雇于投标人：现时关系不含", parties,
           {"kind": "relations", "party": "firm", "relation": "EMPLOYED_BY"}, [{"count": 0}])  # fmt: skip
