"""In which capacity a record names a person: words compared whole, so that "原法定代表人" is no legal representative."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPLIT = re.compile(r"[、，,;；/()（）\s]+|兼|以及|及|和")
_LEADING = re.compile(r"^(?:违法行为发生时的?|案发时的?|时任|当事人的?|该?(?:公司|企业|单位)的?|本单位的?)")
_VICTIM = ("冒名", "冒用", "被盗用")

SYNONYMS: dict[str, tuple[str, ...]] = {
    "董事": ("董事", "董事长", "副董事长", "执行董事", "独立董事", "职工董事"),
    "监事": ("监事", "监事会主席", "监事长", "职工监事"),
    "经理": ("经理", "总经理"),
    "高级管理人员": (
        "高级管理人员", "经理", "总经理", "副经理", "副总经理", "财务负责人", "财务总监", "总会计师", "董事会秘书",
    ),
    "直接责任人员": ("直接责任人员", "直接责任人", "其他直接责任人员"),
    "其他责任人员": ("其他责任人员", "其他责任人", "责任人员", "直接责任人员", "其他直接责任人员", "直接责任人"),
    "直接负责的主管人员": ("直接负责的主管人员", "直接主管人员", "直接负责主管人员"),
    "受其指使": ("受其指使", "受其指使的人员", "受其指使的组织", "受其指使的组织和人员", "受指使的人员", "受指使的组织"),
    "影响债务履行的直接责任人员": (
        "影响债务履行的直接责任人员", "影响债务履行的直接责任人", "直接责任人员", "直接责任人",
    ),
    "负责人": ("负责人", "主要负责人", "企业负责人"),
}  # fmt: skip


def is_victim(capacity: str) -> bool:
    """Whether the record itself finds the person to be impersonated."""
    return any(word in capacity for word in _VICTIM)


def has_capacity(capacity: str, words: Iterable[str]) -> bool:
    """Whether the capacity, as a record words it, is one of ``words`` (or a name of the same office)."""
    if is_victim(capacity):
        return False
    tokens = {_LEADING.sub("", token) for token in _SPLIT.split(capacity) if token}
    return any(not tokens.isdisjoint(SYNONYMS.get(word, (word,))) for word in words)
