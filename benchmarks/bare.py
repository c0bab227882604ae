"""The peer: the same reads and writes, sent straight to SQLite through Python's own module."""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

Statement = tuple[str, Any, bool]
"""SQL, its parameters as the driver takes them, and whether they are many."""


@contextmanager
def recorded() -> Generator[list[Statement]]:
    """Every statement that is sent to a database meanwhile."""
    statements: list[Statement] = []

    def note(
        _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        statements.append((statement, parameters, many))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


class Bare:
    """One connection with the settings that storage uses."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, cached_statements=512)
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "journal_mode = WAL"):
            self._connection.execute(f"PRAGMA {pragma}")

    def transact(self, statements: Sequence[Statement]) -> None:
        """Sends the statements of one transaction, reads all rows, and commits."""
        self._connection.execute("BEGIN IMMEDIATE")
        for statement, parameters, many in statements:
            if many:
                self._connection.executemany(statement, parameters)
            else:
                self._connection.execute(statement, parameters).fetchall()
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()
