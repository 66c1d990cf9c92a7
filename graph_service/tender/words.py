"""Words of files and forms for what the rules tell apart: regimes, kinds of service, degrees of kinship."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from graph_service.identity.names import tidy

REGIME_WORDS = {
    "bidding": ("bidding", "招标投标法", "招标投标", "招投标", "招标", "招标投标法实施条例"),
    "works": ("works", "工程", "工程施工", "施工", "工程建设项目施工", "30号令", "construction"),
    "goods": ("goods", "工程货物", "货物招标", "工程建设项目货物", "27号令"),
    "procurement": ("procurement", "政府采购", "政府采购法", "采购", "政采", "87号令"),
}
_REGIMES = {word: regime for regime, words in REGIME_WORDS.items() for word in words}

Kinship = Literal["spouse", "close", "direct", "collateral", "affinity", "distant", "unknown"]
"""``close``: 近亲属 of 民法典 1045 (a spouse apart); ``direct``: further 直系血亲; ``collateral``: further kin within
three generations; ``affinity``: 近姻亲; ``distant``: beyond all of these."""

_DISTANT = ("再从", "族兄", "远房", "远亲", "四代", "同高祖", "同曾祖", "第四代", "五代")
_AFFINITY = (
    "岳父", "岳母", "公公", "婆婆", "公婆", "岳父母", "女婿", "儿媳", "姐夫", "妹夫", "嫂", "弟媳", "弟妹", "妻弟", "妻兄", "妻姐", "妻妹",
    "小舅子", "大舅子", "小姨子", "大姨子", "内兄", "内弟", "连襟", "妯娌", "姻亲", "配偶的", "夫之", "妻之", "丈夫的", "妻子的", "亲家",
    "继父", "继母", "in-law",
)  # fmt: skip
_COLLATERAL = (
    "堂兄", "堂弟", "堂姐", "堂妹", "堂兄弟", "堂姐妹", "表兄", "表弟", "表姐", "表妹", "表亲", "叔", "伯", "姑", "舅", "姨", "侄", "甥", "旁系",
    "cousin", "uncle", "aunt", "nephew", "niece",
)  # fmt: skip
_DIRECT = ("曾祖", "曾孙", "高祖", "玄孙", "外曾", "直系")
_CLOSE = (
    "父", "母", "子", "女", "儿", "兄", "弟", "姐", "妹", "爷", "奶", "孙", "祖", "外公", "外婆", "姥",
    "father", "mother", "son", "daughter", "brother", "sister", "parent", "child", "sibling", "grand",
)  # fmt: skip
_SPOUSE = ("配偶", "夫妻", "丈夫", "妻子", "爱人", "spouse", "husband", "wife")
_ORDER: tuple[tuple[Kinship, tuple[str, ...]], ...] = (
    ("distant", _DISTANT), ("affinity", _AFFINITY), ("direct", _DIRECT), ("collateral", _COLLATERAL),
    ("spouse", _SPOUSE), ("close", _CLOSE),
)  # fmt: skip


def regime_of(text: object) -> object:
    """The regime that a word means; an unknown word stays and is refused with the list of what is known."""
    if not isinstance(text, str):
        return text
    plain = re.sub(r"[《》\s]", "", tidy(text)).removeprefix("中华人民共和国").casefold()
    found = _REGIMES.get(plain)
    if found is None:
        known = "、".join(f"{r}（{words[1]}）" for r, words in REGIME_WORDS.items())
        raise ValueError(f"unknown regime; one of / 适用制度应为：{known}")
    return found


def kinship(text: str | None) -> Kinship:
    """The degree that a source's words name; ``unknown`` where they name none."""
    plain = (text or "").casefold()
    for degree, words in _ORDER:
        if any(word in plain for word in words):
            return degree
    return "unknown"


def mentions(text: str | None, words: Iterable[str]) -> bool:
    return any(word in (text or "") for word in words)


_OTHER_PROJECT = ("另一", "其他项目", "别的", "其它项目", "非本", "另案", "与本项目无关", "以往", "另外")
_THIS_PROJECT = re.compile(r"本(次|招标|采购|工程|建设|标段)?(项目|工程|标段|采购)|该(招标|采购)?项目")


def of_this_project(note: str | None) -> bool | None:
    """Whether a service to the buyer was for the reviewed project; ``None`` where the words leave it open."""
    text = note or ""
    if mentions(text, _OTHER_PROJECT):
        return False
    return True if _THIS_PROJECT.search(text) else None
