"""`circlebot run`: starts what the settings turn on, and stops cleanly on SIGTERM."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import timedelta
from importlib.metadata import version

import typer

from adapters.cli.alerts import ensure_alerts_are_served, operator_place
from adapters.cli.connecting import Connecting
from adapters.cli.discretion import Discretion
from adapters.cli.garbage import spare_what_stays
from adapters.cli.logs import start_logging
from adapters.cli.monitor import ensure_monitor_has_its_own_port, monitor_of
from adapters.cli.options import Database, database_of, settings_of
from adapters.cli.platforms import adapters_of
from adapters.cli.running import Refusal, opened, run
from adapters.clock import SystemClock
from adapters.metrics import CountingCourier, CountingStore, Metrics
from adapters.platform import Hook
from adapters.scheduler import Scheduler
from adapters.web.pages import PublicPages
from adapters.web.server import WebServer
from bot.app.ports import Store
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.housekeeping import DAILY, HOURLY, Housekeeping
from bot.chat.links import Pages
from bot.chat.tick import Tick
from storage.problems import is_of_database
from storage.store import file_of

LEFT_OVER = timedelta(seconds=30)
"""How often we look for what came in and was left undone."""

log = logging.getLogger(__name__)


def serve(context: typer.Context, db: Database = None) -> None:
    """Run the bot on the platforms in the settings."""
    run(_serve(context, db))


async def _serve(context: typer.Context, database: str | None) -> None:
    settings = settings_of(context)
    ensure_alerts_are_served(settings)
    ensure_monitor_has_its_own_port(settings)
    operator = operator_place(settings)
    start_logging(settings.log_level, Discretion.of(settings))
    clock, catalog = SystemClock(), Catalog.load()
    address = database_of(database, settings)
    async with opened(address, serving=True) as opened_store, AsyncExitStack() as stack:
        metrics = Metrics(
            clock, version=version("circlebot"), database="sqlite" if file_of(address) else "postgresql"
        )
        store = CountingStore(opened_store, metrics, is_of_database)
        base = settings.web.public_url.rstrip("/")
        desk = Desk(store, clock, catalog, Pages(base) if base else None, metrics)
        adapters = adapters_of(settings, desk, store, clock, catalog)
        if not adapters:
            raise Refusal(
                "nothing to run: the settings name no platform; set telegram.token, or slack.bot_token and slack.app_token"
            )
        connecting = Connecting(adapters, lambda one: CountingCourier(one.courier, one.platform, metrics))
        hooks: Mapping[str, Hook] = {path: hook for one in adapters for path, hook in one.hooks.items()}
        if (
            monitor := monitor_of(settings, metrics, store, lambda: _is_ready(store, connecting))
        ) is not None:
            await monitor.start()
            stack.push_async_callback(monitor.stop)
        if hooks or base:
            public = PublicPages(store, clock, catalog, lambda: {one.platform: one.links for one in adapters})
            web = WebServer(
                settings.web.host,
                settings.web.port,
                hooks=hooks,
                ready=lambda: _is_ready(store, connecting),
                pages=public if base else None,
            )
            await web.start()
            stack.push_async_callback(web.stop)
        for adapter in adapters:
            stack.push_async_callback(adapter.stop)
        tick = Tick(store, clock, catalog, connecting.couriers, operator=operator, watch=metrics)
        keep, ledger = timedelta(days=settings.keep_days), timedelta(days=settings.keep_ledger_days)
        housekeeping = Housekeeping(store, clock, catalog, keep, ledger)
        schedules = [
            Scheduler(metrics.timed(tick.once)),
            Scheduler(housekeeping.once, every=DAILY),
            Scheduler(housekeeping.forget_searches, every=HOURLY),
            *(Scheduler(one.freshen) for one in adapters),
            *(Scheduler(one.take_up_what_was_left, every=LEFT_OVER) for one in adapters),
        ]
        for schedule in schedules:
            schedule.start()
            stack.push_async_callback(schedule.stop)
        stack.callback(tick.stop)
        await connecting.all()
        spare_what_stays()
        log.info("serving %s", " and ".join(one.platform for one in adapters))
        await asyncio.Event().wait()


async def _is_ready(store: Store, connecting: Connecting) -> bool:
    await store.run(lambda work: work.plans.next_at())
    return connecting.is_done
