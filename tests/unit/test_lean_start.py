"""What a process at rest holds in memory: heavy libraries are loaded by what needs them, not by the start."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from graph_service.store.lean import without

HEAVY = ("pandas", "pyarrow", "scipy", "numba", "typst", "openpyxl")


@pytest.mark.parametrize(("imported", "heavy"), [("guanlian.compose", HEAVY), ("guanlian.cli", (*HEAVY, "fastapi"))])
def test_a_process_starts_without_what_only_some_of_its_work_needs(imported: str, heavy: tuple[str, ...]):
    script = f"import sys, {imported}; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=_environment()
    )
    assert done.stdout.strip() == "[]"


def test_what_is_hidden_can_be_imported_afterwards_and_what_is_loaded_stays():
    loaded = sys.modules["json"]
    sys.modules.pop("colorsys", None)
    with without("colorsys", "json"):
        with pytest.raises(ImportError):
            __import__("colorsys")
        assert sys.modules["json"] is loaded
    assert __import__("colorsys").hls_to_rgb(0, 0, 0) == (0, 0, 0)
    assert sys.modules["json"] is loaded


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
