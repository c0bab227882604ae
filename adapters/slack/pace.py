"""How fast we write: one message a second to a channel, after a short burst (SPEC 6)."""

import asyncio
from datetime import timedelta

from adapters.slack.line import TooSoon

BURST = 2
"""Messages beyond one a second that Slack takes where it was quiet."""

LONGEST = 10.0
"""Seconds that a message waits for its turn here; what would take longer is due again later."""

REMEMBERED = 5_000


class Pace:
    """Gives each channel's messages their turns."""

    def __init__(self) -> None:
        self._free_at: dict[str, float] = {}

    async def wait(self, channel: str) -> None:
        """Returns when a message may go there. Raises TooSoon when that would take long."""
        now = asyncio.get_running_loop().time()
        free_at = max(self._free_at.get(channel, 0.0), now - BURST)
        if free_at - now > LONGEST:
            raise TooSoon(timedelta(seconds=free_at - now))
        if len(self._free_at) >= REMEMBERED:
            self._free_at = {name: at for name, at in self._free_at.items() if at > now - BURST}
        self._free_at[channel] = free_at + 1
        if free_at > now:
            await asyncio.sleep(free_at - now)
