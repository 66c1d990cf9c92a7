"""Letters of clarification as PDF or Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_service.dossier.letters import letters
from guanlian.report.pdf import pdf


def letters_pdf(document: Mapping[str, Any]) -> bytes:
    """One letter a page."""
    facts = dict(document["facts"])
    content = {"head": document["head"], "deadline": facts["投标截止"], "letters": letters(document)}
    return pdf("letters.typ", content, document["head"]["updated_at"])


def letters_markdown(document: Mapping[str, Any]) -> bytes:
    """To be edited in a word processor."""
    title, deadline = document["head"]["title"], dict(document["facts"])["投标截止"]
    return "\n\n---\n\n".join(_letter(one, title, deadline) for one in letters(document)).encode() + b"\n"


def _letter(one: Mapping[str, Any], title: str, deadline: str) -> str:
    lines = [
        "# 关于请予说明有关情况的函（草稿）", f"{_plain(one['to'])}：",
        f"贵单位参加的“{_plain(title)}”（投标截止 {deadline}），经核对已载入的资料，下列事项尚需贵单位说明。所列系资料显示的情况，不是认定结论。",
    ]  # fmt: skip
    for item in one["items"]:
        lines.append(f"## 事项 {item['number']}　{_plain(item['article'])}（{item['verdict']}）　{item['reference']}")
        rows = [f"涉及：{'；'.join(item['parties'])}", *(f"资料显示：{way}" for way in item["ways"]), *item["evidence"]]
        rows += [f"请提供：{item['settles']}"] if item["settles"] else []
        lines.append("\n".join(f"- {_plain(row)}" for row in rows))
    lines.append("请于　　　　年　　月　　日　　时前以书面形式（加盖公章）说明并附证明材料。")
    return "\n\n".join(lines)


def _plain(text: str) -> str:
    """Text that Markdown takes as it is."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text
