"""Migrations lead up, down and up again on both engines, and to the very tables that the code declares."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import migrate
from storage.sqlite import SqliteFile
from storage.store import migrate as migrate_at
from storage.tables import metadata


class Place:
    """An empty database, and the one way to do something in a transaction there."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)

    def do(self, job):
        return asyncio.run(self._do(job))

    async def _do(self, job):
        engine = create_async_engine(self._url)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(job)
        finally:
            await engine.dispose()


class SqlitePlace:
    def __init__(self) -> None:
        self.file = SqliteFile(None)
        self.do = self.file.transact


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest):
    if request.param == "sqlite":
        place = SqlitePlace()
        yield place
        place.file.close()
        return
    url = request.getfixturevalue("postgres").new_database("migrations")
    yield Place(url.replace("postgresql://", "postgresql+asyncpg://"))


def test_up_down_and_up_again(place):
    assert place.do(migrate.current) is None
    place.do(migrate.upgrade)
    assert place.do(migrate.current) == migrate.head()
    made = place.do(tables)
    place.do(lambda connection: migrate.downgrade(connection, "base"))
    assert place.do(migrate.current) is None
    assert place.do(lambda connection: inspect(connection).get_table_names()) == ["alembic_version"]
    place.do(migrate.upgrade)
    assert place.do(tables) == made


def test_alembic_finds_no_difference_between_migrations_and_tables(place):
    place.do(migrate.upgrade)

    def differences(connection: Connection):
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return compare_metadata(context, metadata)

    assert place.do(differences) == []


def test_migrations_make_what_the_tables_declare_constraints_and_indexes_too(place):
    """Alembic itself compares neither checks nor what a partial index leaves out."""
    place.do(migrate.upgrade)
    migrated = place.do(tables)
    place.do(lambda connection: migrate.downgrade(connection, "base"))
    place.do(metadata.create_all)
    assert place.do(tables) == migrated


def test_revisions_follow_one_another_in_numbers():
    scripts = ScriptDirectory.from_config(migrate.config())
    revisions = [script.revision for script in reversed(list(scripts.walk_revisions()))]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert revisions[-1] == migrate.head()
    assert all(migrate.is_known(revision) for revision in revisions)
    assert not migrate.is_known("9999")


def test_a_failed_migration_leaves_nothing(tmp_path: Path, monkeypatch):
    path = tmp_path / "circlebot.sqlite3"

    def fail_late(connection: Connection) -> None:
        upgrade(connection)
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    upgrade = migrate.upgrade
    monkeypatch.setattr(migrate, "upgrade", fail_late)
    with pytest.raises(Exception, match="nowhere"):
        asyncio.run(migrate_at(str(path)))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    monkeypatch.undo()
    asyncio.run(migrate_at(str(path)))


def test_a_migration_that_breaks_a_reference_is_undone(tmp_path: Path, monkeypatch):
    path = tmp_path / "circlebot.sqlite3"

    def orphan(connection: Connection) -> None:
        upgrade(connection)
        connection.execute(
            text("INSERT INTO acceptances VALUES ('no such', 'nobody', '2026-03-02 09:30:00')")
        )

    upgrade = migrate.upgrade
    monkeypatch.setattr(migrate, "upgrade", orphan)
    with pytest.raises(RuntimeError, match="rows refer to rows that are not there"):
        asyncio.run(migrate_at(str(path)))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


def tables(connection: Connection) -> dict[str, object]:
    """All that the engine tells of each table."""
    look = inspect(connection)
    described: dict[str, object] = {}
    for name in sorted(set(look.get_table_names()) - {"alembic_version"}):
        described[name] = {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"], c["default"], c.get("computed"))
                for c in look.get_columns(name)
            ],
            "primary key": look.get_pk_constraint(name),
            "foreign keys": in_order(look.get_foreign_keys(name)),
            "unique": in_order(look.get_unique_constraints(name)),
            "checks": in_order(look.get_check_constraints(name)),
            "indexes": [
                (i["name"], i["column_names"], i["unique"], where(i))
                for i in in_order(look.get_indexes(name))
            ],
        }
    return described


def in_order(constraints):
    return sorted(constraints, key=lambda constraint: constraint["name"])


def where(index) -> str:
    options = index.get("dialect_options", {})
    return str(options.get("sqlite_where", options.get("postgresql_where")))
