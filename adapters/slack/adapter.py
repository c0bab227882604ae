"""Slack, put together: made from its settings, started, stopped."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.platform import Hook, PlatformProblem, PlatformTrouble
from adapters.slack.answering import Answering
from adapters.slack.changes import Changes
from adapters.slack.courier import SlackCourier
from adapters.slack.door import Door
from adapters.slack.homes import Homes
from adapters.slack.inbound import LINKS
from adapters.slack.line import TIMEOUT, Bot, InDoubt, SlackLine, SlackSays, TooSoon
from adapters.slack.listening import Socket, listening
from adapters.slack.logs import library_log
from adapters.slack.names import HOOK, SCOPES
from adapters.slack.pace import A_SECOND, Pace
from adapters.slack.people import SlackPeople
from adapters.slack.remedies import PASSING, SOCKET_MODE, remedy
from adapters.slack.taking import Taking
from adapters.slack.views import Views
from adapters.slack.webhook import Webhook
from bot.app.ports import Clock, Store
from bot.chat.catalog import Catalog
from bot.chat.courier import Courier
from bot.chat.desk import Desk
from bot.chat.reception import AT_ONCE, Reception
from bot.chat.trouble import Trouble
from bot.domain.mishaps import Alert
from bot.domain.people import PlaceKey, Platform

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SlackOptions:
    """How one workspace is reached: through Socket Mode where there is an `app_token`, else over HTTP.

    `every` is how many seconds lie between two messages to a channel.
    """

    bot_token: str
    app_token: str = ""
    signing_secret: str = ""
    base_url: str = "https://slack.com/api/"
    at_once: int = AT_ONCE
    every: float = A_SECOND


@dataclass(frozen=True, slots=True)
class _Parts:
    """What there is once we know who we are."""

    courier: SlackCourier
    reception: Reception
    taking: Taking
    homes: Homes
    socket: Socket | None


class SlackAdapter:
    """One workspace. Until it is started it has no courier, and what is brought to it comes again. `operator` hears when we
    are shut out.
    """

    platform = Platform.SLACK

    def __init__(
        self,
        options: SlackOptions,
        desk: Desk,
        store: Store,
        clock: Clock,
        catalog: Catalog,
        operator: PlaceKey | None = None,
    ) -> None:
        self._options = options
        self._desk = desk
        self._store = store
        self._clock = clock
        self._catalog = catalog
        self._trouble = Trouble(operator)
        self._webhook = None if options.app_token else Webhook(options.signing_secret)
        self._session: aiohttp.ClientSession | None = None
        self._parts: _Parts | None = None

    @property
    def courier(self) -> Courier:
        """Delivers through the app."""
        return self._started.courier

    @property
    def links(self) -> str:
        """As it is typed: an app's own links carry no code."""
        return LINKS

    @property
    def hooks(self) -> Mapping[str, Hook]:
        """Where Slack brings everything, unless it comes through Socket Mode."""
        return {} if self._webhook is None else {HOOK: self._webhook}

    async def start(self) -> None:
        """Learns who we are, and begins to take what comes. Raises PlatformProblem."""
        session = aiohttp.ClientSession(
            timeout=TIMEOUT, connector=aiohttp.TCPConnector(limit=self._options.at_once * 2)
        )
        self._session = session
        try:
            door = Door(self._cry_for_help)
            line = SlackLine(self._options.bot_token, self._options.base_url, session, door)
            bot = await ask_who_we_are(line, self._options.base_url)
            self._parts = parts = self._put_together(line, bot, door)
            await parts.reception.start()
            if parts.socket is not None:
                await _connect(parts.socket)
        except BaseException:
            await self.stop()
            raise
        log.info(
            "Slack knows us in workspace %s, through %s", bot.team, "HTTP" if self.hooks else "Socket Mode"
        )

    async def stop(self) -> None:
        """Takes nothing more; returns when what is being answered is answered."""
        parts, self._parts = self._parts, None
        if self._webhook is not None:
            self._webhook.app = None
        if parts is not None:
            if parts.socket is not None:
                await parts.socket.close_async()
            await parts.taking.settle()
            await parts.reception.stop()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def freshen(self) -> None:
        """Draws homes that are open anew, if something was done since."""
        if self._parts is not None:
            await self._parts.homes.draw_changed()

    async def take_up_what_was_left(self) -> None:
        """See Reception. Open homes are drawn anew as well: other processes change things too, and time passes."""
        if self._parts is not None:
            await self._parts.reception.take_up_what_was_left()
            await self._parts.homes.draw_all()

    @property
    def _started(self) -> _Parts:
        if self._parts is None:
            raise RuntimeError("Slack is not started")
        return self._parts

    def _put_together(self, line: SlackLine, bot: Bot, door: Door) -> _Parts:
        options = self._options
        people, views = SlackPeople(line), Views(line)
        homes = Homes(line, self._desk, people, bot, door)
        taking = Taking(
            bot,
            self._desk,
            self._catalog,
            people,
            views,
            Answering(line, people, views),
            homes,
            Changes(people, bot),
            door,
            self._store,
            self._clock,
            options.at_once,
        )
        app = listening(line, bot, options.bot_token, taking.take)
        if self._webhook is not None:
            self._webhook.app = app
        socket = None
        if options.app_token:
            web = AsyncWebClient(base_url=options.base_url, session=line.session, logger=library_log())
            socket = Socket(app, options.app_token, web_client=web, logger=library_log())
        return _Parts(
            SlackCourier(line, people, door, Pace(options.every)), taking.reception, taking, homes, socket
        )

    async def _cry_for_help(self) -> None:
        """The operator hears that Slack has shut us out."""
        now = self._clock.now()
        await self._store.run(lambda work: self._trouble.alert(work, Alert.SHUT_OUT, "Slack", now=now))


async def ask_who_we_are(line: SlackLine, base_url: str) -> Bot:
    """Who we are, with all that the app needs. Raises PlatformProblem."""
    try:
        bot = await line.who_are_we()
    except SlackSays as said:
        raise PlatformProblem(remedy(said.code, said.detail)) from None
    except (TooSoon, InDoubt) as trouble:
        raise PlatformTrouble(
            f"slack.base_url is {base_url}, where nobody answers as Slack does ({trouble}): check the address and the network"
        ) from None
    missing = [scope for scope in SCOPES if bot.scopes and scope not in bot.scopes]
    if missing:
        raise PlatformProblem(remedy("missing_scope", f"needs {', '.join(missing)}"))
    return bot


async def _connect(socket: Socket) -> None:
    """Opens the first connection; the library keeps it up from then on, but would try a wrong token for ever."""
    client = socket.client
    try:
        client.wss_uri = await client.issue_new_wss_url()
    except Exception as error:
        if isinstance(error, SlackApiError) and error_of(error) not in PASSING:
            raise PlatformProblem(f"{SOCKET_MODE} ({error_of(error)})") from None
        raise PlatformTrouble(f"Slack's Socket Mode cannot be reached ({error_of(error)})") from None
    try:
        await asyncio.wait_for(socket.connect_async(), 30)
    except TimeoutError:
        raise PlatformTrouble(
            "Slack's Socket Mode cannot be reached: check that wss:// is let through"
        ) from None


def error_of(error: Exception) -> str:
    """Slack's word for what is wrong, or the kind of error."""
    response = getattr(error, "response", None)
    return str(response["error"]) if response is not None else type(error).__name__
