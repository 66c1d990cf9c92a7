"""Whether two texts name different countries or regions (国家或地区). Lists write one in many ways: Viet Nam, Vietnam, VN,
越南. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from graph_service.identity.names import key

SHORTEST_NAME = 4
"""A text of fewer letters is a code (Chad, Cuba, Fiji, Iran, Iraq … have four)."""
_WRITTEN = (
    "cn chn china prchina peoplesrepublicofchina chinapeoplesrepublicof mainlandchina 中国 中华人民共和国",
    "hk hkg hongkong hongkongsarchina chinahongkong 香港 中国香港", "mo mac macao macau macaosarchina 澳门 中国澳门",
    "tw twn taiwan taiwanchina 台湾 中国台湾", "us usa unitedstates unitedstatesofamerica 美国",
    "gb gbr uk unitedkingdom greatbritain unitedkingdomofgreatbritainandnorthernireland england 英国",
    "ru rus russia russianfederation 俄罗斯", "kr kor korea southkorea republicofkorea korearepublicof 韩国",
    "kp prk northkorea democraticpeoplesrepublicofkorea koreademocraticpeoplesrepublicof koreanorth 朝鲜",
    "ir irn iran iranislamicrepublicof islamicrepublicofiran 伊朗", "vn vnm vietnam 越南",
    "la lao laos laopdr laopeoplesdemocraticrepublic 老挝", "sy syr syria syrianarabrepublic 叙利亚",
    "tz tza tanzania unitedrepublicoftanzania tanzaniaunitedrepublicof", "bo bol bolivia plurinationalstateofbolivia",
    "ve ven venezuela bolivarianrepublicofvenezuela venezuelarb 委内瑞拉", "md mda moldova republicofmoldova",
    "ci civ cotedivoire ivorycoast", "cd cod democraticrepublicofthecongo congodemocraticrepublicof congodr drcongo congokinshasa",
    "cg cog congo republicofthecongo congorepublicof congobrazzaville", "eg egy egypt egyptarabrepublicof arabrepublicofegypt 埃及",
    "ye yem yemen yemenrepublicof republicofyemen", "gm gmb gambia thegambia", "tr tur turkey turkiye 土耳其",
    "cz cze czechia czechrepublic", "mk mkd macedonia northmacedonia formeryugoslavrepublicofmacedonia",
    "kg kgz kyrgyzstan kyrgyzrepublic", "sk svk slovakia slovakrepublic", "mm mmr myanmar burma 缅甸",
    "ae are uae unitedarabemirates 阿联酋", "jp jpn japan 日本", "sg sgp singapore 新加坡", "de deu germany 德国", "fr fra france 法国",
    "in ind india 印度", "vg vgb britishvirginislands virginislandsbritish bvi 英属维尔京群岛", "ky cym caymanislands 开曼群岛",
)  # fmt: skip
_KNOWN = {form: forms.split()[0] for forms in _WRITTEN for form in forms.split()}


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """One form of all that are known to mean one country or region; of an unknown text its letters."""
    plain = unicodedata.normalize("NFKD", key(text))
    letters = "".join(character for character in plain if character.isalpha())
    return _KNOWN.get(letters, letters)


def differ(a: str | None, b: str | None) -> bool:
    """Whether the two surely name different countries or regions: not where one is a code, or in a script, that the other is not."""
    if not a or not b:
        return False
    first, second = country(a), country(b)
    return first != second and _comparable(first, second)


def _comparable(a: str, b: str) -> bool:
    known = a in _CODES, b in _CODES
    if all(known):
        return True
    if any(known):  # an unknown name may not be another writing of a country whose usual ones are all known
        other = b if known[0] else a
        return len(other) >= SHORTEST_NAME and other.isascii()
    return a.isascii() == b.isascii() and (len(a) < SHORTEST_NAME) == (len(b) < SHORTEST_NAME)


_CODES = frozenset(_KNOWN.values())
