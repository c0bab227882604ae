"""`circlebot backup FILE`: the database as it is, in one file, while it is served (SPEC 8)."""

import asyncio
import threading
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.running import run
from storage.backups import back_up
from storage.problems import IsOnAServer
from storage.store import file_of, shown


def backup(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file that is not there yet.", show_default=False)
    ],
    db: Database = None,
) -> None:
    """Copy the database to a file, also while it is served."""
    run(_backup(context, file, db))


async def _backup(context: typer.Context, target: Path, named: str | None) -> None:
    database = database_of(named, settings_of(context))
    source = file_of(database)
    if source is None:
        raise IsOnAServer(f"pg_dump --format=custom --file=FILE '{shown(database)}'")
    stopped = threading.Event()
    try:
        size = await asyncio.to_thread(back_up, source, target, stopped=stopped.is_set)
    except asyncio.CancelledError:
        stopped.set()
        raise
    typer.echo(
        f"{target} holds {source} as it was when this began: {in_bytes(size)}, looked through and in order."
    )
    typer.echo("It has people's names and words in it: keep it where only you can read it, and not for long.")


def in_bytes(size: int) -> str:
    """A size as people say it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.0f} kB"
