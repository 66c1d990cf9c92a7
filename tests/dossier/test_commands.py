"""``guanlian verify`` and ``guanlian attestation-keys``, offline with exit codes; ``guanlian review`` on a service that only answers."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from graph_service.dossier.envelope import ATTESTATION, SEAL, sign
from graph_service.dossier.keys import SigningKeys
from graph_service.errors import InvalidFile, VerificationFailed
from guanlian.cli import app
from tests.dossier.answers import answer

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


class Answering:
    """A service that notes what it was asked and answers with what a test says."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []

    def call(self, method: str, path: str, **more: Any) -> Any:
        self.asked.append((method, path, more))
        if path == "/lots":
            return self._lots(more["params"])
        if path == "/tender-files":
            return {
                "tenders": [{"bids": [{"bidder": {"name": "甲公司"}}]}],
                "faults": [],
                "ignored": ["备注"],
                "repeated": 0,
            }
        return {"id": "r" * 24, "title": "一标段", "request": {}, "result": answer(3)}

    def _lots(self, asked: Any) -> Any:
        ids, cursor = (["lot2"], None) if asked.get("cursor") else (["lot0", "lot1"], "c")
        rows = [
            {"id": i, "name": "一标段", "lot_code": None, "submission_deadline": "2026-06-30T23:59:59+08:00",
             "deadline_from": "bids", "bidders": 2, "buyer": None} for i in ids
        ]  # fmt: skip
        return {"lots": rows, "next_cursor": cursor, "parties": {}}

    def job(self, method: str, path: str, **more: Any) -> Any:
        self.asked.append((method, path, more))
        asked = more["json"].get("tenders") or more["json"]["lots"]
        rows = [
            {"title": str(n), "review": "x", "bidders": 1, "findings": COUNTS, "not_run": 0}
            for n, _ in enumerate(asked)
        ]
        return {"reviews": rows, "findings": {name: len(rows) for name in COUNTS}}

    def download(self, method: str, path: str, **more: Any) -> bytes:
        self.asked.append((method, path, more))
        return b"%PDF"


COUNTS = {"ground": 1, "deemed": 1, "indication": 1}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Answering:
    found = Answering()
    for module in ("review", "reviews"):
        monkeypatch.setattr(f"guanlian.commands.{module}.client", lambda purpose=None: nullcontext(found))
    return found


def test_a_list_of_bidders_becomes_a_review_and_files(run: Any, service: Answering, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(b"x")
    found = run(
        "review", tmp_path / "b.xlsx", "--regime", "招标投标法", "--deadline", "2026-06-30 09:30", "--buyer", "甲馆",
        "--report", tmp_path / "r.pdf", "--excel", tmp_path / "r.xlsx", "--masked",
    )  # fmt: skip
    assert found.exit_code == 0, found.output
    assert "招标投标法实施条例 第三十四条第二款" in found.output
    sent = service.asked[1][2]["json"]["tender"]
    assert (sent["submission_deadline"], sent["buyer"], len(sent["bids"])) == ("2026-06-30T09:30:00+08:00", "甲馆", 1)
    files = [(path.rpartition("/")[2], more["params"]) for _, path, more in service.asked[2:]]
    assert files == [("report", {"format": form, "masked": "true"}) for form in ("pdf", "xlsx")]
    assert (tmp_path / "r.pdf").read_bytes() == b"%PDF"


def test_many_lots_are_reviewed_in_jobs(run: Any, service: Answering, tmp_path: Path) -> None:
    (tmp_path / "lots.json").write_text(json.dumps([{"title": str(n)} for n in range(250)]))
    said = json.loads(run("review", tmp_path / "lots.json", "--regime", "bidding", "--json").output)
    assert [len(more["json"]["tenders"]) for _, _, more in service.asked] == [100, 100, 50]
    assert (len(said["reviews"]), said["findings"]["ground"]) == (250, 250)
    assert service.asked[0][2]["json"]["tenders"][0] == {"regime": "bidding", "title": "0"}


@pytest.mark.parametrize("content", ["no json", "3", "[1]"])
def test_a_file_that_holds_no_tender_is_refused(run: Any, service: Answering, tmp_path: Path, content: str) -> None:
    (tmp_path / "t.json").write_text(content)
    assert isinstance(run("review", tmp_path / "t.json").exception, InvalidFile)
    assert not service.asked


def test_lots_of_the_graph_are_reviewed_by_their_ids(run: Any, service: Answering, tmp_path: Path) -> None:
    assert run("review", "--lot", "l" * 26, "--regime", "procurement", "--report", tmp_path / "r.pdf").exit_code == 0
    assert service.asked[0][2]["json"] == {"lot": "l" * 26, "of_lot": {"regime": "procurement"}, "indicative": True}
    service.asked.clear()
    said = run("review", "--all-lots", "--regime", "bidding", "--no-indicative", "--json")
    assert len(json.loads(said.output)["reviews"]) == 3
    assert [more["params"].get("cursor") for _, path, more in service.asked if path == "/lots"] == [None, "c"]
    body = {"lots": ["lot0", "lot1", "lot2"], "of_lots": {"regime": "bidding"}, "indicative": False}
    assert service.asked[-1][2]["json"] == body
    table = run("lots", "滨河", "--min-bidders", "2").output
    assert "lot0" in table
    assert "最后一份投标的日期" in table


@pytest.mark.parametrize(
    "words",
    [(), ("FILE", "--lot", "x"), ("--lot", "x", "--all-lots"), ("--lot", "x", "--buyer", "甲"),
     ("--lot", "x", "--lot", "y", "--report", "r.pdf")],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_fault_of_usage(run: Any, service: Answering, tmp_path: Path, words: Any) -> None:
    (tmp_path / "b.csv").write_text("x")
    found = run("review", *(tmp_path / "b.csv" if word == "FILE" else word for word in words))
    assert found.exit_code == 2
    assert not service.asked


def test_bidders_are_attested_by_their_numbers(run: Any, service: Answering, tmp_path: Path) -> None:
    for words, pairs in (
        (("--pair", "1,2", "--pair", "b3,1"), [["b1", "b2"], ["b3", "b1"]]),
        ((), [["b1", "b2"], ["b1", "b3"], ["b2", "b3"]]),
    ):
        service.asked.clear()
        assert run("reviews", "attest", "r" * 24, "-o", tmp_path / "a.json", *words).exit_code == 0
        assert [list(pair) for pair in service.asked[-1][2]["json"]["pairs"]] == pairs
    assert run("reviews", "attest", "r" * 24, "-o", tmp_path / "a.json", "--pair", "1").exit_code == 2
