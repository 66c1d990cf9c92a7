"""Signed statements: canonical JSON with its algorithm, key id and signature, verified offline against a trusted list.

    {"format": …, "payload": {…}, "signature": {"algorithm": "Ed25519", "key_id": …, "signed_at": …, "value": hex}}

The signature covers everything but its own value. The file is exactly these canonical bytes and one line feed:
verification compares every byte, so that no changed space, escape or repeated key passes as the same statement.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from graph_service.canonical import canonical
from graph_service.dossier.keys import ALGORITHM, PublicKey, SigningKeys
from graph_service.errors import VerificationFailed

ATTESTATION = "guanlian-search-attestation/1"
SEAL = "guanlian-sealed-review/1"
FORMATS = (ATTESTATION, SEAL)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a statement that verifies says, and whose key says it."""

    format: str
    payload: Mapping[str, Any]
    key: PublicKey
    signed_at: str


def sign(format_: str, payload: Mapping[str, Any], keys: SigningKeys) -> bytes:
    """The signed statement as bytes of a file. ``NoSigningKey`` where none is in force."""
    by = keys.current()
    signed_at = datetime.now(UTC).isoformat(timespec="seconds")
    body = _body(format_, payload, by.key_id, signed_at)
    body["signature"]["value"] = keys.sign(canonical(body), by).hex()
    return canonical(body) + b"\n"


def verify(raw: bytes, trusted: Mapping[str, PublicKey]) -> Verified:
    """What the statement says. ``VerificationFailed`` says what is wrong with it."""
    content = _parsed(raw)
    signature = content["signature"]
    value = bytes.fromhex(signature.pop("value"))
    key = trusted.get(signature["key_id"])
    if key is None:
        raise _failed(f"the key {signature['key_id']} is not in the trusted list", "签名密钥不在可信清单中")
    if not key.verifies(canonical(content), value):
        raise _failed("the content is not what the key signed", "内容与签名不符")
    if key.revoked_at is not None:
        raise _failed(f"the key {key.key_id} was revoked at {key.revoked_at}", f"签名密钥已于 {key.revoked_at} 吊销")
    if signature["signed_at"] < key.created_at:
        raise _failed("it says to be signed before the key was made", "签名时间早于密钥生成时间")
    return Verified(content["format"], content["payload"], key, signature["signed_at"])


def _body(format_: str, payload: Mapping[str, Any], key_id: str, signed_at: str) -> dict[str, Any]:
    signature = {"algorithm": ALGORITHM, "key_id": key_id, "signed_at": signed_at}
    return {"format": format_, "payload": payload, "signature": signature}


def _parsed(raw: bytes) -> Any:
    """The statement, where its bytes are exactly those that its content is written as."""
    try:
        content = json.loads(raw)
        signature = content["signature"]
        shape = _body(
            content["format"], dict(content["payload"]), str(signature["key_id"]), str(signature["signed_at"])
        )
        shape["signature"]["value"] = bytes.fromhex(signature["value"]).hex()
        exact = canonical(shape) + b"\n" == raw and content["format"] in FORMATS
    except (ValueError, KeyError, TypeError, RecursionError):
        exact = False
    if not exact:
        raise _failed(
            "the file is not byte for byte a signed statement of this format; it was changed or is another file",
            "文件不是本格式的签名文件，或内容已被改动",
        )
    return content


def _failed(en: str, zh: str) -> VerificationFailed:
    return VerificationFailed(f"not verified: {en}", f"验证未通过：{zh}")
