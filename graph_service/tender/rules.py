"""The rules of tender review as data. Adding one: an entry in ``rules.yaml``, a pattern in ``patterns``, its cases.

A rule whose text in force is not at hand is ``unverified``: off unless asked for, and then at most an indication.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph_service.canonical import digest
from graph_service.errors import InvalidInput
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.tender.model import REGIMES, Bid, Regime

Verdict = Literal["indication", "deemed", "ground"]
STRENGTH: Mapping[str, int] = {"none": 0, "indication": 1, "deemed": 2, "ground": 3}

NEEDS: Mapping[str, tuple[str, str]] = {
    "two_bids": ("两份以上投标", "two bids at least"),
    "buyer": ("招标人（采购人）", "the tenderer"),
    "agency": ("招标代理机构", "the agency"),
    "supervisor": ("监理单位", "the works supervisor"),
    "experts": ("评标专家名单", "the experts"),
    "document_terms": ("招标文件的有关条款", "the terms of the tender documents"),
}
GIVEN: Mapping[str, tuple[str, str]] = {
    "price": ("投标报价", "prices"), "team": ("项目管理成员", "team members"), "contact": ("联系人", "contact persons"),
    "operator": ("投标经办人", "who handled the bid"), "document_author": ("投标文件编制人", "who made the documents"),
    "machine": ("机器特征码", "machine traces"), "deposit_payer": ("保证金付款人", "who paid the deposit"),
    "deposit_account": ("保证金付款账户", "the account of the deposit"), "brand": ("产品品牌", "brands"),
    "claims_sme": ("中小企业声明", "SME claims"), "supervisor": ("监理单位", "the works supervisor"),
    "agency": ("招标代理机构", "the agency"),
    "contains_material_of": ("投标文件混装情况", "whose material the documents contain"),
}  # fmt: skip


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    zh: str
    en: str


class TenderRule(BaseModel):
    """One rule. ``verdict``: the most that it gives: ``ground`` in itself, ``deemed`` collusion, ``indication``.

    ``needs``: what must be there for it to run: words of ``NEEDS``; ``given:a|b`` a field of the bids; ``data:A|B``
    relationship kinds (or CreditRecord) of which one must have been loaded at all. ``settles``: what would settle an
    open finding. ``valid_to`` is the first day on which the text is no longer in force; without ``valid_from`` the
    first day is not at hand. ``label``: related-party labels of other law, shown apart.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[A-Z]\d+[a-z]?$")
    item: str = ""
    version: int = Field(ge=1)
    title: Words
    regimes: tuple[Regime, ...] = Field(min_length=1)
    text: str
    article: str = Field(min_length=1)
    wording: str
    text_source: Literal["mirror"] = "mirror"
    valid_from: date | None = None
    valid_to: date | None = None
    verified: bool
    label: bool = False
    pattern: str
    options: Mapping[str, Any] = Field(default_factory=dict)
    needs: tuple[str, ...] = ()
    verdict: Verdict
    consequence: Words
    settles: Words | None = None
    note: str = ""

    @model_validator(mode="after")
    def _sound(self) -> TenderRule:
        if self.verified and not (self.text and self.wording):
            raise ValueError(f"{self.key}: a verified rule names its text and quotes it")
        if not self.verified and self.verdict != "indication":
            raise ValueError(f"{self.key}: an unverified rule is an indication at most")
        for need in self.needs:
            if not _is_need(need):
                raise ValueError(f"{self.key}: no such need: {need}")
        return self

    @property
    def key(self) -> str:
        return f"{self.id}/{self.item}" if self.item else self.id

    @property
    def citation(self) -> str:
        """The article with the law that it stands in."""
        law = self.text.rsplit("/", 1)[-1].partition("(")[0]
        return f"{law} {self.article}" if law and self.article.startswith("第") else self.article

    def in_force(self, on: date) -> bool:
        return (self.valid_from is None or on >= self.valid_from) and (self.valid_to is None or on < self.valid_to)


def _is_need(need: str) -> bool:
    form, _, names = need.partition(":")
    if form == "data":
        return all(name in RELATIONSHIP_KINDS or name == "CreditRecord" for name in names.split("|"))
    if form == "given":
        return all(name in GIVEN and (name in Bid.model_fields or name in NEEDS) for name in names.split("|"))
    return need in NEEDS


class RuleSet(BaseModel):
    """The rules in the order of the file, with a digest over all that decides an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    rules: tuple[TenderRule, ...]

    @property
    def digest(self) -> str:
        return digest(self.model_dump(mode="json"))

    def of(self, regime: str) -> tuple[TenderRule, ...]:
        return tuple(rule for rule in self.rules if regime in rule.regimes)

    def find(self, key: str) -> tuple[TenderRule, ...]:
        return tuple(rule for rule in self.rules if key in (rule.id, rule.key))


def parse_rules(text: str) -> RuleSet:
    """Rules from YAML. ``InvalidInput`` lists the faults, each with its rule and key."""
    from graph_service.tender.patterns import PATTERNS

    try:
        rows = yaml.safe_load(text)
        rules = tuple(TenderRule.model_validate(row) for row in rows)
    except (yaml.YAMLError, TypeError) as error:
        raise _invalid([str(error)]) from None
    except ValidationError as error:
        raise _invalid([f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in error.errors()]) from None
    faults = [f"{rule.key}: no such pattern: {rule.pattern}" for rule in rules if rule.pattern not in PATTERNS]
    keys = [rule.key for rule in rules]
    faults += [f"{key}: stands twice" for key in sorted({key for key in keys if keys.count(key) > 1})]
    if faults:
        raise _invalid(faults)
    return RuleSet(version=sum(rule.version for rule in rules), rules=rules)


@lru_cache(maxsize=1)
def tender_rules() -> RuleSet:
    """The rules that the product ships."""
    return parse_rules((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))


def _invalid(faults: list[str]) -> InvalidInput:
    told = "; ".join(faults[:20])
    return InvalidInput(f"the rules cannot be read: {told}", f"规则文件有误：{told}", errors=faults)


__all__ = ["GIVEN", "NEEDS", "REGIMES", "STRENGTH", "RuleSet", "TenderRule", "Verdict", "parse_rules", "tender_rules"]
