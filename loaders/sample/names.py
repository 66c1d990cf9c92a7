"""Believable fictional names, codes and numbers with right check digits, each derived from a seed and an index."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from graph_service.identity.keys import org_check_character
from loaders.cleaning.codes import uscc_check_character
from loaders.cleaning.people import id_check_character

REGION = "379900"
"""A division code of Shandong's range that is assigned to no county."""
TOWNSHIPS = ("青禾镇", "望湖街道", "长亭乡", "云溪镇", "南桥街道", "石井镇")
_CORE = "华恒泰瑞鑫宏达盛远博信诚嘉润丰源天宇龙海金德福明康永安凯利新中正和顺通联众创"
_CORE2 = "峰林川岳江河云星辰光阳晨宁昌隆兴业成铭泽涛翔鹏程锦绣桥石木禾谷田原野舟帆"
_TRADES = (
    ("建设工程", "建筑"), ("商贸", "批发零售"), ("建材", "批发零售"), ("物流", "运输"), ("电子科技", "信息"), ("机械", "制造"),
    ("食品", "食品制造"), ("环保", "环保"), ("园林绿化", "园林"), ("装饰工程", "建筑"), ("农业", "农业"), ("劳务", "劳务"),
    ("置业", "房地产"), ("餐饮管理", "餐饮"), ("医疗器械", "医疗"), ("信息技术", "信息"),
)  # fmt: skip
_FORMS = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "中心(有限合伙)")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文玉兰海燕红梅晓东春雷雪峰"


class Draw:
    """Numbers in [0, 1) that depend only on seed, topic and index: nothing needs to be remembered."""

    def __init__(self, seed: int) -> None:
        self._seed = str(seed).encode()

    def unit(self, topic: str, index: int) -> float:
        digest = hashlib.blake2b(f"{topic}:{index}".encode(), digest_size=8, key=self._seed[:64]).digest()
        return int.from_bytes(digest, "big") / 2**64

    def pick(self, topic: str, index: int, choices: str | tuple[str, ...]) -> str:
        return choices[int(self.unit(topic, index) * len(choices))]

    def below(self, topic: str, index: int, limit: int) -> int:
        return int(self.unit(topic, index) * limit)

    def day(self, topic: str, index: int, first: date, last: date) -> date:
        return first + timedelta(days=self.below(topic, index, (last - first).days))


def credit_code(number: int, authority: str = "91") -> str:
    """A credit code with right check characters; ``number`` makes it unique within a county."""
    body = f"M{number:07d}"
    code = authority + REGION + body + org_check_character(body)
    return code + uscc_check_character(code)


def id_number(number: int, year: int, month: int, day: int) -> str:
    """An ID number with a right check character and a region that is assigned to nobody."""
    body = f"{REGION}{year:04d}{month:02d}{day:02d}{number % 1000:03d}"
    return body + id_check_character(body)


def company_name(draw: Draw, index: int) -> tuple[str, str]:
    """A company's name and sector. Names repeat now and then, as they do."""
    core = draw.pick("core", index, _CORE) + draw.pick("core2", index, _CORE2)
    if draw.unit("core3", index) < 0.35:
        core += draw.pick("core4", index, _CORE)
    trade, sector = _TRADES[draw.below("trade", index, len(_TRADES))]
    place = "望川" if draw.unit("place", index) < 0.6 else "望川市" + draw.pick("town", index, ("青禾", "云溪", "南桥"))
    return f"{place}{core}{trade}{_FORMS[draw.below('form', index, len(_FORMS))]}", sector


def person_name(draw: Draw, index: int) -> str:
    """A name with skewed surnames, so that namesakes are common."""
    surname = _SURNAMES[int(draw.unit("surname", index) ** 2 * len(_SURNAMES))]
    given = draw.pick("given", index, _GIVEN)
    return surname + given + (draw.pick("given2", index, _GIVEN) if draw.unit("long", index) < 0.75 else "")


def person_id(draw: Draw, index: int) -> str:
    """The ID number of a person of the county."""
    year = 1955 + draw.below("birth", index, 48)
    return id_number(index, year, 1 + draw.below("month", index, 12), 1 + draw.below("day", index, 28))
