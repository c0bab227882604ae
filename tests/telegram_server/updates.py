"""How updates reach the bot: it asks for them, or they are posted to its webhook until it says 2xx."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp

from tests.telegram_server.errors import ApiError, bad
from tests.telegram_server.state import Json, Webhook
from tests.telegram_server.world import World

MOST_AT_ONCE = 100
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
NOT_TOLD_UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
AGAIN = 0.05
"""Seconds after which an update is posted once more."""

TWO_POLLERS = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
HAS_WEBHOOK = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Line:
    """The line of updates. `changed` is called whenever somebody may be waiting for what has happened."""

    def __init__(self, world: World, changed: Callable[[], None]) -> None:
        self.webhook: Webhook | None = None
        self.attempts: list[tuple[int, int]] = []
        """Each time an update was posted to the webhook: its id and the status that came back, 0 for none."""
        self._world = world
        self._changed = changed
        self._news = asyncio.Event()
        self._polls = 0
        self._allowed: list[str] | None = None
        self._posting: asyncio.Task[None] | None = None

    @property
    def is_empty(self) -> bool:
        return not self._waiting()

    def wake(self) -> None:
        self._news.set()

    async def get(self, given: Mapping[str, Any]) -> list[Json]:
        """getUpdates: confirms what is before the offset, and waits for more."""
        if self.webhook is not None:
            raise ApiError(409, HAS_WEBHOOK)
        self._polls += 1
        mine = self._polls
        self._news.set()
        self._allow(given)
        self._confirm(int(given.get("offset") or 0))
        limit = min(int(given.get("limit") or MOST_AT_ONCE), MOST_AT_ONCE)
        until = asyncio.get_running_loop().time() + float(given.get("timeout") or 0)
        while not (found := self._waiting()[:limit]):
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                return []
            self._news.clear()
            try:
                async with asyncio.timeout(left):
                    await self._news.wait()
            except TimeoutError:
                return []
            if mine != self._polls:
                self._news.set()
                raise ApiError(409, TWO_POLLERS)
        return found

    def set_webhook(self, given: Mapping[str, Any], *, local: bool) -> bool:
        url, secret = str(given.get("url") or ""), str(given.get("secret_token") or "")
        if not url:
            return self.delete_webhook(given)
        if not url.startswith("https://") and not (local and url.startswith("http://")):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if not SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        self._drop(given)
        self._allow(given)
        self.webhook = Webhook(url, secret, self._allowed)
        self._news.set()
        self._posting = self._posting or asyncio.create_task(self._post_all())
        return True

    def delete_webhook(self, given: Mapping[str, Any]) -> bool:
        self._drop(given)
        self.webhook = None
        return True

    def webhook_info(self) -> Json:
        hook = self.webhook
        return {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.updates),
        }

    async def close(self) -> None:
        if self._posting is not None:
            self._posting.cancel()
            await asyncio.gather(self._posting, return_exceptions=True)

    def _waiting(self) -> list[Json]:
        if self._allowed:
            allowed = set(self._allowed)
            return [u for u in self._world.updates if allowed & u.keys()]
        return [u for u in self._world.updates if not NOT_TOLD_UNLESS_ASKED & u.keys()]

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self._world.updates = [u for u in self._world.updates if u["update_id"] >= offset]
            self._changed()

    def _drop(self, given: Mapping[str, Any]) -> None:
        if given.get("drop_pending_updates") in {True, "true", "True"}:
            self._world.updates.clear()

    def _allow(self, given: Mapping[str, Any]) -> None:
        if (allowed := given.get("allowed_updates")) is not None:
            self._allowed = json.loads(allowed) if isinstance(allowed, str) else allowed

    async def _post_all(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                self._news.clear()
                found = self._waiting()
                if self.webhook is None or not found:
                    await self._news.wait()
                    continue
                done = await asyncio.gather(*(self._post(session, update) for update in found[:40]))
                self._world.updates = [u for u in self._world.updates if u["update_id"] not in done]
                self._changed()
                if None in done:
                    await asyncio.sleep(AGAIN)

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> int | None:
        hook = self.webhook
        if hook is None:
            return None
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        try:
            async with session.post(hook.url, json=update, headers=headers) as response:
                status = response.status
        except aiohttp.ClientError:
            status = 0
        self.attempts.append((update["update_id"], status))
        return update["update_id"] if 200 <= status < 300 else None
