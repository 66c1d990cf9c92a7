"""Settings: typed, frozen, secrets hidden, faults named, every one documented."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from graph_service.errors import ConfigurationError
from graph_service.settings import Settings, load_settings


def test_every_setting_is_documented() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_settings_come_from_the_environment_and_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GUANLIAN_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("GUANLIAN_PORT", "9000")
    found = load_settings()
    assert (found.data_dir, found.port) == (tmp_path, 9000)
    with pytest.raises(ValidationError):
        found.port = 1


def test_a_wrong_setting_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANLIAN_PORT", "hunter2")
    with pytest.raises(ConfigurationError, match="GUANLIAN_PORT") as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_passwords_stay_hidden_and_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GUANLIAN_GRAPH_PASSWORD", "hunter2")
    assert "hunter2" not in repr(load_settings())
    (tmp_path / "password").write_text("from-file\n")
    monkeypatch.setenv("GUANLIAN_GRAPH_PASSWORD_FILE", str(tmp_path / "password"))
    assert load_settings().engine().password == "from-file"
    monkeypatch.setenv("GUANLIAN_GRAPH_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(ConfigurationError):
        load_settings().engine()


@pytest.mark.parametrize(
    ("host", "loopback"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)]
)
def test_loopback(host: str, loopback: bool) -> None:
    assert Settings(host=host).loopback is loopback


def test_the_time_limit_of_reads_reaches_the_engine(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, statement_timeout=3).engine().read_timeout == 3
