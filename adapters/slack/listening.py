"""Slack's own framework: it tells requests apart and answers them. What they mean is found out later, from what was kept."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from adapters.slack.blocks import Json
from adapters.slack.line import Bot, SlackLine
from adapters.slack.names import COMMAND, EVENTS, SHORTCUTS

Take = Callable[[str, Json], Awaitable[Mapping[str, Any]]]
"""Keeps a request of that kind, and says what Slack is told. Raises where Slack should bring it again."""

ANYTHING = re.compile(".*")

log = logging.getLogger("adapters.slack.bolt")


def listening(line: SlackLine, bot: Bot, token: str, take: Take) -> AsyncApp:
    """The app of the framework, with one session for all its calls."""

    async def authorize() -> AuthorizeResult:
        # It would ask Slack itself before each of its first requests.
        return AuthorizeResult(
            enterprise_id=None, team_id=bot.team, bot_user_id=bot.user, bot_id=bot.bot, bot_token=token
        )

    app = AsyncApp(
        logger=log,
        name="circlebot",
        client=line.client,
        authorize=authorize,
        # Signatures are checked before anything is read (see Webhook).
        request_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    def taking(kind: str) -> Callable[..., Awaitable[None]]:
        async def on_request(ack: Callable[..., Awaitable[Any]], body: Json) -> None:
            await ack(**await take(kind, body))

        return on_request

    async def on_unknown_command(ack: Callable[..., Awaitable[Any]], body: Json) -> None:
        log.warning(
            "Slack brought %s, and we know %s only: put what `circlebot slack-manifest` prints into the app's App Manifest",
            body.get("command"),
            COMMAND,
        )
        await ack(text=COMMAND)

    async def keeping(body: Json, next: Callable[[], Awaitable[None]]) -> BoltResponse | None:
        """Before the framework, which says that it has got an event before it has any listener look at it."""
        if body.get("type") == "event_callback":
            try:
                await take("event", body)
            except Exception:
                # The reason is in the log already; what is not taken is brought again.
                return BoltResponse(status=503, body="")
        await next()
        return None

    async def let_be(ack: Callable[..., Awaitable[Any]]) -> None:
        await ack()

    # Its decorators are typed only half.
    on: Any = app
    on.use(keeping)
    on.command(COMMAND)(taking("command"))
    on.command(ANYTHING)(on_unknown_command)
    on.view(ANYTHING)(taking("submission"))
    on.action(ANYTHING)(taking("action"))
    for name in SHORTCUTS:
        on.shortcut(name)(taking("shortcut"))
    for event in sorted({name.partition(".")[0] for name in EVENTS}):
        on.event(event)(let_be)
    # What an app was set up for and we know nothing of is answered, and no more.
    for constrained in (on.event, on.shortcut, on.view_closed):
        constrained(ANYTHING)(let_be)
    return app
