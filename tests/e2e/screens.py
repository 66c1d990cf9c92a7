"""The screens that docs/screens.md shows: name, the page's address in the browser's routes, a line in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Screen(NamedTuple):
    name: str
    route: str
    zh: str
    en: str


SCREENS = (
    Screen(
        "home", "/", "首页：一个搜索框，三项可以着手的工作，已入库的资料及其新旧，最近的工作。",
        "Home: one search box, three tasks to begin with, what is loaded and how fresh, recent work.",
    ),
    Screen(
        "home-en", "/", "同一页的英文界面。",
        "The same in English.",
    ),
    Screen(
        "search", "search", "搜索：名称、拼音、首字母、曾用名或代码均可，每条结果注明凭什么匹配。",
        "Search by name, pinyin, initials, former name or code; each hit says what matched.",
    ),
    Screen(
        "party", "party/:id/:view?", "主体页：资料覆盖在前，本体记录、依法及于、关联提示分列。",
        "A party: coverage first, own records, lawful reach and indications apart.",
    ),
    Screen(
        "party-dark", "party/:id/:view?", "被列名企业，深色界面：其页上列出可能的承继者（线索），每一家附依据。",
        "A listed party, dark: its page names firms that may be its successors, as indications, each with its proof.",
    ),
    Screen(
        "proof", "party/:id/:view?", "疑似承继的依据：页面上每一行都能打开这样的依据。",
        "The proof of a possible successor, from any line of the page.",
    ),
    Screen(
        "ownership", "party/:id/:view?", "股权与控制：向上、向下的股权树，穿透持股，控制人，受益所有人。",
        "Ownership up and down, effective shares, controllers, beneficial owners.",
    ),
    Screen(
        "timeline", "party/:id/:view?", "时间线：任职、持股和记录；拖动滑块，整页按那一天重新查询。",
        "Roles, holdings and records over time; the slider asks the page as of its day.",
    ),
    Screen(
        "sources", "party/:id/:view?", "来源与冲突：各来源怎么说，何处不一致。",
        "What each source says, and where sources differ.",
    ),
    Screen(
        "graph", "graph", "关系图：画出为何有关联提示；图下的对照表内容相同。",
        "The graph: why a party is indicated, drawn; the same as a table below it.",
    ),
    Screen(
        "reviews", "reviews", "招标审查：做过的审查。",
        "Tender reviews that were made.",
    ),
    Screen(
        "review-new", "reviews/new", "新建审查：投标人可以粘贴、读取表格，或取自图中标段。",
        "A new review: bidders are pasted, read from a spreadsheet, or those of a lot.",
    ),
    Screen(
        "review", "reviews/:id/:step?", "审查结果：资料覆盖、矩阵，以及附条文、路径和处理的各项发现。",
        "Coverage, matrix, and findings with article, path and decision.",
    ),
    Screen(
        "review-identity", "reviews/:id/:step?", "身份确认：投标人是谁，逐个并排核对。",
        "Who the bidders are, settled side by side.",
    ),
    Screen(
        "review-report", "reviews/:id/:step?", "存证与报告：报告、澄清函、官方查询、检索证明、存证。",
        "Report, letters, official queries, attestation, seal.",
    ),
    Screen(
        "screening-new", "screenings", "批量筛查：粘贴或选择名单，核对各列含义。",
        "Screening: a list is pasted or chosen, and what its columns mean.",
    ),
    Screen(
        "screening-result", "screenings/:id", "筛查结果：每行可能是谁、凭什么、有哪些记录。",
        "Whom each line may mean, why, and what is recorded.",
    ),
    Screen(
        "screening", "screenings/:id", "比对：名单的一行与候选主体并排，由人认定。",
        "A line beside its candidates, to be decided.",
    ),
    Screen(
        "identity", "identity", "身份待办：可能是同一主体的各对，附相符与不符之处。",
        "Pairs that may be one party, with reasons for and against.",
    ),
    Screen(
        "records", "records", "信用记录：按种类、状态、认定机关和日期。",
        "Records by kind, state, authority and date.",
    ),
    Screen(
        "record", "records/:id", "一条记录：依法及于谁。",
        "One record, and whom it reaches by law.",
    ),
    Screen(
        "loads-new", "loads", "选择文件：前几行和识别出的文件种类；下面是加载记录。",
        "A file is chosen: its first rows and what it is recognized as; loads so far.",
    ),
    Screen(
        "loads", "loads/jobs/:job", "试读：将会改变什么，哪些行会被拒绝及其原因。",
        "A dry run: what would change, and the rows that would be rejected, with reasons.",
    ),
    Screen(
        "policies", "policies/:name?", "关联提示策略：每个数字都有理由；两个策略可在一个主体上比较。",
        "The policy of indications: every number with its reason; two compared on a party.",
    ),
    Screen(
        "admin", "admin/:view?", "管理：人员、角色和密钥。",
        "Principals, roles and keys.",
    ),
    Screen(
        "audit", "admin/:view?", "审计日志：逐条以散列相连。",
        "The audit log, chained by hashes.",
    ),
    Screen(
        "health", "admin/:view?", "运行状况：版本、来源和图的摘要。",
        "Health: versions, sources, and the digest of the graph.",
    ),
)  # fmt: skip


def document() -> str:
    """The page docs/screens.md: each screen in Chinese, then in English."""
    head = (
        "# 浏览器的每一页 Every page of the browser\n\n"
        "虚构的样例县，1366 × 768；由 `make screens` 驱动 Chromium 截取。各页能做什么，见[使用网页](how-to/zh-CN/use-the-browser.md)。\n\n"
        "On the fictional sample county, at 1366 × 768. Made by `make screens`, which drives Chromium over it; what can be\n"
        "done on each page says [how to use the browser](how-to/use-the-browser.md).\n"
    )
    return "\n".join((head, *map(_section, SCREENS)))


def _section(screen: Screen) -> str:
    title = screen.zh.split("：")[0].rstrip("。")
    if ":" in screen.en:
        title += f" {screen.en.split(':')[0]}"
    return f"## {title}\n\n{screen.zh}\n\n{screen.en}\n\n![{screen.zh}](screenshots/{screen.name}.webp)\n"
