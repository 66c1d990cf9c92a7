import { both } from "../both";

export const ask = both(
  {
    label: "依据",
    as_of: "依据日期",
    today: "今天",
    known: "已知截至",
    now: "现在",
    known_help: "只用当时已经入库的资料作答",
    version: "数据版本",
    purpose_none: "未填写",
    purpose_change: "修改",
    recorded: "本次查看自然人信息已记入审计日志，用途：{{purpose}}",
    purpose_title: "查看自然人信息须注明用途",
    purpose_why: "用途、查看人和时间会写入审计日志，至少保存三年。请勿填写证件号码。",
    purpose_label: "查询用途",
    purpose_go: "记录用途并查看",
    purposes: { review: "投标审查", check: "信用核查", objection: "异议处理", audit: "内部审计" },
  },
  {
    label: "Basis",
    as_of: "As of",
    today: "Today",
    known: "Known at",
    now: "now",
    known_help: "Answer only from what was loaded by then",
    version: "Data version",
    purpose_none: "not stated",
    purpose_change: "Change",
    recorded: "This look at a person is in the audit log. Purpose: {{purpose}}",
    purpose_title: "A look at a person needs a purpose",
    purpose_why:
      "Purpose, viewer and time are written to the audit log and kept for at least three years. Do not enter ID numbers.",
    purpose_label: "Purpose",
    purpose_go: "Record the purpose and look",
    purposes: {
      review: "Tender review",
      check: "Credit check",
      objection: "Handling an objection",
      audit: "Internal audit",
    },
  },
);
