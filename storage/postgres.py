"""PostgreSQL: any number of processes, each with a pool of connections."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeVar

from sqlalchemy import URL, Connection, exc, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.app.ports import Work
from storage import migrate
from storage.problems import (
    DatabaseIsNewer,
    DatabaseIsNotMigrated,
    ServerRefuses,
    ServerUnreachable,
    UrlNotUnderstood,
)
from storage.work import UnitOfWork

Outcome = TypeVar("Outcome")

AT_ONCE = 20
"""How many transactions one process has open at once; the others wait for a connection."""

ATTEMPTS = 3
"""How often a transaction is run that the server undid for no fault of its own."""

# Serialization failure, deadlock, a unique key that another transaction took since we looked, and a row that another one
# has removed, or refers to, since.
_UNDONE = frozenset({"40001", "40P01", "23505", "23503"})

# A wrong user or password, no such database, no right to use it.
_REFUSED = ("28", "3D", "42501")

# Starting or stopping, or too many connections.
_NOT_NOW = frozenset({"57P03", "53300"})

_SESSION = {
    "application_name": "circlebot",
    # Compiling a plan takes longer than any of our statements.
    "jit": "off",
    # A process that is stopped in the middle of a transaction does not keep its locks for ever.
    "idle_in_transaction_session_timeout": "60s",
}

_MIGRATING = text("SELECT pg_advisory_xact_lock(7165433201)")


class PostgresStore:
    """Runs transactions side by side, each on its own connection; row locks decide who waits for whom."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._engine = _engine(url)

    @classmethod
    async def open(cls, url: URL) -> "PostgresStore":
        """The store at that address, which must be migrated. Raises StoreProblem."""
        store = cls(url)
        try:
            async with store._connection() as connection:
                revision = await connection.run_sync(migrate.current)
            _ensure_known(url, revision)
            if revision != migrate.head():
                raise DatabaseIsNotMigrated(shown_url(url), revision)
        except BaseException:
            await store.close()
            raise
        return store

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        """Runs the job in one transaction: committed when it returns, rolled back when it raises.

        A job whose transaction the server undid (a deadlock, a row that another one added first), or whose
        connection had gone, is run again, up to three times in all; once it may be committed it is not.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                return await self._attempt(job)
            except _Undone:
                continue
        try:
            return await self._attempt(job)
        except _Undone as undone:
            raise undone.error from undone.error.orig

    async def close(self) -> None:
        """Closes all connections."""
        await self._engine.dispose()

    async def _attempt(self, job: Callable[[Work], Outcome]) -> Outcome:
        async with self._connection() as connection:
            try:
                outcome = await connection.run_sync(lambda synchronous: job(UnitOfWork(synchronous)))
            except exc.DBAPIError as error:
                if error.connection_invalidated or _state(error) in _UNDONE:
                    raise _Undone(error) from error
                raise
            try:
                await connection.commit()
            except exc.DBAPIError as error:
                if _state(error) in _UNDONE:
                    raise _Undone(error) from error
                raise
            return outcome

    @asynccontextmanager
    async def _connection(self) -> AsyncGenerator[AsyncConnection]:
        async with AsyncExitStack() as stack:
            async with _problems(self._url):
                connection = await stack.enter_async_context(self._engine.connect())
            yield connection


async def migrate_postgres(url: URL) -> None:
    """Brings the tables to this version's head; several at once wait for each other. Raises StoreProblem."""
    engine = _engine(url)
    try:
        async with _problems(url), engine.begin() as connection:
            await connection.execute(_MIGRATING)
            _ensure_known(url, await connection.run_sync(migrate.current))
            await connection.run_sync(migrate.upgrade)
    finally:
        await engine.dispose()


class Session:
    """One connection, in one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def do(self, job: Callable[[Connection], Outcome]) -> Outcome:
        """Does it within that transaction."""
        return await self._connection.run_sync(job)


@asynccontextmanager
async def connected(url: URL) -> AsyncGenerator[Session]:
    """One transaction that sees the database as it is at one moment, committed when all went well. Raises StoreProblem."""
    engine = _engine(url)
    try:
        async with AsyncExitStack() as stack:
            async with _problems(url):
                connection = await stack.enter_async_context(engine.connect())
                await connection.execution_options(isolation_level="REPEATABLE READ")
            revision = await connection.run_sync(migrate.current)
            _ensure_known(url, revision)
            if revision != migrate.head():
                raise DatabaseIsNotMigrated(shown_url(url), revision)
            yield Session(connection)
            await connection.commit()
    finally:
        await engine.dispose()


class _Undone(Exception):
    def __init__(self, error: exc.DBAPIError) -> None:
        super().__init__(error)
        self.error = error


def _engine(url: URL) -> AsyncEngine:
    return create_async_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_size=AT_ONCE,
        max_overflow=0,
        connect_args={"server_settings": _SESSION},
    )


@asynccontextmanager
async def _problems(url: URL) -> AsyncGenerator[None]:
    try:
        yield
    except OSError as error:
        raise ServerUnreachable(shown_url(url), str(error) or type(error).__name__) from error
    except (TypeError, OverflowError) as error:
        # The driver's way to say that it knows no such option, or the socket's that there is no such port.
        raise UrlNotUnderstood(shown_url(url)) from error
    except Exception as error:
        # The driver's own errors, wrapped or not.
        state = _state(error) or ""
        if state.startswith(_REFUSED):
            raise ServerRefuses(shown_url(url), str(error)) from error
        if state in _NOT_NOW:
            raise ServerUnreachable(shown_url(url), str(error)) from error
        raise


def _ensure_known(url: URL, revision: str | None) -> None:
    if revision is not None and not migrate.is_known(revision):
        raise DatabaseIsNewer(shown_url(url), revision)


def shown_url(url: URL) -> str:
    """The address without its password."""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _state(error: Exception) -> str | None:
    return getattr(error.orig if isinstance(error, exc.DBAPIError) else error, "sqlstate", None)
