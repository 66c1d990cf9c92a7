"""The reference page of the measures, written from the data. ``python -m graph_service.ownership.reference`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from graph_service.ownership.definitions import Definition, Version, definitions
from graph_service.records.kinds import kinds
from graph_service.shares import decimal_text

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "measures.md"
_HEAD = """# Measures of ownership and control

Written from `graph_service/ownership/definitions.yaml` by `graph_service.ownership.reference`; change the data, not
this page. Each measure answers by its own definition; none is derived from the number of another. A text marked
`mirror` was read in a public copy of the official database, `paper` in the paper, `summary` in public summaries,
`unread` not at all: before it is shown to users as the law, check it against the official publication. Dates are days
in Asia/Shanghai; "until" is the last day on which a text was in force. On a day without a text the measure is not run.
以上 includes the number, 超过 does not (民法典 1259).
"""


def reference_page() -> str:
    """The whole page as Markdown."""
    found = definitions().values()
    table = ["| measure | text | threshold | in force |", "|---|---|---|---|"]
    table += [_row(d, v) for d in found for v in d.versions]
    return "\n".join([_HEAD, *table, "", *(_definition(d) for d in found), *_lists()]).rstrip() + "\n"


def _row(definition: Definition, version: Version) -> str:
    article = f" {version.article}" if version.article else ""
    return f"| {definition.zh} | {version.source}{article} | {_threshold(version) or '–'} | {_force(version) or '–'} |"


def _definition(definition: Definition) -> str:
    lines = [f"## {definition.zh} · {definition.en}\n", f"`{definition.measure}`: {definition.definition}\n"]
    return "\n".join([*lines, *(line for version in definition.versions for line in _version(version)), ""])


def _version(version: Version) -> Iterator[str]:
    yield f"- **{version.id}**: {version.source} {version.article}".rstrip() + f" (text: {version.text})"
    pairs = (
        ("wording", f"“{version.wording}”" if version.wording else ""), ("threshold", _threshold(version)),
        ("each link of a chain", _bound(version.link_threshold, inclusive=version.inclusive)),
        ("counts", _counts(version)), ("excludes", "who is a shareholder of the company" if version.not_shareholder else ""), ("in force", _force(version)), ("note", version.note),
    )  # fmt: skip
    yield from (f"  - {name}: {value}" for name, value in pairs if value)


def _threshold(version: Version) -> str:
    return _bound(version.threshold, inclusive=version.inclusive)


def _bound(share: Fraction | None, *, inclusive: bool) -> str:
    if share is None:
        return ""
    percent = f"{decimal_text(share * 100)} %"
    return f"{percent} or more (inclusive)" if inclusive else f"more than {percent} (exclusive)"


def _counts(version: Version) -> str:
    if not version.id.startswith(("ofac", "eu", "uk")):
        return ""
    listed = "listed parties added up" if version.aggregate else "each listed party by itself"
    return f"{listed}; {'ownership and declared control' if version.control else 'ownership only'}"


def _force(version: Version) -> str:
    since = f"from {version.valid_from}" if version.valid_from else ""
    return f"{since} until {version.valid_to - timedelta(days=1)}".strip() if version.valid_to else since


def _lists() -> Iterator[str]:
    yield "## Which lists the foreign rules follow\n"
    yield "| rule | record kind |\n|---|---|"
    yield from (f"| {kind.cascade} | {kind.zh} ({kind.en}) |" for kind in kinds() if kind.cascade)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference_page(), encoding="utf-8")
