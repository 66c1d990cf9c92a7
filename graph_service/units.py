"""Organisation units as paths of one to three names: county/department/township."""

from __future__ import annotations

import re

UNIT = re.compile(r"^[^/\s]{1,60}(/[^/\s]{1,60}){0,2}$")


def within(unit: str, above: str) -> bool:
    """Whether ``unit`` is ``above`` itself or lies below it."""
    return unit == above or unit.startswith(f"{above}/")
