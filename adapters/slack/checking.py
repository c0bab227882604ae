"""Whether Slack can be used as it is set up, for `circlebot check`."""

from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.platform import PlatformProblem
from adapters.slack.adapter import SlackOptions, ask_who_we_are, error_of
from adapters.slack.line import TIMEOUT, SlackLine
from adapters.slack.logs import library_log
from adapters.slack.remedies import SOCKET_MODE


async def check_slack(options: SlackOptions) -> str:
    """Says that it can, on one line. Raises PlatformProblem."""
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        bot = await ask_who_we_are(SlackLine(options.bot_token, options.base_url, session), options.base_url)
        if not options.app_token:
            return f"Slack: workspace {bot.team} knows us; it brings everything over HTTP."
        try:
            client: Any = AsyncWebClient(base_url=options.base_url, session=session, logger=library_log())
            await client.apps_connections_open(app_token=options.app_token)
        except Exception as error:
            raise PlatformProblem(f"{SOCKET_MODE} ({error_of(error)})") from None
        return f"Slack: workspace {bot.team} knows us, through Socket Mode."
