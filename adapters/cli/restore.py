"""`circlebot restore FILE`: a backup in the place of the database, and what becomes of what was due in it (SPEC 3.2, 8)."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.alerts import operator_place
from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.running import opened, run
from adapters.cli.settings import Settings
from adapters.clock import SystemClock
from bot.chat.catalog import Catalog
from bot.chat.holding import ForgottenAgain, Held, Holding, forget_again
from bot.domain.ids import PersonId
from storage.backups import Restoring
from storage.problems import IsOnAServer
from storage.store import file_of, shown


class Due(StrEnum):
    """What becomes of what was due when the backup was made, or has been since."""

    HOLD = "hold"
    SEND = "send"


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)],
    due: Annotated[
        Due,
        typer.Option(
            help="What was due since the backup: hold it and ask, as the bot ran on; or send it, as nothing ran since."
        ),
    ] = Due.HOLD,
    db: Database = None,
) -> None:
    """Put a backup in the place of the database.

    What is there is kept beside it.
    """
    run(_restore(context, file, due, db))


def hold_due(context: typer.Context, db: Database = None) -> None:
    """Hold what is due, after PostgreSQL was restored.

    Whoever is responsible is asked instead.
    """
    run(_hold_due(context, db))


async def _restore(context: typer.Context, backup: Path, due: Due, named: str | None) -> None:
    settings = settings_of(context)
    database = database_of(named, settings)
    path = file_of(database)
    if path is None:
        raise IsOnAServer(
            f"pg_restore --clean --if-exists --single-transaction --dbname='{shown(database)}' FILE, "
            "and `circlebot hold-due` before you start it again"
        )
    with Restoring(backup, path) as restoring:
        erased = restoring.forgotten()
        forgotten, held = await _made_ready(str(restoring.copy), settings, due, erased or ())
        latest = restoring.latest()
        kept = restoring.put_in_place(now=SystemClock().now())
    typer.echo(f"{path} is {backup} now{f', whose last entry is of {latest} UTC' if latest else ''}.")
    if kept is not None:
        typer.echo(f"What it replaced is {kept}. Remove it when all is well.")
    typer.echo(
        "What was said, answered and changed after the backup is not in it: have people look at their dates."
    )
    if kept is not None and erased is None:
        typer.echo("Who asked to be forgotten since the backup cannot be read from it, and has a name again.")
    if forgotten.done:
        typer.echo(f"Forgotten again, as they had asked after the backup: {forgotten.done}.")
    if forgotten.left:
        typer.echo(f"Not forgotten again, as a circle or team would have nobody left: {forgotten.left}.")
    _say_what_is_held(held)


async def _made_ready(
    database: str, settings: Settings, due: Due, erased: Sequence[str]
) -> tuple[ForgottenAgain, Held | None]:
    clock = SystemClock()
    async with opened(database) as store:
        people = [PersonId(person) for person in erased]
        forgotten = await forget_again(store, clock, Catalog.load(), people)
        if due is Due.SEND:
            return forgotten, None
        return forgotten, await Holding(store, clock, operator_place(settings)).once()


async def _hold_due(context: typer.Context, named: str | None) -> None:
    settings = settings_of(context)
    async with opened(database_of(named, settings), serving=True) as store:
        _say_what_is_held(await Holding(store, SystemClock(), operator_place(settings)).once())


def _say_what_is_held(held: Held | None) -> None:
    if held is None:
        typer.echo(
            "What is due goes out when `circlebot run` starts. What went out after the backup goes out again."
        )
        return
    if not held.posts:
        typer.echo("Nothing was due that may have gone out after the backup.")
    else:
        _say_who_is_asked(held.posts)
    if held.arrivals:
        typer.echo(
            f"Set aside, as it was answered since, most likely: {held.arrivals} that came in just before the backup."
        )


def _say_who_is_asked(posts: int) -> None:
    typer.echo(
        f"Posts held, as they may have gone out after the backup: {posts}. None of them is sent by itself; "
        "who is responsible is asked once `circlebot run` is back, and may send them."
    )
