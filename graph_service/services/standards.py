"""What decides a review beside its data: the rules, the numbers that the law leaves open, and the policy of exposure.

Each is a document named by the SHA-256 of its canonical content, which every answer quotes. Whoever keeps the documents
can ask again by the standards of then, whatever the product ships by now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from graph_service.canonical import digest
from graph_service.errors import Conflict
from graph_service.exposure.policy import CompiledPolicy, Policy, compile_policy, load_policy
from graph_service.tender.patterns import PATTERNS
from graph_service.tender.policy import TenderPolicy, tender_policy
from graph_service.tender.rules import RuleSet, tender_rules

KINDS = ("rules", "tender_policy", "policy")
"""The documents by the names under which an answer quotes them."""

Find = Callable[[str], Mapping[str, Any] | None]
"""The content of a kept document by its digest."""


@dataclass(frozen=True, slots=True)
class Standards:
    """``digests`` by the names of ``KINDS``: those under which the documents were first used, which an answer quotes."""

    rules: RuleSet
    tender_policy: TenderPolicy
    policy: CompiledPolicy
    digests: Mapping[str, str]

    def documents(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """Kind and content of every document by its digest."""
        content = {
            "rules": self.rules.model_dump(mode="json"), "tender_policy": self.tender_policy.model_dump(mode="json"),
            "policy": self.policy.policy.model_dump(mode="json"),
        }  # fmt: skip
        return {self.digests[kind]: (kind, content[kind]) for kind in KINDS}


def shipped(policy: str) -> Standards:
    """The standards at hand with this policy of exposure. ``NotFound`` where there is no such policy."""
    rules, numbers, exposure = tender_rules(), tender_policy(), load_policy(policy)
    digests = {"rules": rules.digest, "tender_policy": numbers.digest, "policy": exposure.digest}
    return Standards(rules, numbers, exposure, digests)


def quoted(result: Mapping[str, Any]) -> dict[str, str]:
    """The digests that an answer quotes, by kind."""
    return {kind: str(result[kind]["digest"]) for kind in KINDS}


def kept(digests: Mapping[str, str], find: Find) -> Standards | None:
    """The standards of these digests; ``None`` where one of them is not kept.

    ``Conflict`` where this version of the product cannot apply them any more.
    """
    found = {kind: find(digests[kind]) for kind in KINDS}
    if any(content is None for content in found.values()):
        return None
    if changed := [kind for kind in KINDS if digest(found[kind]) != digests[kind]]:
        raise Conflict(
            f"what is kept of {', '.join(changed)} is not what its digest names: the store was changed",
            f"保存的{'、'.join(changed)}与其摘要不符：运行库被改动过",
        )
    try:
        rules = RuleSet.model_validate(found["rules"])
        numbers = TenderPolicy.model_validate(found["tender_policy"])
        exposure = compile_policy(Policy.model_validate(found["policy"]))
    except ValidationError as error:
        raise _not_applicable(f"{error.error_count()} faults") from error
    if unknown := sorted({rule.pattern for rule in rules.rules} - PATTERNS.keys()):
        raise _not_applicable(", ".join(unknown))
    return Standards(rules, numbers, replace(exposure, digest=digests["policy"]), dict(digests))


def _not_applicable(what: str) -> Conflict:
    return Conflict(
        f"the rules of that time cannot be applied by this version of the product ({what}); use the version of then",
        f"本版本程序无法执行当时的规则（{what}），请使用当时的程序版本",
    )
