"""`circlebot migrate`."""

import typer

from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.running import run
from storage import store


def migrate(context: typer.Context, db: Database = None) -> None:
    """Bring the database's tables to what this version needs."""
    run(_migrate(context, db))


async def _migrate(context: typer.Context, database: str | None) -> None:
    await store.migrate(database_of(database, settings_of(context)))
    typer.echo("The database has the tables that this version needs.")
