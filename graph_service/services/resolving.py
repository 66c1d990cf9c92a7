"""Whom the given names and codes mean, and how sure that is. What is open is asked back with what would settle it.

A code or a full ID number says who it is; a name alone never does: one enterprise of that name is ``name_only``,
several are ``ambiguous``, and persons are never looked up by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph_service.errors import InvalidInput
from graph_service.identity.keys import digest_id, primary_key
from graph_service.identity.names import is_placeholder, key
from graph_service.loading.assertions import Claim
from graph_service.model import Entity
from graph_service.reading.reader import GraphReader
from graph_service.search.index import NameIndex
from graph_service.search.query import search
from graph_service.tender.cast import Identity
from graph_service.tender.docket import confidence_of
from graph_service.tender.model import Party
from graph_service.tender.roles import Resolved

CANDIDATES = 5
_CODE = ("统一社会信用代码", "its unified social credit code")
_NUMBER = ("身份证号码", "the person's ID number")


class Resolving:
    """Resolves the parties of one tender: one read for all ids and codes, names in the index."""

    def __init__(self, reader: GraphReader, index: NameIndex, given: Iterable[Party]) -> None:
        self._reader = reader
        self._index = index
        self._found: dict[Party, Resolved] = {}
        wanted = list(dict.fromkeys(given))
        ids = {party: i for party in wanted if (i := self._identifier(party))}
        self._known: Mapping[str, Entity] = reader.entities(set(ids.values()))
        self._hits = {party: self._search(party) for party in wanted if party not in ids and party.kind != "Person"}
        self._keep_known()
        for party in wanted:
            self._found[party] = self._resolve(party, ids.get(party))

    def __call__(self, party: Party) -> Resolved:
        return self._found[party]

    def _search(self, party: Party) -> list[Mapping[str, object]]:
        name = party.name or ""
        if is_placeholder(name):
            return []
        found: list[Mapping[str, object]] = search(self._index, name[:200], kinds=("Enterprise",), limit=20)["hits"]
        return found

    def _keep_known(self) -> None:
        """The index knows the present version; of a review at an earlier one, what was not yet known is left out."""
        if self._index.version != self._reader.version:
            known = self._reader.entities({str(hit["id"]) for hits in self._hits.values() for hit in hits})
            self._hits = {party: [h for h in hits if h["id"] in known] for party, hits in self._hits.items()}

    def _identifier(self, party: Party) -> str | None:
        """The id that an id, a code or an ID number leads to, whether or not the graph has it."""
        if party.id:
            return party.id
        if party.id_hmac:
            return digest_id(("id", party.id_key or "", party.id_hmac))
        code = _plain(party.code)
        if not code:
            return None
        hits = search(self._index, code, kinds=("Enterprise",), limit=1)
        if hits["hits"] and hits["hits"][0]["matched"] == "identifier":
            return str(hits["hits"][0]["id"])
        wrong = any(note["code"] == "bad_check_digit" for note in hits["notes"])
        return None if wrong or len(code) != 18 else digest_id(primary_key(Claim("Enterprise", uscc=code), ""))

    def _resolve(self, party: Party, identifier: str | None) -> Resolved:
        found = self._known.get(identifier) if identifier else None
        if found is None and party.id and (survivor := self._reader.survivor(party.id)):
            identifier, found = survivor, self._reader.entities([survivor]).get(survivor)
        if found is not None and identifier is not None:
            return Resolved(identifier, identifier, self._known_identity(party, found))
        if identifier is not None and not party.id:
            return Resolved(identifier, None, _absent(party, sure=True))
        if party.id:
            raise InvalidInput(f"nothing has the id {party.id}", f"没有编号为 {party.id} 的主体", id=party.id)
        if party.kind == "Person" or not party.name:
            return Resolved(None, None, _absent(party, sure=False))
        return self._by_name(party)

    def _known_identity(self, party: Party, found: Entity) -> Identity:
        if party.judged:
            return Identity("judged")
        confidence = confidence_of(found)
        if confidence == "name_only":
            zh, en = _NUMBER if found.kind == "Person" else _CODE
            return Identity(confidence, (), f"提供{zh}", f"give {en}")
        names = {key(n) for n in (found.name, *(found.get("former_names") or ()), *(found.get("aliases") or ())) if n}
        if party.name and names and key(party.name) not in names and not party.id:
            return Identity(confidence, _brief([found]), "所给名称与该代码登记的名称不同，请核对代码",
                            "the name given is not that of the code: check the code")  # fmt: skip
        return Identity(confidence)

    def _by_name(self, party: Party) -> Resolved:
        name = party.name or ""
        if is_placeholder(name):
            return Resolved(None, None, _absent(party, sure=False))
        hits = self._hits[party]
        same = [hit for hit in hits if key(hit["text"]) == key(name)]
        ids = list(dict.fromkeys(str(hit["id"]) for hit in same))
        zh, en = _CODE
        wrong = "所给代码校验位不符，" if party.code else ""
        if len(ids) == 1:
            said = Identity(
                "name_only",
                _hits(same),
                f"{wrong}提供{zh}，确认是否该企业",
                f"give {en}, to confirm that it is this one",
            )
            return Resolved(ids[0], ids[0], said)
        if ids:
            said = Identity(
                "ambiguous",
                _hits(same),
                f"{wrong}{len(ids)} 家企业同名：提供{zh}",
                f"{len(ids)} of that name: give {en}",
            )
            return Resolved(None, None, said)
        said = Identity(
            "absent",
            _hits(hits),
            f"{wrong}图中没有该名称：提供{zh}，或先加载其登记数据",
            f"not in the graph: give {en}, or load its data",
        )
        return Resolved(None, None, said)


def _absent(party: Party, sure: bool) -> Identity:
    """Not in the graph. ``sure``: a code or number says who it is all the same."""
    zh, en = _NUMBER if party.kind == "Person" else _CODE
    if sure:
        strong = "id_number" if party.id_hmac else "code"
        return Identity(strong, (), "图中没有该主体的数据", "the graph has nothing of this party")
    confidence = "name_only" if party.kind == "Person" else "absent"
    return Identity(confidence, (), f"提供{zh}", f"give {en}")


def _plain(code: str | None) -> str:
    return (code or "").upper().replace("-", "").replace(" ", "")


def _hits(hits: Iterable[Mapping[str, object]]) -> tuple[tuple[str, str], ...]:
    unique = {str(hit["id"]): str(hit["name"]) for hit in hits}
    return tuple(list(unique.items())[:CANDIDATES])


def _brief(found: Iterable[Entity]) -> tuple[tuple[str, str], ...]:
    return tuple((entity.id, entity.name) for entity in found)
