"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.settings import Settings, load

Database = Annotated[
    str | None, typer.Option("--db", metavar="FILE", help="The database; else the one of the settings.")
]


def settings_of(context: typer.Context) -> Settings:
    """The settings of the file that the command line or the environment names. Raises SettingsProblem."""
    return load(config_of(context))


def config_of(context: typer.Context) -> Path | None:
    """The settings file that was named, None for the usual one."""
    named: object = context.obj
    return named if isinstance(named, Path) else None
