"""`circlebot check`."""

from pathlib import Path

import typer

from adapters.cli.options import Database, config_of, settings_of
from adapters.cli.running import opened, run
from adapters.cli.settings import FILE, Settings, unknown_variables


def check(context: typer.Context, db: Database = None) -> None:
    """Say whether settings and database are in order."""
    run(_check(context, db))


async def _check(context: typer.Context, named: str | None) -> None:
    settings = settings_of(context)
    typer.echo(f"Settings: {_settings_from(config_of(context), settings)}")
    for unknown in unknown_variables():
        typer.echo(f"Settings: {unknown}")
    database = named or settings.database
    if _is_missing(database):
        typer.echo(f"Database: {database} is not there yet; the first command that needs it makes it.")
        return
    async with opened(database) as store:
        teams = await store.run(lambda work: len(work.teams.all()))
    shown = database if "://" not in database else "the server"
    typer.echo(f"Database: {shown} is in order, with {'one team' if teams == 1 else f'{teams} teams'}.")


def _is_missing(database: str) -> bool:
    """Whether it is a file that could be made."""
    file = Path(database).expanduser()
    return "://" not in database and not file.exists() and file.parent.is_dir()


def _settings_from(named: Path | None, settings: Settings) -> str:
    file = named or (FILE if FILE.is_file() else None)
    level = f"log level {settings.log_level}"
    return f"{file} is in order ({level})." if file else f"no file, so what is usual holds ({level})."
