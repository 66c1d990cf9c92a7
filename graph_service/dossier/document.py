"""A review as a document: everything a report shows, in order, as plain data with its words. No layout here.

``masked`` is for readers outside the file: names of persons become surname and 某, values of contact points are left
out. Who is entitled to the whole is decided before this is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from graph_service.dates import SHANGHAI
from graph_service.dossier import captions
from graph_service.dossier.decisions import Decided
from graph_service.dossier.desk import Opened
from graph_service.dossier.masking import Mask
from graph_service.tender.rules import TenderRule

BIDDING = ("bidder", "member")
LOCAL = "local"
"""The unit of a service without keys: it has no name to sign with."""
MOST_BESIDE = 4
EXCERPTS = "条文摘录汇编"  # its articles name the document that they are taken from
ORDER = ("ground", "deemed", "indication")
COVERED = (
    "LEGAL_REPRESENTATIVE_OF", "SHAREHOLDER_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF", "EMPLOYED_BY",
    "USES", "CreditRecord",
)  # fmt: skip
SHORT = {
    "LEGAL_REPRESENTATIVE_OF": "代表人", "SHAREHOLDER_OF": "股东", "DIRECTOR_OF": "董事", "SUPERVISOR_OF": "监事",
    "SENIOR_MANAGER_OF": "高管", "EMPLOYED_BY": "社保", "USES": "联系点", "CreditRecord": "信用",
}  # fmt: skip


def document(opened: Opened, sources: Mapping[str, str], *, masked: bool) -> dict[str, Any]:
    """The document of a review as it stands. ``sources``: what each source is called, by its id."""
    result, decided = opened.run.result, opened.decided
    people = _People(result, opened.run.request, sources, opened.rules)
    content = {
        "head": _head(opened), "facts": _facts(opened), "counts": opened.run.summary,
        "bidders": [_bidder(people, role) for role in people.bidders], "covered": [SHORT[kind] for kind in COVERED],
        "others": _beside(people, result["roles"]),
        "matrix": _matrix(people, result["matrix"]),
        "findings": _findings(people, result["findings"], decided),
        "own": [row for key in dict.fromkeys(r["key"] for r in result["roles"]) for row in _own(people, result["roles"], key)],
        "rules_run": _rules_run(result, people.rules), "labels": _findings(people, result["labels"], {}), "not_run": [_not_run(people, row) for row in result["not_run"]],
        "notices": _notices(people, result["notices"]),
        "unresolved": [_unresolved(people, row) for row in result["unresolved"]],
        "indicative": [_indicative(people, row) for row in result["indicative"] if row["score"] > 0],
        "sources": _sources(people, result["roles"]), "queries": _queries(people, opened), "log": _log(opened),
        "truncated": result["truncated"], "bound": result["bound"], "masked": masked,
    }  # fmt: skip
    shown: dict[str, Any] = Mask(result, masked).all(content)
    return shown


class _People:
    """Who is called what in the document: bidders by number, everyone by name; and the rules that decided it."""

    def __init__(
        self, result: Mapping[str, Any], request: Mapping[str, Any], sources: Mapping[str, str],
        rules: Sequence[TenderRule],
    ) -> None:  # fmt: skip
        self.rules = {rule.key: rule for rule in rules}
        self.bidders = bidders_in_order(result, request)
        self._sources = sources
        self.numbers = {role["key"]: n for n, role in enumerate(self.bidders, 1)}
        self._roles = {role["key"]: role for role in (*_others(result["roles"]), *self.bidders)}
        self._parties = result["parties"]
        self._of_party = {role["party"]: role["key"] for role in result["roles"] if role["party"]}

    def source(self, found: Any) -> str:
        """A source by its name, with the place of the record in it."""
        if isinstance(found, Mapping):
            return " ".join(
                str(v) for v in (self._sources.get(found["source"], found["source"]), found.get("record")) if v
            )
        identifier, slash, record = _text(found).partition("/")
        if identifier == "given":
            return "录入"
        return (
            f"{self._sources.get(identifier, identifier)} {record}"
            if slash
            else self._sources.get(identifier, identifier)
        )

    def name(self, key: str) -> str:
        role = self._roles.get(key)
        return (role and called(role)) or self.party(key)

    def party(self, identifier: str) -> str:
        brief = self._parties.get(identifier) or {}
        return str(brief.get("name") or captions.kind(str(brief.get("kind") or "")) or identifier)

    def labelled(self, key: str) -> str:
        """A bidder with its number, another with its role."""
        if key in self.numbers:
            return f"{self.numbers[key]} {self.name(key)}"
        role = self._roles.get(key)
        return f"{self.name(key)}（{self._standing(role)}）" if role else self.name(key)

    def _standing(self, role: Mapping[str, Any]) -> str:
        """The role, and in whose bid."""
        number = self.numbers.get(role["of"] or "")
        return f"{captions.ROLES.get(role['role'], role['role'])}{f'，投标人 {number}' if number else ''}"

    def ordered(self, keys: Sequence[str]) -> list[str]:
        """Bidders by number, then the others as they come."""
        return sorted(keys, key=lambda key: self.numbers.get(key, len(self.numbers) + 1))

    def node(self, identifier: str) -> dict[str, Any]:
        brief = self._parties.get(identifier) or {}
        number = self.numbers.get(self._of_party.get(identifier, ""))
        return {"name": self.party(identifier), "kind": brief.get("kind") or "", "number": number}


def _head(opened: Opened) -> dict[str, Any]:
    run, result, review = opened.run, opened.run.result, opened.review
    return {
        "id": review.id, "title": review.title, "unit": "本机（未登记单位）" if review.unit == LOCAL else review.unit,
        "signer": "" if review.unit == LOCAL else review.unit, "state": "已存证" if review.state == "sealed" else "办理中",
        "run": run.number, "evaluated_at": run.at, "updated_at": review.updated_at, "hash": run.hash,
        "data_version": run.data_version, "as_of": result["as_of"], "as_known_at": result["as_known_at"],
        "known_zh": minute(result["as_known_at"]) if result["as_known_at"] else "", "evaluated_zh": minute(run.at),
        "rules_version": run.rules_version, "rules_digest": run.rules_digest, "policy": result["policy"]["id"],
        "policy_version": str(result["policy"]["version"]), "policy_digest": result["policy"]["digest"],
    }  # fmt: skip


def _facts(opened: Opened) -> list[list[str]]:
    tender, roles = opened.run.result["tender"], opened.run.result["roles"]
    named = {
        kind: "、".join(called(role) for role in roles if role["role"] == kind)
        for kind in ("buyer", "agency", "supervisor")
    }
    rows = [
        ("适用制度", captions.REGIMES[tender["regime"]]), ("投标截止", minute(tender["submission_deadline"])),
        ("信用查询时点", minute(tender["credit_check_at"] or tender["submission_deadline"])),
        *((captions.ROLES[kind], name) for kind, name in named.items() if name),
    ]  # fmt: skip
    return [list(row) for row in rows]


def _bidder(people: _People, role: Mapping[str, Any]) -> dict[str, Any]:
    has = {row["kind"]: row["has"] for row in role["coverage"]}
    return {
        "number": people.numbers[role["key"]], "name": called(role), "code": role["given"].get("code") or "",
        "role": captions.ROLES[role["role"]], "consortium": role.get("consortium") or "", "price": money(role.get("price")),
        "confidence": captions.CONFIDENCES.get(role["identity"]["confidence"], role["identity"]["confidence"]),
        "sure": role["identity"]["confidence"] in ("code", "id_number", "judged"),
        "settles": _zh(role["identity"].get("settles")), "coverage": [has.get(kind, "no_data") for kind in COVERED],
        "own": len(role["own"]), "searched": not role.get("unsearched"),
    }  # fmt: skip


def _beside(people: _People, roles: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those who do not bid, each once a role, with the numbers of the bidders in whose bids they stand."""
    bids: dict[tuple[str, str], set[int]] = {}
    shown: dict[tuple[str, str], Mapping[str, Any]] = {}
    for role in _others(roles):
        shown[(role["role"], role["key"])] = role
        numbers = bids.setdefault((role["role"], role["key"]), set())
        numbers |= {people.numbers[role["of"]]} if role["of"] in people.numbers else set()
    return [_other(people, role, sorted(bids[key])) for key, role in shown.items()]


def _other(people: _People, role: Mapping[str, Any], bids: Sequence[int]) -> dict[str, Any]:
    confidence = role["identity"]["confidence"]
    return {
        "role": captions.ROLES.get(role["role"], role["role"]), "name": people.name(role["key"]),
        "bids": "、".join(map(str, bids)), "confidence": captions.CONFIDENCES.get(confidence, confidence),
        "own": len(role["own"]),
    }  # fmt: skip


def _matrix(people: _People, rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Pairs that have something, as numbers of bidders: row, column, verdict."""
    found = []
    for row in rows:
        a, b = people.numbers.get(row["a"]), people.numbers.get(row["b"])
        if a and b and row["verdict"] != "none":
            found.append([max(a, b), min(a, b), row["verdict"]])
    return sorted(found)


def _findings(
    people: _People, rows: Sequence[Mapping[str, Any]], decided: Mapping[str, Decided]
) -> list[dict[str, Any]]:
    ranked = sorted(rows, key=lambda f: (ORDER.index(f["verdict"]), f["article"], f["id"]))
    return [_finding(people, n, row, decided.get(row["id"])) for n, row in enumerate(ranked, 1)]


def _finding(people: _People, number: int, row: Mapping[str, Any], decision: Decided | None) -> dict[str, Any]:
    freshness = row.get("freshness") or {}
    return {
        "number": number, "id": row["id"], "rule": row["rule_key"], "title": _zh(row["title"]), "rule_version": str(row["rule_version"]),
        "article": cited(row["text"], row["article"]), "wording": row["wording"], "verdict": row["verdict"],
        "verdict_zh": captions.VERDICTS[row["verdict"]], "consequence": _zh(row["consequence"]), "keys": row["parties"],
        "parties": [people.labelled(key) for key in people.ordered(row["parties"])],
        "paths": [_path(people, path) for path in row["paths"] if _draws(path)], "evidence": [_evidence(people, e) for e in row["evidence"]],
        "identity": captions.CONFIDENCES.get(str(row["identity"]), str(row["identity"])),
        "standing": captions.STANDINGS.get(str(freshness.get("standing")), "—"),
        "last_confirmed": freshness.get("last_confirmed") or "—", "settles": _zh(row.get("settles")),
        "notes": [note for note in row["notes"] if note not in _reading_notes(people.rules.get(row["rule_key"]))], "decision": _decision(decision) if decision else None,
    }  # fmt: skip


def _draws(path: Mapping[str, Any]) -> bool:
    """Not where many parties merely stand side by side (a pattern of prices, say): they are named above."""
    return bool(path["relationships"]) or len(path["nodes"]) <= MOST_BESIDE


def _path(people: _People, path: Mapping[str, Any]) -> dict[str, Any]:
    """Parties in order with what stands between each and the next; two mentions of one person are joined by no record.

    From the bidder with the lower number to the other, as the parties are named above it.
    """
    nodes = list(path["nodes"])
    ends = [number for node in nodes[:: len(nodes) - 1 or 1] if (number := people.node(node)["number"])]
    if len(ends) == 2 and ends[0] > ends[1]:
        nodes.reverse()
    links = [_link(people, a, b, path["relationships"]) for a, b in zip(nodes, nodes[1:], strict=False)]
    return {"nodes": [people.node(node) for node in nodes], "links": links}


def _link(people: _People, a: str, b: str, relationships: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    between = [r for r in relationships if {r["from"], r["to"]} == {a, b}]
    if not between:
        label = "是否同一" if people.party(a) == people.party(b) else "依录入"
        return {
            "label": label, "forward": True, "drawn": False, "since": "", "standing": "", "certain": False, "source": "",
            "last_confirmed": "",
        }  # fmt: skip
    first = between[0]
    labels = dict.fromkeys(captions.kind(r["kind"]) + share(r.get("share")) for r in between)
    return {
        "label": "、".join(labels), "forward": first["from"] == a, "drawn": True, "since": _span(first),
        "standing": captions.STANDINGS.get(first["standing"], first["standing"]),
        "certain": all(r["standing"] == "confirmed" and r["kind"] != "POSSIBLY_SAME_AS" for r in between),
        "source": "、".join(dict.fromkeys(people.source(r["source"]) for r in between)),
        "last_confirmed": first.get("last_confirmed") or "",
    }  # fmt: skip


def _evidence(people: _People, row: Mapping[str, Any]) -> list[str]:
    return [_text(row.get("what")), _text(row.get("value")), people.source(row.get("source"))]


def _decision(found: Decided) -> dict[str, Any]:
    content, second = found.event.content, found.second
    return {
        "verdict": captions.DECISIONS[content["verdict"]], "reason": content["reason"],
        "explanation": content.get("explanation_received") or "", "by": found.event.principal, "at": minute(found.event.at),
        "attachments": [a["sha256"] for a in content.get("attachments") or ()],
        "standing": captions.DECISION_STANDINGS[found.standing], "changed": found.evidence_changed,
        "second": f"{second.principal} {minute(second.at)} {'同意' if second.content['agree'] else '不同意'}：{second.content['reason']}" if second else "",
    }  # fmt: skip


def _own(people: _People, roles: Sequence[Mapping[str, Any]], key: str) -> list[list[str]]:
    """Records of a party, once however many roles it has."""
    role = max((r for r in roles if r["key"] == key), key=lambda r: len(r["own"]))
    rows = [_record(people, role, row) for row in role["own"]]
    if role["withheld"]:
        rows.append([people.labelled(key), f"另有 {role['withheld']} 条不予展示", "", "", "", "", ""])
    return rows


def _record(people: _People, role: Mapping[str, Any], row: Mapping[str, Any]) -> list[str]:
    values = row["values"]
    start = row.get("acts_from") or values.get("listed_on") or values.get("decided_on")
    return [
        people.labelled(role["key"]), _text(values.get("record_kind")), _text(values.get("authority")),
        _text(values.get("document_number")), _text(start), row.get("first_free_day") or "未定",
        _text(row.get("mark")) or "有效",
    ]  # fmt: skip


def _others(roles: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those who do not bid, each once a role."""
    return list({(r["role"], r["key"], r["of"]): r for r in roles if r["role"] not in BIDDING}.values())


def _rules_run(result: Mapping[str, Any], rules: Mapping[str, TenderRule]) -> list[list[str]]:
    """With title and article as they were when it ran, and how much each found."""
    found = Counter(row["rule_key"] for row in (*result["findings"], *result["labels"]))
    rows = []
    for key in result["rules_run"]:
        rule = rules.get(key)
        said = [str(rule.version), rule.title.zh, cited(rule.text, rule.article)] if rule else ["", "", ""]
        rows.append([key, *said, str(found[key])])
    return rows


def _not_run(people: _People, row: Mapping[str, Any]) -> list[str]:
    named = [people.labelled(key) for key in row["parties"]]
    few = "、".join(named[:3]) + (f" 等 {len(named)} 方" if len(named) > 3 else "")
    return [row["rule_key"], _zh(row["reason"]), few or "全部"]


TOGETHER = {
    "not_in_graph": "{n} 家投标人不在图中（{who}）：无从检索，未发现不等于没有",
    "name_only": "{n} 家投标人仅按名称对应（{who}），相关结论最多为线索",
}


def _notices(people: _People, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """In words; what is said of several bidders alike is said once, with their numbers."""
    found = [row["zh"] for row in rows if row["code"] not in TOGETHER]
    for code, words in TOGETHER.items():
        alike = [row for row in rows if row["code"] == code]
        numbers = sorted({people.numbers[key] for row in alike for key in row["parties"] if key in people.numbers})
        if len(alike) > 1:
            found.insert(0, words.format(n=len(numbers), who="号、".join(map(str, numbers)) + "号"))
        else:
            found = [row["zh"] for row in alike] + found
    return found


def _unresolved(people: _People, row: Mapping[str, Any]) -> str:
    because = {"source": "来源注明疑似同一", "name": "姓名或名称相同"}.get(row["because"], row["because"])
    grade = {"strong": "较可能", "medium": "可能", "weak": "较弱"}.get(row["grade"] or "", "")
    a, b = people.labelled(row["a"]), people.labelled(row["b"])
    return f"{a} 与 {b} 是否同一：{because}{f'（{grade}）' if grade else ''}，须核对证件号码或统一社会信用代码"


def _indicative(people: _People, row: Mapping[str, Any]) -> list[str]:
    way = " → ".join(people.party(node) for node in (row["best"] or {}).get("nodes", ()))
    return [
        people.labelled(row["party"]),
        f"{row['score']:.3f}",
        captions.LEVELS.get(row["level"], row["level"] or "—"),
        way or "—",
    ]


def _sources(people: _People, roles: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """By kind and source: how many relationships of how many parties, the oldest and the newest confirmation."""
    found: dict[tuple[str, str], list[Any]] = {}
    for role in roles:
        for row in role["coverage"]:
            for source in row["sources"]:
                entry = found.setdefault((row["kind"], source["source"]), [0, set(), []])
                entry[0] += source["count"]
                entry[1].add(role["key"])
                entry[2] += [day for day in (source["last_confirmed"], source["source_last_observed"]) if day]
    return [
        [
            captions.kind(kind),
            people.source(name),
            str(count),
            str(len(parties)),
            min(days, default="—"),
            max(days, default="—"),
        ]
        for (kind, name), (count, parties, days) in sorted(found.items())
    ]


def _queries(people: _People, opened: Opened) -> list[list[str]]:
    return [
        [
            people.labelled(e.content["key"]), captions.CHANNELS[e.content["channel"]], minute(e.content["checked_at"]),
            e.content["checked_by"], captions.OUTCOMES[e.content["outcome"]], e.content["screenshot_sha256"][:16],
        ]
        for e in opened.events if e.kind == "official_query"
    ]  # fmt: skip


def _log(opened: Opened) -> list[list[str]]:
    """Everything done, in order: for the file."""
    return [
        [
            minute(e.at),
            e.principal,
            captions.EVENTS[e.kind],
            _text(e.content.get("finding") or e.content.get("key") or e.content.get("a") or ""),
        ]
        for e in opened.events
    ]


def bidders_in_order(result: Mapping[str, Any], request: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The bidders in the order in which they were given: their numbers in reports and on the command line."""
    bidders = {role["key"]: role for role in result["roles"] if role["role"] in BIDDING}
    given = [bid["bidder"] for bid in (request.get("tender") or {}).get("bids", ())]
    return sorted(bidders.values(), key=lambda role: _place(role, given))


def called(role: Mapping[str, Any]) -> str:
    """What a party is called: its name in the graph, else as it was given."""
    return str(role["name"] or role["given"].get("name") or role["given"].get("code") or role["key"])


def cited(text: str, article: str) -> str:
    """An article with the law that it stands in, as far as it does not name its own (collections of excerpts)."""
    law = text.partition("(")[0].strip()
    named = text.startswith(EXCERPTS) or any(part in article for part in law.split("-") if part)
    return article if not law or named else f"{law} {article}"


def minute(at: str) -> str:
    """An instant to the minute, in Asia/Shanghai."""
    return datetime.fromisoformat(at).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def money(price: Any) -> str:
    """A price with groups of three, as exact as it was given."""
    if price in (None, ""):
        return ""
    whole, _, rest = str(price).partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    return grouped + (f".{rest}" if rest else "")


def share(found: Any) -> str:
    """A holding for the label of a link, in percent."""
    if not isinstance(found, Mapping):
        return ""
    if not found.get("known") or found.get("min") is None or found.get("max") is None:
        return " 比例不明"
    low, high = (f"{(Decimal(str(found[end])) * 100).normalize():f}" for end in ("min", "max"))
    return f" {low}%" if low == high else f" {low}%–{high}%"


def _span(relationship: Mapping[str, Any]) -> str:
    start, end = relationship.get("valid_from"), relationship.get("valid_to")
    if not start and not end:
        return ""
    return f"{start or '…'} 至 {end or '今'}"


def _place(role: Mapping[str, Any], given: Sequence[Mapping[str, Any]]) -> int:
    """Where a bidder stands in what was given; those of a lot of the graph stay in the order of the answer."""
    named = {role["party"], role["given"].get("code"), role["given"].get("name")} - {None}
    return next(
        (n for n, bid in enumerate(given) if named & {bid.get("id"), bid.get("code"), bid.get("name")}), len(given)
    )


def _reading_notes(rule: TenderRule | None) -> set[str]:
    """Notes on how a rule is read: for those who keep the rules, not for the file."""
    return {rule.note} if rule else set()


def _zh(found: Any) -> str:
    return _text(found.get("zh")) if isinstance(found, Mapping) else _text(found)


def _text(found: Any) -> str:
    if found is None:
        return ""
    if isinstance(found, bool):
        return "是" if found else "否"
    if isinstance(found, Mapping):
        return _zh(found) if "zh" in found else "，".join(f"{name} {_text(value)}" for name, value in found.items())
    if isinstance(found, list | tuple):
        return "、".join(_text(value) for value in found)
    return str(found)
