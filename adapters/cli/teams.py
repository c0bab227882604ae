"""`circlebot teams`."""

import typer

from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.running import opened, run
from adapters.terminal.render import clean


def teams(context: typer.Context, db: Database = None) -> None:
    """List the teams: id, name and time zone."""
    run(_teams(context, db))


async def _teams(context: typer.Context, database: str | None) -> None:
    async with opened(database_of(database, settings_of(context))) as store:
        found = await store.run(lambda work: work.teams.all())
    if not found:
        typer.echo("There is no team yet. `circlebot organizer-link` prints a link that founds one.")
        return
    width = max(len(clean(team.name)) for team in found)
    for team in found:
        typer.echo(f"{team.id}  {clean(team.name):<{width}}  {team.zone}")
