"""SQLite past SQLAlchemy's machinery: a statement is compiled once, and from then on goes straight to the driver.

What SQL it is and how values become columns stays SQLAlchemy's; only what it does anew at each execution is left out.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Delete, Executable, Insert, Select, Update, exc
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.types import TypeEngine

Processor = Callable[[Any], Any] | None

_DIALECT = SQLiteDialect_pysqlite()


class Prepared:
    """A statement for SQLite's driver, given values for those keys."""

    def __init__(self, statement: Executable, keys: Sequence[str]) -> None:
        compiled = cast("Any", statement).compile(dialect=_DIALECT, column_keys=list(keys))
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self.is_simple = not (
            any(bind.expanding or bind.literal_execute for bind in binds.values())
            or compiled.insert_prefetch
            or compiled.update_prefetch
            or compiled.returning
        ) if not isinstance(statement, Select) else not any(
            bind.expanding or bind.literal_execute for bind in binds.values()
        )
        if not self.is_simple:
            return
        self._sql = str(compiled)
        self._given: list[tuple[str | None, Processor, Any]] = []
        for name in compiled.positiontup:
            bind = binds[name]
            processor = bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
            if bind.key in keys:
                self._given.append((bind.key, processor, None))
            else:
                value = bind.effective_value
                self._given.append((None, None, processor(value) if processor else value))
        columns = [column.type for column in statement.selected_columns] if isinstance(statement, Select) else []
        self._columns: list[Processor] = [_result_processor(kind) for kind in columns]
        self._as_it_is = not any(self._columns)

    def execute(self, driver: sqlite3.Connection, given: Mapping[str, Any]) -> sqlite3.Cursor:
        values = [
            constant if key is None else given[key] if processor is None else processor(given[key])
            for key, processor, constant in self._given
        ]
        try:
            return driver.execute(self._sql, values)
        except sqlite3.Error as error:
            raise exc.DBAPIError.instance(
                self._sql, None, error, sqlite3.Error, hide_parameters=True, dialect=_DIALECT
            ) from error

    def rows(self, driver: sqlite3.Connection, given: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        found = self.execute(driver, given).fetchall()
        if self._as_it_is:
            return found
        columns = self._columns
        return [
            [value if processor is None else processor(value) for processor, value in zip(columns, row)]
            for row in found
        ]


def _result_processor(kind: TypeEngine[Any]) -> Processor:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


_PREPARED: WeakKeyDictionary[Executable, dict[tuple[str, ...], Prepared]] = WeakKeyDictionary()


def rows(connection: Connection, statement: Executable, given: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
    """What the statement finds, values as the domain has them."""
    if connection.dialect.name == "sqlite" and (prepared := _prepared(statement, given)).is_simple:
        return prepared.rows(_driver(connection), given)
    return connection.execute(statement, given).all()


def touched(connection: Connection, statement: Executable, given: Mapping[str, Any]) -> int:
    """How many rows the statement has written."""
    if connection.dialect.name == "sqlite" and (prepared := _prepared(statement, given)).is_simple:
        return prepared.execute(_driver(connection), given).rowcount
    return connection.execute(statement, given).rowcount


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _prepared(statement: Executable, given: Mapping[str, Any]) -> Prepared:
    keys = tuple(given)
    by_keys = _PREPARED.get(statement)
    if by_keys is None:
        by_keys = _PREPARED[statement] = {}
    prepared = by_keys.get(keys)
    if prepared is None:
        prepared = by_keys[keys] = Prepared(statement, keys)
    return prepared
