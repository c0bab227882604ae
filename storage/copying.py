"""All that is kept, from one database to another, whatever engines they have (SPEC 8)."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL, Connection, Table, bindparam, func, insert, select, text, tuple_, update

from storage.faults import file_problems
from storage.postgres import connected, migrate_postgres
from storage.problems import IsNotEmpty, IsThereAlready, NoSuchDatabase, NotTheSame
from storage.sqlite import SqliteFile, lock_of
from storage.store import parsed, shown
from storage.tables import metadata

Outcome = TypeVar("Outcome")
Row = dict[str, Any]

PAGE = 1000
"""Rows that are read, and then written, at a time."""

_NEXT_NUMBER = text(
    "SELECT setval(pg_get_serial_sequence('audit', 'no'), (SELECT max(no) FROM audit)) "
    "FROM (SELECT 1 FROM audit LIMIT 1) AS any_entry"
)


class End(Protocol):
    """One end of a copy."""

    async def do(self, job: Callable[[Connection], Outcome]) -> Outcome: ...


async def copy(source: str, target: str) -> int:
    """Copies every row to a database that holds none, and looks whether all arrived; returns how many there were.

    The target is made and migrated as needed, and is as it was before when this fails. A SQLite file at either end must not be
    served meanwhile; nobody can tell that of a server. Raises StoreProblem.
    """
    async with _source(source) as reading, _target(target) as writing:
        rows = 0
        for table in metadata.sorted_tables:
            rows += await _copy_table(reading, writing, table)
        await writing.do(_go_on_numbering)
        for table in metadata.sorted_tables:
            if await reading.do(_number_of(table)) != await writing.do(_number_of(table)):
                raise NotTheSame(shown(target), table.name)
    return rows


async def _copy_table(reading: End, writing: End, table: Table) -> int:
    last: Sequence[Any] | None = None
    rows = 0
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    pointing: list[Row] = []
    while page := await reading.do(_page_of(table, last)):
        last = [page[-1][column.name] for column in table.primary_key]
        for row in page:
            # What a row says of another one of its table waits until all are there.
            pointing += [{"the_id": row["id"], "other": row[name]} for name in own if row[name] is not None]
            row.update(dict.fromkeys(own))
        await writing.do(lambda connection, page=page: connection.execute(insert(table), page))
        rows += len(page)
        # Between pages it can be stopped.
        await asyncio.sleep(0)
    for name in own:
        if pointing:
            points = update(table).where(table.c.id == bindparam("the_id")).values({name: bindparam("other")})
            await writing.do(lambda connection, points=points: connection.execute(points, pointing))
    return rows


def _page_of(table: Table, after: Sequence[Any] | None) -> Callable[[Connection], list[Row]]:
    columns = [column for column in table.c if column.computed is None]
    key = list(table.primary_key)
    these = select(*columns).order_by(*key).limit(PAGE)
    if after is not None:
        these = these.where(tuple_(*key) > tuple_(*after, types=[column.type for column in key]))
    return lambda connection: [dict(row) for row in connection.execute(these).mappings()]


def _number_of(table: Table) -> Callable[[Connection], int]:
    return lambda connection: connection.execute(select(func.count()).select_from(table)).scalar_one()


def _go_on_numbering(connection: Connection) -> None:
    """Entries that come later are numbered after those that were copied; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(_NEXT_NUMBER)


def _ensure_empty(url: str) -> Callable[[Connection], None]:
    def look(connection: Connection) -> None:
        for table in metadata.sorted_tables:
            if connection.execute(select(1).select_from(table).limit(1)).first() is not None:
                raise IsNotEmpty(shown(url), table.name)

    return look


class _File:
    """A SQLite file, for the thread that opened it."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    async def do(self, job: Callable[[Connection], Outcome]) -> Outcome:
        return self._file.transact(job)


@asynccontextmanager
async def _source(url: str) -> AsyncGenerator[End]:
    address = parsed(url)
    if isinstance(address, URL):
        async with connected(address) as connection:
            yield connection
        return
    if address is None or not address.expanduser().is_file():
        raise NoSuchDatabase(shown(url))
    file = SqliteFile.open(address, serving=True)
    try:
        yield _File(file)
    finally:
        file.close()


@asynccontextmanager
async def _target(url: str) -> AsyncGenerator[End]:
    address = parsed(url)
    if isinstance(address, URL):
        await migrate_postgres(address)
        async with connected(address) as connection:
            await connection.do(_ensure_empty(url))
            yield connection
        return
    if address is None:
        raise NoSuchDatabase(shown(url))
    with _new_file(address.expanduser()) as file:
        yield file


@contextmanager
def _new_file(path: Path) -> Generator[End]:
    if path.exists():
        raise IsThereAlready(str(path))
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with file_problems(path):
            file = SqliteFile.open(part, serving=True)
        try:
            yield _File(file)
        finally:
            file.close()
        if path.exists():
            raise IsThereAlready(str(path))
        part.rename(path)
    finally:
        for left in (part, lock_of(part), *(part.with_name(f"{part.name}{end}") for end in ("-wal", "-shm"))):
            with suppress(FileNotFoundError):
                left.unlink()
