"""People between bidders: cross-posts, shared staff, kin, team members insured elsewhere, shared contact points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import combinations
from typing import Any

from graph_service.model import Relationship
from graph_service.tender.cast import OFFICES, PRINCIPALS
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Missing, Outcome, Trail, merged_doubts, sourced
from graph_service.tender.patterns.documents import Named, named
from graph_service.tender.patterns.matching import best_hits

Options = Mapping[str, Any]
Post = tuple[str, Relationship, tuple[Doubt, ...]]
BID_PEOPLE = ("team", "contact", "operator", "author", "payer")
_ROLE_ZH = {
    "team": "项目管理成员",
    "contact": "联系人",
    "operator": "投标经办人",
    "author": "投标文件编制人",
    "payer": "保证金付款人",
}
_CONTACT_ZH = {
    "address": "地址",
    "phone": "电话",
    "email": "邮箱",
    "bank_account": "银行账户",
    "machine_trace": "机器痕迹",
}


def _posts(docket: Docket, *kinds: str) -> dict[str, list[Post]]:
    """Offices in all bidders, by who holds them."""
    found: dict[str, list[Post]] = defaultdict(list)
    for bidder in docket.bidders:
        for post, doubts in docket.into(bidder, *kinds):
            if not docket.is_nobody(post.from_id):
                found[post.from_id].append((bidder, post, doubts))
    return found


def cross_posts(docket: Docket, options: Options) -> Iterator[Outcome]:
    """One person holds office in two bidders, though not the principal's in both."""
    hits = _in_both(docket, OFFICES, lambda kinds: not kinds <= set(PRINCIPALS))
    yield from best_hits(list(hits))


def _in_both(docket: Docket, kinds: Collection[str], counts: Callable[[set[str]], bool]) -> Iterator[Hit]:
    """One person with a post in two bidders; ``counts`` says whether the two kinds of post are what is looked for."""
    for person, posts in sorted(_posts(docket, *kinds).items()):
        for (a, one, doubts_a), (b, two, doubts_b) in combinations(posts, 2):
            if docket.rivals(a, b) and counts({one.kind, two.kind}):
                doubts = merged_doubts(doubts_a, doubts_b, docket.same(person, person) or ())
                evidence = (sourced("任职", one, docket.name(a)), sourced("任职", two, docket.name(b)))
                trail = Trail((a, person, b), (one.id, two.id))
                yield Hit(tuple(sorted((a, b))), (trail,), "indication", evidence, doubts)


def shared_staff(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Whom one bid names holds office, a post or a share in another bidder, or stands in another role of its bid; and
    who works for two bidders."""
    posts = _posts(docket, *OFFICES, "EMPLOYED_BY", "SHAREHOLDER_OF")
    mentions = named(docket, *BID_PEOPLE)
    works = _in_both(docket, (*OFFICES, "EMPLOYED_BY"), lambda kinds: "EMPLOYED_BY" in kinds)
    yield from best_hits([*_posted_elsewhere(docket, mentions, posts), *_crossed_roles(docket, mentions), *works])


def _posted_elsewhere(docket: Docket, mentions: list[Named], posts: Mapping[str, list[Post]]) -> Iterator[Hit]:
    for mention in mentions:
        for other, post, doubts in posts.get(mention.party, ()):
            for bidder in mention.bidders:
                if docket.rivals(bidder, other):
                    told = f"{docket.name(mention.party)}：{docket.name(bidder)}的{_ROLE_ZH[mention.role]}"
                    yield Hit(tuple(sorted((bidder, other))), (Trail((bidder, mention.party, other), (post.id,)),), "indication",
                              (Evidence(_ROLE_ZH[mention.role], told), sourced("任职或持股", post, docket.name(other))), doubts)  # fmt: skip


def _crossed_roles(docket: Docket, mentions: list[Named]) -> Iterator[Hit]:
    """The same party in different roles of two bids, or a bidder itself in a role of another bid."""
    by_party: dict[str, list[Named]] = defaultdict(list)
    for mention in mentions:
        by_party[mention.party].append(mention)
    for party, found in sorted(by_party.items()):
        pairs = [(one, two) for one, two in combinations(found, 2) if one.unit != two.unit and one.role != two.role]
        for one, two in pairs:
            for a, b in ((a, b) for a in one.bidders for b in two.bidders if docket.rivals(a, b)):
                yield _crossed(docket, a, b, party, (one.role, two.role))
        for one in found if party in docket.units_of else ():
            for a in one.bidders:
                if docket.rivals(a, party):
                    yield _crossed(docket, a, party, party, (one.role,))


def _crossed(docket: Docket, a: str, b: str, party: str, roles: tuple[str, ...]) -> Hit:
    told = "、".join(_ROLE_ZH[role] for role in roles)
    nodes = tuple(dict.fromkeys((a, party, b)))
    return Hit(tuple(sorted((a, b))), (Trail(nodes),), "indication",
               (Evidence(told, docket.name(party)),), docket.identity_doubts(party))  # fmt: skip


def kin_between_bidders(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Kin hold office or shares in two bidders."""
    posts = _posts(docket, *OFFICES, "SHAREHOLDER_OF")
    hits = []
    for person in sorted(posts):
        for tie, doubts in docket.out(person, "RELATIVE_OF"):
            for (a, one, da), (b, two, db) in ((x, y) for x in posts[person] for y in posts.get(tie.to_id, ())):
                if docket.rivals(a, b):
                    evidence = (sourced("任职或持股", one), sourced("亲属", tie, _kin(tie)), sourced("任职或持股", two))
                    trail = Trail((a, person, tie.to_id, b), (one.id, tie.id, two.id))
                    hits.append(
                        Hit(tuple(sorted((a, b))), (trail,), "indication", evidence, merged_doubts(doubts, da, db))
                    )
    yield from best_hits(hits)


def _kin(tie: Relationship) -> str:
    return str(tie.values.get("kinship") or tie.values.get("note") or "")


def team_employed_elsewhere(docket: Docket, options: Options) -> Iterator[Outcome]:
    """A team member is insured by another employer on the day, and not by the bidder."""
    for mention in named(docket, "team"):
        posts = docket.out(mention.party, "EMPLOYED_BY")
        units = docket.units.get(mention.unit)
        own = set(units.members if units else mention.bidders)
        branches = [
            r for member in own for r, _ in (*docket.into(member, "BRANCH_OF"), *docket.out(member, "BRANCH_OF"))
        ]
        own |= {end for r in branches for end in (r.from_id, r.to_id)}
        if not posts:
            name = docket.name(mention.party)
            yield Missing(
                mention.party, "EMPLOYED_BY", f"没有{name}的参保或劳动关系数据", f"no employer of {name} is known"
            )
        elif not any(post.to_id in own for post, _ in posts) and mention.bidders:
            yield _insured_elsewhere(docket, mention, posts)


def _insured_elsewhere(docket: Docket, mention: Named, posts: list[tuple[Relationship, tuple[Doubt, ...]]]) -> Hit:
    post, doubts = min(posts, key=lambda entry: (len(entry[1]), entry[0].id))
    told = f"{docket.name(mention.party)} — {docket.name(post.to_id)}"
    bidder = mention.bidders[0]
    return Hit((bidder,), (Trail((bidder, mention.party, post.to_id), (post.id,)),), "indication",
               (sourced("参保单位", post, told),), doubts)  # fmt: skip


def shared_contacts(docket: Docket, options: Options) -> Iterator[Outcome]:
    """A contact point of two bidders that few parties use; one that many use (agents, business centres) says nothing."""
    users: dict[str, list[Post]] = defaultdict(list)
    for bidder in docket.bidders:
        for use, doubts in docket.out(bidder, "USES"):
            users[use.to_id].append((bidder, use, doubts))
    hits = []
    for contact, uses in sorted(users.items()):
        kind = str(docket.entity(contact).get("contact") or "")
        limit = docket.policy.contact_limits.value.get(kind, 0)
        if len(uses) > 1 and docket.around.contact_users.get(contact, len(uses)) <= limit:
            hits += _one_contact(docket, contact, kind, uses)
    yield from best_hits(hits)


def _one_contact(docket: Docket, contact: str, kind: str, uses: list[Post]) -> list[Hit]:
    found = []
    for (a, one, da), (b, two, db) in combinations(uses, 2):
        if docket.rivals(a, b):
            zh = f"共用{_CONTACT_ZH.get(kind, '联系方式')}"
            evidence = (sourced(zh, one, docket.name(a)), sourced(zh, two, docket.name(b)))
            found.append(
                Hit(
                    tuple(sorted((a, b))),
                    (Trail((a, contact, b), (one.id, two.id)),),
                    "indication",
                    evidence,
                    merged_doubts(da, db),
                )
            )
    return found
