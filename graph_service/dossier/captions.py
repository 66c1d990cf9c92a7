"""The words of a dossier, in Chinese: roles, verdicts, confidences, standings, channels."""

from __future__ import annotations

from graph_service.schema import caption
from graph_service.words import codes

ROLES = {
    "bidder": "投标人", "member": "联合体成员", "buyer": "招标人（采购人）", "agency": "代理机构", "expert": "评标专家",
    "supervisor": "监理（监督）单位", "team": "项目管理成员", "contact": "联系人", "operator": "经办人",
    "author": "投标文件编制人", "payer": "保证金付款人", "mixed_in": "混装材料涉及方",
}  # fmt: skip
REGIMES = {
    "bidding": "招标投标法", "works": "招标投标法（工程施工）", "goods": "招标投标法（工程货物）", "procurement": "政府采购法",
}  # fmt: skip
VERDICTS = {"ground": "法定情形", "deemed": "视为串通", "indication": "线索", "none": "未发现"}
SYMBOLS = {"ground": "●", "deemed": "◆", "indication": "▲", "none": ""}
CONFIDENCES = {
    "code": "统一社会信用代码", "id_number": "证件号码", "judged": "人工认定", "name_only": "仅名称", "absent": "未载入",
    "ambiguous": "待确认",
}  # fmt: skip
STANDINGS = {
    "confirmed": "已确认",
    "presumed": "推定有效",
    "unknown": "时点不明",
    "ended": "已终止",
    "future": "尚未开始",
    "given": "依录入",
}
HAS = {"found": "有", "none_found": "未见", "no_data": "无数据"}
DECISIONS = {"confirmed": "属实", "explained": "已说明", "dismissed": "排除"}
DECISION_STANDINGS = {"in_force": "生效", "pending": "待复核", "refused": "复核未通过"}
CHANNELS = {
    "credit_china": "信用中国", "ccgp": "中国政府采购网", "court_enforcement": "中国执行信息公开网",
    "gsxt": "国家企业信用信息公示系统", "other": "其他渠道",
}  # fmt: skip
OUTCOMES = {"nothing_found": "未见记录", "found": "有记录"}
LEVELS = codes("zh")["level"]
CAUSES = {"created": "首次评估", "identity": "身份认定后重评", "refreshed": "按最新数据重评"}
EVENTS = {
    "decision": "处理意见", "second": "复核", "official_query": "官方查询", "identity": "身份认定", "attestation": "出具检索证明",
    "seal": "存证",
}  # fmt: skip


def kind(name: str) -> str:
    """The Chinese caption of a node or relationship kind."""
    return caption(name, "zh")
