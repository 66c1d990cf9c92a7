"""What a reviewer must be told of the input itself before any finding. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph_service.tender.docket import Docket

LONG_PAST_YEARS = 10


def notices(docket: Docket, remarks: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Code, parties and words in both languages, in a fixed order.

    ``remarks`` on a lot of the graph: ``deadline_assumed`` (its deadline is only the last day on which a bid is dated),
    ``other_currencies`` (prices in another currency than most were left out); on how far was read:
    ``search_stopped``, ``search_capped``.
    """
    found = [*_notices(docket), *((code, (), *_REMARKS[code]) for code in remarks)]
    return [{"code": code, "parties": list(parties), "zh": zh, "en": en} for code, parties, zh, en in found]


_REMARKS = {
    "deadline_assumed": (
        "来源未载明投标截止时间，以最后一份投标的日期代替",
        "no source states the deadline: the last day on which a bid is dated stands for it",
    ),
    "other_currencies": (
        "部分报价为其他币种，未参与报价比较",
        "some prices are in another currency and were not compared",
    ),
    "search_stopped": (
        "向上检索在限额处停止，更上层未检索：未发现不等于没有",
        "the search upwards stopped at its bound, what lies above was not searched: nothing found is not nothing there",
    ),
    "search_capped": (
        "部分主体的关系过多，未全部读取：未发现不等于没有",
        "some parties have more relationships than are read of one: nothing found is not nothing there",
    ),
}


def _notices(docket: Docket) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    if len(docket.units) == 1:
        yield (
            "one_bid",
            docket.bidders,
            "只有一份投标：投标人之间的规则未运行",
            "one bid only: rules between bidders did not run",
        )
    for unit in docket.units.values():
        if len(unit.rows) > len(unit.members):
            name = docket.name(unit.members[0])
            yield (
                "bidder_twice",
                unit.members,
                f"{name}出现多次，按一份投标计",
                f"{name} stands there more than once and counts as one bid",
            )
    for role in sorted({(r.key, r.identity.confidence) for r in docket.roles if r.role in ("bidder", "member")}):
        yield from _identity(docket, *role)
    for party in sorted(
        {r.key for r in docket.roles if r.identity.confidence in ("code", "id_number") and r.identity.candidates}
    ):
        name = docket.name(party)
        yield (
            "name_differs",
            (party,),
            f"所给名称与代码对应的{name}不一致",
            f"the name given is not that of the code ({name})",
        )
    roles = {key: {r.role for r in docket.roles if r.key == key} for key in docket.bidders}
    for party, names in sorted(roles.items()):
        for other in sorted(names & {"buyer", "agency", "supervisor"}):
            yield (
                f"bidder_is_{other}",
                (party,),
                f"{docket.name(party)}同时是{_ZH[other]}",
                f"{docket.name(party)} is the {other} too",
            )
    past = docket.as_of.year - docket.on.year
    if past >= LONG_PAST_YEARS:
        yield (
            "long_past",
            (),
            f"截止日 {docket.on} 距今 {past} 年：当时的数据可能不全",
            f"the deadline lies {past} years back: data of that time may be lacking",
        )
    if docket.on > docket.as_of:
        yield (
            "not_yet",
            (),
            f"截止日 {docket.on} 尚未到：任职与持股按现有数据推定",
            f"the deadline {docket.on} lies ahead: roles are presumed",
        )


_ZH = {"buyer": "招标人（采购人）", "agency": "招标代理机构", "supervisor": "监理单位"}


def _identity(docket: Docket, party: str, confidence: str) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    name = docket.name(party)
    if party in docket.judged:
        return
    if confidence == "ambiguous":
        yield "ambiguous", (party,), f"{name}有多个同名主体，请选定", f"{name} may be one of several: choose"
    elif confidence == "absent" or not docket.searched(party):
        yield (
            "not_in_graph",
            (party,),
            f"图中没有{name}：无从检索，未发现不等于没有",
            f"{name} is not in the graph: nothing could be searched; nothing found is not nothing there",
        )
    elif confidence == "name_only":
        yield (
            "name_only",
            (party,),
            f"{name}仅按名称对应，最多为线索",
            f"{name} is matched by name only: indications at most",
        )
