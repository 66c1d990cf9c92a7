"""``--help`` in both languages: every text has its Chinese, none is left over, and nothing loses its end."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

import typer

from guanlian.cli import app
from guanlian.help import texts_of


def _help(language: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "from guanlian.cli import main; main()", *arguments, "--help"],
        env={"GUANLIAN_LANGUAGE": language, "COLUMNS": "80", "PATH": "", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_every_text_has_its_chinese_and_none_is_left_over() -> None:
    known = json.loads(files("guanlian").joinpath("help.zh.json").read_text("utf-8"))
    assert known.keys() == texts_of(typer.main.get_command(app))


def test_help_is_in_the_language_of_the_reader_to_the_last_word() -> None:
    chinese, english = _help("zh", "load"), _help("en", "load")
    assert "用法：" in chinese
    assert "把文件载入图谱。" in chinese
    assert "Usage" not in chinese
    assert "…" not in chinese
    assert "Load files into the graph." in english
    assert "用法" not in english
