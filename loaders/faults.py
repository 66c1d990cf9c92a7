"""What is wrong with a cell or row, and how to mend it, in Chinese and English: each message once, by its English words."""

from __future__ import annotations

from typing import NamedTuple


class Advice(NamedTuple):
    """How to mend what is wrong."""

    zh: str
    en: str


CORRECT = Advice("请更正后重新加载", "Correct it and load the row again")
_CHECK_CODE = Advice("请对照营业执照核对该代码", "Compare the code with the business licence")
_CHECK_ID = Advice("请对照身份证件核对该号码", "Compare the number with the identity document")
_CHECK_COMMAS = Advice("请检查是否有未加引号的逗号", "Look for a comma that does not stand in quotation marks")

_CODE = "the check character of the credit code is wrong"
_ID_NUMBER = "the check character of the ID number is wrong"
TOO_MANY_CELLS = "the row has more cells than the header"
TOO_FEW_CELLS = "the row has fewer cells than the header"

_ZH = {
    _CODE: "统一社会信用代码校验位不符",
    "a credit code has 18 characters, digits and capital letters without I, O, S, V, Z": "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）",
    _ID_NUMBER: "身份证号校验位不符",
    "an ID number has 18 characters": "身份证号应为18位",
    "the birth date in the ID number does not exist": "身份证号中的出生日期不存在",
    "a share lies between 0 % and 100 %": "比例应在0%至100%之间",
    "not a share; write it as 51% or 5%-10%": "比例格式不符，应写作51%或5%-10%",
    "not a date; write it as 2019-03-05, 2019-03 or 2019": "日期格式不符，应写作2019-03-05、2019-03或2019",
    "there is no such day": "没有这一天",
    "not an amount": "不是金额",
    "not an exact amount": "不是确定的金额",
    "a rate, not an amount; state the price in yuan": "是费率而不是金额，请填写以元计的报价",
    "not a time; write it as 2025-03-10 09:30": "时间格式应如 2025-03-10 09:30",
    "write 是 or 否": "请填写 是 或 否",
    "the end lies before the start": "终止日期早于起始日期",
    "required, but empty": "必填项为空",
    "a formula is not read; save values instead": "不读取公式，请另存为数值",
    "the cell holds a formula; paste its value": "单元格是公式，请粘贴为数值",
    TOO_MANY_CELLS: "该行的单元格多于表头，可能错列",
    TOO_FEW_CELLS: "该行的单元格少于表头，可能错列",
}  # fmt: skip
_ADVICE = {
    _CODE: _CHECK_CODE,
    _ID_NUMBER: _CHECK_ID,
    TOO_MANY_CELLS: _CHECK_COMMAS,
    TOO_FEW_CELLS: _CHECK_COMMAS,
}


def in_chinese(reason: str) -> str:
    """A reason in Chinese; as it is where it has no wording of its own."""
    return _ZH.get(reason, reason)


def advice(reason: str) -> Advice:
    """How to mend it: ``CORRECT`` where nothing more can be said."""
    return _ADVICE.get(reason, CORRECT)
