"""SQLite without what SQLAlchemy does anew at each execution: a statement is compiled once, then goes straight to the driver.

Which SQL it is, and how values become columns and come back, stays SQLAlchemy's. PostgreSQL goes through it, and so does what
is not `simple`: lists of any length in a statement, several rows at once, what comes back from writing.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Connection, Executable, Select, exc
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.types import TypeEngine

Given = Mapping[str, Any]
Found = Sequence[Sequence[Any]]
Convert = Callable[[Any], Any] | None

_DIALECT = SQLiteDialect_pysqlite()


def rows(connection: Connection, statement: Executable, given: Given) -> Found:
    """What the statement finds, in the domain's values. Raises what SQLAlchemy does."""
    prepared = _prepared(connection, statement, given)
    if prepared is None:
        return connection.execute(statement, given).all()
    return prepared.rows(_driver(connection), given)


def touched(connection: Connection, statement: Executable, given: Given) -> int:
    """How many rows the statement has written. Raises what SQLAlchemy does."""
    prepared = _prepared(connection, statement, given)
    if prepared is None:
        return connection.execute(statement, given).rowcount
    return prepared.execute(_driver(connection), given).rowcount


class Prepared:
    """A statement as SQLite's driver takes it, for values of those names."""

    def __init__(self, statement: Executable, names: Sequence[str]) -> None:
        compiled: Any = cast("Any", statement).compile(dialect=_DIALECT, column_keys=list(names))
        binds: dict[str, BindParameter[Any]] = {name: bind for bind, name in compiled.bind_names.items()}
        self.is_simple = not (
            any(bind.expanding or bind.literal_execute for bind in binds.values())
            or (compiled.isinsert and compiled.insert_prefetch)
            or (compiled.isupdate and compiled.update_prefetch)
            or compiled.effective_returning
        )
        self._sql = compiled.string
        if self.is_simple:
            self._values = [_value(binds[name], names) for name in compiled.positiontup]
            self._columns = [_on_the_way_back(column.type) for column in _columns(statement)]

    def execute(self, driver: sqlite3.Connection, given: Given) -> sqlite3.Cursor:
        """Sends it. Raises DBAPIError, without the values."""
        values = [
            fixed if name is None else convert(given[name]) if convert else given[name]
            for name, convert, fixed in self._values
        ]
        try:
            return driver.execute(self._sql, values)
        except sqlite3.Error as error:
            raise exc.DBAPIError.instance(
                self._sql, None, error, sqlite3.Error, hide_parameters=True, dialect=_DIALECT
            ) from error

    def rows(self, driver: sqlite3.Connection, given: Given) -> Found:
        """What it finds. Raises DBAPIError."""
        columns = self._columns
        return [
            [convert(value) if convert else value for convert, value in zip(columns, row, strict=True)]
            for row in self.execute(driver, given)
        ]


_BY_STATEMENT: WeakKeyDictionary[Executable, dict[tuple[str, ...], Prepared]] = WeakKeyDictionary()


def _prepared(connection: Connection, statement: Executable, given: Given) -> Prepared | None:
    """The statement for those values; None where SQLAlchemy has to send it."""
    if connection.dialect.name != _DIALECT.name or _is_listened_to(connection):
        return None
    of_names = _BY_STATEMENT.get(statement)
    if of_names is None:
        of_names = _BY_STATEMENT[statement] = {}
    names = tuple(given)
    prepared = of_names.get(names)
    if prepared is None:
        prepared = of_names[names] = Prepared(statement, names)
    return prepared if prepared.is_simple else None


def _is_listened_to(connection: Connection) -> bool:
    # Whoever wants to know of statements asks SQLAlchemy, which has to send them then.
    dispatch: Any = connection.engine.dispatch
    return bool(dispatch.before_cursor_execute)


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _columns(statement: Executable) -> Sequence[Any]:
    return list(statement.selected_columns) if isinstance(statement, Select) else ()


def _value(bind: BindParameter[Any], names: Sequence[str]) -> tuple[str | None, Convert, Any]:
    """By which name the value is given and how it is converted; or the value itself, which stands in the statement."""
    convert = bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    if bind.key in names:
        return bind.key, convert, None
    fixed = bind.effective_value
    return None, None, convert(fixed) if convert else fixed


def _on_the_way_back(kind: TypeEngine[Any]) -> Convert:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
