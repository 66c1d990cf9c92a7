"""The relationship kinds, with the properties that each may carry.

Every relationship also has: valid time, observations (days on which a source showed it), source and source
record, asserted ends, and the data versions between which it is known. Those are not repeated here.
"""

from __future__ import annotations

from graph_service.schema.types import Property, RelationshipKind, ValueType

T = ValueType
PARTY = ("Enterprise", "Person")

ROLE = Property("role", T.TEXT, "职务", "Role", ("职位", "任职", "身份"))
NOTE = Property("note", T.TEXT, "备注", "Note", ("说明",))
DISPUTED = Property("disputed", T.ENUM, "异议", "Disputed", ("异议类型",), choices=("content", "identity"))
COMMON = (NOTE, DISPUTED)


def _kind(
    name: str, zh: str, en: str, ends: tuple[tuple[str, ...], tuple[str, ...]], anchor: str,
    *properties: Property, description: str = "", symmetric: bool = False,
) -> RelationshipKind:  # fmt: skip
    return RelationshipKind(name, zh, en, ends[0], ends[1], anchor, (*properties, *COMMON), description, symmetric)


_ALL = (
    _kind("LEGAL_REPRESENTATIVE_OF", "法定代表人", "Legal representative of", (("Person",), ("Enterprise",)), "to", ROLE),
    _kind("PRINCIPAL_OF", "主要负责人", "Principal of", (("Person",), ("Enterprise",)), "to", ROLE),
    _kind("SHAREHOLDER_OF", "股东", "Shareholder of", (PARTY, ("Enterprise",)), "to",
          Property("share", T.SHARE, "持股比例", "Share", ("出资比例", "股权比例", "持股比例(%)", "出资比例(%)", "认缴比例")),
          Property("basis", T.ENUM, "出资方式", "Basis", choices=("subscribed", "paid")),
          Property("amount", T.MONEY, "认缴出资额", "Amount", ("出资额", "认缴出资额(万元)", "持股数量")),
          Property("votes", T.SHARE, "表决权比例", "Votes", ("表决权",)), ROLE),
    _kind("DIRECTOR_OF", "董事", "Director of", (PARTY, ("Enterprise",)), "to", ROLE),
    _kind("SUPERVISOR_OF", "监事", "Supervisor of", (PARTY, ("Enterprise",)), "to", ROLE),
    _kind("SENIOR_MANAGER_OF", "高级管理人员", "Senior manager of", (("Person",), ("Enterprise",)), "to", ROLE),
    _kind("EMPLOYED_BY", "受雇于", "Employed by", (("Person",), ("Enterprise",)), "from", ROLE),
    _kind("CONTROLS", "实际控制", "Controls", (PARTY, ("Enterprise",)), "to", ROLE,
          Property("agreement", T.TEXT, "协议", "Agreement"), description="Declared actual control, or an agreement."),
    _kind("MANAGES", "管理关系", "Manages", (("Enterprise",), ("Enterprise",)), "to", ROLE,
          description="管理关系: manager and managed unit without equity between them."),
    _kind("BRANCH_OF", "分支机构", "Branch of", (("Enterprise",), ("Enterprise",)), "from"),
    _kind("SUCCESSOR_OF", "承继", "Successor of", (("Enterprise",), ("Enterprise",)), "from", ROLE),
    _kind("RELATIVE_OF", "亲属", "Relative of", (("Person",), ("Person",)), "from",
          Property("kinship", T.TEXT, "亲属关系", "Kinship", ("关系",)), symmetric=True),
    _kind("GUARANTEES", "担保", "Guarantees", (PARTY, PARTY), "from",
          Property("amount", T.MONEY, "担保金额", "Amount")),
    _kind("USES", "使用联系点", "Uses", (PARTY, ("ContactPoint",)), "from",
          Property("usage", T.TEXT, "用途", "Usage", description="registered, reported, contact, bid …")),
    _kind("POSSIBLY_SAME_AS", "疑似同一", "Possibly same as", (PARTY, PARTY), "from",
          Property("grade", T.ENUM, "把握程度", "Grade", choices=("strong", "medium", "weak")),
          Property("reasons_for", T.LIST, "支持理由", "Reasons for"),
          Property("reasons_against", T.LIST, "反对理由", "Reasons against"),
          Property("score", T.DECIMAL, "得分", "Score", description="Of the comparison, 0 to 0.99."),
          Property("evidence", T.LIST, "依据分值", "Evidence",
                   description="Each feature with what it adds to the log-odds, e.g. core=+4.5000."),
          Property("name_bearers", T.INTEGER, "同名主体数", "Bearers of the name",
                   description="How many parties have the (commoner) name of the two."),
          Property("name_region", T.REGION, "同名统计地区", "Region of that count", description="Absent: everywhere."),
          Property("weights_version", T.INTEGER, "权重版本", "Version of the weights"),
          description="Nobody is joined by it and nothing is transmitted over it.", symmetric=True),
    _kind("LINKED_TO", "来源载明的联系", "Linked to", (PARTY, PARTY), "from", ROLE,
          description="A source says that the two are linked; role is its word for it. No kind of relation that the law "
                      "knows follows from it, so it transmits nothing."),
    _kind("SUBJECT_OF", "记录主体", "Subject of", (PARTY, ("CreditRecord",)), "to"),
    _kind("NAMED_IN", "记录载明", "Named in", (PARTY, ("CreditRecord",)), "to",
          Property("capacity", T.TEXT, "载明身份", "Capacity", ("责任身份",)),
          Property("personally_responsible", T.BOOLEAN, "负有个人责任", "Personally responsible"),
          Property("breach_of_duty", T.BOOLEAN, "违反忠实勤勉义务", "Breach of duty"),
          Property("by_final_judgment", T.BOOLEAN, "生效裁判确定", "By final judgment"),
          Property("sanction", T.TEXT, "个人所受处理", "Sanction on the person"),
          Property("released_on", T.DATE, "解除限制日期", "Released on"),
          description="A person named in a record, with capacity and findings on personal responsibility; "
                      "being named is not being listed."),
    _kind("PART_OF", "所属项目", "Part of", (("Lot",), ("Project",)), "from"),
    _kind("TENDERED_BY", "招标人", "Tendered by", (("Project", "Lot"), ("Enterprise",)), "from"),
    _kind("AGENT_FOR", "招标代理", "Agent for", (("Enterprise",), ("Project", "Lot")), "to"),
    _kind("SUPERVISES", "监理", "Supervises", (("Enterprise",), ("Project", "Lot")), "to"),
    _kind("BID_ON", "投标", "Bid on", (PARTY, ("Lot",)), "to",
          Property("price", T.MONEY, "投标报价", "Price", ("报价",)),
          Property("price_currency", T.TEXT, "币种", "Currency"),
          Property("price_rate", T.TEXT, "报价费率", "Price as a rate",
                   description="What the source puts in place of an amount: a rate or percentage, as it is written."),
          Property("submitted_at", T.TIME, "递交时间", "Submitted at"),
          Property("rank", T.INTEGER, "排名", "Rank"),
          Property("outcome", T.ENUM, "结果", "Outcome", choices=("awarded", "evaluated", "rejected", "withdrawn")),
          Property("consortium", T.TEXT, "联合体", "Consortium", ("联合体编号",)),
          Property("brand", T.TEXT, "品牌", "Brand"),
          Property("claims_sme", T.BOOLEAN, "声明中小企业", "Claims SME")),
    _kind("PREPARED_BID", "编制投标文件", "Prepared bid", (PARTY, ("Lot",)), "to", ROLE,
          Property("bidder", T.TEXT, "所属投标人", "Bidder")),
    _kind("BID_TEAM_MEMBER", "项目管理成员", "Bid team member", (("Person",), ("Lot",)), "to", ROLE,
          Property("bidder", T.TEXT, "所属投标人", "Bidder")),
    _kind("EVALUATES", "评审", "Evaluates", (("Person",), ("Lot",)), "to", ROLE),
    _kind("SERVED", "前期服务", "Served", (PARTY, ("Project", "Lot")), "to", ROLE,
          description="Earlier design, consulting, supervision or advice for a project."),
)  # fmt: skip

RELATIONSHIP_KINDS: dict[str, RelationshipKind] = {kind.name: kind for kind in _ALL}
