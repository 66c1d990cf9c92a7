"""The same case said otherwise: order, keys, loads, writing of names and codes, and a second world beside it.

None of this may change an answer. Pure: a case in, a case out.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import opencc
from stdnum.cn import ric, uscc

from graph_service.identity.names import fold, is_placeholder
from loaders.cleaning.codes import clean_org_code

Case = dict[str, Any]
Variant = Callable[[Case, random.Random], Case]

_LISTS = ("parties", "relationships", "records", "bids", "experts", "team", "named_persons", "released", "listed")
_KEYED = {
    "key", "from", "to", "subject", "party", "buyer", "agency", "supervisor", "bidder", "contact", "operator",
    "document_author", "deposit_payer", "holder", "company", "controller", "a", "b", "record", "source", "not_counted",
}  # fmt: skip
_KEYED_LISTS = {"experts", "team", "records", "listed", "parties", "witness", "greater", "blocked"}
_CODES = ("uscc", "org_code", "registration_number")


def shuffled(case: Case, chance: random.Random) -> Case:
    """Every list whose order says nothing, in another order."""

    def turn(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {n: turn(v, n) for n, v in value.items()}
        if isinstance(value, list):
            found = [turn(v) for v in value]
            return chance.sample(found, len(found)) if name in _LISTS else found
        return value

    return {**case, "facts": turn(case["facts"]), "ask": turn(case["ask"])}


def renamed(case: Case, chance: random.Random) -> Case:
    """Other keys of parties and records, in the other order of the alphabet."""
    keys = [entry["key"] for part in ("parties", "records") for entry in case["facts"].get(part, ())]
    new = {key: f"z{len(keys) - n:03d}" for n, key in enumerate(sorted(set(keys)))}
    return _with_keys(case, new)


def rewritten(case: Case, chance: random.Random) -> Case:
    """Names in traditional characters, codes and ID numbers in full width and lower case."""
    found = copy.deepcopy(case)
    for party in found["facts"]["parties"]:
        party["name"] = _traditional(party["name"])
        for name in (*_CODES, "id_number"):
            if party.get(name) and not party.get("bad_code"):
                party[name] = _wide(party[name]) if chance.random() < 0.5 else f" {party[name].lower()} "
    return found


def beside(case: Case, chance: random.Random) -> Case:
    """A second world of the same form beside it: other people, firms and contact points, and nothing in common."""
    keys = [entry["key"] for part in ("parties", "records") for entry in case["facts"].get(part, ())]
    facts = _with_keys(case, {key: f"{key}-beside" for key in keys})["facts"]
    facts.pop("tender", None)
    facts["parties"] = [_other_numbers(party, n) for n, party in enumerate(facts["parties"])]
    for party in facts["parties"]:
        if not (party.get("placeholder") or is_placeholder(party["name"])):
            party["name"] = f"{party['name'][:1]}靖{party['name'][1:]}"
    for relationship in facts.get("relationships", ()):
        for end in ("from", "to"):
            if isinstance(relationship[end], dict):
                relationship[end] = {**relationship[end], "value": _other_contact(relationship[end]["value"])}
    here = case["facts"]
    both = {part: [*here.get(part, ()), *facts.get(part, ())] for part in ("parties", "relationships", "records")}
    return {**case, "facts": {**here, **both}}


VARIANTS: Mapping[str, Variant] = {
    "shuffled": shuffled, "renamed": renamed, "rewritten": rewritten, "beside": beside,
}  # fmt: skip


def all_at_once(case: Case, chance: random.Random) -> Case:
    """Every variant on top of the other."""
    for change in (beside, rewritten, renamed, shuffled):
        case = change(case, chance)
    return case


def _with_keys(case: Case, new: Mapping[str, str]) -> Case:
    def turn(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {n: turn(v, n) for n, v in value.items()}
        if isinstance(value, list):
            return [new.get(v, v) if name in _KEYED_LISTS and isinstance(v, str) else turn(v) for v in value]
        return new.get(value, value) if name in _KEYED and isinstance(value, str) else value

    return {**case, **{part: turn(case[part]) for part in ("facts", "ask", "expect")}}


@lru_cache(maxsize=1)
def _converter() -> Any:
    return opencc.OpenCC("s2t")


def _traditional(name: str) -> str:
    text = str(_converter().convert(name))
    return text if fold(text) == fold(name) else name


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _other_contact(value: str) -> str:
    return value.translate(str.maketrans("0123456789", "1357902468")) + "乙"


def _other_numbers(party: dict[str, Any], number: int) -> dict[str, Any]:
    """The party with other numbers, right where the first are right; what only ties rows together is left out."""
    found = {n: v for n, v in party.items() if n not in (*_CODES, "id_number", "id_mask", "bad_code", "former_names")}
    if party.get("id_number"):
        body = f"371499{1960 + number % 40}0412{100 + number:03d}"
        found["id_number"] = body + ric.calc_check_digit(body)
    if party.get("uscc"):
        org = f"MB9{number:05d}"
        org += next(c for c in "0123456789X" if _right_org_code(org + c))
        found["uscc"] = f"91371499{org}" + uscc.calc_check_digit(f"91371499{org}")
    return found


def _right_org_code(text: str) -> bool:
    try:
        return bool(clean_org_code(text))
    except ValueError:
        return False
