"""`circlebot import p2pu FILE` and `circlebot import csv FILE`: circles from elsewhere enter a team (SPEC 8)."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from adapters.cli.named import team_named
from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.running import CANNOT, Refusal, opened, run
from adapters.clock import SystemClock
from adapters.files.given import GivenFile
from adapters.files.p2pu import read_p2pu
from adapters.files.table import read_table
from adapters.terminal.render import clean
from bot.app.importing import Entered, import_circles
from bot.app.ports import Work
from bot.chat.catalog import Catalog, Say
from bot.chat.gazetteer import gazetteer
from bot.domain.errors import BrokenRule
from bot.domain.ids import TeamId
from bot.domain.import_zones import Zones
from bot.domain.imports import Atlas, GivenCircle, read_row
from bot.domain.times import known_zone
from storage.store import Store

PORTION = 100
"""Circles that one transaction enters, so that others get their turn."""

app = typer.Typer(help="Bring in circles from elsewhere.", no_args_is_help=True, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]
IntoTeam = Annotated[
    str | None,
    typer.Option("--team", metavar="TEAM", help="The team, by id or name; needed where there are several."),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--zone", metavar="ZONE", help="The time zone where a row does not tell, like Europe/Berlin."
    ),
]


@app.command("p2pu")
def p2pu(
    context: typer.Context, file: File, team: IntoTeam = None, zone: Zone = None, db: Database = None
) -> None:
    """Bring in P2PU's list of learning circles (JSON)."""
    run(_import(context, file, read_p2pu, team, zone, db))


@app.command("csv")
def table(
    context: typer.Context, file: File, team: IntoTeam = None, zone: Zone = None, db: Database = None
) -> None:
    """Bring in a table of circles (CSV), such as `circlebot export` writes or P2PU's staff export."""
    run(_import(context, file, read_table, team, zone, db))


async def _import(
    context: typer.Context,
    file: Path,
    read: Callable[[Path], GivenFile],
    team: str | None,
    zone: str | None,
    database: str | None,
) -> None:
    default = known_zone(zone) if zone else None
    if zone and default is None:
        raise Refusal(f"--zone {zone!r} is no time zone: give one like Europe/Berlin")
    given = read(file)
    say = Catalog.load().speaker(None)
    circles, problems = _read(given, Zones(gazetteer(), default), say)
    async with opened(database_of(database, settings_of(context))) as store:
        into = team_named(await store.run(lambda work: work.teams.all()), team)
        try:
            entered, known = await _enter(store, into.id, circles)
        except BrokenRule as broken:
            raise Refusal(say.line(broken.key, **broken.values)) from None
    _report(into.name, given, entered, known, problems)
    if problems:
        raise typer.Exit(1 if entered or known else CANNOT)


def _read(given: GivenFile, atlas: Atlas, say: Say) -> tuple[list[GivenCircle], list[str]]:
    """The circles of the rows that are in order, and what is wrong with the others."""
    circles: list[GivenCircle] = []
    problems: list[str] = []
    for number, row in enumerate(given.rows, start=1):
        try:
            circles.append(read_row(given.source, row, atlas))
        except BrokenRule as broken:
            problems.append(f"row {number}, {broken.field}: {say.line(broken.key, **broken.values)}")
    return circles, problems


async def _enter(store: Store, team: TeamId, circles: Sequence[GivenCircle]) -> tuple[list[GivenCircle], int]:
    entered: list[GivenCircle] = []
    known = 0
    now = SystemClock().now()
    with _progress() as progress:
        task = progress.add_task("circles", total=len(circles))
        for portion in _portions(circles):

            def enter(work: Work, portion: Sequence[GivenCircle] = portion) -> Entered:
                return import_circles(work, team, portion, now=now)

            came = await store.run(enter)
            entered += [one for one, _ in came.new]
            known += came.known
            progress.advance(task, len(portion))
    return entered, known


def _progress() -> Progress:
    """On a terminal only, and not mixed with what is printed."""
    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)


def _portions(circles: Sequence[GivenCircle]) -> Iterator[Sequence[GivenCircle]]:
    for start in range(0, len(circles), PORTION):
        yield circles[start : start + PORTION]


def _report(
    team: str, given: GivenFile, entered: Sequence[GivenCircle], known: int, problems: Sequence[str]
) -> None:
    for problem in problems:
        typer.echo(clean(problem), err=True)
    for one in entered:
        if one.notes:
            typer.echo(
                f"{clean(one.name)} ({clean(one.key)}): please look at it, for {' and '.join(one.notes)} did not fit "
                "as it was",
                err=True,
            )
    typer.echo(
        f"Rows: {len(given.rows)}. New circles in {clean(team)}: {len(entered)}. There already: {known}. "
        f"Could not enter: {len(problems)}."
    )
    if entered:
        typer.echo(
            "Their facilitator is the team's first organizer until somebody takes them over: /manage, then invite."
        )
