"""Resident ID numbers as HMAC and mask. The key lies outside data and backups; the number is never kept.

The key file is JSON ``{"key_id": …, "key": base64}``, readable by its owner only. Losing the key means that
later loads can no longer recognise persons already loaded: keep a copy apart from the data.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class HashedId:
    """What is kept of an ID number: HMAC-SHA-256 (hex), the id of its key, and a mask."""

    hmac: str
    key_id: str
    mask: str


class IdNumberHasher:
    """Hashes ID numbers under one key. Build with ``from_file``, which makes the file when it is absent."""

    def __init__(self, key_id: str, key: bytes) -> None:
        self.key_id = key_id
        self._key = key

    def __repr__(self) -> str:
        return f"IdNumberHasher(key_id={self.key_id!r})"

    @classmethod
    def from_file(cls, path: Path) -> IdNumberHasher:
        """Read the key, or create it with mode 0600. ``ConfigurationError`` where others may read it."""
        if not path.exists():
            _create(path)
        if path.stat().st_mode & 0o077:
            raise ConfigurationError(
                f"the ID key file {path} may be read by others; run: chmod 600 {path}",
                f"身份证号密钥文件 {path} 可被他人读取，请执行：chmod 600 {path}",
            )
        try:
            content = json.loads(path.read_text())
            return cls(str(content["key_id"]), base64.b64decode(content["key"], validate=True))
        except (ValueError, KeyError) as error:
            raise ConfigurationError(
                f"the ID key file {path} is not of the form that 'guanlian keys' writes",
                f"身份证号密钥文件 {path} 格式不正确",
            ) from error

    def hash(self, number: str) -> HashedId:
        """HMAC and mask (birth year and last four) of an 18-character number that was checked before."""
        digest = hmac.new(self._key, number.encode(), hashlib.sha256).hexdigest()
        return HashedId(digest, self.key_id, f"{number[6:10]}****{number[-4:]}")


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "key_id": "k" + secrets.token_hex(4),
        "key": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file)
