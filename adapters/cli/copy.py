"""`circlebot copy`: everything, from one database to another, as when SQLite becomes PostgreSQL (SPEC 8)."""

from typing import Annotated

import typer

from adapters.cli.options import database_of, settings_of
from adapters.cli.running import run
from storage import copying
from storage.store import shown


def copy(
    context: typer.Context,
    target: Annotated[
        str,
        typer.Option("--to", metavar="DATABASE", help="A new file, or the URL of a server's empty database."),
    ],
    source: Annotated[
        str | None, typer.Option("--from", metavar="DATABASE", help="Else the one of the settings.")
    ] = None,
) -> None:
    """Copy everything to another, empty database.

    Neither may be in use meanwhile.
    """
    run(_copy(context, source, target))


async def _copy(context: typer.Context, named: str | None, to: str) -> None:
    settings = settings_of(context)
    source, target = database_of(named, settings), database_of(to, settings)
    rows = await copying.copy(source, target)
    typer.echo(f"{shown(target)} holds all that {shown(source)} does, rows: {rows}.")
    typer.echo(
        "Set `database` in the settings to it, then start. Never start the old one again: both would write to people."
    )
