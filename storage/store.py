"""The way in: opens a store by its address."""

from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, exc, make_url

from bot.app import ports
from storage.postgres import PostgresStore, migrate_postgres, shown_url
from storage.problems import PortOutOfRange, UnescapedAt, UrlNotUnderstood
from storage.sqlite import SqliteStore

PORTS = range(1, 2**16)
"""The ports a server can have."""


class Store(ports.Store, Protocol):
    """A store that somebody must close."""

    async def close(self) -> None: ...


async def open_store(url: str, *, serving: bool) -> Store:
    """The store at that address: the path of a file, `sqlite:///path` or `postgresql://…`.

    SQLite files are made and migrated as needed, and only one process at a time may open one `serving`;
    others beside it do one short transaction. `sqlite://` is a store in memory. PostgreSQL must have been
    migrated, and any number of processes may serve. Raises StoreProblem.
    """
    address = parsed(url)
    if isinstance(address, URL):
        return await PostgresStore.open(address)
    return await SqliteStore.open(address, serving=serving)


async def migrate(url: str) -> None:
    """Brings the database's tables to what this version of the code needs. Raises StoreProblem."""
    address = parsed(url)
    if isinstance(address, URL):
        await migrate_postgres(address)
    else:
        store = await SqliteStore.open(address, serving=False)
        await store.close()


def file_of(url: str) -> Path | None:
    """The file that the address names; None for a server, or a store in memory. Raises StoreProblem."""
    address = parsed(url)
    return address if isinstance(address, Path) else None


def shown(url: str) -> str:
    """The address as it may be shown: without a password. Raises StoreProblem."""
    address = parsed(url)
    return shown_url(address._replace(password=None)) if isinstance(address, URL) else str(address)


def is_in_memory(url: str) -> bool:
    """Whether all that is kept there is gone with the store. Raises StoreProblem."""
    return parsed(url) is None


def parsed(url: str) -> URL | Path | None:
    """The server's address, or the file's; None for a store in memory. Raises StoreProblem."""
    if "://" not in url:
        return _file(url)
    scheme, _, _ = url.partition("://")
    try:
        address = make_url(url)
    except (exc.ArgumentError, ValueError):
        # What cannot be read may hold a password anywhere.
        raise UrlNotUnderstood(f"{scheme}://…") from None
    if address.drivername == "sqlite":
        return _file(address.database)
    if url.count("@") > 1:
        # A piece of the password may have been read as something else, which is shown.
        raise UnescapedAt
    match address.drivername:
        case "postgresql" | "postgres" | "postgresql+asyncpg":
            return _for_asyncpg(address)
        case _:
            raise UrlNotUnderstood(address.render_as_string(hide_password=True))


def _for_asyncpg(address: URL) -> URL:
    if address.port is not None and address.port not in PORTS:
        raise PortOutOfRange(address.port)
    query = dict(address.query)
    # What other drivers call sslmode.
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return address.set(drivername="postgresql+asyncpg", query=query)


def _file(name: str | None) -> Path | None:
    return Path(name) if name and name != ":memory:" else None
