"""Files that a command is given: read whole, with the reason in words where that fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph_service.errors import InvalidFile


def read(path: Path) -> bytes:
    """``InvalidFile`` where it is not there or may not be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidFile(f"{path} cannot be read: {error.strerror}", f"无法读取 {path}（{error.strerror}）") from error


def read_text(path: Path) -> str:
    """UTF-8, with or without byte order mark; ``InvalidFile`` where it is anything else."""
    try:
        return read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidFile(
            f"{path} is not UTF-8 (byte {error.start + 1}); save it as UTF-8",
            f"{path} 不是 UTF-8 编码（第 {error.start + 1} 字节），请另存为 UTF-8",
        ) from error


def read_json(path: Path) -> Any:
    """``InvalidFile`` where it is not JSON."""
    try:
        return json.loads(read(path))
    except ValueError as error:
        raise InvalidFile(f"{path} is not JSON", f"{path} 不是 JSON 文件") from error
