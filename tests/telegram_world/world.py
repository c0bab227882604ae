"""A bot that is served, by polling or by webhook, on a clock that can be moved."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from adapters.clock import MovedClock
from adapters.pictures.painter import Painter
from adapters.telegram.adapter import TelegramAdapter, TelegramOptions
from adapters.web.server import WebServer
from bot.app.invitations import invite_as_operator
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.tick import Tick
from storage.store import Store, open_store
from tests.telegram_server import TelegramServer

START = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
SECRET = "s3cret-word"


class TelegramWorld:
    """Opened with `async with`. With `limited` both sides keep to Telegram's limits: the bot by itself, the server by 429."""

    def __init__(
        self,
        *,
        webhook: bool = False,
        database: str = "sqlite://",
        start: datetime = START,
        limited: bool = False,
        painter: Painter | None = None,
    ) -> None:
        self.clock = MovedClock(start)
        self.server = TelegramServer(floods=limited)
        self.catalog = Catalog.load()
        self._webhook = webhook
        self._database = database
        self._limited = limited
        self._painter = painter or Painter(can_draw=False)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        self.store: Store = await open_store(self._database, serving=True)
        self._stack.push_async_callback(self.store.close)
        self.desk = Desk(self.store, self.clock, self.catalog)
        port = await free_port()
        hook = f"http://127.0.0.1:{port}/telegram" if self._webhook else ""
        options = TelegramOptions(
            self.server.token,
            self.server.base_url,
            webhook=hook,
            secret=SECRET,
            limited=self._limited,
            settling=0,
        )
        self.adapter = TelegramAdapter(
            options, self.desk, self.store, self.clock, self.catalog, self._painter
        )
        if self._webhook:
            web = WebServer("127.0.0.1", port, hooks=self.adapter.hooks, ready=_ready)
            await web.start()
            self._stack.push_async_callback(web.stop)
        await self.adapter.start()
        self._stack.push_async_callback(self.adapter.stop)
        couriers = {self.adapter.platform: self.adapter.courier}
        self.tick = Tick(self.store, self.clock, self.catalog, couriers, chance=lambda: 0.0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()
        await self.server.__aexit__(kind, error, trace)

    async def stop(self) -> None:
        """Ends the bot and its database; the server and the people in it stay."""
        await self._stack.aclose()

    async def settled(self) -> None:
        """Returns when all that happened is answered."""
        await self.server.until_taken()
        reception = self.adapter._started.reception
        async with asyncio.timeout(10):
            await reception.until_fewer(1)
        await self.adapter._started.showing.shown()

    async def organizer_code(self) -> str:
        """What `circlebot organizer-link` prints."""
        now = self.clock.now()
        return f"i-{await self.store.run(lambda work: invite_as_operator(work, None, now=now))}"

    @property
    def link(self) -> str:
        """How a deep link begins."""
        return f"https://t.me/{self.server.world.bot.username}?start="


async def _ready() -> bool:
    return True


async def free_port() -> int:
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port
