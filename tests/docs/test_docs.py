"""Documentation is tested: settings and statements are described, imports go the way the page says, the tour runs."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import cypher
from graph_service.exposure.policy import load_policy, policy_names
from graph_service.settings import settings_reference
from guanlian.document import openapi_document

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "cypher": set(),
    "graph_service": {"cypher"},
    "loaders": {"graph_service", "cypher"},
    "api": {"graph_service", "cypher"},
    "guanlian": {"graph_service", "cypher", "loaders", "api"},
}


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_imports_go_one_way(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name in names:
                top = name.split(".")[0]
                assert top not in ALLOWED or top == package or top in ALLOWED[package], f"{path} imports {name}"
                assert top != "neo4j" or path.name == "gate.py", f"{path}: only the gate imports the driver"
                assert top != "arcadedb_embedded" or path.name == "child.py", f"{path}: only the child knows the engine"


def test_settings_page_is_current() -> None:
    assert (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8") == settings_reference()


def test_every_statement_has_a_complete_header() -> None:
    cypher.check_all()


def test_every_policy_is_valid_and_says_why() -> None:
    for name in policy_names():
        assert load_policy(name).policy.id == name


def test_every_route_has_a_summary_and_documents_problems() -> None:
    document = openapi_document()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation.get("summary"), f"{method} {path}"
            assert "503" in operation["responses"], f"{method} {path}"


def test_the_tour_of_the_readme_runs(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- tour:.*?-->\n```sh\n(.*?)```", text, re.S)
    assert block is not None
    environment = {
        **os.environ, "GUANLIAN_DATA_DIR": str(tmp_path / "data"), "GUANLIAN_ID_KEY_FILE": str(tmp_path / "key.json"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    outputs = {}
    for line in block.group(1).splitlines():
        command = line.split("  #")[0].strip()
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        outputs[shlex.split(command)[1]] = done.stdout
    assert "望川新岭建材有限公司" in outputs["search"]
    assert "疑似承继" in outputs["exposure"]
    assert "望川母盘集团有限公司" in outputs["paths"]
    assert re.fullmatch(r"[0-9a-f]{64}", outputs["digest"].strip())
