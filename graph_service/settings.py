"""Every setting, in one place. Environment variables carry the prefix ``GUANLIAN_``; secrets may be given by file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph_service.engine import EngineSettings
from graph_service.errors import ConfigurationError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    """Settings of the service and the command line. Unknown ones are ignored, for the environment is shared."""

    model_config = SettingsConfigDict(env_prefix="GUANLIAN_", frozen=True, extra="ignore")

    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("guanlian")),
        description="Where the embedded graph, the operational store and reports live.",
    )
    graph_uri: str | None = Field(
        None, description="A Neo4j server (neo4j:// or bolt://); absent: the embedded engine."
    )
    graph_user: str = Field("neo4j", description="The user on that server.")
    graph_password: SecretStr = Field(SecretStr(""), description="The password on that server.")
    graph_password_file: Path | None = Field(None, description="A file that holds that password.")
    operations_url: SecretStr | None = Field(
        None, description="A PostgreSQL database for keys, audit log and jobs (postgresql://…); absent: a file."
    )
    operations_url_file: Path | None = Field(None, description="A file that holds that URL, for it has a password.")
    engine_heap: str = Field("2g", pattern=r"^\d+[mgMG]$", description="Heap of the embedded engine's process.")
    host: str = Field("127.0.0.1", description="Address to serve on. Any but loopback requires API keys.")
    port: int = Field(8000, ge=1, le=65535, description="Port to serve on.")
    language: Literal["zh", "en"] = Field(
        "zh", description="Language of the command line, and of messages where a request names none."
    )
    id_key_file: Path = Field(
        default_factory=lambda: Path(platformdirs.user_config_dir("guanlian")) / "id-key.json",
        description="The key that ID numbers are hashed with. Keep it outside data and backups, and keep a copy.",
    )
    attestation_key_file: Path = Field(
        default_factory=lambda: Path(platformdirs.user_config_dir("guanlian")) / "attestation-keys.json",
        description="The keys that attestations and sealed reviews are signed with. Keep it outside data and backups.",
    )
    issuer: str = Field("", max_length=100, description="Who issues attestations, as the trusted list names it.")
    review_four_eyes: Literal["none", "dismissed", "all"] = Field(
        "none", description="Which decisions on findings need a second person: none, those that clear a party, or all."
    )
    policy: str = Field("default", max_length=40, description="Exposure policy where a request names none.")
    snapshot_loss_limit: float = Field(
        0.2,
        ge=0,
        le=1,
        description="A full snapshot that would end more than this part of what its source showed is refused.",
    )
    hub_cap: int = Field(500, ge=10, le=100_000, description="Relationships read of one party in a traversal.")
    max_depth: int = Field(4, ge=1, le=8, description="Steps that a subgraph may reach.")
    max_nodes: int = Field(20_000, ge=100, le=200_000, description="Parties that one search may visit.")
    max_path_length: int = Field(10, ge=1, le=20, description="Steps that a path between parties may have.")
    max_parties_per_job: int = Field(1000, ge=1, le=100_000, description="Parties in one job of exposures.")
    screening_max_parties: int = Field(10_000, ge=1, le=10_000, description="Parties in one screening.")
    screening_at_once: int = Field(
        100, ge=0, le=1000, description="Parties that are screened at once; a screening of more is a job."
    )
    screening_max_lines: int = Field(
        200_000, ge=1, le=1_000_000, description="Lines of one list that is screened as a file."
    )
    max_screening_bytes: int = Field(20_000_000, ge=1000, description="Largest body of a screening.")
    max_page: int = Field(200, ge=10, le=1000, description="Entries that one page may hold.")
    max_body_bytes: int = Field(1_000_000, ge=1000, description="Largest request body, uploads apart.")
    max_upload_bytes: int = Field(2_000_000_000, ge=1000, description="Largest file that a load may upload.")
    statement_timeout: float = Field(30, gt=0, le=3600, description="Seconds that one read of the graph may take.")
    request_timeout: float = Field(
        60, gt=0, le=3600, description="Seconds until a request must be answered, uploads apart."
    )
    judgement_four_eyes: Literal["off", "everywhere", "all"] = Field(
        "off", description="Which judgements about pairs of parties a second person must confirm before they count."
    )
    match_after_load: bool = Field(
        False, description="Compare all parties again at the end of every load (`guanlian match`)."
    )
    match_least: Literal["weak", "medium", "strong"] = Field(
        "medium", description="The grade from which matching proposes that two parties may be one."
    )
    match_block_limit: int = Field(
        100,
        ge=2,
        le=1000,
        description="Parties of one block that matching compares with each other; larger ones are cut.",
    )
    job_days: int = Field(30, ge=1, le=3650, description="Days that results and unfinished uploads of jobs are kept.")
    requests_per_minute: int = Field(1200, ge=1, description="Requests per minute of one key or address.")

    def engine(self) -> EngineSettings:
        """What the engine needs of these settings."""
        return EngineSettings(
            self.data_dir, self.graph_uri, self.graph_user, _secret(self.graph_password_file, self.graph_password) or "",
            self.engine_heap, self.statement_timeout,
        )  # fmt: skip

    def operations(self) -> str | None:
        """URL of the operational store's database; none where it is a file in the data folder."""
        return _secret(self.operations_url_file, self.operations_url)

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        return self.host in LOOPBACK


def _secret(file: Path | None, value: SecretStr | None) -> str | None:
    """A secret from its file where one is named, else as given."""
    if file is None:
        return value.get_secret_value() if value else None
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(f"the file {file} cannot be read", f"无法读取文件 {file}") from error


def load_settings() -> Settings:
    """The settings of the environment; ``ConfigurationError`` names each variable that is wrong, never its value."""
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(f"GUANLIAN_{str(f['loc'][0]).upper()}: {f['msg']}" for f in error.errors())
        raise ConfigurationError(f"wrong settings: {faults}", f"设置有误：{faults}") from None


def settings_reference() -> str:
    """The settings as a Markdown table; the reference page is made from it."""
    lines = ["# Settings", "", "| variable | default | meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default_factory or field.default is None else str(field.default).strip("*")
        lines.append(f"| `GUANLIAN_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"
