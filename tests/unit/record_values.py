"""Model values for tests of records and reach: written out, or built from the facts of a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from graph_service.dates import PartialDate
from graph_service.model import Entity, Period, Relationship, SourceRef, Subgraph
from graph_service.records.kinds import canonical_name

SHARED = Path(__file__).resolve().parents[3] / "shared"
_SOURCE = SourceRef("test", "1")


def partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def record(kind: str = "失信被执行人", **values: Any) -> Entity:
    return Entity("r1", "CreditRecord", {"record_kind": kind, **values})


def tie(kind: str, origin: str, target: str, since: str | None = None, until: str | None = None,
        observed: tuple[date, ...] = (), **values: Any) -> Relationship:  # fmt: skip
    identifier = f"{kind}:{origin}:{target}:{since or ''}"
    return Relationship(
        identifier, kind, origin, target, Period(partial(since), partial(until), observed), _SOURCE, values
    )


def share(holder: str, company: str, value: str | None, since: str = "2015-01-01") -> Relationship:
    values = {} if value is None else {"share_min": value, "share_max": value}
    return tie("SHAREHOLDER_OF", holder, company, since, **values)


def graph(found: Entity, *ties: Relationship, subject: str = "firm", people: str = "") -> Subgraph:
    """The record with its subject; ids of persons are given, everything else is an enterprise."""
    subject_of = tie("SUBJECT_OF", subject, found.id)
    ends = {end for r in (*ties, subject_of) for end in (r.from_id, r.to_id)} - {found.id}
    parties = {end: Entity(end, "Person" if end in people.split() else "Enterprise") for end in ends}
    return Subgraph(1, {**parties, found.id: found}, (subject_of, *ties))


# -- from the facts of a case --------------------------------------------------------------------------------


def case_graph(case: dict[str, Any]) -> Subgraph:
    facts, on = case["facts"], date.fromisoformat(case["as_of"])
    entities = {p["key"]: Entity(p["key"], p["kind"], {"name": p["name"]}) for p in facts["parties"]}
    ties = [_case_tie(row, number, on) for number, row in enumerate(facts["relationships"])]
    for row in facts["records"]:
        entities[row["key"]] = Entity(row["key"], "CreditRecord", _record_values(row))
        ties += _record_ties(row, on)
    return Subgraph(1, entities, tuple(ties))


def _case_tie(row: dict[str, Any], number: int, on: date) -> Relationship:
    skipped = {"kind", "from", "to", "valid_from", "valid_to", "share", "observed_first", "observed_last"}
    values = {name: value for name, value in row.items() if name not in skipped}
    given = row.get("share")
    low, high = (given["min"], given["max"]) if isinstance(given, dict) else (given, given)
    if given not in (None, "unknown"):
        values |= {"share_min": low, "share_max": high}
    observed = tuple(date.fromisoformat(row[n]) for n in ("observed_first", "observed_last") if n in row) or (on,)
    period = Period(partial(row.get("valid_from")), partial(row.get("valid_to")), observed)
    return Relationship(f"rel-{number}", row["kind"], row["from"], row["to"], period, _SOURCE, values)


def _record_values(row: dict[str, Any]) -> dict[str, Any]:
    skipped = {"key", "subject", "named_persons", "court_order", "record_kind"}
    values = {name: value for name, value in row.items() if name not in skipped and value is not None}
    order = row.get("court_order") or {}
    values |= {f"court_order_{name}": order[name] for name in ("kind", "on") if order.get(name)}
    return {"record_kind": canonical_name(row["record_kind"]), **values}


def _record_ties(row: dict[str, Any], on: date) -> list[Relationship]:
    named = {entry["party"]: {n: v for n, v in entry.items() if n != "party"} for entry in row.get("named_persons", [])}
    for release in (row.get("court_order") or {}).get("released", []):
        named.setdefault(release["party"], {})["released_on"] = release["on"]
    ties = [("SUBJECT_OF", row["subject"], {}), *(("NAMED_IN", party, values) for party, values in named.items())]
    return [
        Relationship(f"{kind}:{party}:{row['key']}", kind, party, row["key"], Period(observed=(on,)), _SOURCE, values)
        for kind, party, values in ties
    ]
