"""What SQLite raises, told as what is wrong with the file."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc

from storage.problems import DatabaseIsBusy, FileNotUsable, NotADatabase, StoreProblem

_NO_DATABASE = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
_NOT_USABLE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
    }
)


@contextmanager
def file_problems(path: Path | None) -> Generator[None]:
    """Whatever is wrong with that file is raised as a StoreProblem; a fault of ours as it is."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        if (problem := problem_of(error, path)) is not None:
            raise problem from error
        raise


def problem_of(error: exc.DBAPIError | sqlite3.Error, path: Path | None) -> StoreProblem | None:
    """What an error says is wrong with the file; None when it is a fault of ours."""
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    kind = code & 0xFF if isinstance(code, int) else None
    if kind == sqlite3.SQLITE_BUSY:
        return DatabaseIsBusy(str(path))
    if kind in _NO_DATABASE:
        return NotADatabase(str(path))
    if kind in _NOT_USABLE:
        return FileNotUsable(str(path), str(cause))
    return None
