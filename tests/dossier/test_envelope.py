"""Signed statements: nothing but the exact bytes of a trusted key verifies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.canonical import canonical
from graph_service.dossier.envelope import ATTESTATION, SEAL, sign, verify
from graph_service.dossier.keys import SigningKeys, trusted_keys
from graph_service.errors import ConfigurationError, InvalidInput, NoSigningKey, NotFound, VerificationFailed

PAYLOAD = {
    "title": "未发现关联检索证明",
    "pairs": [["b1", "b2"]],
    "bound": 0.25,
    "text": 'quotes " \\ / é 𠮷',
    "nothing": None,
}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> SigningKeys:
    found = SigningKeys(tmp_path_factory.mktemp("keys") / "keys.json")
    found.create()
    return found


@pytest.fixture(scope="module")
def raw(keys: SigningKeys) -> bytes:
    return sign(ATTESTATION, PAYLOAD, keys)


def trusted(keys: SigningKeys) -> dict[str, Any]:
    return trusted_keys(json.loads(json.dumps(keys.trusted("样例县"))))


def test_what_was_signed_verifies_and_says_by_whom(keys: SigningKeys, raw: bytes) -> None:
    found = verify(raw, trusted(keys))
    assert found.payload == PAYLOAD
    assert found.format == ATTESTATION
    assert found.key == keys.current()


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_no_changed_byte_verifies(keys: SigningKeys, raw: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(raw) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    with pytest.raises(VerificationFailed):
        verify(raw[:place] + bytes([other]) + raw[place + 1 :], trusted(keys))


def test_every_single_bit_of_the_statement_matters(keys: SigningKeys, raw: bytes) -> None:
    held = trusted(keys)
    for place in range(len(raw)):
        for bit in range(8):
            changed = bytearray(raw)
            changed[place] ^= 1 << bit
            with pytest.raises(VerificationFailed):
                verify(bytes(changed), held)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_nothing_added_or_left_out_verifies(keys: SigningKeys, raw: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(raw)))
    more = data.draw(st.binary(min_size=1, max_size=4))
    for changed in (raw[:place] + more + raw[place:], raw[:place] + raw[place + 1 :]):
        if changed != raw:
            with pytest.raises(VerificationFailed):
                verify(changed, trusted(keys))


def test_the_same_content_written_otherwise_does_not_verify(keys: SigningKeys, raw: bytes) -> None:
    content = json.loads(raw)
    for text in (
        json.dumps(content),
        json.dumps(content, ensure_ascii=False, indent=1),
        raw.decode().strip(),
        raw.decode() + "\n",
    ):
        with pytest.raises(VerificationFailed):
            verify(text.encode(), trusted(keys))
    upper = raw.replace(content["signature"]["value"].encode(), content["signature"]["value"].upper().encode())
    with pytest.raises(VerificationFailed):
        verify(upper, trusted(keys))


def test_a_statement_cannot_be_passed_off_as_another_kind(keys: SigningKeys, raw: bytes) -> None:
    with pytest.raises(VerificationFailed):
        verify(raw.replace(ATTESTATION.encode(), SEAL.encode()), trusted(keys))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"format":1}',
        b"\xff",
        b"[" * 100_000,
        b'{"format":"x","payload":{},"signature":{}}',
    ],
)
def test_other_files_are_refused_in_words(keys: SigningKeys, text: bytes) -> None:
    with pytest.raises(VerificationFailed, match="not verified"):
        verify(text, trusted(keys))


def test_unknown_and_revoked_keys_fail_and_a_new_key_signs(tmp_path: Path) -> None:
    ours, theirs = SigningKeys(tmp_path / "a" / "keys.json"), SigningKeys(tmp_path / "b" / "keys.json")
    with pytest.raises(NoSigningKey):
        sign(SEAL, PAYLOAD, ours)
    first = ours.create()
    theirs.create()
    old = sign(SEAL, PAYLOAD, ours)
    with pytest.raises(VerificationFailed, match="not in the trusted list"):
        verify(old, trusted(theirs))
    second = ours.create()
    new = sign(SEAL, PAYLOAD, ours)
    assert verify(old, trusted(ours)).key == first
    assert verify(new, trusted(ours)).key == second
    ours.revoke(first.key_id, "泄露")
    with pytest.raises(VerificationFailed, match="revoked"):
        verify(old, trusted(ours))
    assert verify(new, trusted(ours)).key == second
    with pytest.raises(NotFound):
        ours.revoke(first.key_id, "again")
    ours.revoke(second.key_id, "")
    with pytest.raises(NoSigningKey):
        ours.current()


def test_a_trusted_list_cannot_give_one_keys_id_to_another(tmp_path: Path) -> None:
    ours, theirs = SigningKeys(tmp_path / "a.json"), SigningKeys(tmp_path / "b.json")
    ours.create()
    theirs.create()
    content = ours.trusted("x")
    content["keys"][0]["public_key"] = theirs.current().public_key
    for wrong in (content, {}, [], None, {"format": "x", "keys": []}, {**content, "keys": [{}]}):
        with pytest.raises(InvalidInput, match="trusted keys"):
            trusted_keys(wrong)


def test_private_keys_are_the_owners_alone(tmp_path: Path) -> None:
    keys = SigningKeys(tmp_path / "keys.json")
    keys.create()
    path = tmp_path / "keys.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text())["keys"][0]["private_key"] not in canonical(keys.trusted("x")).decode()
    path.chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        keys.all()
    path.chmod(0o600)
    path.write_text("{}")
    with pytest.raises(ConfigurationError):
        keys.all()
