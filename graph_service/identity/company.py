"""A company's name taken apart: region, core (字号), lines of business, legal form, branch.

企业名称 = 行政区划 + 字号 + 行业 + 组织形式. What a name leaves out is unknown, not different. Latin names have words in
place of characters. Pure; every part is in comparable form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from graph_service.identity.lexicon import lexicon
from graph_service.identity.names import key
from graph_service.identity.pinyin import has_han
from graph_service.identity.regions import leading

_BRACKETS = re.compile(r"\(([^()]*)\)")
_LIMITED = re.compile(r"^(.+?(?:有限公司|有限责任公司))(.{2,})$")
_HEAD = re.compile(r"^(.+(?:公司|集团|银行|信用社|联社|厂|院|所|社|中心|大学|店|行))(.+)$")
_NUMERALS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")}
_NUMERAL = re.compile(r"[一二三四五六七八九十\d]")
_ORDINAL = re.compile(
    r"第([一二三四五六七八九十\d]+)|([一二三四五六七八九十]+)(?=分|厂|队|局|公司|院|中|小|号|建|店|部|处|所|冶|化)|(\d+)"
)
_WORD = re.compile(r"[^\W_]+")
MINIMUM_CORE = 2
LONGEST_BRANCH = 6
EARLIER_LENGTH = 5
"""A text that tells an earlier name has as many characters at least: 原 begins other words too."""
LEADING_FORMS = frozenset({"ooo", "id"})
"""Classes of legal forms that stand before the name."""
LEADING_WORDS = frozenset({("llc",), ("l", "l", "c"), ("limited", "liability", "company")})
"""Other legal forms that do, as a translation from Russian or Ukrainian has them."""
_MESSRS = re.compile(r"^\s*m\s*/\s*s\b\.?\s*(?=\w)")
"""M/s before a firm's name (South Asia, East Africa) is an address, no part of the name."""


class CompanyName(NamedTuple):
    """The parts of one name. ``words`` are those of a Latin name without legal forms; ``latin`` says which it is.

    ``form``: the class of the legal form; ``numbers``: ordinals and figures, which tell sister units apart.
    """

    text: str
    latin: bool
    core: str
    regions: frozenset[str] = frozenset()
    nationwide: bool = False
    industries: tuple[str, ...] = ()
    form: str = ""
    branch: str = ""
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def company_name(name: str) -> CompanyName:
    """Take a name apart. Never raises; a name of which nothing is known is all core."""
    text = key(name)
    return _chinese(text) if has_han(text) else _latin(text)


def _chinese(text: str) -> CompanyName:
    body, aside = _without_brackets(text)
    head, branch = _branch(body)
    rest, form = _form(head)
    regions, nationwide, rest = _region(rest)
    core, industries = _industries(rest)
    if core in lexicon().industries:
        # Nothing but lines of business is left: the place itself is what names the firm (大连银行).
        core, industries = _industries(_form(head)[0])
    return CompanyName(
        text=text, latin=False, core=core, regions=regions or aside, nationwide=nationwide, industries=industries,
        form=form, branch=branch, numbers=_numbers(body),
    )  # fmt: skip


def _without_brackets(text: str) -> tuple[str, frozenset[str]]:
    """Brackets opened: a region or a qualifier in them is taken out, anything else stays in its place."""
    if "(" not in text and ")" not in text:
        return text, frozenset()
    aside: list[frozenset[str]] = []

    def opened(match: re.Match[str]) -> str:
        inside = match.group(1)
        place = leading(inside)
        if place and place.length == len(inside):
            aside.append(place.codes)
            return ""
        return "" if inside in lexicon().qualifiers or _tells_earlier(inside) else inside

    body = _BRACKETS.sub(opened, text)
    return (body or text).replace("(", "").replace(")", ""), aside[0] if aside else frozenset()


def _tells_earlier(inside: str) -> bool:
    """Whether what stands in brackets is what the firm was called before (原…)."""
    return len(inside) >= EARLIER_LENGTH and inside.startswith(lexicon().earlier)


def _branch(body: str) -> tuple[str, str]:
    """The head office's name and what names the part. Whatever follows 有限公司 names a part."""
    if "公司" in body[:-2] and (limited := _LIMITED.match(body)):
        return limited.group(1), limited.group(2)
    if length := lexicon().branch_endings.longest(body, min(LONGEST_BRANCH, len(body) - 1)):
        head = _HEAD.match(body[:-length] + "?")
        if head and len(head.group(1)) > MINIMUM_CORE:
            return head.group(1), head.group(2)[:-1] + body[-length:]
        return body[:-length], body[-length:]
    return body, ""


def _form(text: str) -> tuple[str, str]:
    """The text without its legal forms, from the end, and the class of the outermost one."""
    found, endings = "", lexicon().form_endings
    while length := endings.longest(text, len(text) - MINIMUM_CORE):
        if length < lexicon().industry_endings.longest(text, len(text)):
            break  # 银行 is a line of business, not a shop (行) of the name 银
        found = found or lexicon().forms[text[-length:]]
        text, endings = text[:-length], lexicon().qualifier_endings
    return text, found


def _region(text: str) -> tuple[frozenset[str], bool, str]:
    """The region, or the word for the whole country, at the front, unless nothing would be left behind it."""
    place = leading(text)
    if place and len(text) - place.length >= MINIMUM_CORE:
        return place.codes, False, text[place.length :]
    length = lexicon().nationwide_beginnings.longest(text, len(text) - MINIMUM_CORE)
    return frozenset(), length > 0, text[length:]


def _industries(text: str) -> tuple[str, tuple[str, ...]]:
    """Lines of business from the end, the longest first, as long as a core of two characters is left."""
    found: list[str] = []
    endings = lexicon().industry_endings
    while length := endings.longest(text, len(text) - MINIMUM_CORE):
        found.insert(0, text[-length:])
        text = text[:-length]
    return text, tuple(found)


def _numbers(text: str) -> tuple[str, ...]:
    if not _NUMERAL.search(text):
        return ()
    return tuple(_figure("".join(groups)) for groups in _ORDINAL.findall(text))


def _figure(text: str) -> str:
    """A Chinese or Arabic numeral below a hundred as figures; anything longer digit by digit."""
    if "十" in text and len(text) <= 3:
        tens, _, ones = text.partition("十")
        return (_NUMERALS.get(tens, tens) or "1") + (_NUMERALS.get(ones, ones) or "0")
    return "".join(_NUMERALS.get(c, c) for c in text)


def _latin(text: str) -> CompanyName:
    words = latin_words(_MESSRS.sub("", text))
    kept, form = _latin_form(words)
    core = tuple(w for w in kept if w not in lexicon().latin_common) or kept
    return CompanyName(
        text=" ".join(words), latin=True, core=" ".join(core), form=form, words=kept,
        numbers=tuple(w for w in kept if w.isdigit()),
    )  # fmt: skip


def latin_words(text: str) -> tuple[str, ...]:
    """Words in lower case without accents; & is and; ' joins."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(plain.replace("&", " and ").replace("'", "").replace("’", "")))


def _latin_form(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Words without legal forms at the end, then at the front; the outermost form."""
    found = ""
    while (taken := _form_words(words[::-1], reverse=True)) and len(words) > taken[0]:
        words, found = words[: -taken[0]], found or taken[1]
    if (taken := _form_words(words)) and _leads(words[: taken[0]], taken[1]) and len(words) > taken[0]:
        words, found = words[taken[0] :], found or taken[1]
    return words, found


def _leads(words: tuple[str, ...], form: str) -> bool:
    return form in LEADING_FORMS or words in LEADING_WORDS


def _form_words(words: tuple[str, ...], *, reverse: bool = False) -> tuple[int, str] | None:
    for length in range(min(6, len(words) - 1), 0, -1):
        chosen = words[:length][::-1] if reverse else words[:length]
        if form := lexicon().latin_forms.get(chosen):
            return length, form
    return None
