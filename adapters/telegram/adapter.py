"""Telegram, put together: made from its settings, started, stopped."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import Bot
from telegram.error import TelegramError

from adapters.pictures.painter import Painter
from adapters.platform import Answered, Asked, Hook
from adapters.telegram.answering import Answering
from adapters.telegram.confirming import Questions
from adapters.telegram.courier import TelegramCourier
from adapters.telegram.following import Following
from adapters.telegram.inbound import ALLOWED, Reader
from adapters.telegram.limits import Limits, NoLimits, Turns
from adapters.telegram.menu import OwnMenus, set_up_menu
from adapters.telegram.polling import SETTLING, Polling
from adapters.telegram.remedies import problem_of
from adapters.telegram.render import Renderer
from adapters.telegram.request import AiohttpRequest
from adapters.telegram.showing import PATIENCE, Showing
from adapters.telegram.webhook import PATH, Webhook
from adapters.telegram.writer import Writer
from bot.app.ports import Clock, Store
from bot.chat.catalog import Catalog
from bot.chat.courier import Courier
from bot.chat.desk import Desk
from bot.chat.outgoing import Message, Text
from bot.chat.reception import AT_ONCE, Brought, Reception
from bot.domain.arrivals import Arrival
from bot.domain.people import Platform

MOST_WAITING = 1000
"""Updates that may wait to be answered before we ask for more."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TelegramOptions:
    """How one bot is reached. With `webhook` updates are brought to that address, else we ask for them."""

    token: str
    base_url: str = "https://api.telegram.org/bot"
    webhook: str = ""
    secret: str = ""
    at_once: int = AT_ONCE
    limited: bool = True
    settling: float = SETTLING


@dataclass(frozen=True, slots=True)
class _Parts:
    """What there is once we know which bot we are."""

    courier: TelegramCourier
    answering: Answering
    showing: Showing
    reception: Reception
    polling: Polling | None
    links: str


class TelegramAdapter:
    """One bot. Until it is started it has no courier, and what is brought to it comes again."""

    platform = Platform.TELEGRAM

    def __init__(
        self,
        options: TelegramOptions,
        desk: Desk,
        store: Store,
        clock: Clock,
        catalog: Catalog,
        painter: Painter,
    ) -> None:
        self._options = options
        self._desk = desk
        self._store = store
        self._clock = clock
        self._catalog = catalog
        self._painter = painter
        self._request = AiohttpRequest(at_once=options.at_once * 2)
        self._webhook = Webhook(options.secret, self._keep)
        self._parts: _Parts | None = None

    @property
    def courier(self) -> Courier:
        """Delivers through the bot."""
        return self._started.courier

    @property
    def links(self) -> str:
        """As t.me has them, once the bot's name is known."""
        return self._parts.links if self._parts is not None else ""

    @property
    def hooks(self) -> Mapping[str, Hook]:
        """Where updates are brought, if they are."""
        return {PATH: self._hook} if self._options.webhook else {}

    async def start(self) -> None:
        """Learns which bot we are, and begins to take updates. Raises PlatformProblem."""
        options = self._options
        await self._request.initialize()
        bot = Bot(
            options.token or "-",
            base_url=options.base_url,
            request=self._request,
            get_updates_request=self._request,
        )
        try:
            try:
                me = await bot.get_me()
                self._parts = parts = self._put_together(bot, me.id, me.username or "")
                await parts.reception.start()
                await set_up_menu(bot, self._catalog)
                await self._listen(bot, parts)
            except TelegramError as error:
                raise problem_of(error, base_url=options.base_url, webhook=options.webhook) from None
        except BaseException:
            await self.stop()
            raise
        log.info(
            "Telegram knows us as @%s, and updates are %s",
            me.username,
            "brought" if self.hooks else "asked for",
        )

    async def stop(self) -> None:
        """Takes nothing more; returns when what is being answered is answered."""
        parts, self._parts = self._parts, None
        if parts is not None:
            if parts.polling is not None:
                await parts.polling.stop()
            stopping = asyncio.ensure_future(parts.reception.stop())
            await asyncio.wait({stopping}, timeout=PATIENCE)
            await parts.showing.end()
            await stopping
        await self._request.shutdown()

    async def freshen(self) -> None:
        """Nothing is open on Telegram but cards, which the tick draws."""

    async def take_up_what_was_left(self) -> None:
        """See Reception."""
        if self._parts is not None:
            await self._parts.reception.take_up_what_was_left()

    @property
    def _started(self) -> _Parts:
        if self._parts is None:
            raise RuntimeError("Telegram is not started")
        return self._parts

    def _put_together(self, bot: Bot, bot_id: int, name: str) -> _Parts:
        options = self._options
        loop = asyncio.get_running_loop()
        turns: Turns = Limits(loop.time, loop.call_later) if options.limited else NoLimits()
        renderer, questions = Renderer(name), Questions()
        reader = Reader(bot_id, name, renderer.links, self._catalog)

        async def on_move(old: int, new: int) -> None:
            await self._desk.take(reader.moved(old, new))

        async def handle(arrival: Arrival) -> None:
            await answering.handle(arrival, reception)

        writer = Writer(bot, turns, on_move=on_move)
        topic_is_gone = Message((Text(self._catalog.speaker(None)("topic-is-gone")),))
        following = Following(writer, renderer, self._painter, topic_is_gone)
        showing = Showing(writer, renderer, questions, following)
        menus = OwnMenus(bot, self._store, self._clock, self._catalog)
        answering = Answering(bot, self._desk, self._catalog, showing, questions, reader, menus)
        reception = Reception(
            self._store,
            self._clock,
            Platform.TELEGRAM,
            str(bot_id),
            handle,
            at_once=options.at_once,
            watch=self._desk.watch,
        )
        url = f"{options.base_url}{options.token}"
        polling = (
            None
            if options.webhook
            else Polling(self._request, url, reception.keep, self._room, settling=options.settling)
        )
        return _Parts(
            TelegramCourier(writer, turns, renderer, questions, following),
            answering,
            showing,
            reception,
            polling,
            renderer.links,
        )

    async def _listen(self, bot: Bot, parts: _Parts) -> None:
        if parts.polling is None:
            await bot.set_webhook(
                self._options.webhook, secret_token=self._options.secret, allowed_updates=list(ALLOWED)
            )
        else:
            try:
                await bot.delete_webhook()
            except TelegramError as error:
                # Where a webhook is in the way, asking for updates says so.
                log.warning("whether a webhook is set is not known: %s", error)
            await parts.polling.start()

    async def _room(self) -> None:
        await self._started.reception.until_fewer(MOST_WAITING)

    async def _keep(self, brought: Sequence[Brought]) -> None:
        await self._started.reception.keep(brought)

    async def _hook(self, asked: Asked) -> Answered:
        return await self._webhook.take(asked) if self._parts is not None else Answered(503)
