"""Who acts: principals (person or service) in an organisation unit, with roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_service.errors import InvalidInput, NotFound
from graph_service.operations.database import Database, Row, now
from graph_service.units import UNIT, within

ROLES = ("reader", "reviewer", "investigator", "loader", "auditor", "admin")
KINDS = ("person", "service")


@dataclass(frozen=True, slots=True)
class Principal:
    """A person or service that acts, in an organisation unit (county/department/township), with roles."""

    id: str
    unit: str
    roles: frozenset[str]
    kind: str = "service"

    def administers(self, unit: str) -> bool:
        """Whether an administrator of this principal's unit is responsible for ``unit``: its own or one below."""
        return "admin" in self.roles and within(unit, self.unit)


class Directory:
    """Units, principals and their roles."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(
        self, identifier: str, unit: str, roles: Iterable[str], kind: str = "service", *, by: str = "local"
    ) -> Principal:
        """Create or change a principal; units are made as named. ``InvalidInput`` for a role or unit that cannot be."""
        chosen = frozenset(roles)
        _check(chosen, unit, kind)
        with self._db.writing():
            for path in _upwards(unit):
                self._db.rows("INSERT INTO unit VALUES (?,?) ON CONFLICT DO NOTHING", path, now())
            self._db.rows(
                "INSERT INTO principal VALUES (?,?,?,?) ON CONFLICT(id) DO UPDATE SET unit=excluded.unit, kind=excluded.kind",
                identifier, kind, unit, now(),
            )  # fmt: skip
            self._grant(identifier, chosen, by)
        return Principal(identifier, unit, chosen, kind)

    def get(self, identifier: str) -> Principal:
        rows = self._db.rows("SELECT * FROM principal WHERE id=?", identifier)
        if not rows:
            raise NotFound("there is no such principal", "没有这个主体账号")
        return self._principal(rows[0])

    def all(self) -> list[Principal]:
        return [self._principal(row) for row in self._db.rows("SELECT * FROM principal ORDER BY id")]

    def units(self) -> list[str]:
        return [str(row["path"]) for row in self._db.rows("SELECT path FROM unit ORDER BY path")]

    def _principal(self, row: Row) -> Principal:
        granted = self._db.rows("SELECT role FROM role_grant WHERE principal=?", row["id"])
        return Principal(row["id"], row["unit"], frozenset(g["role"] for g in granted), row["kind"])

    def _grant(self, identifier: str, chosen: frozenset[str], by: str) -> None:
        """Grants that stay keep their date and giver."""
        held = {g["role"] for g in self._db.rows("SELECT role FROM role_grant WHERE principal=?", identifier)}
        for role in held - chosen:
            self._db.rows("DELETE FROM role_grant WHERE principal=? AND role=?", identifier, role)
        for role in sorted(chosen - held):
            self._db.rows("INSERT INTO role_grant VALUES (?,?,?,?)", identifier, role, by, now())


def _check(roles: frozenset[str], unit: str, kind: str) -> None:
    if unknown := sorted(roles - set(ROLES)):
        raise InvalidInput(
            f"{unknown[0]} is no role; there are: {', '.join(ROLES)}",
            f"没有角色 {unknown[0]}；可用：{'、'.join(ROLES)}",
        )
    if not UNIT.match(unit):
        raise InvalidInput(
            "a unit is a path of one to three names: county/department/township",
            "单位应为一至三级路径：县/部门/乡镇",
        )
    if kind not in KINDS:
        raise InvalidInput("a principal is a person or a service", "主体账号的种类为 person 或 service")


def _upwards(unit: str) -> list[str]:
    parts = unit.split("/")
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]
