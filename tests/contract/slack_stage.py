"""The real adapter, Bolt, desk, store and tick between people on the Slack of the tests and a clock that can be moved."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.clock import MovedClock
from adapters.slack.adapter import SlackAdapter, SlackOptions
from adapters.slack.names import HOOK
from adapters.web.server import WebServer
from bot.app.invitations import invite_as_operator
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.tick import Tick
from bot.domain.people import Platform
from storage.store import Store, open_store
from tests.slack_server.server import SlackServer

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
"""Monday, 11:00 in Berlin."""

MODES = ("socket", "http")


@dataclass
class SlackStage:
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


def options_for(slack: SlackServer, mode: str) -> SlackOptions:
    socket = mode == "socket"
    return SlackOptions(
        slack.bot_token,
        app_token=slack.app_token if socket else "",
        signing_secret="" if socket else slack.signing_secret,
        base_url=slack.url,
    )


@asynccontextmanager
async def slack_stage(database: str, mode: str = "socket") -> AsyncIterator[SlackStage]:
    """Everything started, in Socket Mode or over HTTP."""
    async with SlackServer() as slack:
        store = await open_store(database, serving=True)
        clock, catalog = MovedClock(START), Catalog.load()
        desk = Desk(store, clock, catalog)
        adapter = SlackAdapter(options_for(slack, mode), desk, store, clock, catalog)
        web = WebServer("127.0.0.1", 0, hooks=adapter.hooks, ready=_ready)
        await adapter.start()
        if mode == "http":
            await web.start()
            slack.request_url = f"http://127.0.0.1:{web._runner.addresses[0][1]}{HOOK}"
        tick = Tick(store, clock, catalog, {Platform.SLACK: adapter.courier}, chance=lambda: 0.0)
        try:
            yield SlackStage(slack, adapter, store, clock, tick, desk)
        finally:
            if mode == "http":
                await web.stop()
            await adapter.stop()
            await store.close()


async def _ready() -> bool:
    return True


def copy_of(template: Path, directory: Path) -> str:
    return str(shutil.copy(template, directory / "slack.sqlite3"))
