"""Puts the planted cases of a sample county to a service through its API and compares the answers."""

from __future__ import annotations

from typing import Any

from graph_service.loading.assertions import Claim
from graph_service.loading.facts import entity_id
from graph_service.services import Viewer
from tests.api.conftest import Service


class Truths:
    """The cases of one county, asked of one service."""

    def __init__(self, service: Service, case: dict[str, Any], reader: str) -> None:
        self._service = service
        self._reader = reader
        self._case = case
        self._ids: dict[str, str] = {}

    def id_of(self, key: str) -> str:
        if key not in self._ids:
            party = self._case["parties"][key]
            self._ids[key] = self._person(party) if party["kind"] == "Person" else self._firm(party["uscc"])
        return self._ids[key]

    def _firm(self, code: str) -> str:
        hits = self._service.get("/entities", q=code)["hits"]
        assert len(hits) == 1, f"{code} finds {hits}"
        return str(hits[0]["id"])

    def _person(self, party: dict[str, Any]) -> str:
        firm = self._firm(party["role_at"])
        found = self._service.get(f"/entities/{firm}/relationships", include_ended=True, as_of=self._case["as_of"])
        ids = {r["from"] for r in found["relationships"] if found["parties"][r["from"]]["name"] == party["name"]}
        assert len(ids) == 1, f"{party} is {ids}"
        return ids.pop()

    def _key_of(self, identifier: str) -> str:
        for key in self._case["parties"]:
            if self.id_of(key) == identifier:
                return str(key)
        return identifier

    def answer(self) -> list[dict[str, Any]]:
        ask = self._case["ask"]
        found: list[dict[str, Any]] = getattr(self, f"_{ask['kind']}")(ask)
        return found

    def _exposure_of(self, party: str) -> dict[str, Any]:
        path = f"/entities/{self.id_of(party)}/exposure"
        found: dict[str, Any] = self._service.get(path, key=self._reader, as_of=self._case["as_of"])
        return found

    def _exposure(self, ask: dict[str, Any]) -> list[dict[str, Any]]:
        reply = self._exposure_of(ask["party"])
        best = reply["indicative"]["best"]
        found: list[dict[str, Any]] = [{"exposed": best is not None}]
        for path in (best, *reply["indicative"]["from_other_sources"], *reply["indicative"]["further_paths"]):
            if path:
                nodes = [self._key_of(node) for node in path["nodes"]]
                found.append({"source": self._key_of(path["source"]), "witness": nodes})
        found += [
            {"not_counted": self._key_of(c["at"]), "reason": c["reason"]} for c in reply["indicative"]["not_counted"]
        ]
        return found + [{"pattern": p["pattern"]} for p in reply["patterns"]]

    def _reach(self, ask: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"effect": r["effect"]} for r in self._exposure_of(ask["party"])["lawful_reach"]]

    def _own(self, ask: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"records": len(self._exposure_of(ask["party"])["own"])}]

    def _same_party(self, ask: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"answer": self._service.get("/comparisons", a=self.id_of(ask["a"]), b=self.id_of(ask["b"]))["answer"]}]

    def _paths(self, ask: dict[str, Any]) -> list[dict[str, Any]]:
        body = {"ids": [self.id_of(key) for key in ask["ids"]], "as_of": self._case["as_of"]}
        reply = self._service.call("POST", "/api/v1/paths", json=body).json()
        found = []
        for path in reply["paths"]:
            nodes = [path["steps"][0]["from"], *(step["to"] for step in path["steps"])]
            found.append({"length": path["length"], "nodes": [self._key_of(node) for node in nodes]})
        return found

    def _relations(self, ask: dict[str, Any]) -> list[dict[str, Any]]:
        found = self._service.get(
            f"/entities/{self.id_of(ask['party'])}/relationships", kind=ask["relation"], as_of=self._case["as_of"],
            include_ended=ask.get("include_ended", False),
        )  # fmt: skip
        return [{"count": len(found["relationships"])}]

    def _review(self, ask: dict[str, Any]) -> list[dict[str, Any]]:
        found = review_of(self._service, self._case)
        return [
            {"rule": f["rule"], "verdict": f["verdict"], "parties": sorted(self._key_of(p) for p in f["parties"])}
            for f in found["findings"]
        ]


def review_of(service: Service, case: dict[str, Any]) -> dict[str, Any]:
    """The review of the lot of a planted tender, under the regime that the case names."""
    lot = entity_id(Claim("Lot", local=case["ask"]["lot"]), "county-trading-centre")
    request = {"lot": lot, "tender": {"regime": case["ask"]["regime"]}, "as_of": case["as_of"], "indicative": False}
    return service.services.review(request, Viewer("test", frozenset({"reviewer"}), "案例复核"))


def matches(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    """Absent fields match anything; ``parties`` is the least set."""
    rest = {name: value for name, value in expected.items() if name != "parties"}
    named = set(expected.get("parties") or ()) <= set(found.get("parties") or ())
    return named and all(found.get(name) == value for name, value in rest.items())


def faults(service: Service, case: dict[str, Any], reader: str) -> list[str]:
    """What is wrong with the answer to a planted case; empty where it is right. ``reader``: a plain reader's key."""
    found = Truths(service, case, reader).answer()
    expect = case["expect"]
    missing = [f"missing {e}" for e in expect["must"] if not any(matches(e, f) for f in found)]
    unwanted = [f"unwanted {e}" for e in expect["must_not"] if any(matches(e, f) for f in found)]
    return [f"{case['case']}: {fault} in {found}" for fault in missing + unwanted]
