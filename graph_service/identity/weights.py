"""The published weights: what each feature counts, and why; read once from ``weights.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("weights.yaml")


@dataclass(frozen=True, slots=True)
class Weight:
    """One feature: its weight in natural log-odds, its name in both languages, and the reason of the weight."""

    feature: str
    weight: float
    zh: str
    en: str
    because: str


@dataclass(frozen=True, slots=True)
class Manner:
    """A way in which two names agree, and the value with which the name then counts."""

    id: str
    value: float
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Weights:
    """``grades``: the least score of strong, medium and weak. ``version`` is quoted by every comparison."""

    version: int
    prior: float
    ceiling: float
    grades: dict[str, float]
    features: dict[str, Weight]
    manners: dict[str, Manner]

    def grade(self, score: float) -> str | None:
        """The grade of a score; ``None`` below weak."""
        return next((grade for grade, least in self.grades.items() if score >= least), None)


@lru_cache(maxsize=1)
def weights() -> Weights:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    features = {name: Weight(name, **row) for name, row in content["features"].items()}
    manners = {name: Manner(name, row["value"], row["zh"], row["en"]) for name, row in content["manners"].items()}
    return Weights(
        content["version"], content["prior"], content["ceiling"], content["grades"], features, manners
    )  # fmt: skip


def weights_reference() -> str:
    """The weights as a Markdown page; the reference is made from it."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    lines = [
        "# Features and weights of matching", "",
        f"Version {content['version']}. Score = 1 / (1 + exp(−(prior + Σ value × weight))), at most {content['ceiling']}.",
        f"Prior {content['prior']}: {content['because']} Ceiling: {content['ceiling_because']}", "",
        f"Grades: {', '.join(f'{name} from {least}' for name, least in content['grades'].items())}. {content['grades_because']}",
        "", "| feature | weight | 中文 | meaning | why this weight |", "| --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for name, row in content["features"].items():
        lines.append(f"| `{name}` | {row['weight']:+} | {row['zh']} | {row['en']} | {row['because']} |")
    lines += ["", "## How names agree", "", "| manner | value | 中文 | meaning |", "| --- | --- | --- | --- |"]
    lines += [f"| `{n}` | {r['value']} | {r['zh']} | {r['en']} |" for n, r in content["manners"].items()]
    return "\n".join(lines) + "\n"
