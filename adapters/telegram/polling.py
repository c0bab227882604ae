"""Asks Telegram for updates, and for more only once those are kept."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, TelegramError

from adapters.platform import PlatformProblem
from adapters.telegram.inbound import ALLOWED
from adapters.telegram.request import AiohttpRequest, NotSent, TooFast
from bot.chat.reception import Brought

PATIENCE = 50
"""Seconds that Telegram may take to find something new."""

AT_ONCE = 100
"""Updates that are fetched at once."""

SHORT, LONG = 1.0, 60.0
"""Seconds between tries while Telegram cannot be reached: at first, and at most."""

SETTLING = 2.0
"""Seconds in which another process that asks for the same updates makes itself heard."""

TRIES = 4
"""How often we look whether another process still asks, at longer and longer intervals: one that is being stopped soon ends."""

DEFENDED = 20
"""How often, once started, we ask again at once for updates that another process took away: it shall see that we are there."""

ONLY_ONE = (
    "another process asks for the updates of telegram.token, and Telegram serves only one: "
    "stop the other, or give this one a token of its own"
)

log = logging.getLogger(__name__)

Keep = Callable[[Sequence[Brought]], Awaitable[None]]


def brought(update: Mapping[str, Any]) -> Brought:
    """The update, under its number, in the lane of its chat. Raises KeyError and ValueError where it is none."""
    return Brought(str(int(update["update_id"])), _lane(update), json.dumps(update))


class Polling:
    """Asks one bot's updates until it is stopped. `room` returns when there is room for more."""

    def __init__(
        self,
        request: AiohttpRequest,
        url: str,
        keep: Keep,
        room: Callable[[], Awaitable[None]],
        *,
        settling: float = SETTLING,
    ) -> None:
        self._request = request
        self._url = url
        self._keep = keep
        self._room = room
        self._settling = settling
        self._offset = 0
        self._stopped = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins, once it is clear that nobody else asks. Raises PlatformProblem and TelegramError."""
        await self._take(await self._once_alone())
        self._task = asyncio.create_task(self._poll())

    async def _once_alone(self) -> list[dict[str, Any]]:
        """What is new, when nobody else asks any more."""
        wait = self._settling / 2
        for left in reversed(range(TRIES)):
            try:
                return await self._fetch(self._settling)
            except Conflict:
                if not left:
                    break
                log.info("another process asks for updates; whether it still does is seen in %.0f s", wait)
            await self._until_stopped(wait)
            wait *= 2
        raise PlatformProblem(ONLY_ONE)

    async def stop(self) -> None:
        """Asks no more. What was fetched and is not kept comes again."""
        self._stopped.set()
        if self._task is not None:
            await self._task

    async def _poll(self) -> None:
        wait, contested = 0.0, 0
        while not self._stopped.is_set():
            if wait:
                await self._until_stopped(wait)
                if self._stopped.is_set():
                    return
            try:
                await self._room()
                await self._take(await self._fetched())
            except Conflict:
                log.critical("%s", ONLY_ONE)
                contested += 1
                wait = SHORT if contested <= DEFENDED else min(2 * wait, LONG)
            except InvalidToken:
                log.critical("telegram.token is not valid any more")
                wait = LONG
            except TooFast as error:
                wait = error.after.total_seconds()
            except TelegramError as error:
                wait = min(max(SHORT, 2 * wait), LONG)
                where = "Telegram cannot be reached" if isinstance(error, NotSent) else "no updates"
                log.warning("%s, again in %.0f s: %s", where, wait, error)
            except Exception:
                wait = min(max(SHORT, 2 * wait), LONG)
                log.exception("updates cannot be kept, and are fetched again in %.0f s", wait)
            else:
                wait, contested = 0.0, 0

    async def _fetched(self) -> list[dict[str, Any]]:
        """What is new; nothing when we are stopped meanwhile."""
        fetching = asyncio.ensure_future(self._fetch(PATIENCE))
        stopping = asyncio.ensure_future(self._stopped.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return await fetching if fetching.done() else []
        finally:
            for task in (fetching, stopping):
                task.cancel()
            await asyncio.gather(fetching, stopping, return_exceptions=True)

    async def _fetch(self, patience: float) -> list[dict[str, Any]]:
        given = {
            "offset": self._offset,
            "limit": AT_ONCE,
            "timeout": int(patience),
            "allowed_updates": list(ALLOWED),
        }
        return await self._request.fetch(f"{self._url}/getUpdates", given, silence=patience + 10)

    async def _take(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Keeps them, and only then counts them as taken."""
        if not updates:
            return
        await self._keep([brought(update) for update in updates])
        self._offset = max(int(update["update_id"]) for update in updates) + 1

    async def _until_stopped(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopped.wait()
        except TimeoutError:
            return


def _lane(update: Mapping[str, Any]) -> str:
    """The chat: what happens in one is answered in order. What has none has a lane of its own."""
    try:
        pressed: Mapping[str, Any] = update.get("callback_query") or {}
        message: Any = update.get("message") or update.get("my_chat_member") or pressed["message"]
        return str(message["chat"]["id"])
    except (KeyError, TypeError, AttributeError):
        return str(update["update_id"])
