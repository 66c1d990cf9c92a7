"""Drafts of letters that ask a bidder to explain findings that nobody has settled yet. A person checks and sends them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def letters(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One letter for each bidder with open findings, in the order of the bidders."""
    found = []
    for bidder in document["bidders"]:
        label = f"{bidder['number']} {bidder['name']}"
        rows = [row for row in document["findings"] if label in row["parties"] and is_open(row)]
        items = [_item(number, row) for number, row in enumerate(rows, 1)]
        if items:
            found.append({"to": bidder["name"], "code": bidder["code"], "items": items})
    return found


def is_open(finding: Mapping[str, Any]) -> bool:
    """Not decided, waiting for a second person, refused by one, or decided on evidence that has changed since."""
    decision = finding["decision"]
    return decision is None or decision["standing"] != "生效" or bool(decision["changed"])


def _item(number: int, finding: Mapping[str, Any]) -> dict[str, Any]:
    """Numbered within the letter: how many findings there are about others is not the addressee's to know."""
    return {
        "number": number, "reference": finding["id"], "article": finding["article"], "verdict": finding["verdict_zh"],
        "parties": finding["parties"], "ways": [_way(path) for path in finding["paths"] if any(link["drawn"] for link in path["links"])],
        "evidence": [f"{what}：{value}" for what, value, _ in finding["evidence"]], "settles": finding["settles"],
    }  # fmt: skip


def _way(path: Mapping[str, Any]) -> str:
    """The path in words."""
    words = str(path["nodes"][0]["name"]) if path["nodes"] else ""
    for link, node in zip(path["links"], path["nodes"][1:], strict=False):
        arrow = "—{}—" if not link["drawn"] else "—{}→" if link["forward"] else "←{}—"
        words += f" {arrow.format(link['label'])} {node['name']}"
    return words
