"""Signing keys of this installation, and the public list by which others trust them.

Ed25519 (RFC 8032). The private keys lie in one file outside data and backups, readable by its owner only, like the key
of ID numbers. What is handed to others is the trusted list: public keys with the day from which each counts and, where
it was revoked, when and why. A key's id is the beginning of the SHA-256 of its public key, so that neither can be
exchanged for another.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from graph_service.errors import ConfigurationError, InvalidInput, NoSigningKey, NotFound

ALGORITHM = "Ed25519"
TRUSTED_FORMAT = "guanlian-trusted-keys/1"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What others need to know of a key. ``public_key`` is 32 bytes in hex; times are UTC, ISO."""

    key_id: str
    public_key: str
    created_at: str
    revoked_at: str | None = None
    reason: str = ""
    algorithm: str = ALGORITHM

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made the signature."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public_key)).verify(signature, message)
        except InvalidSignature:
            return False
        return True


class SigningKeys:
    """The keys of one file. The newest that is not revoked signs."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def create(self) -> PublicKey:
        """A new key, which signs from now on; earlier ones still verify."""
        private = Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw()
        made = PublicKey(key_id(public), public.hex(), _now())
        self._save([*self._load(), (made, private.private_bytes_raw().hex())])
        return made

    def all(self) -> list[PublicKey]:
        return [public for public, _ in self._load()]

    def revoke(self, identifier: str, reason: str) -> PublicKey:
        """From now on nothing that this key ever signed verifies by a trusted list made after this."""
        held = self._load()
        if not any(public.key_id == identifier and public.revoked_at is None for public, _ in held):
            raise NotFound("no such signing key is in force", "没有这个有效的签名密钥")
        changed = [
            (replace(public, revoked_at=_now(), reason=reason), private) if public.key_id == identifier
            else (public, private) for public, private in held
        ]  # fmt: skip
        self._save(changed)
        return next(public for public, _ in changed if public.key_id == identifier)

    def current(self) -> PublicKey:
        """The key that signs. ``NoSigningKey`` where there is none."""
        return self._current()[0]

    def sign(self, message: bytes, by: PublicKey) -> bytes:
        """The signature of a key that is in force."""
        private = next(private for public, private in self._load() if public == by)
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).sign(message)

    def trusted(self, issuer: str) -> dict[str, Any]:
        """The list for those who verify: hand it over by a way that they trust."""
        return {"format": TRUSTED_FORMAT, "issuer": issuer, "keys": [asdict(public) for public in self.all()]}

    def _current(self) -> tuple[PublicKey, str]:
        held = [entry for entry in self._load() if entry[0].revoked_at is None]
        if not held:
            raise NoSigningKey(
                "there is no signing key in force; have the operator make one: guanlian attestation-keys create",
                "没有有效的签名密钥；请运维人员执行：guanlian attestation-keys create",
            )
        return held[-1]

    def _load(self) -> list[tuple[PublicKey, str]]:
        if not self._path.exists():
            return []
        if self._path.stat().st_mode & 0o077:
            raise ConfigurationError(
                f"the signing key file {self._path} may be read by others; run: chmod 600 {self._path}",
                f"签名密钥文件 {self._path} 可被他人读取，请执行：chmod 600 {self._path}",
            )
        try:
            rows = json.loads(self._path.read_text(encoding="utf-8"))["keys"]
            return [(PublicKey(**row["public"]), str(row["private_key"])) for row in rows]
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigurationError(
                f"the signing key file {self._path} is not of the form that 'guanlian attestation-keys' writes",
                f"签名密钥文件 {self._path} 格式不正确",
            ) from error

    def _save(self, held: list[tuple[PublicKey, str]]) -> None:
        """Written beside and moved into place: a crash leaves the old file or the new one, never half of one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        content = {"keys": [{"public": asdict(public), "private_key": private} for public, private in held]}
        beside = self._path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)


def trusted_keys(content: Any) -> dict[str, PublicKey]:
    """The keys of a trusted list by their ids. ``InvalidInput`` where it is no such list or a key is not its id's."""
    try:
        if content["format"] != TRUSTED_FORMAT:
            raise ValueError
        found = [_checked(row) for row in content["keys"]]
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidInput(
            f"this is no list of trusted keys ({TRUSTED_FORMAT}); ask the issuer for one: guanlian attestation-keys export",
            f"这不是可信密钥清单（{TRUSTED_FORMAT}）；请向签发单位索取（guanlian attestation-keys export）",
        ) from error
    return {key.key_id: key for key in found}


def key_id(public: bytes) -> str:
    """The id of a public key."""
    return "sig-" + hashlib.sha256(public).hexdigest()[:16]


def _checked(row: Mapping[str, Any]) -> PublicKey:
    found = PublicKey(**row)
    raw = bytes.fromhex(found.public_key)
    if found.algorithm != ALGORITHM or len(raw) != 32 or found.key_id != key_id(raw):
        raise ValueError
    return found


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
