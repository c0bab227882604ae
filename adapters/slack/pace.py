"""How fast we write: one message a second to a channel, after a short burst (SPEC 6)."""

import asyncio
from datetime import timedelta

from adapters.slack.line import TooSoon

A_SECOND = 1.0
"""Seconds between two messages to a channel."""

BURST = 2
"""Messages beyond that which Slack takes where it was quiet."""

LONGEST = 10
"""Messages that go before one which waits for its turn here; what would take longer is due again later."""

REMEMBERED = 5_000


class Pace:
    """Gives each channel's messages their turns."""

    def __init__(self, every: float = A_SECOND) -> None:
        self._every = every
        self._free_at: dict[str, float] = {}

    async def wait(self, channel: str) -> None:
        """Returns when a message may go there. Raises TooSoon when that would take long."""
        now = asyncio.get_running_loop().time()
        quiet = now - BURST * self._every
        free_at = max(self._free_at.get(channel, 0.0), quiet)
        if free_at - now > LONGEST * self._every:
            raise TooSoon(timedelta(seconds=free_at - now))
        if len(self._free_at) >= REMEMBERED:
            self._free_at = {name: at for name, at in self._free_at.items() if at > quiet}
        self._free_at[channel] = free_at + self._every
        if free_at > now:
            await asyncio.sleep(free_at - now)
