"""APScheduler, which only ticks: one interval job, never one job per post (see docs/decisions)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

from apscheduler.events import EVENT_SCHEDULER_SHUTDOWN  # pyright: ignore[reportMissingTypeStubs] - it has none
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs] - it has none

from adapters.clock import SystemClock

EVERY = timedelta(seconds=5)
"""How often we look for what is due."""

log = logging.getLogger(__name__)


class Scheduler:
    """Calls `once` at the start and then in an interval, never twice at a time. A failure is logged and forgotten."""

    def __init__(self, once: Callable[[], Awaitable[object]], *, every: timedelta = EVERY) -> None:
        self._once = once
        self._every = every
        self._running = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begins, within a running event loop."""
        self._scheduler.add_job(  # pyright: ignore[reportUnknownMemberType] - no types in apscheduler
            self.tick,
            "interval",
            seconds=self._every.total_seconds(),
            next_run_time=SystemClock().now(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    async def tick(self) -> None:
        """One pass now, after the one that is under way if there is one."""
        async with self._running:
            try:
                await self._once()
            except Exception:
                log.exception("the tick failed; the next one tries again")

    async def stop(self) -> None:
        """Begins no more passes; returns when the one under way has ended."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        # Shutting down cancels what runs, so what runs has to end before.
        async with self._running:
            ended = asyncio.Event()
            self._scheduler.add_listener(  # pyright: ignore[reportUnknownMemberType] - no types in apscheduler
                lambda _event: ended.set(),  # pyright: ignore[reportUnknownLambdaType] - no types in apscheduler
                EVENT_SCHEDULER_SHUTDOWN,
            )
            self._scheduler.shutdown()
            await ended.wait()
