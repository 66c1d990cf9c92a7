"""Why measures of one pair differ, in words: each sentence follows from the numbers, none guesses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from graph_service.ownership.control import Finding, Verdict
from graph_service.ownership.effective import Measured
from graph_service.ownership.paths import Chains

HALF = Fraction(1, 2)


def explain(shares: Mapping[str, Measured], control: Mapping[str, Finding], made_up: Chains) -> list[dict[str, str]]:
    """The differences that matter, as code, English and Chinese; where there are none, that there are none."""
    found = list(_differences(shares, control, made_up)) or [(
        "measures_agree", "All measures of the share give the same, and no verdict on control stands against it.",
        "各口径的比例一致，控制关系的判断也与之相符。",
    )]  # fmt: skip
    return [{"code": code, "en": en, "zh": zh} for code, en, zh in found]


def _differences(
    shares: Mapping[str, Measured], control: Mapping[str, Finding], made_up: Chains
) -> Iterator[tuple[str, str, str]]:
    effective = shares["effective"]
    if not effective.consistent:
        yield _contradiction(effective)
        return
    yield from _against_control(effective, control)
    yield from _between_verdicts(control)
    yield from _against_chains(effective, made_up)
    yield from _between_shares(effective, shares)
    if control["majority"].value is Verdict.POSSIBLE:
        yield (
            "control_possible", "Some shares on the way are ranges or unknown: control holds in some cases only.",
            "路径上有持股比例为区间或未知：仅在部分情形下构成控制。",
        )  # fmt: skip


def _between_verdicts(control: Mapping[str, Finding]) -> Iterator[tuple[str, str, str]]:
    """Where the company law and control by majority say different things of the pair."""
    direct, majority, actual = control["controlling_shareholder"], control["majority"], control["actual"]
    if direct.value is Verdict.YES and majority.value is Verdict.NO:
        yield (
            "exactly_half", "Half of the capital makes a controlling shareholder by the company law of the day, though it is "
            "no majority.", "按当日公司法，出资达50%即为控股股东，但不构成多数。",
        )  # fmt: skip
    if majority.value is Verdict.YES and direct.value is Verdict.NO:
        yield (
            "control_not_by_own_shares", "It controls through or together with others; by its own shares alone it is no "
            "controlling shareholder.", "其经由或合并所控制的主体构成控制；仅凭自身出资不是控股股东。",
        )  # fmt: skip
    if actual.value is Verdict.YES and majority.value is Verdict.NO:
        yield (
            "controls_by_declaration", "It controls by a declaration or an agreement, not by a majority of votes.",
            "其控制来自声明或协议，而非多数表决权。",
        )  # fmt: skip
    if actual.note == "shareholder_by_definition_none":
        yield (
            "shareholder_is_no_actual_controller", "By the text of 2018 a shareholder of the company itself is not its actual "
            "controller.", "按2018年文本，公司的股东不属于实际控制人。",
        )  # fmt: skip


def _contradiction(effective: Measured) -> tuple[str, str, str]:
    if effective.reason == "above_whole":
        return (
            "above_whole", "A cap table on the way exceeds 100 %; no share is computed from it.",
            "路径上有公司的股权合计超过100%，不据以计算持股比例。",
        )  # fmt: skip
    if effective.reason == "share_above_whole":
        return (
            "share_above_whole", "The holder stands in a loop through which the same part of the company passes it several "
            "times: the sum exceeds 100 % and is no share. Those outside the loop are computed.",
            "持有人身处循环持股，公司的同一部分多次经过它，合计超过100%，不是持股比例；循环以外的持有人照常计算。",
        )  # fmt: skip
    return (
        "closed_loop", "Companies on the way hold each other without an outside holder; the equations have no solution.",
        "路径上的公司相互持股且无外部股东，方程组无解。",
    )  # fmt: skip


def _percent(share: Measured) -> tuple[str, str]:
    """A share or range as English and as Chinese writes it."""
    low, high = (f"{float(end * 100):.6g}" for end in (share.minimum, share.maximum))
    number = low if low == high else f"{low}–{high}"
    return f"{number} %", f"{number}%"


def _against_control(effective: Measured, control: Mapping[str, Finding]) -> Iterator[tuple[str, str, str]]:
    en, zh = _percent(effective)
    controls = control["actual"].value is Verdict.YES or control["majority"].value is Verdict.YES
    if controls and effective.maximum <= HALF:
        yield (
            "controls_with_less_than_half", f"Multiplied {en}, yet controlled: every step on the way is a majority, "
            "joint with what is controlled, or declared.",
            f"穿透后仅{zh}，但构成控制：每一级均为多数持股（与受控公司合计）或已声明的控制。",
        )  # fmt: skip
    if control["majority"].value is Verdict.NO and effective.minimum > HALF:
        yield (
            "more_than_half_without_control", f"Multiplied {en}, yet not controlled: a company on the way is not held "
            "by a majority, so what it holds does not count.",
            f"穿透后{zh}，但不构成控制：路径上有公司未被多数持有，其持股不计入。",
        )  # fmt: skip


def _against_chains(effective: Measured, made_up: Chains) -> Iterator[tuple[str, str, str]]:
    rest = effective.minimum - made_up.minimum
    if made_up.complete and rest > 0:
        yield (
            "rest_through_loops", f"The chains make {float(made_up.minimum * 100):.6g} %; the rest passes round loops.",
            f"各链合计{float(made_up.minimum * 100):.6g}%，其余来自循环持股。",
        )  # fmt: skip
    elif not made_up.complete:
        yield (
            "further_chains", "Only the largest chains are shown; the rest comes from further chains or loops.",
            "仅列出比例最大的链，其余来自更多链或循环持股。",
        )  # fmt: skip


def _between_shares(effective: Measured, shares: Mapping[str, Measured]) -> Iterator[tuple[str, str, str]]:
    words = {
        "psc": ("PSC counts the last holding in full behind an unbroken chain of majority stakes.",
                "PSC 规则下，逐级多数持股之后末级比例全额计入。"),
        "tax_2016_42": ("The tax notice counts the next holding in full from 25 % in the company in between, and adds "
                        "close family.", "2016年第42号公告：对中间方持股达25%的，其对下一方的比例全额计入，并合并近亲属持股。"),
        "close_links": ("Close links count simple paths only, without loops.", "紧密联系只计简单路径，不计循环。"),
        "effective_votes": ("Voting shares differ from capital shares on the way.", "路径上表决权比例与出资比例不同。"),
    }  # fmt: skip
    for name, (en, zh) in words.items():
        found = shares[name]
        if found.consistent and (found.minimum, found.maximum) != (effective.minimum, effective.maximum):
            this, other = _percent(found), _percent(effective)
            yield f"{name}_differs", f"{this[0]} against {other[0]}. {en}", f"{this[1]}，有别于{other[1]}：{zh}"
