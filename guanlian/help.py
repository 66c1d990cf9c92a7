"""What ``--help`` says, in Chinese: by the English texts that stand at commands and options (``help.zh.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from rich.table import Table
from rich.text import Text
from typer import rich_utils

_TITLES = {
    "ARGUMENTS_PANEL_TITLE": "参数", "OPTIONS_PANEL_TITLE": "选项", "COMMANDS_PANEL_TITLE": "命令",
    "ERRORS_PANEL_TITLE": "错误", "ABORTED_TEXT": "已中止。", "DEFAULT_STRING": "[默认：{}]",
    "REQUIRED_LONG_STRING": "[必填]", "RICH_HELP": "用 [blue]'{command_path} {help_option}'[/] 查看帮助。",
}  # fmt: skip
_USAGE, _SHOWN = "用法：", "显示本帮助并退出。"


def in_chinese(command: Any) -> None:
    """Put the texts of a command, its parameters and its subcommands into Chinese, with what stands around them."""
    texts = json.loads(files("guanlian").joinpath("help.zh.json").read_text("utf-8"))
    for name, title in _TITLES.items():
        setattr(rich_utils, name, title)
    for name, form in {"Table": _Folding, "Columns": _beside}.items():
        setattr(rich_utils, name, form)
    _translate(command, texts)


class _Folding(Table):
    """Texts without spaces go on in the next line instead of losing their end."""

    def add_row(self, *cells: Any, **how: Any) -> None:
        super().add_row(*cells, **how)
        for column in self.columns:
            column.overflow = "fold"


def _beside(texts: Iterable[str | Text]) -> Text:
    return Text(" ").join(Text(text) if isinstance(text, str) else text for text in texts)


def texts_of(command: Any) -> set[str]:
    """Every text, in English, that has to have one in Chinese."""
    own = {_plain(text) for text in (command.help, *(getattr(p, "help", None) for p in command.params)) if text}
    return own.union(*(texts_of(inner) for inner in getattr(command, "commands", {}).values()))


def _translate(command: Any, texts: dict[str, str]) -> None:
    command.help = texts[_plain(command.help)]
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = texts[_plain(parameter.help)]
    context = command.context_class(command)
    command.get_help_option(context).help = _SHOWN
    command.context_class = _with_usage(command.context_class)
    for inner in getattr(command, "commands", {}).values():
        _translate(inner, texts)


def _with_usage(context_class: Any) -> Any:
    class Formatter(context_class.formatter_class):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, _USAGE if prefix is None else prefix)

    class Context(context_class):  # type: ignore[misc]
        formatter_class = Formatter

    return Context


def _plain(text: str) -> str:
    """On one line, as the file has it: a docstring is broken where its line ends."""
    return " ".join(text.split())
