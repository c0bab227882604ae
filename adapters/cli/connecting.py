"""Connecting the platforms, each by itself: trouble of one that passes is waited out while the others serve."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from adapters.platform import Adapter, PlatformTrouble
from bot.chat.courier import Courier
from bot.domain.people import Platform

SHORT, LONG = 1.0, 60.0
"""Seconds between tries, at first and at most."""

log = logging.getLogger(__name__)


class Connecting:
    """Starts adapters. `couriers` has those of the platforms that are connected by now, as `courier_of` gives them."""

    def __init__(
        self,
        adapters: Sequence[Adapter],
        courier_of: Callable[[Adapter], Courier],
        *,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.couriers: dict[Platform, Courier] = {}
        self._adapters = adapters
        self._courier_of = courier_of
        self._wait = wait

    @property
    def is_done(self) -> bool:
        """Whether all are connected."""
        return len(self.couriers) == len(self._adapters)

    async def all(self) -> None:
        """Returns when all are connected. Raises PlatformProblem as soon as one shows that it is set up wrongly."""
        tasks = [asyncio.create_task(self._connect(adapter)) for adapter in self._adapters]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _connect(self, adapter: Adapter) -> None:
        pause, said = SHORT, ""
        while True:
            try:
                await adapter.start()
            except PlatformTrouble as trouble:
                if str(trouble) != said:
                    said = str(trouble)
                    log.warning(
                        "%s is not connected yet, and is tried again until it is: %s", adapter.platform, said
                    )
                await self._wait(pause)
                pause = min(2 * pause, LONG)
            else:
                self.couriers[adapter.platform] = self._courier_of(adapter)
                return
