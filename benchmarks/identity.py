"""How well names are told apart: the published comparison beside baselines, on labelled pairs built here at run time.

    python benchmarks/identity.py [--data ../shared/data] [--count 2000] [--nomenklatura PYTHON] [--write docs/benchmarks-identity.md]

PYTHON is the interpreter of an environment where nomenklatura is installed; its matchers then stand beside ours on the same pairs.

The data lie beside the checkout and are no part of it; only counts are written. Pairs: ``registrations`` (a registered
name and the same with noise; against the registered name most like it), ``alternates`` (OFAC primary and alternate name;
against the primary name most like the alternate), ``debarred`` (the World Bank's listed name in
Latin letters and the Chinese name beside it; against the Latin name that sounds most like it), ``listed`` (a stock company
among the holders and the short name of a listed company, where of all short names only this one's characters stand in
it in their order; against the most alike of the others).
Weights and thresholds are the published ones; nothing here is fitted to these pairs.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import opencc
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.real_lists import HASHER, _alternates, _primary, variation
from graph_service.identity.match import compare
from graph_service.identity.names import is_placeholder, key
from graph_service.identity.party import PartyExample
from graph_service.identity.pinyin import letters, reading, syllable
from graph_service.identity.weights import weights
from graph_service.loading.assertions import EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import entity_id
from loaders.files import prepare

THRESHOLDS = tuple(round(0.05 * n, 2) for n in range(1, 20))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one party, and what kind of variation or likeness it is."""

    kind: str
    a: str
    b: str
    same: bool
    category: str


# -- labelled pairs --------------------------------------------------------------------------------------------


def registrations(data: Path, count: int, seed: int = 20261128) -> list[Pair]:
    """Registered names under noise, and against the registered name of another code that is most like them."""
    names = sorted({row["企业名称"] for row in _registered(data) if len(row["企业名称"]) >= 6})
    chance = random.Random(seed)
    chosen = chance.sample(names, count)
    by_sound = defaultdict(list)
    for name in names:
        by_sound[key(name)[2:4]].append(name)
    found = []
    for number, name in enumerate(chosen):
        category, noise = NOISES[number % len(NOISES)]
        if key(noisy := noise(name, chance)) and noisy != name:
            found.append(Pair("Enterprise", name, noisy, True, category))
        others = [n for n in by_sound[key(name)[2:4]] if key(n) != key(name)]
        if others:
            like = process.extractOne(name, others, scorer=fuzz.ratio)[0]
            found.append(Pair("Enterprise", name, like, False, "the most alike other registration"))
    return found


def _registered(data: Path) -> Iterator[dict[str, str]]:
    with gzip.open(data / "cn_registrations_liaoning" / "registrations.csv.gz", "rt", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _homophone(name: str, chance: random.Random) -> str:
    """One character in the middle by another of the same sound, where GB 2312 has one."""
    place = chance.randrange(1, max(2, len(name) // 2))
    sound = syllable(name[place])
    alike = [c for c in _COMMON if syllable(c) == sound and c != name[place]]
    return name[:place] + (chance.choice(alike) if alike else "") + name[place + 1 :]


_COMMON = [bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)]
_S2T = opencc.OpenCC("s2t")
_FORM = re.compile(r"(股份)?有限(责任)?公司$|公司$|厂$|店$")
_REGION = re.compile(r"^(辽宁省?)?[\u4e00-\u9fff]{2}[市县]")
NOISES: tuple[tuple[str, Callable[[str, random.Random], str]], ...] = (
    ("legal form left out", lambda n, _: _FORM.sub("", n)),
    ("region left out", lambda n, _: _REGION.sub("", n)),
    ("region and form left out", lambda n, _: _FORM.sub("", _REGION.sub("", n))),
    ("other limited form", lambda n, _: n.replace("有限责任公司", "有限公司") if "责任" in n else n.replace("有限公司", "有限责任公司")),
    ("traditional, spaced, wide", lambda n, _: "\u3000".join((_S2T.convert(n[:4]), _S2T.convert(n[4:])))),
    ("a character of the same sound", _homophone),
    ("a character left out", lambda n, c: (lambda i: n[:i] + n[i + 1 :])(c.randrange(1, len(n) - 2))),
    ("two characters exchanged", lambda n, c: (lambda i: n[:i] + n[i + 1] + n[i] + n[i + 2 :])(c.randrange(1, len(n) - 3))),
)  # fmt: skip


def alternates(data: Path, count: int, seed: int = 20261128) -> list[Pair]:
    """Primary and alternate names of one entry; each alternate against the most alike name of another entry."""
    primary = _primary(data / "ofac_sdn" / "sdn.csv")
    pairs = _alternates(data / "ofac_sdn" / "alt.csv")
    chosen = random.Random(seed).sample(pairs, min(count, len(pairs)))
    found = []
    for kind in ("Person", "Enterprise"):
        names = {name: i for i, (k, name) in primary.items() if k == kind}
        for identifier, its, name, alternate, _ in chosen:
            if its != kind:
                continue
            found.append(Pair(kind, name, alternate, True, variation(name, alternate)))
            likes = process.extract(alternate, names.keys(), scorer=fuzz.token_sort_ratio, limit=3)
            like = next((n for n, _, _ in likes if names[n] != identifier and key(n) != key(alternate)), None)
            if like:
                found.append(Pair(kind, like, alternate, False, "the most alike other entry"))
    return found


_CHINESE = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff（）()·]+")


def debarred(data: Path) -> list[Pair]:
    """Listed names in Latin letters and the Chinese name that stands beside it."""
    import openpyxl

    book = openpyxl.load_workbook(data / "worldbank_debarred" / "ineligible_firms_and_individuals.xlsx", read_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    both: dict[str, str] = {}
    for row in sheet.iter_rows(values_only=True, min_row=4):
        latin, beside = (str(cell or "").strip() for cell in row[:2])
        chinese = max(_CHINESE.findall(beside), key=len, default="").strip("（）()")
        if len(chinese) >= 2 and latin.isascii():
            both[chinese] = re.sub(r"\*\d+", "", latin)
    book.close()
    found = []
    for chinese, latin in both.items():
        kind = "Person" if len(chinese) <= 4 and re.match(r"(MR|MS|MRS|DR)\b", latin, re.IGNORECASE) else "Enterprise"
        found.append(Pair(kind, latin, chinese, True, f"Chinese name of the {kind.lower()}"))
        others = [other for c, other in both.items() if c != chinese and other != latin]
        like = process.extractOne(
            reading(chinese), others, scorer=fuzz.ratio, processor=lambda t: letters(t.casefold())
        )
        found.append(Pair(kind, like[0], chinese, False, "the Latin name of another party that sounds most alike"))
    return found


def listed(data: Path) -> list[Pair]:
    """Full names of stock companies and short names on the exchange. The data pair them nowhere: the labels are by rule."""
    with (data / "cn_listed_executives" / "import" / "stock.csv").open(encoding="utf-8") as file:
        shorts = sorted({_UNMARKED.sub("", row["name"]) for row in csv.DictReader(file)})
    with (data / "cn_listed_top10_holders_2017" / "stockHolder.csv").open(encoding="utf-8") as file:
        holders = sorted({row["holder_name"] for row in csv.DictReader(file)})
    found = []
    for name in holders:
        if not name.endswith(_STOCK) or "-" in name:  # a fund or an account at a bank is another party
            continue
        inside = [s for s in shorts if len(s) >= SHORT and _in_order(s, name.removesuffix(_STOCK))]
        if len(inside) == 1:
            like = process.extractOne(name, [s for s in shorts if s != inside[0]], scorer=fuzz.ratio)[0]
            found.append(Pair("Enterprise", name, inside[0], True, "short name of a listed company"))
            found.append(Pair("Enterprise", name, like, False, "the most alike other short name"))
    return found


_STOCK, SHORT = "股份有限公司", 3
_UNMARKED = re.compile(r"^\*?ST|\s")


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


# -- scores ----------------------------------------------------------------------------------------------------

Scores = dict[str, np.ndarray]


def scored(pairs: Sequence[Pair], nomenklatura: Path | None = None) -> Scores:
    """Scores in [0, 1] of every method for every pair; of nomenklatura's where an interpreter that has it is given."""
    found = {
        "guanlian": [_ours(p) for p in pairs],
        "rapidfuzz ratio": [fuzz.ratio(key(p.a), key(p.b)) / 100 for p in pairs],
        "rapidfuzz token_sort_ratio": [fuzz.token_sort_ratio(key(p.a), key(p.b)) / 100 for p in pairs],
        "rapidfuzz WRatio": [fuzz.WRatio(key(p.a), key(p.b)) / 100 for p in pairs],
        "Jaro-Winkler": [JaroWinkler.similarity(key(p.a), key(p.b)) for p in pairs],
    }
    found |= _nomenklatura(pairs, nomenklatura) if nomenklatura else {}
    return {name: np.asarray(values) for name, values in found.items()}


def _nomenklatura(pairs: Sequence[Pair], interpreter: Path) -> dict[str, list[float]]:
    """Raises ``CalledProcessError`` where nomenklatura is not installed there."""
    asked = json.dumps([(pair.kind, pair.a, pair.b) for pair in pairs])
    script = Path(__file__).with_name("nomenklatura_scores.py")
    done = subprocess.run([interpreter, script], input=asked, capture_output=True, text=True, check=True)
    return {f"nomenklatura {name}": values for name, values in json.loads(done.stdout).items()}


def _ours(pair: Pair) -> float:
    a, b = (PartyExample(pair.kind, (name[:500],)).checked() for name in (pair.a, pair.b))
    return compare(a, b).score


def measure(scores: np.ndarray, truth: np.ndarray, threshold: float) -> tuple[float, float, float]:
    """Precision, recall, F1 of calling a pair one from this score on."""
    said = scores >= threshold
    right = int((said & truth).sum())
    precision = right / said.sum() if said.any() else 1.0
    recall = right / truth.sum()
    return float(precision), float(recall), float(2 * precision * recall / (precision + recall) if right else 0.0)


# -- tables ----------------------------------------------------------------------------------------------------


def tables(title: str, pairs: Sequence[Pair], scores: Scores) -> Iterator[str]:
    truth = np.asarray([p.same for p in pairs])
    yield from (f"## {title}", "", f"{truth.sum()} pairs that are one party, {(~truth).sum()} that are not.", "")
    yield "| method | threshold | precision | recall | F1 |\n| --- | --: | --: | --: | --: |"
    for grade, least in weights().grades.items():
        yield _row(f"guanlian, {grade} or better", least, measure(scores["guanlian"], truth, least))
    for name, values in scores.items():
        best = max(THRESHOLDS, key=lambda t: measure(values, truth, t)[2])
        yield _row(f"{name}, best of the curve", best, measure(values, truth, best))
    yield from ("", "F1 over thresholds:", "")
    yield "| method | " + " | ".join(f"{t:.2f}" for t in THRESHOLDS[1::2]) + " |"
    yield "| --- |" + " --: |" * len(THRESHOLDS[1::2])
    for name, values in scores.items():
        yield f"| {name} | " + " | ".join(f"{measure(values, truth, t)[2]:.2f}" for t in THRESHOLDS[1::2]) + " |"
    yield from ("", "Errors by category at the grade *weak* (missed, or wrongly taken for one) and at *medium*:", "")
    yield "| category | pairs | errors at weak | errors at medium |\n| --- | --: | --: | --: |"
    yield from _errors(pairs, scores["guanlian"])
    yield ""


def _row(name: str, threshold: float, found: tuple[float, float, float]) -> str:
    return f"| {name} | {threshold:.2f} | " + " | ".join(f"{value:.3f}" for value in found) + " |"


def _errors(pairs: Sequence[Pair], scores: np.ndarray) -> Iterator[str]:
    total, weak, medium = Counter[str](), Counter[str](), Counter[str]()
    grades = weights().grades
    for pair, score in zip(pairs, scores, strict=True):
        total[pair.category] += 1
        weak[pair.category] += (score >= grades["weak"]) != pair.same
        medium[pair.category] += (score >= grades["medium"]) != pair.same
    for category, count in total.most_common():
        yield f"| {category} | {count} | {weak[category]} | {medium[category]} |"


# -- joining by name -------------------------------------------------------------------------------------------


def joins(data: Path) -> Iterator[str]:
    """How many pairs of legal representatives a rule would have joined, and how many loading joins."""
    by: dict[str, Counter[tuple[str, ...]]] = {"name": Counter(), "name + city": Counter(), "name + address": Counter()}
    for row in _registered(data):
        name = key(row["法人代表"] or "")
        if is_placeholder(name):
            continue
        by["name"][(name,)] += 1
        by["name + city"][(name, key(row["地区"] or ""))] += 1
        if len(address := key(row["注册地址"] or "")) >= 6:
            by["name + address"][(name, address)] += 1
    yield from ("## Joining registrations of Liaoning by the representative's name", "")
    yield "| rule | representatives with it | pairs that it would join |\n| --- | --: | --: |"
    for rule, counter in by.items():
        yield f"| {rule} | {counter.total():,} | {sum(n * (n - 1) // 2 for n in counter.values()):,} |"
    persons, mentions = _loaded(data)
    yield f"| what loading does | {mentions:,} | {mentions - persons:,} |"
    yield ""


def _loaded(data: Path) -> tuple[int, int]:
    """Different persons, and posts of legal representatives, that the mapping makes of the whole file."""
    prepared = prepare(data / "cn_registrations_liaoning" / "registrations.csv.gz", HASHER.hash)
    persons, posts = set(), set()
    for _, row in prepared.assertions():
        for said in row:
            if isinstance(said, RelationshipAssertion) and said.kind == "LEGAL_REPRESENTATIVE_OF":
                persons.add(origin := entity_id(said.origin, prepared.source.id))
                posts.add((origin, entity_id(said.target, prepared.source.id)))
            elif isinstance(said, EntityAssertion) and said.claim.id_hmac:
                raise AssertionError("this source has no ID numbers")
    return len(persons), len(posts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--nomenklatura", type=Path, metavar="PYTHON")
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    sets = {
        "Registrations under noise": registrations(arguments.data, arguments.count),
        "Alternate names of the OFAC list": alternates(arguments.data, arguments.count),
        "Latin and Chinese names in the World Bank's list": debarred(arguments.data),
        "Short names of listed companies": listed(arguments.data),
    }
    lines = [
        line for title, pairs in sets.items() for line in tables(title, pairs, scored(pairs, arguments.nomenklatura))
    ]
    lines += joins(arguments.data)
    text = "\n".join(lines)
    print(text)
    if arguments.write:
        head = arguments.write.read_text(encoding="utf-8").split("<!-- measured -->")[0]
        arguments.write.write_text(f"{head}<!-- measured -->\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
