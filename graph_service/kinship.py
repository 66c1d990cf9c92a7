"""The degree of kinship that a source's words name: one reading for recusal, for tax and for signs between bidders.

Degrees: 民法典 1045 (近亲属), 1048 and the usual reading of 三代以内旁系血亲: from common grandparents downwards, so that
侄孙, 表叔 or 堂侄 stand beyond. Words that only sound like kin (师兄, 女朋友) and ties that ended (前妻) are beyond too.
"""

from __future__ import annotations

import re
from typing import Literal

Kinship = Literal["spouse", "close", "direct", "collateral", "affinity", "distant", "unknown"]
"""``close``: 近亲属 of 民法典 1045 (a spouse apart); ``direct``: further 直系血亲; ``collateral``: further kin within
three generations; ``affinity``: 近姻亲; ``distant``: beyond all of these."""

_NO_KIN = (
    "前妻", "前夫", "前配偶", "原配偶", "离婚", "离异", "未婚夫", "未婚妻", "女友", "男友", "女朋友", "男朋友", "恋人", "义父", "义母", "义子", "义女",
    "义兄", "义弟", "干爹", "干妈", "干儿", "干女", "干亲", "师父", "师母", "师兄", "师弟", "师姐", "师妹", "师徒", "学兄", "学弟",
    "学姐", "学妹", "教父", "教母", "结拜", "结义", "拜把",
)  # fmt: skip
_DISTANT = (
    "再从", "族兄", "族弟", "族叔", "远房", "远亲", "四代", "同高祖", "同曾祖", "第四代", "五代", "侄孙", "甥孙", "堂叔", "堂伯", "堂姑", "堂舅",
    "堂姨", "表叔", "表伯", "表姑", "表舅", "表姨", "堂侄", "表侄", "表外甥", "堂外甥", "叔公", "伯公", "舅公", "姑婆", "姨婆", "叔祖", "伯祖", "姑奶",
    "姨奶", "舅爷",
)  # fmt: skip
_AFFINITY = (
    "媳", "婿", "婶", "岳父", "岳母", "公公", "婆婆", "公婆", "姐夫", "妹夫", "嫂", "弟妹", "妻弟", "妻兄", "妻姐", "妻妹",
    "小舅子", "大舅子", "小姨子", "大姨子", "内兄", "内弟", "郎舅", "连襟", "妯娌", "姻亲", "配偶的", "夫之", "妻之", "丈夫的", "妻子的", "亲家",
    "继父", "继母", "in-law",
)  # fmt: skip
_KIN_OF_SPOUSE = re.compile(r"(配偶|丈夫|妻子|爱人|夫|妻)(之|的)?(父|母|兄|弟|姐|妹|哥|侄|甥|叔|伯|姑|舅|姨|祖|儿)")
_SPOUSE_OF_KIN = re.compile(r"(子|女|儿|兄|弟|姐|妹|孙|侄|甥|叔|伯|姑|舅|姨)(之|的)?(配偶|丈夫|妻子|爱人)")
_OF_SIBLINGS = re.compile(r"(兄|弟|哥|姐|妹)(之|的)?(子|女|儿)|(父|母|爸|妈)亲?(之|的)(兄|弟|哥|姐|妹)")
_COLLATERAL = (
    "堂兄", "堂弟", "堂姐", "堂妹", "堂兄弟", "堂姐妹", "堂哥", "表兄", "表弟", "表姐", "表妹", "表哥", "表亲", "堂亲", "叔", "伯", "姑", "舅",
    "姨", "侄", "甥", "旁系", "cousin", "uncle", "aunt", "nephew", "niece",
)  # fmt: skip
_DIRECT = ("曾祖", "曾孙", "高祖", "玄孙", "外曾", "直系")
_SPOUSE = ("配偶", "夫妻", "夫妇", "丈夫", "妻子", "爱人", "spouse", "husband", "wife")
_CLOSE = (
    "父", "母", "子", "女", "儿", "兄", "弟", "哥", "姐", "妹", "爷", "奶", "爸", "妈", "孙", "祖", "外公", "外婆", "姥",
    "father", "mother", "son", "daughter", "brother", "sister", "parent", "child", "sibling", "grand",
)  # fmt: skip
_ALONE: dict[str, Kinship] = {"夫": "spouse", "妻": "spouse"}


def kinship(text: str | None) -> Kinship:
    """The degree that a source's words name; ``unknown`` where they name none."""
    plain = "".join((text or "").casefold().split())
    if _any(plain, _NO_KIN) or _any(plain, _DISTANT):
        return "distant"
    if _any(plain, _AFFINITY) or _KIN_OF_SPOUSE.search(plain) or _SPOUSE_OF_KIN.search(plain):
        return "affinity"
    if _OF_SIBLINGS.search(plain):
        return "collateral"
    found: tuple[tuple[Kinship, tuple[str, ...]], ...] = (
        ("direct", _DIRECT), ("collateral", _COLLATERAL), ("spouse", _SPOUSE), ("close", _CLOSE)
    )  # fmt: skip
    return next((degree for degree, words in found if _any(plain, words)), _ALONE.get(plain, "unknown"))


def _any(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
