"""Screening on real lists, which lie beside the checkout and are never part of it. Two commands:

    python benchmarks/real_lists.py debarred   [--data ../shared/data] [--write docs/benchmarks-screening.md]
    python benchmarks/real_lists.py alternates [--data ../shared/data] [--write docs/benchmarks-screening.md]

``debarred``: every bidder of the World Bank's awards, joint ventures taken apart, against its list of ineligible firms.
The list of possible matches goes to ``build/`` for a person to confirm; only counts are written to the page.
``alternates``: every alternate name of the OFAC list against the list of primary names alone; the entry that it belongs
to is the truth. Recall by kind of variation, beside rapidfuzz's token_sort_ratio over all names (exhaustive).
"""

from __future__ import annotations

import argparse
import csv
import logging
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).parents[1]))

from graph_service.engine import EngineSettings, open_engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.identity.names import key
from graph_service.identity.party import PartyExample
from graph_service.loading.assertions import EntityAssertion
from graph_service.loading.facts import entity_id
from graph_service.screening.request import Item, Options
from graph_service.services import Question, Services, Viewer
from guanlian.loading import FileLoader, LoadRequest
from loaders.cleaning.consortium import members
from loaders.files import prepare

HASHER = IdNumberHasher("benchmark", b"no numbers are in these lists")
VIEWER = Viewer("benchmark", frozenset({"admin"}), "benchmark")
BUILD = Path("build")


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["debarred", "alternates"])
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--every", type=int, default=1, help="only every n-th alternate name")
    parser.add_argument("--write", type=Path, help="append the tables to this file")
    arguments = parser.parse_args()
    lines = debarred(arguments.data) if arguments.command == "debarred" else alternates(arguments.data, arguments.every)
    text = "\n".join(lines)
    print(text)
    if arguments.write:
        with arguments.write.open("a", encoding="utf-8") as file:
            file.write(text + "\n\n")


def screened(files: Sequence[Path], items: Sequence[Item]) -> tuple[list[dict[str, Any]], dict[str, Any], float]:
    """Load the files into an empty graph and screen; results, names of candidates, seconds of screening."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(EngineSettings(Path(folder), heap="1g"))
        try:
            loader = FileLoader(engine, HASHER, Path(folder) / "reports")
            for path in files:
                loader.load(LoadRequest(path))
            services = Services(engine)
            services.search("warm", VIEWER)
            started = time.perf_counter()
            found = services.screen(items, Question(), VIEWER)
            seconds = time.perf_counter() - started
            kept = {i: services.entity(i, Question(), VIEWER)["entity"] for i in _listed(found)}
            return found["results"], kept, seconds
        finally:
            engine.stop()


def _listed(found: dict[str, Any]) -> list[str]:
    return (
        sorted({c["id"] for r in found["results"] for c in r["candidates"]}) if len(found["results"]) < 10_000 else []
    )


# -- bidders against the list of ineligible firms -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bid:
    name: str
    country: str
    whole: str
    contract: str
    status: str


def debarred(data: Path) -> list[str]:
    """Counts; the matches themselves go to ``build/debarred_bidders.csv``."""
    bids = _bids(data / "worldbank_bids" / "bids.csv")
    terms = _terms(data / "worldbank_debarred" / "ineligible_firms_and_individuals.xlsx")
    by_name: dict[tuple[str, str], list[Bid]] = defaultdict(list)
    for bid in bids:
        by_name[(bid.name, bid.country)].append(bid)
    items = [
        Item(str(n), (PartyExample("Enterprise", (name,), country=country or None).checked(),), Options(limit=3))
        for n, (name, country) in enumerate(by_name) if len(name) <= 500
    ]  # fmt: skip
    results, entities, seconds = screened(
        [data / "worldbank_debarred" / "ineligible_firms_and_individuals.xlsx"], items
    )
    names = list(by_name)
    matches = [
        (names[int(r["key"])], candidate) for r in results for candidate in r["candidates"][:1]
        if entities.get(candidate["id"], {}).get("kind") == "Enterprise"
    ]  # fmt: skip
    _write_matches(matches, by_name, entities, terms)
    return _debarred_table(bids, by_name, matches, seconds)


def _bids(path: Path) -> list[Bid]:
    found = []
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            parts = members(row["bidder.name"])
            whole = row["bidder.name"] if len(parts) > 1 else ""
            found += [Bid(p, row["bidder.country"], whole, row["contract"], row["status"]) for p in parts]
    return list(dict.fromkeys(found))


def _terms(path: Path) -> dict[str, list[tuple[str, str, str]]]:
    """From a listed name in comparable form to first day, last day and ground of each of its entries."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in sheet.iter_rows(values_only=True, min_row=4):
        name, *_, start, end, ground = [str(cell or "") for cell in (*row, *[""] * 7)[:7]]
        found[key(name)].append((start[:10], "" if end.startswith("2999") else end[:10], ground))
    book.close()
    return found


def _write_matches(
    matches: Iterable[tuple[tuple[str, str], dict[str, Any]]], by_name: dict[tuple[str, str], list[Bid]],
    entities: dict[str, Any], terms: dict[str, list[tuple[str, str, str]]],
) -> None:  # fmt: skip
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "debarred_bidders.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([
            "bidder", "bidder country", "consortium", "contract", "outcome", "listed name", "listed country", "from", "to",
            "ground", "grade", "score", "reasons for", "reasons against", "dates", "confirmed by a person (yes/no)",
        ])  # fmt: skip
        for (name, country), candidate in matches:
            entity = entities[candidate["id"]]
            reasons = {
                d: "; ".join(f["en"] for f in candidate["features"] if f["direction"] == d) for d in ("for", "against")
            }
            for bid in by_name[(name, country)]:
                for start, end, ground in terms.get(key(entity["name"]), [("", "", "")]):
                    writer.writerow([
                        name, country, bid.whole, bid.contract, bid.status, entity["name"], entity["values"].get("country", ""),
                        start, end or "permanent", ground, candidate["grade"] or candidate["answer"], candidate["score"],
                        reasons["for"], reasons["against"], _dates(None, start, end), "",
                    ])  # fmt: skip


def _dates(contract: str | None, start: str, end: str) -> str:
    """How the contract's day lies to the term; the published awards state no day, so nothing is claimed."""
    if contract is None:
        return "the contract's day is not in the list: look it up before anything is concluded"
    if contract < start:
        return "before the term"
    return "after the term" if end and contract > end else "within the term"


def _debarred_table(
    bids: Sequence[Bid], by_name: dict[tuple[str, str], list[Bid]],
    matches: Sequence[tuple[tuple[str, str], dict[str, Any]]], seconds: float,
) -> list[str]:  # fmt: skip
    grades = Counter(str(c["grade"] or c["answer"]) for _, c in matches)
    lines = [
        "### Bidders of World Bank contracts against its list of ineligible firms", "",
        f"{len(bids)} bids by {len(by_name)} spellings (name and country; joint ventures taken apart), "
        f"{len(by_name) / seconds:.0f} spellings/s on one core. Possible matches, to be confirmed by a person:", "",
        "| grade | spellings | listed parties | bids | of these in a joint venture | awarded | contract's day known |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]  # fmt: skip
    for grade in ("same", "strong", "medium", "weak"):
        if not grades[grade]:
            continue
        chosen = [(pair, c) for pair, c in matches if str(c["grade"] or c["answer"]) == grade]
        found = [bid for pair, _ in chosen for bid in by_name[pair]]
        lines.append(
            f"| {grade} | {len(chosen)} | {len({c['id'] for _, c in chosen})} | {len(found)} | "
            f"{sum(1 for b in found if b.whole)} | {sum(1 for b in found if b.status == 'Awarded')} | 0 |"
        )
    return lines


# -- alternate names against primary names -------------------------------------------------------------------------


def alternates(data: Path, every: int = 1) -> list[str]:
    """Recall at 1 and 5 by kind of variation."""
    folder = data / "ofac_sdn"
    primary = _primary(folder / "sdn.csv")
    pairs = _alternates(folder / "alt.csv")[::every]
    items = [
        Item(str(n), (PartyExample(kind, (alternate,)).checked(),), Options(limit=5))
        for n, (_, kind, _, alternate, _) in enumerate(pairs)
    ]
    results, _, seconds = screened([folder / "sdn.csv"], items)
    ours = [_rank(pair[0], [c["id"] for c in r["candidates"]]) for pair, r in zip(pairs, results, strict=True)]
    theirs = _baseline(primary, pairs)
    groups: dict[str, list[int]] = defaultdict(list)
    for number, (_, kind, name, alternate, _) in enumerate(pairs):
        groups[f"{'person' if kind == 'Person' else 'organisation'}: {variation(name, alternate)}"].append(number)
    lines = [
        "### Alternate names of the OFAC list against its primary names", "",
        f"{len(pairs)} alternate names of {len({p[0] for p in pairs})} entries against {len(primary)} primary names; "
        f"{len(pairs) / seconds:.0f} names/s on one core. Baseline: rapidfuzz token_sort_ratio over every name of the kind.", "",
        "| variation | names | recall at 1 | recall at 5 | baseline at 1 | baseline at 5 |", "| --- | --: | --: | --: | --: | --: |",
    ]  # fmt: skip
    for name, numbers in [*sorted(groups.items(), key=lambda g: -len(g[1])), ("all", list(range(len(pairs))))]:
        cells = [f"{_recall(ranks, numbers, at):.3f}" for ranks in (ours, theirs) for at in (1, 5)]
        lines.append(f"| {name} | {len(numbers)} | {' | '.join(cells)} |")
    return lines


Pair = tuple[str, str, str, str, str]
"""Id of the entry, kind, primary name, alternate name, alias or former name."""


def _primary(path: Path) -> dict[str, tuple[str, str]]:
    prepared = prepare(path, HASHER.hash)
    found: dict[str, tuple[str, str]] = {}
    for _, row in prepared.assertions():
        first = row[0]
        if isinstance(first, EntityAssertion):
            found[entity_id(first.claim, prepared.source.id)] = (first.claim.kind, first.claim.name)
    return found


def _alternates(path: Path) -> list[Pair]:
    prepared = prepare(path, HASHER.hash)
    found = []
    for _, row in prepared.assertions():
        for said in row:
            assert isinstance(said, EntityAssertion)
            for what in ("aliases", "former_names"):
                for alternate in said.values.get(what) or ():
                    found.append(
                        (entity_id(said.claim, prepared.source.id), said.claim.kind, said.claim.name, alternate, what)
                    )
    return list(dict.fromkeys(found))


def _rank(truth: str, candidates: Sequence[str]) -> int:
    return candidates.index(truth) + 1 if truth in candidates else 0


def _baseline(primary: dict[str, tuple[str, str]], pairs: Sequence[Pair]) -> list[int]:
    """Rank of the true entry among all names of its kind by token_sort_ratio; ties count against it."""
    ranks = [0] * len(pairs)
    for kind in ("Person", "Enterprise"):
        ids = [i for i, (k, _) in primary.items() if k == kind]
        names = [key(primary[i][1]) for i in ids]
        place = {identifier: n for n, identifier in enumerate(ids)}
        numbers = [n for n, pair in enumerate(pairs) if pair[1] == kind]
        for start in range(0, len(numbers), 500):
            chunk = numbers[start : start + 500]
            scores = process.cdist(
                [key(pairs[n][3]) for n in chunk], names, scorer=fuzz.token_sort_ratio, dtype=np.uint8
            )
            for row, n in zip(scores, chunk, strict=True):
                ranks[n] = int((row >= row[place[pairs[n][0]]]).sum())
    return ranks


def _recall(ranks: Sequence[int], numbers: Sequence[int], at: int) -> float:
    return sum(1 for n in numbers if 0 < ranks[n] <= at) / len(numbers)


_FORMS = frozenset({"co", "company", "ltd", "limited", "llc", "inc", "corp", "corporation", "sa", "srl", "gmbh", "jsc",
                    "ojsc", "pjsc", "plc", "de", "cv", "cia", "the", "and", "of"})  # fmt: skip


def variation(name: str, alternate: str) -> str:
    """What kind of variation an alternate name is; told from the two texts alone, without the matcher."""
    a, b = (re.findall(r"[a-z0-9]+", key(text)) for text in (name, alternate))
    if "".join(a) == "".join(b):
        return "spacing or punctuation"
    if sorted(a) == sorted(b):
        return "order of words"
    if sorted(set(a) - _FORMS) == sorted(set(b) - _FORMS):
        return "legal form or small words"
    if (
        len(b) == 1
        and len(b[0]) <= 8
        and (b[0] == "".join(w[0] for w in a if w not in _FORMS) or b[0] == "".join(w[0] for w in a))
    ):
        return "initials"
    if set(b) < set(a) or set(a) < set(b):
        return "words left out or added"
    similar = fuzz.token_sort_ratio(" ".join(a), " ".join(b))
    shared = len(set(a) & set(b)) / max(1, min(len(set(a)), len(set(b))))
    if similar >= 80:
        return "spelling or romanization"
    return "part of the words in common" if shared >= 0.5 or similar >= 60 else "another name"


if __name__ == "__main__":
    main()
