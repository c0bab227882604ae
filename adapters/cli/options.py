"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.running import Refusal
from adapters.cli.settings import Settings, load
from storage.store import is_in_memory

Database = Annotated[
    str | None, typer.Option("--db", metavar="FILE", help="The database; else the one of the settings.")
]


def settings_of(context: typer.Context) -> Settings:
    """The settings of the file that the command line or the environment names. Raises SettingsProblem."""
    return load(config_of(context))


def database_of(named: str | None, settings: Settings) -> str:
    """The address of the database: the one that was named, else the one of the settings. Raises Refusal, StoreProblem."""
    database = settings.database if named is None else named
    if not database.strip():
        raise Refusal("the database has no name: give the path of a file, or a server's address")
    if is_in_memory(database):
        raise Refusal(f"{database} is kept in memory and gone when the command ends: give the path of a file")
    return database


def config_of(context: typer.Context) -> Path | None:
    """The settings file that was named, None for the usual one."""
    named: object = context.obj
    return named if isinstance(named, Path) else None
