"""Made-up names of firms and persons, and how they come to be written otherwise."""

from __future__ import annotations

import random

REGIONS = ("大连", "沈阳市", "山东省济南市", "", "望川", "深圳", "鹿鸣县", "杭州", "上海")
FIRST = "虚鹤三汇后云乾发宏瑞金华天鸿新泰盛安德嘉恒顺远达兴隆诚信广博"
SECOND = "舟渚叶通里台元髻达丰源盛宇翔泰茂安邦润和业信联创腾龙凯悦"
TRADES = ("贸易", "信息技术", "建筑工程", "家具制造", "机械", "房地产开发", "物业管理", "食品", "", "水产养殖", "运输")
FORMS = ("有限公司", "有限公司", "股份有限公司", "集团有限公司", "厂", "", "有限责任公司")
SYLLABLES = (
    "bo",
    "ren",
    "tas",
    "mil",
    "kor",
    "dan",
    "ven",
    "sha",
    "rik",
    "lum",
    "fer",
    "gol",
    "pex",
    "ani",
    "oru",
    "zim",
    "hul",
    "wek",
    "jad",
    "quo",
    "yst",
    "bru",
    "cle",
    "dro",
    "esk",
    "fjo",
    "gnu",
    "ipp",
    "lyr",
)
WORDS = ("Trading", "Logistics", "Energy", "Shipping", "Group", "International", "")
LEGAL = ("Ltd", "Co., Ltd.", "S.A.", "GmbH", "LLC", "")
FAMILIES = ("王", "李", "张", "欧阳", "单", "慕容", "赵", "孙", "曾")
GIVEN = "样一平安远明华丽伟芳敏静强磊军洋勇艳杰娟涛超霞"


def companies(pick: random.Random) -> str:
    return pick.choice(REGIONS) + pick.choice(FIRST) + pick.choice(SECOND) + pick.choice(TRADES) + pick.choice(FORMS)


def word(pick: random.Random) -> str:
    return "".join(pick.choice(SYLLABLES) for _ in range(pick.randint(2, 3))).capitalize()


def latin(pick: random.Random) -> str:
    return " ".join(filter(None, [word(pick), word(pick), pick.choice(WORDS), pick.choice(LEGAL)]))


def people(pick: random.Random) -> str:
    return pick.choice(FAMILIES) + "".join(pick.choice(GIVEN) for _ in range(pick.randint(1, 2)))


def changed(pick: random.Random, name: str) -> str:
    """The name as someone may write it: unchanged, a character lost, turned or put in another's place, another form."""
    place = pick.randrange(len(name))
    return pick.choice([
        name, name[:place] + name[place + 1 :], name[:place] + pick.choice("abc" if name.isascii() else FIRST) + name[place + 1 :],
        name[:place] + name[place : place + 2][::-1] + name[place + 2 :], name.removesuffix("有限公司") + ("有限责任公司" if name.endswith("有限公司") else ""),
    ]) or name  # fmt: skip
