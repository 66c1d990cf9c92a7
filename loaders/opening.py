"""The bytes of a file: plain, .gz, or a .zip that holds exactly one file."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graph_service.errors import InvalidFile


@contextmanager
def binary(path: Path) -> Iterator[IO[bytes]]:
    """The unpacked bytes. ``InvalidFile`` where the archive is damaged or does not hold exactly one file."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".gz":
            with gzip.open(path) as file:
                yield file  # type: ignore[misc]
        elif suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(_only_member(path, archive)) as file:
                yield file
        else:
            with path.open("rb") as file:
                yield file
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InvalidFile(
            f"{path.name} is damaged: it cannot be unpacked; copy or export it again",
            f"{path.name} 已损坏，无法解压，请重新复制或导出",
        ) from error


def _only_member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [m for m in archive.infolist() if not m.is_dir()]
    if len(members) != 1:
        raise InvalidFile(
            f"{path.name} holds {len(members)} files; a .zip must hold exactly one",
            f"{path.name} 含有 {len(members)} 个文件，压缩包内只能有一个文件",
        )
    return members[0]
