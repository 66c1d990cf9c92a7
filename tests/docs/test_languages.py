"""The guides exist in English and Chinese: the Chinese twin follows its English page, and links stay in the language."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs/how-to"
TWINS = {
    ROOT / "README.md": ROOT / "README.zh-CN.md",
    **{page: GUIDES / "zh-CN" / page.name for page in sorted(GUIDES.glob("*.md"))},
}
WRITTEN_FROM = re.compile(r"<!-- 对应英文页：(\S+) ([0-9a-f]{16}) -->")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARKS = "，。：；、！？）”》"
SAME = re.compile(r"[\u4e00-\u9fff]+公司|\d[\d.]*|[▲●◆○→]")
"""What an answer says alike in every language: firms, numbers, signs."""
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[list[str]]:
    """The code blocks, line by line, without comments and blank lines: what is typed. Of what comes back (``text``), which
    is in the language of the reader, what is alike in every language."""
    found = []
    for form, body in BLOCK.findall(text(page)):
        lines = (re.sub(r"(^|\s+)# .*", "", line).rstrip() for line in body.splitlines())
        kept = [line for line in lines if line]
        found.append([" ".join(SAME.findall(line)) for line in kept] if form == "text" else kept)
    return found


def sections(page: Path) -> list[int]:
    """The depth of each heading."""
    return [len(marks) for marks in re.findall(r"^(#+) ", BLOCK.sub("", text(page)), re.MULTILINE)]


def links(page: Path) -> set[Path]:
    """The files of this checkout that a page leads to."""
    plain = BLOCK.sub("", text(page))
    return {(page.parent / target).resolve() for target in LINK.findall(plain) if "://" not in target}


pairs = pytest.mark.parametrize(("english", "chinese"), TWINS.items(), ids=[name(page) for page in TWINS])


@pairs
def test_the_chinese_page_follows_the_english_one(english: Path, chinese: Path) -> None:
    assert chinese.exists(), f"{name(english)} has no Chinese twin: write {name(chinese)}"
    digest = hashlib.sha256(english.read_bytes()).hexdigest()[:16]
    first = text(chinese).splitlines()[0]
    said = WRITTEN_FROM.fullmatch(first)
    wanted = f"<!-- 对应英文页：{name(english)} {digest} -->"
    assert said, f"the first line of {name(chinese)} must be: {wanted}"
    assert first == wanted, (
        f"{name(english)} has changed since {name(chinese)} was written from it. See what changed "
        f"(git log -p -- {name(english)}), say the same in the Chinese page, then make its first line: {wanted}"
    )


@pairs
def test_both_have_the_same_sections_and_commands(english: Path, chinese: Path) -> None:
    assert sections(chinese) == sections(english), f"headings of {name(chinese)} and {name(english)} differ"
    assert blocks(chinese) == blocks(english), f"code blocks of {name(chinese)} and {name(english)} differ"


@pairs
def test_links_lead_to_files_and_stay_in_the_language(english: Path, chinese: Path) -> None:
    for page, other, twins in ((english, chinese, {c: e for e, c in TWINS.items()}), (chinese, english, TWINS)):
        found = links(page)
        assert {link for link in found if not link.exists()} == set(), f"{name(page)} leads nowhere"
        assert other in found, f"{name(page)} does not lead to {name(other)}"
        strays = {name(link): name(twins[link]) for link in found & twins.keys() if link != other}
        assert strays == {}, f"{name(page)} leads to the other language; its own has: {strays}"


@pytest.mark.parametrize("page", [p for pair in TWINS.items() for p in pair], ids=name)
def test_code_stands_in_fences(page: Path) -> None:
    """Blocks by indentation would not be compared."""
    plain = BLOCK.sub("", text(page))
    assert "```" not in plain, f"{name(page)}: a fence stays open"
    assert re.findall(r"\n\n {4,}\S.*", plain) == [], f"{name(page)}: code by indentation; use ```sh"


def unended(page: Path) -> list[str]:
    """Bold words of which the asterisks are shown: Markdown ends no emphasis between such a mark and a letter."""
    found = []
    for line in text(page).splitlines():
        parts = line.split("**")
        bold = zip(parts[1::2], parts[2::2], strict=False)
        found += [inside for inside, after in bold if inside[-1:] in MARKS and re.match(r"\w", after)]
    return found


@pytest.mark.parametrize("chinese", TWINS.values(), ids=name)
def test_emphasis_ends_before_chinese_marks(chinese: Path) -> None:
    assert unended(chinese) == [], f"{name(chinese)}: put the mark behind the asterisks"
