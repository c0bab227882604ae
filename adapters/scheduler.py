"""APScheduler, which only ticks: one interval job, never one job per post (see docs/decisions)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

# APScheduler 3 has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from apscheduler import events
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters.clock import SystemClock

EVERY = timedelta(seconds=5)
"""How often we look for what is due."""

log = logging.getLogger(__name__)


class Scheduler:
    """Calls `once` at the start and then in an interval, never twice at a time. A failure is logged and forgotten."""

    def __init__(self, once: Callable[[], Awaitable[object]], *, every: timedelta = EVERY) -> None:
        self._once = once
        self._every = every
        self._one_at_a_time = asyncio.Lock()
        self._passes: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._no_job = asyncio.Event()
        self._no_job.set()
        self._ended = asyncio.Event()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._on(events.EVENT_JOB_SUBMITTED, self._no_job.clear)
        self._on(events.EVENT_JOB_EXECUTED | events.EVENT_JOB_ERROR, self._no_job.set)
        self._on(events.EVENT_SCHEDULER_SHUTDOWN, self._ended.set)

    def start(self) -> None:
        """Begins, within a running event loop."""
        self._scheduler.add_job(
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
        """One pass now, after the one under way if there is one. It runs to its end even if nobody waits for it any more."""
        if not self._stopping:
            under_way = asyncio.create_task(self._pass())
            self._passes.add(under_way)
            under_way.add_done_callback(self._passes.discard)
            await asyncio.shield(under_way)

    async def stop(self) -> None:
        """Begins no more passes; returns when the one under way has ended, also when cancelled meanwhile."""
        self._stopping = True
        draining = asyncio.create_task(self._drain())
        try:
            await asyncio.shield(draining)
        except asyncio.CancelledError:
            await draining
            raise

    async def _drain(self) -> None:
        if self._scheduler.running:
            self._scheduler.pause()
        while self._passes:
            await asyncio.wait(self._passes)
        # Shutting down would cancel a job, and call that an error.
        await self._no_job.wait()
        if self._scheduler.running:
            self._scheduler.shutdown()
            await self._ended.wait()

    async def _pass(self) -> None:
        async with self._one_at_a_time:
            try:
                await self._once()
            except Exception:
                log.exception("the tick failed; the next one tries again")

    def _on(self, event: int, call: Callable[[], object]) -> None:
        def listener(_event: events.SchedulerEvent) -> None:
            call()

        self._scheduler.add_listener(listener, event)
