"""What a user types wrongly is said in a line, with what and where; nothing is started for it and no traceback is shown."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from guanlian import cli

TEXTS = {"gb.yaml": "政策".encode("gb18030"), "list.json": b"[1", "names.csv": "名称\n样例公司\n".encode()}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("GUANLIAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("GUANLIAN_LANGUAGE", "en")
    for name, content in TEXTS.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    level, logs = logging.getLogger().level, structlog.get_config()
    yield tmp_path
    logging.getLogger().setLevel(level)
    structlog.configure(**logs)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("policy check none.yaml", "none.yaml cannot be read: No such file"),
        ("policy check .", ". cannot be read: Is a directory"),
        ("policy check gb.yaml", "gb.yaml is not UTF-8 (byte 1)"),
        ("rules check gb.yaml", "gb.yaml is not UTF-8"),
        ("verify list.json --keys list.json", "list.json is not JSON"),
        ("load none.csv", "'none.csv' does not exist"),
        ("load .", "'.' is a directory"),
        ("load names.csv --beside none.csv", "'none.csv' does not exist"),
        ("screen none.csv", "'none.csv' does not exist"),
        ("review none.xlsx", "'none.xlsx' does not exist"),
        ("exposure someone --as-of 2026-13-01", "'2026-13-01' is no day of the calendar"),
        ("exposure-all all.parquet --as-of yesterday", "'yesterday' is no day of the calendar"),
        ("templates names.csv", "names.csv: File exists"),
        ("templates out --language fr", "language is one of zh, en"),
        ("keys create someone --role nobody", "nobody"),
        ("keys revoke nokey", "no such key is in force"),
    ],
)
def test_bad_input_is_said_in_a_line(
    files: Path, typed: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["guanlian", *typed.split()])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capsys.readouterr()
    assert ended.value.code in (1, 2)
    assert said in " ".join(told.err.replace("│", " ").split())
    assert "Traceback" not in told.err
    assert told.out == ""
    assert not (files / "data" / "graph").exists()
