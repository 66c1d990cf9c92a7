"""docker-compose.yml and Dockerfile: what they name exists, and what they promise of safety they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
TOP = {"services", "networks", "volumes", "secrets", "configs", "name"}
OF_A_SERVICE = {
    "image", "build", "restart", "environment", "secrets", "volumes", "healthcheck", "depends_on", "ports", "read_only",
    "tmpfs", "cap_drop", "cap_add", "security_opt", "command", "entrypoint", "user", "networks", "deploy", "init",
}  # fmt: skip
OF_A_CHECK = {"test", "interval", "timeout", "retries", "start_period", "start_interval", "disable"}
DURATION = re.compile(r"^(\d+(us|ms|s|m|h))+$")


def test_only_words_of_the_compose_specification_are_used() -> None:
    assert COMPOSE.keys() <= TOP
    for name, service in SERVICES.items():
        assert service.keys() <= OF_A_SERVICE, name
        assert ("image" in service) != ("build" in service), name
        check = service.get("healthcheck", {})
        assert check.keys() <= OF_A_CHECK, name
        assert all(DURATION.match(str(check[k])) for k in check.keys() & {"interval", "timeout", "start_period"}), name


def test_volumes_and_secrets_that_are_used_are_declared_and_the_other_way_round() -> None:
    volumes = {v.split(":")[0] for s in SERVICES.values() for v in s.get("volumes", [])}
    assert volumes == COMPOSE["volumes"].keys()
    assert {secret for s in SERVICES.values() for secret in s.get("secrets", [])} == COMPOSE["secrets"].keys()
    assert all(found.keys() == {"file"} for found in COMPOSE["secrets"].values())


def test_services_wait_for_healthy_ones_and_every_one_is_checked() -> None:
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert "healthcheck" in SERVICES[other]
    assert "healthcheck" in SERVICES["guanlian"] or "HEALTHCHECK" in DOCKERFILE


def test_no_secret_stands_in_the_file_and_every_variable_is_a_setting() -> None:
    environment = SERVICES["guanlian"]["environment"]
    names = {name.removeprefix("GUANLIAN_").lower() for name in environment}
    assert names <= Settings.model_fields.keys()
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            if re.search("PASSWORD|AUTH|SECRET", name):
                assert name.endswith("_FILE"), name
                assert Path(value).name in service["secrets"]


def test_the_service_runs_without_root_and_can_write_only_where_it_keeps_data() -> None:
    service = SERVICES["guanlian"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1] not in ("root", "0")
    kept = {v.split(":")[1] for v in service["volumes"]}
    assert {service["environment"]["GUANLIAN_DATA_DIR"]} <= kept
    assert str(Path(service["environment"]["GUANLIAN_ID_KEY_FILE"]).parent) in kept
    assert service["environment"]["GUANLIAN_DATA_DIR"] != str(
        Path(service["environment"]["GUANLIAN_ID_KEY_FILE"]).parent
    )


def test_nothing_is_published_beyond_this_machine() -> None:
    for service in SERVICES.values():
        assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", []))


@pytest.mark.parametrize("source", re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE))
def test_what_the_image_copies_is_there(source: str) -> None:
    for name in source.split():
        assert (ROOT / name).exists(), name


def test_every_package_that_is_installed_is_copied() -> None:
    wheel = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    packages = re.search(r"packages = \[(.+?)\]", wheel)
    assert packages
    for package in re.findall(r'"(\w+)"', packages.group(1)):
        assert re.search(rf"^COPY {package} ", DOCKERFILE, re.MULTILINE), package
