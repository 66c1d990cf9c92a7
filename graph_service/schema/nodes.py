"""The node kinds. Everything that a source says of a node is one of these properties.

Captions are what people see; ``headers`` are further column names under which files carry the value (the
Chinese and English captions and the name itself always count).
"""

from __future__ import annotations

from graph_service.schema.types import NodeKind, Property, ValueType

T = ValueType

ENTERPRISE_TYPES = (
    "company", "sole_trader", "partnership", "branch", "public_body", "state_organ", "agency",
    "social_organization", "cooperative", "foreign", "other",
)  # fmt: skip
ENTERPRISE_STATUSES = (
    "active",
    "suspended",
    "revoked",
    "cancelled",
    "deregistered",
    "bankrupt",
    "moved",
    "other",
)

ENTERPRISE = NodeKind(
    "Enterprise", "企业", "Enterprise", party=True,
    description="Every organisation: companies, sole traders, public bodies, agencies, branches.",
    properties=(
        Property("name", T.NAME, "企业名称", "Name",
                 ("名称", "单位名称", "主体名称", "相对人名称", "行政相对人名称", "机构名称", "字号名称", "company", "firm name")),
        Property("uscc", T.USCC, "统一社会信用代码", "Unified social credit code",
                 ("信用代码", "社会信用代码", "统一信用代码", "主体标识码", "credit code")),
        Property("org_code", T.ORG_CODE, "组织机构代码", "Organisation code", ("机构代码",)),
        Property("registration_number", T.REGISTRATION_NUMBER, "注册号", "Registration number", ("工商注册号", "营业执照号", "营业执照注册号")),
        Property("lei", T.LEI, "LEI", "LEI", ("法人机构识别编码",)),
        Property("former_names", T.LIST, "曾用名", "Former names", ("原名称",)),
        Property("aliases", T.LIST, "别名", "Aliases", ("简称", "英文名称", "alias", "aka")),
        Property("enterprise_type", T.ENUM, "主体类型", "Type", ("单位类别",), choices=ENTERPRISE_TYPES),
        Property("legal_form", T.TEXT, "企业类型", "Legal form", ("公司类型", "经济类型", "组织形式")),
        Property("sector", T.TEXT, "所属行业", "Sector", ("行业", "行业门类", "行业代码")),
        Property("size", T.ENUM, "企业规模", "Size", ("规模",), choices=("large", "medium", "small", "micro")),
        Property("status", T.ENUM, "登记状态", "Status", ("经营状态", "企业状态", "状态"), choices=ENTERPRISE_STATUSES),
        Property("founded_on", T.DATE, "成立日期", "Founded on", ("注册日期", "设立日期", "开业日期", "核准设立日期")),
        Property("ended_on", T.DATE, "注销日期", "Ended on", ("吊销日期", "注吊销日期")),
        Property("capital", T.MONEY, "注册资本", "Registered capital", ("注册资金", "注册资本(万元)", "注册资金(万元)")),
        Property("capital_currency", T.TEXT, "注册资本币种", "Capital currency", ("币种",)),
        Property("scope", T.TEXT, "经营范围", "Business scope"),
        Property("region", T.REGION, "行政区划", "Region", ("所在地区", "地区", "区划代码", "行政区划代码", "所属区县")),
        Property("country", T.TEXT, "国家或地区", "Country", ("国别", "国家")),
        Property("listed_code", T.TEXT, "证券代码", "Securities code", ("股票代码", "ts_code")),
        Property("authority", T.TEXT, "登记机关", "Registration authority"),
        Property("placeholder", T.BOOLEAN, "占位", "Placeholder"),
    ),
)  # fmt: skip

PERSON = NodeKind(
    "Person", "自然人", "Person", party=True,
    description="A natural person. Joined only on a full ID number, which is kept as HMAC and mask.",
    properties=(
        Property("name", T.NAME, "姓名", "Name", ("人员姓名", "自然人姓名", "full name"), personal=True),
        Property("id_number", T.ID_NUMBER, "身份证号", "ID number",
                 ("证件号码", "身份证号码", "公民身份号码", "身份证件号码"), personal=True),
        Property("former_names", T.LIST, "曾用名", "Former names", personal=True),
        Property("aliases", T.LIST, "别名", "Aliases", ("alias", "aka"), personal=True),
        Property("birth_year", T.INTEGER, "出生年份", "Birth year", personal=True),
        Property("gender", T.ENUM, "性别", "Gender", choices=("male", "female"), personal=True),
        Property("region", T.REGION, "行政区划", "Region", ("所在地区", "地区")),
        Property("country", T.TEXT, "国籍", "Nationality"),
        Property("placeholder", T.BOOLEAN, "占位", "Placeholder"),
    ),
)  # fmt: skip

PROJECT = NodeKind(
    "Project", "项目", "Project",
    properties=(
        Property("name", T.TEXT, "项目名称", "Project name", ("招标项目名称",), required=True),
        Property("project_code", T.TEXT, "项目编号", "Project code", ("招标项目编号", "采购项目编号", "项目代码")),
        Property("regime", T.ENUM, "适用制度", "Regime", choices=("bidding", "works", "goods", "procurement")),
        Property("region", T.REGION, "行政区划", "Region", ("所在地区",)),
    ),
)  # fmt: skip

LOT = NodeKind(
    "Lot", "标段", "Lot",
    properties=(
        Property("name", T.TEXT, "标段名称", "Lot name", ("合同项名称", "包名称")),
        Property("lot_code", T.TEXT, "标段编号", "Lot code", ("标段(包)编号", "合同项编号", "包号")),
        Property("project_code", T.TEXT, "所属项目编号", "Project code"),
        Property("regime", T.ENUM, "适用制度", "Regime", choices=("bidding", "works", "goods", "procurement")),
        Property("submission_deadline", T.TIME, "投标截止时间", "Submission deadline", ("递交截止时间",)),
        Property("opened_at", T.TIME, "开标时间", "Opened at"),
        Property("budget", T.MONEY, "预算金额", "Budget", ("最高限价",)),
        Property("budget_currency", T.TEXT, "预算币种", "Budget currency"),
        Property("supervision_authority", T.TEXT, "行政监督部门", "Supervision authority"),
    ),
)  # fmt: skip

RECORD_STATES = ("proposed", "active", "repairable", "repaired", "expired", "revoked", "quashed", "disputed")

CREDIT_RECORD = NodeKind(
    "CreditRecord", "信用记录", "Credit record",
    description="One record against or for a party. A negative kind also has the label Sanction.",
    properties=(
        Property("record_kind", T.TEXT, "记录种类", "Record kind", ("名单类型", "记录类别"), required=True),
        Property("title", T.TEXT, "记录标题", "Title"),
        Property("ground", T.TEXT, "列入事由", "Ground", ("违法事实", "列入原因", "处罚事由", "具体情形", "失信行为具体情形", "违法行为类型")),
        Property("authority", T.TEXT, "认定机关", "Authority", ("作出决定机关", "处罚机关", "执行法院", "列入机关", "执法单位", "决定机关")),
        Property("document_number", T.TEXT, "文书号", "Document number", ("案号", "处罚决定书文号", "行政处罚决定书文号", "决定文书号", "执行依据文号")),
        Property("legal_basis", T.TEXT, "依据", "Legal basis", ("处罚依据", "法律依据")),
        Property("decided_on", T.DATE, "决定日期", "Decided on", ("处罚决定日期", "作出决定日期", "立案时间", "处罚日期")),
        Property("listed_on", T.DATE, "列入日期", "Listed on", ("公布日期", "发布时间", "发布日期")),
        Property("ends_on", T.DATE, "截止日期", "Ends on", ("公示截止期", "处罚截止日期", "有效期至"),
                 description="The last day on which the record acts (民法典 202-203)."),
        Property("permanent", T.BOOLEAN, "长期有效", "Permanent"),
        Property("state", T.ENUM, "记录状态", "State", ("信息状态",), choices=RECORD_STATES),
        Property("state_since", T.DATE, "状态日期", "State since", ("移出日期", "修复日期")),
        Property("disputed", T.ENUM, "异议", "Disputed", ("异议类型",), choices=("content", "identity")),
        Property("procedure", T.TEXT, "处罚程序", "Procedure"),
        Property("penalties", T.LIST, "处罚种类", "Penalties", ("处罚类别", "处罚内容", "处罚结果")),
        Property("amount", T.MONEY, "金额", "Amount", ("罚款金额", "罚款金额(万元)", "执行标的")),
        Property("serious", T.BOOLEAN, "情节严重", "Serious"),
        Property("performed_on", T.DATE, "履行日期", "Performed on"),
        Property("deletion_ground", T.TEXT, "删除依据", "Deletion ground"),
        Property("crime", T.TEXT, "罪名", "Crime"),
        Property("sentence", T.TEXT, "刑罚", "Sentence"),
        Property("sentence_served_on", T.DATE, "刑罚执行期满日期", "Sentence served on"),
        Property("probation_ended_on", T.DATE, "缓刑考验期满日期", "Probation ended on"),
        Property("deprived_of_political_rights", T.BOOLEAN, "剥夺政治权利", "Deprived of political rights"),
        Property("large_personal_debt", T.BOOLEAN, "个人所负数额较大的债务", "Large personal debt"),
        Property("liquidation_completed_on", T.DATE, "清算完结日期", "Liquidation completed on"),
        Property("proceedings_closed_on", T.DATE, "程序终结日期", "Proceedings closed on"),
        Property("masked_from", T.DATE, "屏蔽起始日期", "Masked from"),
        Property("masked_to", T.DATE, "屏蔽截止日期", "Masked to"),
        Property("reorganization_approved_on", T.DATE, "重整计划批准日期", "Reorganization approved on"),
        Property("in_rating_scheme", T.BOOLEAN, "纳入纳税信用评价", "In rating scheme"),
        Property("conduct_from", T.DATE, "行为起始日期", "Conduct from"),
        Property("conduct_to", T.DATE, "行为终了日期", "Conduct to"),
        Property("accident_grade", T.ENUM, "事故等级", "Accident grade", choices=("一般", "较大", "重大", "特别重大")),
        Property("court_order_kind", T.TEXT, "法院文书种类", "Court order kind"),
        Property("court_order_on", T.DATE, "法院文书日期", "Court order on"),
        Property("grade", T.TEXT, "评价等级", "Grade", ("信用等级",)),
        Property("grade_scale", T.TEXT, "评价标准", "Grade scale"),
        Property("programme", T.TEXT, "名单项目", "Programme", ("program",)),
        Property("url", T.TEXT, "来源网址", "URL", ("网址",)),
        Property("owning_unit", T.TEXT, "归口单位", "Owning unit", ("归集单位",),
                 description="The organisation unit that answers for the record, county/department/township: once it has ended, auditors and administrators of other units no longer see it."),
        Property("note", T.TEXT, "备注", "Note", ("BZ",)),
    ),
)  # fmt: skip

CONTACT_KINDS = ("address", "phone", "email", "bank_account", "machine_trace")

CONTACT_POINT = NodeKind(
    "ContactPoint", "联系点", "Contact point",
    description="An address, telephone, e-mail, bank account or machine trace: kind and normalized value.",
    properties=(
        Property("contact", T.ENUM, "联系点类型", "Contact kind", choices=CONTACT_KINDS, required=True),
        Property("value", T.TEXT, "联系点内容", "Value", required=True, personal=True),
        Property("trace", T.TEXT, "机器痕迹类型", "Trace", description="mac, cpu, disk, ip or tool_key."),
    ),
)  # fmt: skip

NODE_KINDS: dict[str, NodeKind] = {
    kind.name: kind for kind in (ENTERPRISE, PERSON, PROJECT, LOT, CREDIT_RECORD, CONTACT_POINT)
}
