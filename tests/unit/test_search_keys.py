"""What looks like an identifier in a query: any text at all is answered, never with an error."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.search.query import _keys_in
from loaders.cleaning import codes

ODD = st.text(min_size=0, max_size=20) | st.text(alphabet="望川建材²①٣0123456789XA-", min_size=8, max_size=20)


@given(ODD)
def test_any_text_is_read(text: str) -> None:
    notes: list[dict[str, str]] = []
    keys = _keys_in(text, notes)
    assert all(isinstance(part, str) for key in keys for part in key)


@pytest.mark.parametrize("clean", [codes.clean_uscc, codes.clean_org_code, codes.clean_registration_number])
@given(text=ODD)
def test_a_cleaner_refuses_with_a_value_error_or_cleans(clean: Any, text: str) -> None:
    with contextlib.suppress(ValueError):
        assert clean(text)


def test_a_name_of_nine_characters_is_no_organisation_code() -> None:
    assert _keys_in("望川控股丙有限公司", []) == []
