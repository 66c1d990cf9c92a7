"""What only the operational store in PostgreSQL has: the same tables as the file, outages, refusals in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from graph_service.errors import ConfigurationError, InvalidInput, StoreUnavailable
from graph_service.operations.audit import Look
from graph_service.operations.store import OperationalStore
from tests.postgresql_harness import PostgresServer

_COLUMNS = """SELECT table_name, column_name, is_nullable FROM information_schema.columns
    WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"""


@pytest.fixture
def store(tmp_path: Path, postgresql: PostgresServer) -> Iterator[OperationalStore]:
    found = OperationalStore(tmp_path, postgresql.schema())
    yield found
    found.close()


def of_file(folder: Path) -> list[tuple[str, str, bool]]:
    """Table, column, whether it may be empty, as the SQLite migrations leave them."""
    held = OperationalStore(folder)
    tables = held._database.rows("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")
    found = [
        (str(t["name"]), str(c["name"]), not (c["notnull"] or c["pk"]))
        for t in tables
        if not t["name"].startswith("sqlite_") and t["name"] != "audit_0001"
        for c in held._database.rows(f"PRAGMA table_info({t['name']})")
    ]
    held.close()
    return found


def test_both_have_the_same_tables_and_columns_in_the_same_order(store: OperationalStore, tmp_path: Path) -> None:
    rows = store._database.rows(_COLUMNS)
    columns = [(r["table_name"], r["column_name"], r["is_nullable"] == "YES") for r in rows]
    assert [c for c in columns if c[0] != "schema_version"] == of_file(tmp_path / "file")


def test_it_is_migrated_once(store: OperationalStore, postgresql: PostgresServer, tmp_path: Path) -> None:
    url = postgresql.schema()
    for _ in range(2):
        OperationalStore(tmp_path, url).close()
    with psycopg.connect(url) as db:
        db.execute("INSERT INTO schema_version VALUES (99)")
    with pytest.raises(ConfigurationError, match="newer"):
        OperationalStore(tmp_path, url)


def test_a_database_that_is_not_there_is_said_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as told:
        OperationalStore(tmp_path, "postgresql://someone:hidden@127.0.0.1:9/none")
    assert "GUANLIAN_OPERATIONS_URL" in told.value.en
    assert "hidden" not in f"{told.value.en}{told.value.zh}{told.value.__cause__}"


def test_what_happens_in_an_outage_is_unavailable_and_then_goes_on(tmp_path: Path) -> None:
    server = PostgresServer()
    store = OperationalStore(tmp_path, server.schema())
    store.own()
    try:
        store.audit_log.write(Look("p", "look"))
        server.stop()
        for _ in range(2):
            with pytest.raises(StoreUnavailable):
                store.audit_log.write(Look("p", "look"))
        server.start()
        assert store.audit_log.write(Look("p", "look")) == 2
        assert store.audit_log.verify().holds
        with pytest.raises(psycopg.errors.RestrictViolation):
            store._database.rows("TRUNCATE audit")
    finally:
        store.close()
        server.close()


def test_text_that_cannot_be_kept_is_refused(store: OperationalStore) -> None:
    with pytest.raises(InvalidInput, match="NUL"):
        store._database.rows("INSERT INTO secret VALUES (?,?)", "name", "a\0b")


def test_a_failed_transaction_leaves_nothing(store: OperationalStore) -> None:
    def torn() -> None:
        with store._database.writing():
            store._database.rows("INSERT INTO secret VALUES (?,?)", "gone", "x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        torn()
    assert store._database.rows("SELECT * FROM secret WHERE name='gone'") == []
