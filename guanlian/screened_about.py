"""What stands beside a screened list: what was asked, of which data, and how the result is to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.words import Language

_TITLES = {"zh": ("筛查结果", "说明"), "en": ("Result", "About")}
_NAMES = {
    "zh": ("名单", "筛查日", "数据版本", "用途", "筛查条件", "结果", "未用于比对的列"),
    "en": ("List", "As of", "Data version", "Purpose", "Options", "Outcome", "Columns not compared"),
}
_OPTIONS = {
    "zh": {"threshold": "匹配分不低于 {0}", "limit": "每行至多 {0} 个候选", "kinds": "只找：{0}", "lists": "只列有以下现行记录的候选：{0}",
           "changed_since": "只列 {0} 之后有新信息的候选", "dismissed": "本单位已排除的匹配：{0}"},
    "en": {"threshold": "score at least {0}", "limit": "at most {0} candidates for each line", "kinds": "only: {0}",
           "lists": "only candidates with an active record of: {0}", "changed_since": "only what was learned after {0}",
           "dismissed": "matches that the unit dismissed: {0}"},
}  # fmt: skip
_VALUES = {
    "zh": {"hide": "不列出", "show": "列出", "Enterprise": "企业", "Person": "自然人"},
    "en": {"hide": "left out", "show": "shown", "Enterprise": "enterprises", "Person": "persons"},
}
_OUTCOMES = {
    "zh": {
        "same": ("同一", "强标识（统一社会信用代码、证件号码等）相符。"),
        "possible": ("疑似", "名称等特征相近，可能是同一主体，也可能只是同名。名称不是身份：使用前须以代码、证件号码或任职情况核实。"),
        "none": ("未见", "现有数据中没有找到。数据未必齐全，不能据此认定该主体没有不良记录。"),
        "dismissed": ("已排除", "本单位此前已认定不是同一主体，且此后没有新信息。"),
        "rejected": ("未筛查", "该行无法读取，或既无名称也无可用代码，原因见“说明”列；更正后可再次筛查。"),
    },
    "en": {
        "same": ("same", "A strong identifier (credit code, ID number …) is shared."),
        "possible": ("possible", "Name and other traits are alike: it may be this party, or a namesake. A name is no identity: confirm by code, "
                                 "ID number or office before it is used."),
        "none": ("none", "Nothing was found in these data. They need not be complete: it does not say that there is no record."),
        "dismissed": ("dismissed", "Your unit decided before that it is another party, and nothing new was learned since."),
        "rejected": ("rejected", "The line could not be read, or has neither a name nor a usable code; the note says why. Correct it and "
                                 "screen again."),
    },
}  # fmt: skip
"""What may come of a line: its word and what it means, in the order in which they matter."""
_COLUMNS = {
    "zh": (
        ("现行记录", "候选自身在筛查日有效的记录，括号内为列入（或作出决定）的日期；已到期、修复、撤销的不列。"),
        ("匹配分", "0 至 1，按公布的权重由“相符之处”“不符之处”各项得出；1 仅用于强标识相符。"),
    ),
    "en": (
        ("Active records", "Records that act against the candidate itself on that day, with the day of listing (or decision); ended, "
                           "repaired and revoked ones are left out."),
        ("Score", "0 to 1, from the reasons for and against by the published weights; 1 only where a strong identifier is shared."),
    ),
}  # fmt: skip
_LISTED = {"zh": "、", "en": ", "}


def sheet_titles(language: Language) -> tuple[str, str]:
    """Of the sheet with the result and of the one that explains it."""
    return _TITLES[language]


def about(
    summary: Mapping[str, Any], purpose: str | None, options: Mapping[str, Any], language: Language
) -> Iterator[tuple[str, str]]:
    """Rows of two cells. ``summary`` is read when the first is asked for, which is after the list was screened."""
    between = {"zh": "，", "en": ", "}[language]
    values = (
        summary["file"], summary["as_of"], summary["data_version"], purpose, between.join(_asked(options, language)),
        outcome(summary, language), _LISTED[language].join(summary["unused_columns"]),
    )  # fmt: skip
    for name, value in zip(_NAMES[language], values, strict=True):
        if value is not None and value != "":
            yield name, str(value)
    yield from _OUTCOMES[language].values()
    yield from _COLUMNS[language]


def outcome_word(name: str, language: Language) -> str:
    """What came of one line."""
    return _OUTCOMES[language][name][0]


def outcome(summary: Mapping[str, Any], language: Language) -> str:
    """How many lines came to what, in the order in which outcomes matter."""
    rows = {"zh": f"{summary['read']} 行", "en": f"{summary['read']} rows"}[language]
    came = summary["counts"]
    counts = [f"{word} {came[name]}" for name, (word, _) in _OUTCOMES[language].items() if came.get(name)]
    return f"{rows}：{'，'.join(counts)}" if language == "zh" else f"{rows}: {', '.join(counts)}"


def _asked(options: Mapping[str, Any], language: Language) -> Iterator[str]:
    words = _VALUES[language]
    for name, text in _OPTIONS[language].items():
        if (value := options.get(name)) in (None, (), []):
            continue
        several = value if isinstance(value, list | tuple) else [value]
        yield text.format(_LISTED[language].join(words.get(str(one), str(one)) for one in several))
