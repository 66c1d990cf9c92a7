"""A party as a caller describes it, made comparable. Plain fields, or a FollowTheMoney entity. Pure.

What cannot be used is left out with a note, never guessed: a code with a wrong check character would make a true match
look different. An ID number is hashed here and goes no further.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph_service.errors import InvalidInput
from graph_service.identity import codes
from graph_service.identity.hmac import HashedId
from graph_service.identity.keys import org_check_character
from graph_service.identity.names import is_placeholder, key, tidy
from graph_service.identity.party import PartyExample

Hash = Callable[[str], HashedId]
KINDS = ("Enterprise", "Person")
PLAIN = (
    "kind", "name", "former_names", "aliases", "uscc", "org_code", "registration_number", "lei", "id_number", "id_mask",
    "birth_year", "gender", "region", "country", "addresses", "phones", "officers",
)  # fmt: skip
FTM_SCHEMATA: Mapping[str, tuple[str, ...]] = {
    "Person": ("Person",), "Company": ("Enterprise",), "Organization": ("Enterprise",), "PublicBody": ("Enterprise",),
    "LegalEntity": KINDS, "Thing": KINDS,
}  # fmt: skip
FTM_USED: Mapping[str, str] = {
    "name": "name", "alias": "aliases", "previousName": "former_names", "uscCode": "uscc",
    "registrationNumber": "registration_number", "leiCode": "lei", "idNumber": "id_number", "birthDate": "birth_year",
    "gender": "gender", "country": "country", "jurisdiction": "country", "mainCountry": "country",
    "nationality": "country", "citizenship": "country", "address": "addresses", "phone": "phones",
}  # fmt: skip
"""FollowTheMoney 4 properties (LegalEntity, Person, Thing) that matching compares, and the plain field of each."""
FTM_UNUSED = frozenset({
    "abbreviation", "birthCountry", "birthPlace", "bvdId", "classification", "deathDate", "description",
    "dissolutionDate", "dunsCode", "education", "email", "ethnicity", "fatherName", "firstName", "icijId",
    "incorporationDate", "innCode", "keywords", "lastName", "legalForm", "licenseNumber", "middleName", "modifiedAt",
    "motherName", "nameSuffix", "notes", "npiCode", "ogrnCode", "okpoCode", "opencorporatesUrl", "passportNumber",
    "political", "position", "profession", "program", "programId", "publisher", "publisherUrl", "religion",
    "retrievedAt", "secondName", "sector", "socialSecurityNumber", "sourceUrl", "spokenLanguage", "status", "summary",
    "swiftBic", "taxNumber", "taxStatus", "title", "topics", "uniqueEntityId", "vatCode", "weakAlias", "website",
    "wikidataId", "wikipediaUrl", "createdAt",
})  # fmt: skip
"""Properties that are known and not compared; a note says so."""
_GENDERS = {"male": "male", "female": "female", "男": "male", "女": "female", "m": "male", "f": "female"}


@dataclass(frozen=True, slots=True)
class Described:
    """``examples``: one for each kind that the party may be; ``notes`` on what was left out, by code and field."""

    examples: tuple[PartyExample, ...]
    notes: tuple[Mapping[str, str], ...] = ()


def described(fields: Mapping[str, Any], hash_number: Hash | None) -> Described:
    """From plain fields. ``InvalidInput`` where they name nobody, or where a field is unknown."""
    if unknown := sorted(fields.keys() - set(PLAIN)):
        raise _unknown(unknown[0], PLAIN)
    notes: list[Mapping[str, str]] = []
    kinds = _kinds(fields.get("kind"))
    names = _texts(fields, "name") + _texts(fields, "former_names") + _texts(fields, "aliases")
    names = [name for name in dict.fromkeys(tidy(name) for name in names) if not is_placeholder(name)]
    whole = PartyExample(
        kinds[0], tuple(names), **_codes(fields, notes), **_person(fields, hash_number, notes),
        region=_text(fields, "region"), country=_text(fields, "country"), addresses=tuple(_texts(fields, "addresses")),
        phones=tuple(_texts(fields, "phones")), officers=tuple(_texts(fields, "officers")),
    )  # fmt: skip
    if not names and not (whole.uscc or whole.org or whole.registration_number or whole.lei or whole.id_hmac):
        raise InvalidInput(
            "the party has neither a name nor a usable identifier",
            "该主体既没有名称，也没有可用的标识",
            parameter="name",
        )
    return Described(tuple(replace(whole, kind=kind).checked() for kind in kinds), tuple(notes))


def from_ftm(schema: str, properties: Mapping[str, Sequence[str]], hash_number: Hash | None) -> Described:
    """From a FollowTheMoney entity. Raises like ``described``; an unknown schema or property is refused."""
    if schema not in FTM_SCHEMATA:
        raise _unknown(schema, tuple(FTM_SCHEMATA))
    fields: dict[str, Any] = {"kind": list(FTM_SCHEMATA[schema])}
    notes = []
    for name, values in properties.items():
        if name in FTM_USED:
            fields.setdefault(FTM_USED[name], []).extend(values)
        elif name in FTM_UNUSED:
            notes.append(_note("not_compared", name, "this property is not compared", "该属性不参与比对"))
        else:
            raise _unknown(name, tuple(sorted({*FTM_USED, *FTM_UNUSED})))
    found = described(_by_form(fields), hash_number)
    return Described(found.examples, (*found.notes, *notes))


def fingerprint(party: Described) -> str:
    """What a party is remembered by: kinds, names in comparable form and identifiers, whatever their order."""
    first = party.examples[0]
    parts = [",".join(sorted(e.kind for e in party.examples)), *sorted({key(name) for name in first.names})]
    codes_ = (first.uscc, first.org, first.registration_number, first.lei, first.id_hmac, first.id_mask)
    return "\x1f".join([*parts, "", *(code or "" for code in codes_)])


def _kinds(stated: Any) -> tuple[str, ...]:
    wanted = [stated] if isinstance(stated, str) else list(stated or KINDS)
    if unknown := [kind for kind in wanted if kind not in KINDS]:
        raise _unknown(str(unknown[0]), KINDS)
    return tuple(dict.fromkeys(wanted))


def _by_form(fields: dict[str, Any]) -> dict[str, Any]:
    """A registration number that has the form of a credit or organisation code is taken for what it is."""
    for number in list(fields.get("registration_number", ())):
        plain = _plain(number)
        form = "uscc" if len(plain) == 18 else "org_code" if len(plain) == 9 else None
        if form:
            fields["registration_number"].remove(number)
            fields.setdefault(form, []).append(number)
    return fields


def _codes(fields: Mapping[str, Any], notes: list[Mapping[str, str]]) -> dict[str, Any]:
    checks: Mapping[str, Callable[[str], bool]] = {
        "uscc": codes.is_uscc, "org_code": _is_org_code, "registration_number": codes.is_registration_number,
        "lei": codes.is_lei,
    }  # fmt: skip
    found: dict[str, Any] = {}
    for name, check in checks.items():
        given = [plain for text in _texts(fields, name) if (plain := _plain(text))]
        right = next((code for code in given if check(code)), None)
        if right:
            found[name] = right
        elif given:
            notes.append(_note("not_used", name, "its check character is wrong: it was not used", "校验位不符，未使用"))
    return found


def _person(fields: Mapping[str, Any], hash_number: Hash | None, notes: list[Mapping[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number in map(_plain, _texts(fields, "id_number")):
        if hash_number is None or not codes.is_id_number(number):
            notes.append(
                _note(
                    "not_used", "id_number", "not a resident ID number: it was not used", "不是有效的身份证号，未使用"
                )
            )
            continue
        hashed = hash_number(number)
        found = {"id_hmac": hashed.hmac, "id_key": hashed.key_id, "id_mask": hashed.mask}
    if "id_mask" not in found and (mask := _text(fields, "id_mask")):
        found["id_mask"] = mask
    for year in _texts(fields, "birth_year"):
        if year[:4].isdigit() and 1850 <= int(year[:4]) <= 2100:
            found["birth_year"] = int(year[:4])
        else:
            notes.append(_note("not_used", "birth_year", "not a year: it was not used", "不是年份，未使用"))
    if gender := _text(fields, "gender"):
        found["gender"] = _GENDERS.get(gender.casefold())
    return found


def _is_org_code(code: str) -> bool:
    return len(code) == 9 and code.isalnum() and code.isascii() and org_check_character(code) == code[8]


def _texts(fields: Mapping[str, Any], name: str) -> list[str]:
    value = fields.get(name)
    values = value if isinstance(value, list | tuple) else [value]
    return [text for v in values if v is not None and (text := str(v).strip())]


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    return next(iter(_texts(fields, name)), None)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper().replace(" ", "").replace("-", "")


def _note(code: str, field: str, en: str, zh: str) -> Mapping[str, str]:
    return {"code": code, "field": field, "en": en, "zh": zh}


def _unknown(name: str, known: Sequence[str]) -> InvalidInput:
    return InvalidInput(
        f"there is no {name[:60]} here; there are: {', '.join(known)}",
        f"此处没有 {name[:60]}；可用：{'、'.join(known)}",
        parameter=name[:60],
    )
