"""``guanlian verify`` and ``guanlian attestation-keys``: offline, with exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from graph_service.dossier.envelope import ATTESTATION, SEAL, sign
from graph_service.dossier.keys import SigningKeys
from graph_service.errors import InvalidFile, VerificationFailed
from guanlian.cli import app

NAMES = [{"key": "b1", "given": {"name": "甲公司"}}, {"key": "b2", "given": {"name": None}}]
SAID = {
    "title": {"zh": "未发现关联检索证明"}, "statement": {"zh": "未发现"}, "notice": {"zh": "须知"}, "parties": NAMES,
    "pairs": [["b1", "b2"]], "data_version": 7, "as_of": "2026-06-30",
}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("GUANLIAN_ATTESTATION_KEY_FILE", str(tmp_path / "keys.json"))
    monkeypatch.setenv("GUANLIAN_ISSUER", "样例县")
    monkeypatch.setenv("GUANLIAN_DATA_DIR", str(tmp_path / "data"))

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return call


def test_keys_are_made_listed_exported_and_revoked(run: Any, tmp_path: Path) -> None:
    made = json.loads(run("attestation-keys", "create", "--json").output)
    raw = sign(ATTESTATION, SAID, SigningKeys(tmp_path / "keys.json"))
    (tmp_path / "a.json").write_bytes(raw)
    assert run("attestation-keys", "export", tmp_path / "trusted.json").exit_code == 0
    found = run("verify", tmp_path / "a.json", "--keys", tmp_path / "trusted.json")
    assert found.exit_code == 0
    assert "甲公司 / b2" in found.output
    said = json.loads(run("verify", tmp_path / "a.json", "--keys", tmp_path / "trusted.json", "--json").output)
    assert (said["verified"], said["key_id"], said["payload"]) == (True, made["key_id"], SAID)
    assert run("attestation-keys", "revoke", made["key_id"], "--reason", "泄露").exit_code == 0
    assert json.loads(run("attestation-keys", "list", "--json").output)[0]["reason"] == "泄露"
    assert run("verify", tmp_path / "a.json", "--keys", tmp_path / "trusted.json").exit_code == 0  # an old list
    run("attestation-keys", "export", tmp_path / "trusted.json")
    revoked = run("verify", tmp_path / "a.json", "--keys", tmp_path / "trusted.json")
    assert isinstance(revoked.exception, VerificationFailed)


def test_what_does_not_verify_ends_in_an_error(run: Any, tmp_path: Path) -> None:
    run("attestation-keys", "create")
    raw = sign(SEAL, {"review": {"id": "x", "title": "一"}, "result_sha256": "0"}, SigningKeys(tmp_path / "keys.json"))
    run("attestation-keys", "export", tmp_path / "trusted.json")
    for name, content, kind in (
        ("whole", raw, None),
        ("cut", raw[:-2], VerificationFailed),
        ("other", b"{}", VerificationFailed),
    ):
        (tmp_path / name).write_bytes(content)
        found = run("verify", tmp_path / name, "--keys", tmp_path / "trusted.json")
        assert (found.exit_code == 0) == (kind is None)
        assert kind is None or isinstance(found.exception, kind)
    assert isinstance(run("verify", tmp_path / "none", "--keys", tmp_path / "trusted.json").exception, InvalidFile)
    assert isinstance(run("verify", tmp_path / "whole", "--keys", tmp_path / "whole-not").exception, InvalidFile)
