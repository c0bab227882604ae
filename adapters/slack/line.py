"""The line to Slack's Web API: one session, the right retries, and what came of each call."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.blocks import Json
from adapters.slack.door import SHUT_OUT, Door
from adapters.slack.logs import library_log

TIMEOUT = aiohttp.ClientTimeout(total=15, sock_connect=5)
"""A call that takes longer has an unclear outcome."""

PATIENCE = 2
"""How often somebody who waits for an answer has a call tried again that came too soon."""

IN_DOUBT = frozenset({"fatal_error", "internal_error"})
LATER = frozenset(
    {"service_unavailable", "request_timeout", "ratelimited", "rate_limited", "team_added_to_org"}
)

NOT_AS_BLOCKS = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "invalid_arguments",
        "only_one_table_allowed",
    }
)
"""Slack's words for blocks that it does not take, as where it has no charts yet."""

AS_FORM = frozenset({"auth.test", "conversations.info", "users.info", "files.getUploadURLExternal"})
"""Methods that take no JSON."""

log = logging.getLogger(__name__)


class SlackSays(Exception):
    """Slack did not do it. `code` is its word for why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


class TooSoon(Exception):
    """It was surely not done, and not before `after` has passed will it be. `why` is a word for the log."""

    def __init__(self, after: timedelta = timedelta(), why: str = "ratelimited") -> None:
        super().__init__(why)
        self.after = after


class InDoubt(Exception):
    """It may or may not have been done."""


@dataclass(frozen=True, slots=True)
class Bot:
    """Who we are on Slack. `workspace` is the Grid where there is one, else the team."""

    workspace: str
    team: str
    user: str
    bot: str
    scopes: frozenset[str]
    name: str = ""


class SlackLine:
    """Calls Slack over one HTTP session.

    `post` is tried once, since a reply may be lost after a message was taken. `say` waits when it comes too soon. `ask` is for
    what can be done twice without harm, and is tried again on any trouble. Whatever the call, the `door` is told when Slack has
    shut us out.
    """

    def __init__(
        self, token: str, base_url: str, session: aiohttp.ClientSession, door: Door | None = None
    ) -> None:
        self.session = session
        self._door = door
        patient: list[AsyncRetryHandler] = [AsyncRateLimitErrorRetryHandler(max_retry_count=PATIENCE)]
        self._once = self._client(token, base_url, [])
        self._patient = self._client(token, base_url, patient)
        self._again = self._client(
            token,
            base_url,
            [*patient, AsyncConnectionErrorRetryHandler(), AsyncServerErrorRetryHandler()],
        )
        self._not_before: dict[str, float] = {}

    def _client(self, token: str, base_url: str, handlers: list[AsyncRetryHandler]) -> AsyncWebClient:
        return AsyncWebClient(
            token=token,
            base_url=base_url,
            session=self.session,
            retry_handlers=handlers,
            logger=library_log(),
        )

    @property
    def client(self) -> AsyncWebClient:
        """For the platform's library, which makes copies of it that share the session, and gives them the token."""
        return AsyncWebClient(
            base_url=self._patient.base_url, session=self.session, retry_handlers=[], logger=library_log()
        )

    async def post(self, method: str, **args: Any) -> Json:
        """Calls once. Raises SlackSays, TooSoon or InDoubt."""
        left = self._not_before.get(method, 0.0) - asyncio.get_running_loop().time()
        if left > 0:
            raise TooSoon(timedelta(seconds=left))
        return await self._call(self._once, method, args)

    async def say(self, method: str, **args: Any) -> Json:
        """Calls for somebody who waits. Raises as `post`."""
        return await self._call(self._patient, method, args)

    async def ask(self, method: str, **args: Any) -> Json:
        """Calls what may be done twice. Raises as `post`."""
        return await self._call(self._again, method, args)

    async def answer(self, response_url: str, given: Json) -> None:
        """Sends to a `response_url`. Raises as `post`."""
        try:
            async with self.session.post(response_url, json=given) as answer:
                if answer.status == 429:
                    raise TooSoon(timedelta(seconds=_seconds(answer.headers)))
                if answer.status >= 500:
                    raise InDoubt(str(answer.status))
                if answer.status != 200:
                    raise SlackSays(_code_in(await answer.text()))
        except aiohttp.ClientConnectorError as error:
            raise TooSoon(why=type(error).__name__) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise InDoubt(type(error).__name__) from error

    async def upload(self, name: str, content: bytes, *, alt: str | None = None) -> str:
        """Puts a file there, to be shared next, and returns its id. Raises as `post`."""
        more = {"alt_txt": shorter(alt)} if alt else {}
        way = await self.ask("files.getUploadURLExternal", filename=name, length=len(content), **more)
        try:
            async with self.session.post(str(way["upload_url"]), data=content) as answer:
                if answer.status != 200:
                    raise SlackSays("upload_failed", str(answer.status))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TooSoon(why=type(error).__name__) from error
        return str(way["file_id"])

    async def who_are_we(self) -> Bot:
        """Whose token it is. Raises as `post`."""
        response = await self._response(self._again, "auth.test", {})
        told: Json = response["data"]
        scopes = next((v for k, v in response["headers"].items() if k.lower() == "x-oauth-scopes"), "")
        return Bot(
            workspace=str(told.get("enterprise_id") or told["team_id"]),
            team=str(told["team_id"]),
            user=str(told["user_id"]),
            bot=str(told.get("bot_id", "")),
            scopes=frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
            name=str(told.get("user", "")),
        )

    async def _call(self, client: AsyncWebClient, method: str, args: Mapping[str, Any]) -> Json:
        try:
            return (await self._response(client, method, args))["data"]
        except SlackSays as said:
            if self._door is not None and said.code in SHUT_OUT:
                await self._door.shut(said.code)
            raise

    async def _response(self, client: AsyncWebClient, method: str, args: Mapping[str, Any]) -> Json:
        given = {name: value for name, value in args.items() if value is not None}
        way: Json = {"params": given} if method in AS_FORM else {"json": given}
        # Its types are only half there.
        api_call = cast("Callable[..., Awaitable[Any]]", client.api_call)  # pyright: ignore[reportUnknownMemberType]
        try:
            response = await api_call(method, **way)
        except SlackApiError as error:
            raise self._meaning(method, error) from error
        except aiohttp.ClientConnectorError as error:
            raise TooSoon(why=type(error).__name__) from error
        except (aiohttp.ClientError, SlackClientError, TimeoutError, OSError) as error:
            raise InDoubt(type(error).__name__) from error
        return {"data": response.data, "headers": response.headers}

    def _meaning(self, method: str, error: SlackApiError) -> Exception:
        response: Any = error.response
        status = int(getattr(response, "status_code", None) or getattr(response, "status", 0) or 0)
        data = getattr(response, "data", None)
        told = cast("Json", data) if isinstance(data, dict) else {}
        code = str(told.get("error", ""))
        if status == 429 or code in {"ratelimited", "rate_limited"}:
            seconds = _seconds(response.headers)
            self._not_before[method] = asyncio.get_running_loop().time() + seconds
            return TooSoon(timedelta(seconds=seconds))
        if not code or code in IN_DOUBT:
            return InDoubt(code or str(status))
        if code in LATER:
            return TooSoon(why=code)
        return SlackSays(code, _detail(told))


def shorter(alt: str) -> str:
    """Words for a picture, no longer than Slack takes."""
    return " ".join(alt.split())[:900]


def _code_in(answer: str) -> str:
    """Slack's word for what was wrong with what came to a `response_url`: JSON, or that word alone."""
    try:
        return str(json.loads(answer)["error"])
    except (ValueError, KeyError, TypeError):
        return " ".join(answer.split())[:60] or "invalid_response_url"


def _seconds(headers: Mapping[str, Any]) -> float:
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    try:
        return max(1.0, float(found))
    except (TypeError, ValueError):
        return 1.0


def _detail(told: Json) -> str:
    metadata: Json = told.get("response_metadata") or {}
    needed = told.get("needed")
    return " ".join(
        str(one) for one in [*metadata.get("messages", []), *([f"needs {needed}"] if needed else [])]
    )
