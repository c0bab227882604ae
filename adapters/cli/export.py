"""`circlebot export TEAM DIR`: all that a team owns, as CSV files (SPEC 8)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.named import team_named
from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.running import opened, run
from adapters.files.take_away import Directory
from adapters.terminal.render import clean
from bot.app.exporting import HEADS, Cells, Owned, outline_of, rows_of
from bot.app.ports import Work
from bot.domain.ids import CircleId

PORTION = 25
"""Circles that one transaction reads, so that others get their turn."""


def export(
    context: typer.Context,
    team: Annotated[str, typer.Argument(metavar="TEAM", help="By id or name.", show_default=False)],
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new directory for the files.", show_default=False)
    ],
    db: Database = None,
) -> None:
    """Write all that a team owns as CSV files."""
    run(_export(context, team, directory, db))


async def _export(context: typer.Context, named: str, path: Path, database: str | None) -> None:
    async with opened(database_of(database, settings_of(context))) as store:
        team = team_named(await store.run(lambda work: work.teams.all()), named)
        with Directory(path, HEADS) as directory:
            outline = await store.run(lambda work: outline_of(work, team.id))
            directory.add(outline.rows)
            for portion in _portions(outline.circles):

                def read(
                    work: Work, portion: Sequence[CircleId] = portion
                ) -> Mapping[Owned, Sequence[Cells]]:
                    return rows_of(work, portion)

                directory.add(await store.run(read))
    typer.echo(
        f"{path} holds {clean(team.name)} in {len(HEADS)} files, circles: {len(outline.circles)}. "
        f"It has names of people in it."
    )


def _portions(circles: Sequence[CircleId]) -> Iterator[Sequence[CircleId]]:
    for start in range(0, len(circles), PORTION):
        yield circles[start : start + PORTION]
