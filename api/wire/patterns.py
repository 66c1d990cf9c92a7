"""Patterns of texts that several requests share, and what to say to whoever misses one."""

from __future__ import annotations

NO_NUL = r"^[^\x00]*$"
KEY = r"^[^\x00]{1,100}$"

WORDS: dict[str, tuple[str, str]] = {
    NO_NUL: ("may not contain the character U+0000; delete it", "不能含有空字符（U+0000），请删去"),
    KEY: ("must be 1 to 100 characters, none of them U+0000", "应为 1 至 100 个字符，不能含有空字符（U+0000）"),
}
"""English and Chinese, by pattern; a pattern without words is shown as it is."""
