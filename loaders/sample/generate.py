"""Streams the county: every enterprise from (seed, index) alone, in constant memory; then the planted cases."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from loaders.sample import files as f
from loaders.sample.names import TOWNSHIPS, Draw, company_name, credit_code, person_id, person_name
from loaders.sample.truth import plant

AS_OF = date(2026, 6, 30)
"""The county is described as of this day; nothing in it is later."""
FIRST = date(1998, 1, 1)
KINDS = ("失信被执行人", "限制消费", "经营异常名录", "市场监管严重违法失信名单", "重大税收违法失信主体", "拖欠农民工工资失信联合惩戒",
         "政府采购严重违法失信", "红名单 / 守信激励")  # fmt: skip
README = """这是一个虚构的县：企业、人员、代码、电话和记录均由程序生成，不对应任何真实主体。
This county is fictional: every enterprise, person, code, telephone and record was generated.
truth.jsonl 列出植入的案例及应有的答案；dirty.jsonl 列出有意写错的行。
"""


@dataclass(frozen=True, slots=True)
class SampleSummary:
    """What was written: rows by file, planted cases, rows that are wrong on purpose."""

    folder: Path
    enterprises: int
    rows: dict[str, int]
    cases: int
    dirty: int


def generate(
    folder: Path, enterprises: int, seed: int = 1, progress: Callable[[int], None] | None = None
) -> SampleSummary:
    """Write a county of ``enterprises`` to ``folder``. The same numbers give the same bytes."""
    draw = Draw(seed)
    county = _County(draw, enterprises)
    with f.Files(folder) as out:
        for index in range(enterprises):
            county.enterprise(out, index)
            if progress and index % 500 == 499:
                progress(index + 1)
        cases = plant(out, county.agent_address(), AS_OF)
        dirty = county.dirty_rows(out)
    _json_lines(folder / "truth.jsonl", cases)
    _json_lines(folder / "dirty.jsonl", dirty)
    (folder / "README.txt").write_text(README, encoding="utf-8")
    return SampleSummary(folder, enterprises, dict(out.counts), len(cases), len(dirty))


def _json_lines(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


class _County:
    """Everything of an enterprise is a function of its index, so that others can refer to it."""

    def __init__(self, draw: Draw, size: int) -> None:
        self._draw = draw
        self._size = size

    def agent_address(self) -> str:
        """Where a registration agent has its customers: hundreds of firms at one door."""
        return "望川市南桥街道代理大厦8层"

    # -- who -----------------------------------------------------------------------------------------------

    def code(self, index: int) -> str:
        return credit_code(index)

    def name(self, index: int) -> str:
        return company_name(self._draw, index)[0]

    def _person(self, topic: str, index: int) -> int:
        """Mostly somebody of one's own, sometimes one of the few who are everywhere (a power law)."""
        unit = self._draw.unit("who" + topic, index)
        if unit < 0.72:
            return index * 4 + {"lr": 0, "sh": 0, "d": 1, "s": 2, "m": 3}[topic]
        rank = self._draw.unit("rank" + topic, index) ** 3
        return int(rank * self._size * 4)

    def _known_by(self, person: int, department: str) -> str:
        """A department knows the full number, the masked one, or only the name."""
        number = person_id(self._draw, person)
        unit = self._draw.unit("knows" + department, person)
        if unit < 0.5:
            return number
        return f"{number[:10]}****{number[14:]}" if unit < 0.75 else ""

    def _founded(self, index: int) -> date:
        return self._draw.day("founded", index, FIRST, date(2025, 12, 1))

    def _seen(self, topic: str, index: int) -> str:
        """When the department last confirmed it: mostly this year, a tail of years ago."""
        years = int(self._draw.unit("seen" + topic, index) ** 6 * 7)
        return (AS_OF - timedelta(days=365 * years + self._draw.below("seend" + topic, index, 120))).isoformat()

    # -- rows ----------------------------------------------------------------------------------------------

    def enterprise(self, out: f.Files, index: int) -> None:
        name, sector = company_name(self._draw, index)
        code, founded = self.code(index), self._founded(index)
        self._registration(out, index, name, code, sector, founded)
        self._people(out, index, name, code, founded)
        self._holders(out, index, name, code, founded)
        self._contact(out, index, name, code)
        self._others(out, index, name, code, founded)
        self._records(out, index, name, code)

    def _registration(self, out: f.Files, index: int, name: str, code: str, sector: str, founded: date) -> None:
        person = self._person("lr", index)
        partial = self._draw.unit("partial", index)
        shown = (
            founded.isoformat()
            if partial > 0.05
            else founded.strftime("%Y-%m")
            if partial > 0.02
            else str(founded.year)
        )
        nobody = self._draw.unit("nobody", index) < 0.02
        out.write(
            f.REGISTRATIONS, 企业名称=name, 统一社会信用代码=code, 主体类型="公司", 成立日期=shown,
            登记状态="注销" if self._draw.unit("gone", index) < 0.05 else "存续",
            **{"注册资本(万元)": str(10 * (1 + self._draw.below("capital", index, 500)))}, 所属行业=sector, 行政区划="379900",
            住所=self._address(index), 法定代表人="无" if nobody else person_name(self._draw, person),
            法定代表人证件号码="" if nobody else self._known_by(person, "register"), 任职起始日期=founded.isoformat(),
            数据日期=self._seen("register", index),
        )  # fmt: skip

    def _address(self, index: int) -> str:
        if self._draw.unit("agent", index) < 0.01:
            return self.agent_address()
        building = int(self._draw.unit("building", index) ** 0.6 * self._size * 0.8)
        town = TOWNSHIPS[building % len(TOWNSHIPS)]
        return f"望川市{town}{building // 40 + 1}号楼{building % 40 + 101}室"

    def _people(self, out: f.Files, index: int, name: str, code: str, founded: date) -> None:
        for topic, post in (("d", "董事"), ("s", "监事"), ("m", "经理")):
            if self._draw.unit("post" + topic, index) < 0.55:
                person = self._person(topic, index)
                left = self._draw.unit("left" + topic, index) < 0.1
                end = min(founded + timedelta(days=900), AS_OF).isoformat() if left else ""
                out.write(
                    f.PEOPLE, 企业名称=name, 统一社会信用代码=code, 人员姓名=person_name(self._draw, person),
                    人员证件号码=self._known_by(person, "register"), 职务类别=post, 任职日期=founded.isoformat(), 离任日期=end,
                    数据日期=self._seen("people", index),
                )  # fmt: skip

    def _holders(self, out: f.Files, index: int, name: str, code: str, founded: date) -> None:
        count = 1 + int(self._draw.unit("holders", index) ** 3 * 4)
        left = 100.0
        for number in range(count):
            key = index * 8 + number
            share = left if number == count - 1 else round(left * (0.3 + 0.5 * self._draw.unit("cut", key)), 2)
            left = round(left - share, 2)
            self._holder(out, index, key, name, code, founded, share)

    def _holder(self, out: f.Files, index: int, key: int, name: str, code: str, founded: date, share: float) -> None:
        cells = {"企业统一社会信用代码": code, "企业名称": name, "出资日期": founded.isoformat(),
                 "数据日期": self._seen("holder", key)}  # fmt: skip
        cells["持股比例"] = "" if self._draw.unit("unknown", key) < 0.03 else f"{share:g}%"
        if self._draw.unit("corporate", key) < 0.22 and index > 10:
            owner = int(self._draw.unit("owner", key) ** 2 * index)
            cells |= {"股东类型": "法人", "股东名称": self.name(owner), "股东证件号码": self.code(owner)}
        else:
            person = self._person("sh", index) if key % 8 == 0 else self._person("d", key % (self._size or 1))
            cells |= {"股东类型": "自然人", "股东名称": person_name(self._draw, person),
                      "股东证件号码": self._known_by(person, "register")}  # fmt: skip
        out.write(f.SHAREHOLDERS, **cells)

    def _contact(self, out: f.Files, index: int, name: str, code: str) -> None:
        agent = self._draw.unit("agentphone", index) < 0.01
        phone = "0999-5550000" if agent else f"199{int(self._draw.unit('phone', index) ** 0.9 * self._size):08d}"
        mail = f"office{index}@example.com" if self._draw.unit("mail", index) < 0.4 else ""
        out.write(f.CONTACTS, 统一社会信用代码=code, 企业名称=name, 联系电话=phone, 电子邮箱=mail,
                  报告日期=self._seen("report", index))  # fmt: skip

    def _others(self, out: f.Files, index: int, name: str, code: str, founded: date) -> None:
        if self._draw.unit("branch", index) < 0.03:
            out.write(f.BRANCHES, 分支机构代码=credit_code(5_000_000 + index), 分支机构名称=f"{name}第一分公司",
                      所属企业代码=code, 所属企业名称=name, 设立日期=founded.isoformat(),
                      数据日期=self._seen("branch", index))  # fmt: skip
        if self._draw.unit("guarantee", index) < 0.04 and index > 10:
            other = self._draw.below("debtor", index, index)
            out.write(f.GUARANTEES, 担保方=name, 担保方代码=code, 被担保方=self.name(other), 被担保方代码=self.code(other),
                      起始日期="2024-01-01", 数据日期=self._seen("guarantee", index),
                      **{"担保金额(万元)": str(50 + self._draw.below("amount", index, 950))})  # fmt: skip
        if self._draw.unit("employs", index) < 0.3:
            person = 10_000_000 + index
            out.write(f.EMPLOYMENT, 参保人=person_name(self._draw, person), 参保人证件号码=person_id(self._draw, person),
                      参保单位=name, 参保单位代码=code, 参保起始="2022-03-01", 数据日期=self._seen("social", index))  # fmt: skip

    def _records(self, out: f.Files, index: int, name: str, code: str) -> None:
        unit = self._draw.unit("listed", index)
        if unit < 0.02:
            kind = KINDS[int(self._draw.unit("kind", index) ** 1.5 * len(KINDS))]
            listed = self._draw.day("when", index, date(2021, 1, 1), AS_OF)
            repaired = self._draw.unit("repaired", index) < 0.2
            out.write(
                f.RECORDS, 记录编号=f"R{index:07d}", 主体类别="企业", 主体名称=name, 主体代码=code, 记录种类=kind,
                列入事由="第一条第一项：有履行能力而拒不履行" if kind == "失信被执行人" else "依法认定", 认定机关="望川市有关机关",
                文书号=f"（{listed.year}）望字第{index}号", 决定日期=listed.isoformat(), 列入日期=listed.isoformat(),
                记录状态="已修复" if repaired else "有效",
                状态日期=min(listed + timedelta(days=300), AS_OF).isoformat() if repaired else "",
                数据日期=AS_OF.isoformat(),
            )  # fmt: skip
        elif unit < 0.03:
            decided = self._draw.day("decided", index, date(2023, 1, 1), AS_OF)
            out.write(f.PENALTIES, CF_WSH=f"望罚字{index}号", CF_XDR_MC=name, CF_XDR_SHXYM=code, CF_WFXW="未按规定公示信息",
                      CF_CFLB1="警告" if unit < 0.025 else "较大数额罚款", CF_JDRQ=decided.isoformat(),
                      CF_XZJG="望川市市场监督管理局", CF_SJRQ=AS_OF.isoformat())  # fmt: skip

    def dirty_rows(self, out: f.Files) -> list[dict[str, object]]:
        """Rows that are wrong on purpose: each must be rejected with its reason."""
        code = credit_code(9_900_000)
        wrong = code[:17] + ("A" if code[17] != "A" else "B")
        out.write(f.REGISTRATIONS, 企业名称="望川错码商贸有限公司", 统一社会信用代码=wrong, 成立日期="2020-01-01",
                  数据日期=AS_OF.isoformat())  # fmt: skip
        out.write(f.SHAREHOLDERS, 企业统一社会信用代码=code, 企业名称="望川超额实业有限公司", 股东类型="自然人", 股东名称="王样本",
                  持股比例="150%", 数据日期=AS_OF.isoformat())  # fmt: skip
        out.write(f.PEOPLE, 企业名称="望川倒签物流有限公司", 统一社会信用代码=code, 人员姓名="李样本", 职务类别="董事",
                  任职日期="2024-05-01", 离任日期="2023-05-01", 数据日期=AS_OF.isoformat())  # fmt: skip
        reasons = ((f.REGISTRATIONS, "check_digit"), (f.SHAREHOLDERS, "share"), (f.PEOPLE, "end_before_start"))
        return [{"file": kind.name, "line": out.counts[kind.name] + 1, "why": why} for kind, why in reasons]
