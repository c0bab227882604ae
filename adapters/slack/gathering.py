"""What comes at the same time is kept in one transaction: a disk is as slow for one request as for thirty."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.chat.reception import Brought

Keep = Callable[[Sequence[Brought]], Awaitable[None]]


class Gathering:
    """Keeps one thing after the other where there is time, and all that waits at once where there is none."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._waiting: list[tuple[Brought, asyncio.Future[None]]] = []
        self._working: asyncio.Task[None] | None = None

    async def keep(self, brought: Brought) -> None:
        """Returns when it is kept. Raises what the store raises."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((brought, kept))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        await kept

    async def settle(self) -> None:
        """Returns when nothing is being kept any more."""
        if self._working is not None:
            await self._working

    async def _work(self) -> None:
        while self._waiting:
            portion, self._waiting = self._waiting, []
            try:
                await self._keep([brought for brought, _ in portion])
            except Exception as error:
                for _, kept in portion:
                    if not kept.done():
                        kept.set_exception(error)
            else:
                for _, kept in portion:
                    if not kept.done():
                        kept.set_result(None)
