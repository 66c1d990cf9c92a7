"""From a claim to an id. Ids are opaque and derived from the identity key, so every graph gives the same ones.

Enterprises: a checked unified social credit code contains the organisation code (GB 32100-2015, characters
9-17), which is the key; a registration number or an LEI leads to it only where a source states both. Persons:
the HMAC of a full ID number under a named key. Everything else is known only within its source.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from graph_service.errors import InvalidInput
from graph_service.loading.assertions import Claim

Key = tuple[str, ...]
BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_TRIPLES = tuple(a + b + c for a in BASE32 for b in BASE32 for c in BASE32)
_SIXTY_BITS = (1 << 60) - 1
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_WEIGHED = tuple(
    {c: weight * int(c, 36) for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"} for weight in _ORG_WEIGHTS
)


def digest_id(parts: tuple[str, ...]) -> str:
    """An opaque id of 26 characters from the parts (BLAKE2b-128, base 32). Equal parts, equal id."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).digest()
    # 26 characters of five bits: twelve of the first 60 bits, twelve of the next, two of the last eight and two of zero.
    first, second = int.from_bytes(digest[:8]), int.from_bytes(digest[7:15]) & _SIXTY_BITS
    last = digest[15] << 7
    return (
        f"{_TRIPLES[first >> 49]}{_TRIPLES[first >> 34 & 32767]}{_TRIPLES[first >> 19 & 32767]}"
        f"{_TRIPLES[first >> 4 & 32767]}{_TRIPLES[second >> 45]}{_TRIPLES[second >> 30 & 32767]}"
        f"{_TRIPLES[second >> 15 & 32767]}{_TRIPLES[second & 32767]}{_TRIPLES[last][:2]}"
    )


def org_check_character(code: str) -> str:
    """The check character of the first eight characters of an organisation code (GB 11714)."""
    total = sum(w * int(c, 36) for w, c in zip(_ORG_WEIGHTS, code[:8], strict=True))
    return "0123456789X"[(11 - total % 11) % 11]


@lru_cache(maxsize=262144)
def _org_code_of(uscc: str) -> str | None:
    code = uscc[8:17]
    return code if org_check_character(code) == code[8] else None


def primary_key(claim: Claim, source: str) -> Key:
    """The key that decides who is meant. ``InvalidInput`` where the claim names nobody in particular."""
    strong = _enterprise_keys(claim) if claim.kind == "Enterprise" else _person_keys(claim)
    if strong:
        return strong[0]
    if claim.local:
        return ("shared", claim.kind, claim.local) if claim.shared else ("local", claim.kind, source, claim.local)
    raise InvalidInput(
        f"a {claim.kind} has neither a strong identifier nor an identity within its source",
        f"{claim.kind} 既没有强标识，也没有来源内的编号，无法识别",
    )


def known_in_source_only(claim: Claim) -> bool:
    """Whether the claim leads to a party of its own source and to no other source's."""
    return not (claim.shared or (_enterprise_keys(claim) if claim.kind == "Enterprise" else _person_keys(claim)))


def secondary_keys(claim: Claim) -> tuple[Key, ...]:
    """Further keys that the same row states of the same party: they lead to the primary one."""
    keys = _enterprise_keys(claim)
    return tuple(keys[1:]) if keys and keys[0][0] in ("org", "uscc") else ()


def _enterprise_keys(claim: Claim) -> list[Key]:
    keys: list[Key] = []
    if claim.kind != "Enterprise":
        return keys
    if claim.uscc:
        org = _org_code_of(claim.uscc)
        keys.append(("org", org) if org else ("uscc", claim.uscc))
    elif claim.org_code:
        keys.append(("org", claim.org_code.replace("-", "")))
    if claim.registration_number:
        keys.append(("reg", claim.registration_number))
    if claim.lei:
        keys.append(("lei", claim.lei))
    return keys


def _person_keys(claim: Claim) -> list[Key]:
    if claim.kind == "Person" and claim.id_hmac:
        return [("id", claim.id_key or "", claim.id_hmac)]
    return []


__all__ = ["Key", "digest_id", "known_in_source_only", "org_check_character", "primary_key", "secondary_keys"]
