"""Canonical JSON: equal content, equal bytes. What hashes, entity tags and signatures are taken over."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(content: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8; NaN and infinity are refused (``ValueError``)."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(content: Any) -> str:
    """SHA-256 of the canonical JSON, hex."""
    return hashlib.sha256(canonical(content)).hexdigest()
