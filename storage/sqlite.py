"""SQLite: one file, one connection, one thread."""

import asyncio
import fcntl
import logging
import os
import sqlite3
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection, StaticPool, create_engine, exc

from bot.app.ports import Work
from storage import migrate
from storage.faults import file_problems
from storage.problems import AlreadyServing, DatabaseIsNewer, FileNotUsable, NotADatabase
from storage.together import Asked, Queue
from storage.work import UnitOfWork

Outcome = TypeVar("Outcome")

log = logging.getLogger(__name__)

PATIENCE = 10
"""How many seconds a transaction waits for another process to finish its own."""


class SqliteStore:
    """Runs one job after the other on its own thread, so the event loop never waits for the disk.

    Jobs that are asked for while others run share a transaction. Whoever is cancelled while waiting leaves its job to end as it
    would have: whole, or not begun.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sqlite")
        self._queue = Queue(self._do)
        self._file: SqliteFile | None = None
        self._closed = False

    @classmethod
    async def open(cls, path: Path | None, *, serving: bool) -> "SqliteStore":
        """The store in that file, made and migrated as needed; None is one in memory. Raises StoreProblem."""
        store = cls()

        def take() -> None:
            store._file = SqliteFile.open(path, serving=serving)

        try:
            await store._on_thread(take)
        except BaseException:
            # Who was cancelled may have left the thread at it: what it takes all the same is let go of.
            await store.close()
            raise
        return store

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        """Runs the job in one transaction: committed when it returns, rolled back when it raises.

        A job may be run again, when the transaction that it shared with others cannot be committed.
        """
        if self._file is None or self._closed:
            raise RuntimeError("the store is closed")
        return await self._queue.put(job, self._thread.submit)

    async def close(self) -> None:
        """Waits for the transactions that were asked for, then lets go of the file."""
        if not self._closed:
            self._closed = True
            try:
                await asyncio.shield(self._on_thread(self._let_go))
            finally:
                self._thread.shutdown(wait=False)

    def _do(self, asked: Sequence[Asked]) -> None:
        if self._file is not None:
            self._file.transact_each(asked)

    def _let_go(self) -> None:
        if self._file is not None:
            self._file.close()

    def _on_thread(self, call: Callable[[], Outcome]) -> "asyncio.Future[Outcome]":
        return asyncio.get_running_loop().run_in_executor(self._thread, call)


class SqliteFile:
    """The connection to one file, for the thread that opened it."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._serving: ServingLock | None = None
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=StaticPool)
        self._connection: Connection | None = None
        self._work: UnitOfWork | None = None

    @classmethod
    def open(cls, path: Path | None, *, serving: bool) -> "SqliteFile":
        """The file, made and migrated as needed. Raises StoreProblem."""
        file = cls(path.expanduser().resolve() if path is not None else None)
        try:
            with file_problems(file.path):
                file._open(serving=serving)
        except BaseException:
            file.close()
            raise
        return file

    def transact(self, job: Callable[[Connection], Outcome]) -> Outcome:
        """Runs the job in one transaction."""
        connection = self._open_connection
        with file_problems(self.path), self._left_clean(), connection.begin():
            # IMMEDIATE: who has read may write, and never finds that another process was quicker. Said here, for with a
            # listener on the engine every statement looks for listeners of its own.
            self._driver.execute("BEGIN IMMEDIATE")
            return job(connection)

    def transact_each(self, asked: Sequence[Asked]) -> None:
        """Does each of the jobs whole or not at all, in one transaction if that can be, and leaves in it what came of it."""
        if len(asked) > 1:
            try:
                self.transact(lambda connection: self._side_by_side(connection, asked))
            except BaseException:
                # The disk, another process, or what one of them did: each by itself finds out.
                log.debug("%s jobs are done one by one", len(asked), exc_info=True)
            else:
                return
        for one in asked:
            one.outcome, one.error = None, None
            try:
                one.outcome = self.transact(lambda connection, one=one: one.job(self._work_on(connection)))
            except BaseException as error:
                one.error = error

    def _work_on(self, connection: Connection) -> UnitOfWork:
        # There is but one connection: its shelves serve all transactions.
        if self._work is None:
            self._work = UnitOfWork(connection)
        self._work.forget()
        return self._work

    def _side_by_side(self, connection: Connection, asked: Sequence[Asked]) -> None:
        driver = self._driver
        for one in asked:
            driver.execute("SAVEPOINT job")
            try:
                one.outcome = one.job(self._work_on(connection))
            except (exc.DBAPIError, sqlite3.Error):
                # It may be about the whole of it, such as a full disk.
                raise
            except Exception as error:
                one.error = error
                # Fails when SQLite has undone the whole transaction.
                driver.execute("ROLLBACK TO job")
            driver.execute("RELEASE job")

    def close(self) -> None:
        """Lets go of the file."""
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()
        if self._serving is not None:
            self._serving.release()

    @property
    def _open_connection(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        # The driver's own transactions are off (isolation_level None): `transact` says when one begins.
        connection = sqlite3.connect(
            self.path or ":memory:", timeout=PATIENCE, isolation_level=None, cached_statements=512
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def _open(self, *, serving: bool) -> None:
        if self.path is not None:
            _ensure_usable(self.path)
            if serving:
                self._serving = ServingLock.take(self.path)
        if self.transact(self._revision) != migrate.head():
            self._migrate()
        self._pragma("journal_mode = WAL")

    def _revision(self, connection: Connection) -> str | None:
        revision = migrate.current(connection)
        if revision is None and connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first():
            raise NotADatabase(str(self.path))
        if revision is not None and not migrate.is_known(revision):
            raise DatabaseIsNewer(str(self.path), revision)
        return revision

    def _migrate(self) -> None:
        # Never under the feet of a process that is serving the file: hold its lock meanwhile.
        if self.path is not None and self._serving is None:
            self._serving = ServingLock.take(self.path)
            try:
                self._upgrade()
            finally:
                self._serving.release()
                self._serving = None
        else:
            self._upgrade()

    def _upgrade(self) -> None:
        # Altering a table on SQLite makes it anew and drops the old one, and with foreign keys on the rows
        # that refer to it. They can only be switched outside a transaction, and are looked at inside.
        self._pragma("foreign_keys = OFF")
        self.transact(_upgrade_whole)
        self._pragma("foreign_keys = ON")

    def _pragma(self, what: str) -> None:
        self._driver.execute(f"PRAGMA {what}")

    @property
    def _driver(self) -> sqlite3.Connection:
        return cast("sqlite3.Connection", self._open_connection.connection.driver_connection)

    @contextmanager
    def _left_clean(self) -> Generator[None]:
        try:
            yield
        except BaseException:
            # A commit that fails ends the transaction for SQLAlchemy, and leaves it open for SQLite.
            if self._driver.in_transaction:
                self._driver.rollback()
            raise


class ServingLock:
    """Held by the one process that serves a file. The kernel lets go of it however that process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> "ServingLock":
        """The lock, ours now. Raises AlreadyServing, or FileNotUsable."""
        # A file of its own: closing any descriptor of the database would drop SQLite's own locks on it.
        # It stays when the lock is released: removing it would let two processes lock two files of one name.
        try:
            descriptor = os.open(lock_of(path), os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise FileNotUsable(str(path), error.strerror or str(error)) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            process = os.read(descriptor, 20).decode(errors="replace").strip()
            os.close(descriptor)
            raise AlreadyServing(str(path), process) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        return cls(descriptor)

    def release(self) -> None:
        """Lets others have it."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def lock_of(path: Path) -> Path:
    """The file that is locked by whoever serves the database at that path."""
    return path.with_name(f"{path.name}.serving")


def _ensure_usable(path: Path) -> None:
    if not path.parent.is_dir():
        raise FileNotUsable(str(path), f"there is no directory {path.parent}")
    if path.is_dir():
        raise FileNotUsable(str(path), "it is a directory")


def _upgrade_whole(connection: Connection) -> None:
    migrate.upgrade(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"after the migration {len(broken)} rows refer to rows that are not there")
