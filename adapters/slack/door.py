"""Whether Slack lets us in at all; the operator hears when it does not any more (SPEC 3.3, 6)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from adapters.slack.remedies import remedy

KNOCK_AGAIN = timedelta(minutes=5)
"""When we try again what the operator has to put right first."""

SHUT_OUT = frozenset(
    {"account_inactive", "app_uninstalled", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
"""Slack's words for not knowing us any more: whatever we ask of it, it says the same."""

log = logging.getLogger(__name__)


class Door:
    """Once Slack has shut us out, `tell` tells the operator, and for a while nothing is asked of it."""

    def __init__(self, tell: Callable[[], Awaitable[None]]) -> None:
        self._tell = tell
        self._shut_until = 0.0

    @property
    def shut_for(self) -> timedelta:
        """How long there is no use in knocking; nothing where it is open."""
        left = self._shut_until - asyncio.get_running_loop().time()
        return timedelta(seconds=max(0.0, left))

    async def shut(self, code: str) -> None:
        """Slack has shut us out, with that word for why."""
        is_news = not self.shut_for
        self._shut_until = asyncio.get_running_loop().time() + KNOCK_AGAIN.total_seconds()
        if not is_news:
            return
        log.error("Slack has shut us out: %s", remedy(code))
        try:
            await self._tell()
        except Exception:
            log.exception("the operator cannot be told that Slack has shut us out")
