"""`circlebot chat`: the bot in a terminal, on a real file and the real clock."""

import sys
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console

from adapters.cli.alerts import operator_place
from adapters.cli.discretion import Discretion
from adapters.cli.logs import start_logging
from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.running import Refusal, opened, run
from adapters.clock import SystemClock
from adapters.scheduler import Scheduler
from adapters.terminal.courier import TerminalCourier, is_name
from adapters.terminal.screen import Screen, lines_of
from adapters.terminal.talk import Talk
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.housekeeping import DAILY, Housekeeping
from bot.chat.tick import Tick
from bot.domain.people import Platform


def chat(
    context: typer.Context,
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who you are.")],
    db: Database = None,
) -> None:
    """Talk to the bot in this terminal."""
    run(_chat(context, name, db))


async def _chat(context: typer.Context, name: str, database: str | None) -> None:
    settings = settings_of(context)
    operator = operator_place(settings)
    start_logging(settings.log_level, Discretion.of(settings))
    if not is_name(name):
        raise Refusal(f"--as {name!r} is no name: give one like --as Ada")
    async with opened(database_of(database, settings), serving=True) as store:
        clock, catalog, courier = SystemClock(), Catalog.load(), TerminalCourier()
        tick = Tick(store, clock, catalog, {Platform.TERMINAL: courier}, operator=operator)
        scheduler = Scheduler(tick.once)
        keep, ledger = timedelta(days=settings.keep_days), timedelta(days=settings.keep_ledger_days)
        daily = Scheduler(Housekeeping(store, clock, catalog, keep, ledger).once, every=DAILY)
        screen = Screen(Console())
        async with lines_of(sys.stdin, screen) as lines:
            talk = Talk(
                Desk(store, clock, catalog), courier, screen, lines, name=name, send_due=scheduler.tick
            )
            scheduler.start()
            daily.start()
            try:
                await talk.run()
            finally:
                tick.stop()
                await daily.stop()
                await scheduler.stop()
