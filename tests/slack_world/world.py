"""The real adapter, Bolt, desk, store and tick between people on the Slack of the tests and a clock that can be moved."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.clock import MovedClock
from adapters.slack.adapter import SlackAdapter, SlackOptions
from adapters.slack.names import HOOK
from adapters.web.server import WebServer
from bot.app.invitations import invite_as_operator
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.tick import Tick
from bot.domain.people import PlaceKey, Platform
from storage.store import Store, open_store
from tests.slack_server.server import SlackServer

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
"""Monday, 11:00 in Berlin."""

MODES = ("socket", "http")

EVERY = 0.02
"""Seconds between two messages to a channel, where the clock is moved and nobody waits."""


@dataclass
class SlackWorld:
    """What a test has in hand."""

    slack: SlackServer
    adapter: SlackAdapter
    store: Store
    clock: MovedClock
    tick: Tick
    desk: Desk

    async def organizer_code(self) -> str:
        """What `circlebot organizer-link` prints."""
        now = self.clock.now()
        return "i-" + await self.store.run(lambda work: invite_as_operator(work, None, now=now))

    async def settled(self) -> None:
        """Returns when all that happened is answered."""
        parts = self.adapter._started
        await parts.taking.settle()
        async with asyncio.timeout(20):
            await parts.reception.until_fewer(1)


def options_for(slack: SlackServer, mode: str) -> SlackOptions:
    socket = mode == "socket"
    return SlackOptions(
        slack.bot_token,
        app_token=slack.app_token if socket else "",
        signing_secret="" if socket else slack.signing_secret,
        base_url=slack.url,
        every=EVERY,
    )


@asynccontextmanager
async def on_slack(
    slack: SlackServer, store: Store, clock: MovedClock, mode: str, *, operator: PlaceKey | None = None
) -> AsyncIterator[SlackWorld]:
    """The adapter started upon a store and a clock that are there already."""
    catalog = Catalog.load()
    desk = Desk(store, clock, catalog)
    adapter = SlackAdapter(options_for(slack, mode), desk, store, clock, catalog, operator)
    web = WebServer("127.0.0.1", 0, hooks=adapter.hooks, ready=_ready)
    await adapter.start()
    if mode == "http":
        await web.start()
        slack.request_url = f"http://127.0.0.1:{web.port}{HOOK}"
    tick = Tick(store, clock, catalog, {Platform.SLACK: adapter.courier}, chance=lambda: 0.0)
    try:
        yield SlackWorld(slack, adapter, store, clock, tick, desk)
    finally:
        if mode == "http":
            await web.stop()
        await adapter.stop()


@asynccontextmanager
async def slack_world(database: str = "sqlite://", mode: str = "socket") -> AsyncIterator[SlackWorld]:
    """Everything started, in Socket Mode or over HTTP."""
    async with SlackServer() as slack:
        store = await open_store(database, serving=True)
        try:
            async with on_slack(slack, store, MovedClock(START), mode) as world:
                yield world
        finally:
            await store.close()


async def _ready() -> bool:
    return True
