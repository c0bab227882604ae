"""Backups of a SQLite file: made while it is served, and put in its place again (SPEC 8)."""

import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from storage import migrate
from storage.faults import file_problems
from storage.problems import (
    BackupIsDamaged,
    BackupNotWritten,
    DatabaseIsNewer,
    FileNotUsable,
    IsItself,
    IsThereAlready,
    NoSuchDatabase,
    NotADatabase,
)
from storage.sqlite import PATIENCE, ServingLock, lock_of

PAGES = 1000
"""How many pages one step copies; between two steps it can be stopped."""

INSTRUCTIONS = 1_000_000
"""After so many of SQLite's instructions we look whether to stop."""

LATEST = (
    "SELECT max(at) FROM (SELECT max(arrived_at) AS at FROM arrivals UNION ALL SELECT max(at) FROM audit "
    "UNION ALL SELECT max(sent_at) FROM posts UNION ALL SELECT max(created_at) FROM people)"
)
"""When the last thing happened of which a database with all tables knows."""


class Stopped(Exception):
    """Whoever wanted the backup does not any more."""


def back_up(source: Path, target: Path, *, stopped: Callable[[], bool] = lambda: False) -> int:
    """Copies the database as it is at this moment to a new file, whole or not at all; returns its size in bytes.

    The database may be served meanwhile, and nobody waits for this: it reads what was there when it began. Only the owner
    may read the copy, and it has been looked through. Raises StoreProblem, and Stopped when asked to stop.
    """
    source, target = source.expanduser(), target.expanduser()
    if not source.is_file():
        raise NoSuchDatabase(str(source))
    _ensure_new(target)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        _make(part, target)
        with file_problems(source), closing(_opened(source, "rw")) as reading:
            revision = _revision(reading, source)
            # Read at one moment, however many steps it takes and whatever is written meanwhile.
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
            _copy(reading, part, target, stopped)
        _ensure_whole(part, target, revision, stopped)
        _sync(part)
        _ensure_new(target)
        part.rename(target)
        _sync(target.parent)
    except OSError as error:
        raise BackupNotWritten(str(target), error.strerror or str(error)) from error
    finally:
        for left in (part, *_beside(part)):
            left.unlink(missing_ok=True)
    return target.stat().st_size


class Restoring:
    """A backup on its way into the place of a database that nobody serves.

    Within `with`, `copy` is a copy of the backup, of which all is well, to be made ready; `put_in_place` has it take the
    database's place. Without that everything stays as it was. Raises StoreProblem.
    """

    def __init__(self, backup: Path, database: Path) -> None:
        self._backup = backup.expanduser()
        self._database = database.expanduser().resolve()
        self._room: Path | None = None
        self._lock: ServingLock | None = None

    def __enter__(self) -> Self:
        backup, database = self._backup, self._database
        if not backup.is_file():
            raise NoSuchDatabase(str(backup))
        if database.is_dir() or not database.parent.is_dir():
            raise FileNotUsable(str(database), f"there is no directory {database.parent}")
        if database.exists() and backup.samefile(database):
            raise IsItself(str(backup))
        self._lock = ServingLock.take(database)
        try:
            self._room = Path(tempfile.mkdtemp(prefix=f".{database.name}.", dir=database.parent))
            self._take_copy()
        except OSError as error:
            self._leave()
            raise FileNotUsable(str(database), error.strerror or str(error)) from error
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    @property
    def copy(self) -> Path:
        """Where the copy is that will take the database's place."""
        if self._room is None:
            raise RuntimeError("nothing is being restored")
        return self._room / self._database.name

    def latest(self) -> str:
        """When the last thing happened of which the backup knows, in UTC; empty when nothing ever did."""
        with file_problems(self._backup), closing(sqlite3.connect(self.copy)) as reading:
            (latest,) = reading.execute(LATEST).fetchone()
        return str(latest or "")[:16]

    def forgotten(self) -> Sequence[str] | None:
        """Who had been forgotten in the database that is replaced; None where that cannot be read."""
        if not self._database.exists() or not _begins_as_one(self._database):
            return None
        try:
            with closing(_opened(self._database, "rw")) as reading:
                found = reading.execute("SELECT id FROM people WHERE erased_at IS NOT NULL").fetchall()
        except sqlite3.Error:
            return None
        return [str(one) for (one,) in found]

    def put_in_place(self, *, now: datetime) -> Path | None:
        """Puts the copy in the database's place; returns where what was there is kept, None if nothing was.

        At no moment is there no database.
        """
        database, copy = self._database, self.copy
        kept = None
        try:
            _sync(copy)
            like = database if database.exists() else database.parent
            for ours in (copy, lock_of(database)):
                _belongs_to(ours, like)
            if database.exists():
                kept = database.with_name(f"{database.name}.replaced-{now:%Y%m%dT%H%M%SZ}")
                _ensure_new(kept)
                self._set_aside(kept)
            copy.replace(database)
            _sync(database.parent)
        except OSError as error:
            raise FileNotUsable(str(database), error.strerror or str(error)) from error
        return kept

    def _take_copy(self) -> None:
        # A backup is one file; where its log lies beside it, that is read too.
        how = "ro" if any(one.exists() for one in _beside(self._backup)) else "ro&immutable=1"
        try:
            with file_problems(self._backup), closing(_opened(self._backup, how)) as reading:
                revision = _revision(reading, self._backup)
                if not migrate.is_known(revision):
                    raise DatabaseIsNewer(str(self._backup), revision)
                try:
                    _copy(reading, self.copy, self._database, lambda: False)
                except BackupNotWritten as problem:
                    raise FileNotUsable(str(self._database), str(problem.__cause__)) from problem
        except NotADatabase as problem:
            if _is_cut(problem):
                raise BackupIsDamaged(
                    str(self._backup), "it is cut short, or parts of it are lost"
                ) from problem
            raise
        self.copy.chmod(0o600)
        _ensure_whole(self.copy, self._backup, revision, lambda: False)

    def _set_aside(self, kept: Path) -> None:
        database = self._database
        try:
            if not _begins_as_one(database):
                raise NotADatabase(str(database))
            with file_problems(database), closing(sqlite3.connect(database, timeout=PATIENCE / 5)) as old:
                # Takes in its log, so that the one file is all of it, and fails while somebody else has it open.
                old.execute("PRAGMA journal_mode = DELETE")
        except NotADatabase:
            # That may be why a backup is wanted: it is kept as it is, not looked at by SQLite, which would drop the log.
            for log, name in zip(_beside(database), _beside(kept), strict=True):
                if log.exists():
                    log.rename(name)
        try:
            kept.hardlink_to(database)
        except OSError:
            # Where files have one name only.
            database.rename(kept)

    def _leave(self) -> None:
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)
            self._room = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _ensure_new(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise IsThereAlready(str(target))


def _make(part: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise BackupNotWritten(str(target), f"there is no directory {target.parent}")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _opened(path: Path, how: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?mode={how}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def _revision(connection: sqlite3.Connection, path: Path) -> str:
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # there is no such table
            raise NotADatabase(str(path)) from error
        raise
    if found is None:
        raise NotADatabase(str(path))
    return str(found[0])


def _copy(reading: sqlite3.Connection, into: Path, target: Path, stopped: Callable[[], bool]) -> None:
    def step(_status: int, _left: int, _all: int) -> None:
        if stopped():
            raise Stopped

    with closing(sqlite3.connect(into)) as writing:
        try:
            reading.backup(writing, pages=PAGES, progress=step)
            # One file that needs no log beside it, so that it can be carried about and read where nobody may write.
            writing.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF in {
                sqlite3.SQLITE_FULL,
                sqlite3.SQLITE_IOERR,
                sqlite3.SQLITE_READONLY,
            }:
                raise BackupNotWritten(str(target), str(error)) from error
            raise


def _ensure_whole(copy: Path, told_as: Path, revision: str, stopped: Callable[[], bool]) -> None:
    """Looks through all of it. `told_as` is what its maker calls it."""
    with file_problems(told_as), closing(sqlite3.connect(copy)) as reading:
        reading.set_progress_handler(stopped, INSTRUCTIONS)
        try:
            (said,) = reading.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise Stopped from error
            raise
        if said != "ok":
            raise BackupIsDamaged(str(told_as), "SQLite's integrity check fails")
        reading.set_progress_handler(None, 0)
        if _revision(reading, told_as) != revision:
            raise BackupIsDamaged(str(told_as), f"its revision is not {revision}")


def _is_cut(problem: NotADatabase) -> bool:
    """Whether it began as a database."""
    cause = problem.__cause__
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT


def _begins_as_one(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _beside(path: Path) -> tuple[Path, ...]:
    """The files that SQLite keeps beside a database while it is open."""
    return tuple(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "-journal"))


def _belongs_to(copy: Path, like: Path) -> None:
    """Has whoever owned what was there own the copy, as far as we may decide that."""
    with suppress(PermissionError):
        os.chown(copy, like.stat().st_uid, like.stat().st_gid)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
