"""Slack's own framework: it tells requests apart and answers them. What they mean is found out later, from what was kept."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.blocks import Json
from adapters.slack.line import Bot, SlackLine
from adapters.slack.logs import library_log
from adapters.slack.names import COMMAND, EVENTS, SHORTCUTS

Take = Callable[[str, Json], Awaitable[Mapping[str, Any]]]
"""Keeps a request of that kind, and says what Slack is told. Raises where Slack should bring it again."""

ANYTHING = re.compile(".*")

log = logging.getLogger(__name__)


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
    return app
