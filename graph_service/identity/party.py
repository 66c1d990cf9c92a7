"""A party as someone describes it: the values that matching compares. Sparse; what is absent is unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph_service.errors import InvalidInput
from graph_service.identity.keys import org_check_character
from graph_service.identity.names import is_placeholder, key, tidy
from graph_service.model import Entity

MAX_NAME = 500
MAX_NAMES = 50
_LATIN_RUN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9&.,'() -]{5,}")
_HAN_RUN = re.compile(r"[\u3400-\u9fff（）()·0-9]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DIGITS = re.compile(r"\D")


@dataclass(frozen=True)
class PartyExample:
    """``names``: the present one first. Codes must be checked before; ``id_hmac`` goes with ``id_key``.

    ``officers`` are names of the people (of a person: of those beside it) in office. ``id``: the party in the
    graph, where it is one.
    """

    kind: str
    names: tuple[str, ...] = ()
    uscc: str | None = None
    org_code: str | None = None
    registration_number: str | None = None
    lei: str | None = None
    id_hmac: str | None = None
    id_key: str | None = None
    id_mask: str | None = None
    birth_year: int | None = None
    gender: str | None = None
    region: str | None = None
    country: str | None = None
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    id: str | None = field(default=None, compare=False)

    def checked(self) -> PartyExample:
        """The same with tidy names, two-script names in both scripts; ``InvalidInput`` where a limit is broken."""
        if self.kind not in ("Enterprise", "Person"):
            raise InvalidInput(
                f"a party is an Enterprise or a Person, not {self.kind!r}",
                f"主体种类只能是企业或自然人：{self.kind[:40]}",
            )
        if len(self.names) > MAX_NAMES or any(len(name) > MAX_NAME for name in self.names):
            raise InvalidInput(
                f"at most {MAX_NAMES} names of at most {MAX_NAME} characters can be compared",
                f"最多比对 {MAX_NAMES} 个名称，每个不超过 {MAX_NAME} 个字符",
            )
        return self.tidied()

    def tidied(self) -> PartyExample:
        names = (written for name in self.names for written in scripts(tidy(name)) if written)
        return replace(self, names=tuple(dict.fromkeys(names)))

    @cached_property
    def real_names(self) -> tuple[str, ...]:
        """Names that are no placeholders."""
        return tuple(name for name in self.names if not is_placeholder(name))

    @cached_property
    def name_keys(self) -> frozenset[str]:
        return frozenset(key(name) for name in self.real_names)

    @cached_property
    def org(self) -> str | None:
        """The organisation code, also as characters 9-17 of a credit code where its check character is right."""
        if self.org_code:
            return self.org_code.upper().replace("-", "")
        code = self.uscc[8:17] if self.uscc and len(self.uscc) == 18 else None
        return code if code and org_check_character(code) == code[8] else None

    @cached_property
    def phone_keys(self) -> frozenset[str]:
        return frozenset(p for phone in self.phones if len(p := phone_key(phone)) >= 7)

    @cached_property
    def address_keys(self) -> frozenset[str]:
        return frozenset(a for address in self.addresses if len(a := address_key(address)) >= 5)

    @cached_property
    def officer_keys(self) -> frozenset[str]:
        return frozenset(key(name) for name in self.officers if not is_placeholder(name))


def phone_key(phone: str) -> str:
    """A telephone number as digits without the country's prefix."""
    return _DIGITS.sub("", tidy(phone)).removeprefix("0086").removeprefix("86" if phone.strip().startswith("+") else "")


def address_key(address: str) -> str:
    """An address in comparable form, without marks between its parts."""
    return re.sub(r"[\s,，。.、;；()\-]+", "", key(address))


def scripts(name: str) -> tuple[str, ...]:
    """The name, and where it is written in two scripts, each of them too."""
    if not (_HAN.search(name) and (latin := _LATIN_RUN.search(name))):
        return (name,)
    chinese = max(_HAN_RUN.findall(name), key=len, default="").strip("()（）")
    return (name, chinese, latin.group().strip(" ,.(-")) if len(chinese) >= 2 else (name,)


def example_of(found: Entity) -> PartyExample:
    """What the graph itself says of a party; contact points and officers are added by who reads them."""
    get = found.get
    names = (found.name, *(get("former_names") or ()), *(get("aliases") or ()))[:MAX_NAMES]
    return PartyExample(
        found.kind, tuple(n[:MAX_NAME] for n in names if n), get("uscc"), get("org_code"), get("registration_number"), get("lei"),
        get("id_hmac"), get("id_key"), get("id_mask"), get("birth_year"), get("gender"), get("region"), get("country"),
        id=found.id,
    ).tidied()  # fmt: skip
