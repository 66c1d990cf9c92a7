"""Words for codes: complete in both languages, and there for the codes that answers really hold."""

from __future__ import annotations

from typing import get_args

import pytest

from graph_service.model import Standing
from graph_service.ownership.beneficial import Limb
from graph_service.ownership.control import ControlBasis, Verdict
from graph_service.ownership.quality import Problem
from graph_service.reach.rules import AsOf, Effect
from graph_service.relations.coverage import Has
from graph_service.words import Language, codes, word

LANGUAGES = get_args(Language)
CODES = {
    "standing": list(Standing), "coverage": list(Has), "effect": get_args(Effect), "as_of_role": get_args(AsOf),
    "holding_fault": get_args(Problem), "limb": get_args(Limb),
    "control_basis": get_args(ControlBasis), "control_verdict": list(Verdict),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", CODES)
def test_every_code_of_an_answer_has_its_word(language: Language, group: str) -> None:
    assert {str(code) for code in CODES[group]} <= codes(language)[group].keys()


def test_a_code_without_a_word_is_shown_as_it_is() -> None:
    assert (word("level", "new", "zh"), word("level", None, "zh")) == ("new", "")
    with pytest.raises(KeyError):
        word("no_such_group", "high", "en")
