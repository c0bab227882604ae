"""Slack's own framework: it tells requests apart and answers them. What they mean is found out later, from what was kept."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from adapters.slack.blocks import Json
from adapters.slack.line import Bot, SlackLine
from adapters.slack.logs import library_log
from adapters.slack.names import COMMAND, EVENTS, SHORTCUTS

Take = Callable[[str, Json], Awaitable[Mapping[str, Any]]]
"""Keeps a request of that kind, and says what Slack is told. Raises NotKept where Slack should bring it again."""

ANYTHING = re.compile(".*")

log = logging.getLogger(__name__)


MAKES_NO_SENSE = (AttributeError, LookupError, TypeError, ValueError)
"""What reading raises where something is not as Slack has it."""


class NotKept(Exception):
    """It is not kept, and Slack is not told that it was taken."""


def listening(line: SlackLine, bot: Bot, token: str, take: Take) -> AsyncApp:
    """The app of the framework, with one session for all its calls."""

    async def authorize() -> AuthorizeResult:
        # It would ask Slack itself before each of its first requests.
        return AuthorizeResult(
            enterprise_id=None, team_id=bot.team, bot_user_id=bot.user, bot_id=bot.bot, bot_token=token
        )

    app = AsyncApp(
        logger=library_log(),
        name="circlebot",
        client=line.client,
        authorize=authorize,
        # Signatures are checked before anything is read (see Webhook).
        request_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        raise_error_for_unhandled_request=True,
    )

    def keeping(kind: str) -> list[Callable[..., Awaitable[None]]]:
        """Before the listener: the framework says that it has got an event before the listener runs, and looks every 10 ms
        whether another request has been answered.
        """

        async def keep(body: Json, context: Json, next: Callable[[], Awaitable[None]]) -> None:
            context["told"] = await take(kind, body)
            await next()

        return [keep]

    async def answer(ack: Callable[..., Awaitable[Any]], context: Json) -> None:
        await ack(**context["told"])

    async def on_unknown_command(ack: Callable[..., Awaitable[Any]], body: Json) -> None:
        log.warning(
            "Slack brought %s, and we know %s only: put what `circlebot slack-manifest` prints into the app's App Manifest",
            body.get("command"),
            COMMAND,
        )
        await ack(text=COMMAND)

    async def on_error(error: Exception, body: Json) -> BoltResponse:
        """What makes no sense to us is set aside: it would make no more if it were brought again."""
        if isinstance(error, NotKept):
            return BoltResponse(status=500, body="")
        set_aside(body, error)
        return BoltResponse(status=200, body="")

    async def let_be(ack: Callable[..., Awaitable[Any]]) -> None:
        await ack()

    # Its decorators are typed only half.
    on: Any = app
    on.action(ANYTHING, middleware=keeping("action"))(answer)
    on.command(COMMAND, middleware=keeping("command"))(answer)
    on.view(ANYTHING, middleware=keeping("submission"))(answer)
    for name in SHORTCUTS:
        on.shortcut(name, middleware=keeping("shortcut"))(answer)
    for event in sorted({name.partition(".")[0] for name in EVENTS}):
        on.event(event, middleware=keeping("event"))(let_be)
    # What an app was set up for and we know nothing of is answered, and no more.
    on.command(ANYTHING)(on_unknown_command)
    for constrained in (on.event, on.shortcut, on.view_closed):
        constrained(ANYTHING)(let_be)
    on.error(on_error)
    return app


class Socket(AsyncSocketModeHandler):
    """Socket Mode, in which Slack is told that it was taken also of what is odd within: it would not be less odd again."""

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:
        try:
            await super().handle(client, req)
        except MAKES_NO_SENSE as error:
            set_aside(cast("Json", req.payload), error)  # pyright: ignore[reportUnknownMemberType] - typed only half
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))


def set_aside(body: Json, error: Exception) -> None:
    """Writes down that nothing comes of what Slack brought, without a word of what people wrote."""
    event = body.get("event")
    kind = cast("Json", event).get("type") if isinstance(event, dict) else None
    names = (body.get("type"), kind, body.get("event_id"), body.get("callback_id"))
    named = " ".join(str(name)[:60] for name in names if name) or "something"
    if isinstance(error, BoltUnhandledRequestError):
        log.warning("Slack brought %s, which we know nothing of; it is set aside", named)
    else:
        log.warning(
            "%s, which Slack brought, makes no sense and is set aside (%s)", named, type(error).__name__
        )
