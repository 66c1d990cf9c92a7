"""Names made comparable: width, case, spaces, brackets, traditional and simplified; and what is no name at all."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

PLACEHOLDERS = frozenset({
    "", "n/a", "na", "nan", "none", "null", "无", "无名", "无名氏", "暂无", "未知", "不详", "空白", "空", "-", "--", "—", "/", "*", "**",
    "***", "待定", "其他", "其它", "未填写", "未登记", "法定代表人", "负责人", "姓名", "匿名", "unknown", "0",
})  # fmt: skip
_SPACES = re.compile(r"[\s\u3000·•．.]+")
_BRACKETS = str.maketrans({"（": "(", "）": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")"})


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=32768)
def tidy(name: str) -> str:
    """A name for showing: NFKC, no control characters, single spaces."""
    text = unicodedata.normalize("NFKC", name)
    text = "".join(c for c in text if unicodedata.category(c)[0] != "C" or c in "\t\n ")
    return re.sub(r"\s+", " ", text).strip()


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """A name for comparing: tidy, lower case, simplified, one form of brackets, no spaces or dots."""
    text = tidy(name).casefold().translate(_BRACKETS)
    if any(c > "\u2e7f" for c in text):
        text = _simplifier().convert(text)
        return _SPACES.sub("", text)
    return re.sub(r"[\s.]+", " ", text).strip()


def is_placeholder(name: str | None) -> bool:
    """Whether the text says that there is no name (无, N/A …): such a name identifies and relates nobody."""
    return key(name or "").replace(" ", "") in PLACEHOLDERS
