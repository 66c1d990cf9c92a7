"""Words of files and forms for what the rules tell apart: regimes, kinds of service."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph_service.identity.names import tidy

REGIME_WORDS = {
    "bidding": ("bidding", "招标投标法", "招标投标", "招投标", "招标", "招标投标法实施条例"),
    "works": ("works", "工程", "工程施工", "施工", "工程建设项目施工", "30号令", "construction"),
    "goods": ("goods", "工程货物", "货物招标", "工程建设项目货物", "27号令"),
    "procurement": ("procurement", "政府采购", "政府采购法", "采购", "政采", "87号令"),
}
_REGIMES = {word: regime for regime, words in REGIME_WORDS.items() for word in words}


def regime_of(text: object) -> object:
    """The regime that a word means; an unknown word stays and is refused with the list of what is known."""
    if not isinstance(text, str):
        return text
    plain = re.sub(r"[《》\s]", "", tidy(text)).removeprefix("中华人民共和国").casefold()
    found = _REGIMES.get(plain)
    if found is None:
        known = [f"{r}（{words[1]}）" for r, words in REGIME_WORDS.items()]
        raise ValueError(f"unknown regime; one of {', '.join(known)} / 适用制度应为：{'、'.join(known)}")
    return found


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
