"""Several jobs in one transaction: the disk is waited for once, and each job still holds or fails alone."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.app.ports import Work

MOST = 16
"""How many jobs share a transaction, so that the first does not wait long for the last."""


@dataclass(slots=True)
class Asked:
    """A job, who waits for it, and what came of it."""

    job: Callable[[Work], Any]
    waiting: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    outcome: Any = None
    error: BaseException | None = None

    def told(self) -> None:
        """Tells who waits, if they still do; within their event loop."""
        if self.waiting.done():
            return
        if self.error is None:
            self.waiting.set_result(self.outcome)
        else:
            self.waiting.set_exception(self.error)


class Queue:
    """Jobs that wait for one thread. `do` does some of them, and leaves in each what came of it."""

    def __init__(self, do: Callable[[Sequence[Asked]], None]) -> None:
        self._do = do
        self._waiting: deque[Asked] = deque()
        self._somebody_comes = False

    def put(
        self, job: Callable[[Work], Any], call: Callable[[Callable[[], None]], object]
    ) -> asyncio.Future[Any]:
        """The job's outcome to be; `call` has the thread do what waits. Within a running event loop."""
        loop = asyncio.get_running_loop()
        asked = Asked(job, loop.create_future(), loop)
        self._waiting.append(asked)
        if not self._somebody_comes:
            self._somebody_comes = True
            call(self._work_off)
        return asked.waiting

    def _work_off(self) -> None:
        # What is put from here on may call for another round, which then finds nothing; nothing is ever left.
        self._somebody_comes = False
        while some := [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]:
            # Who was cancelled meanwhile has not begun.
            wanted = [asked for asked in some if not asked.waiting.cancelled()]
            self._do(wanted)
            for loop, done in groupby(wanted, key=lambda asked: asked.loop):
                loop.call_soon_threadsafe(_tell, list(done))


def _tell(done: Sequence[Asked]) -> None:
    for asked in done:
        asked.told()
