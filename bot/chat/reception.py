"""The reception: keeps what a platform brings, and has it answered, in order within each conversation (SPEC 5, 6)."""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.ports import Clock, Store
from bot.chat.watch import NOBODY, Watch
from bot.domain.arrivals import Arrival, arrival_id
from bot.domain.ids import ArrivalId
from bot.domain.people import Platform

AT_ONCE = 32
"""How many conversations are answered at the same time."""

LEFT_ALONE = timedelta(minutes=1)
"""What came that long ago and is in nobody's hands was left by a process that died, or could not be done then."""

PORTION = 200
"""How much of what was left is looked at in one transaction."""

_MICROSECOND = timedelta(microseconds=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a platform brings: its own name for it, the conversation it belongs to, and the whole of it as text."""

    key: str
    lane: str
    payload: str


class Reception:
    """Keeps what comes from one workspace of one platform before the platform is told so, and hands it to `handle`.

    `handle` is called for one arrival of a lane at a time. It has the desk answer, which marks the arrival done; what it does
    not pass to the desk it marks itself, with `done`. What it raises is logged, and the arrival is set aside.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        platform: Platform,
        workspace: str,
        handle: Callable[[Arrival], Awaitable[None]],
        *,
        at_once: int = AT_ONCE,
        watch: Watch = NOBODY,
    ) -> None:
        self._store = store
        self._clock = clock
        self._platform = platform
        self._workspace = workspace
        self._handle = handle
        self._at_once = at_once
        self._watch = watch
        self._lanes: defaultdict[str, deque[Arrival]] = defaultdict(deque)
        self._ready: asyncio.Queue[str | None] = asyncio.Queue()
        self._in_hand: set[ArrivalId] = set()
        self._workers: list[asyncio.Task[None]] = []
        self._changed = asyncio.Condition()

    async def start(self) -> None:
        """Begins with what was left undone, within a running event loop."""
        self._workers = [asyncio.create_task(self._work()) for _ in range(self._at_once)]
        # The clocks of processes differ a little.
        await self._take_up(before=self._clock.now() + LEFT_ALONE)

    async def stop(self) -> None:
        """Returns when what is being answered is answered; what waits is taken up at the next start."""
        self._lanes.clear()
        for _ in self._workers:
            self._ready.put_nowait(None)
        await asyncio.gather(*self._workers)
        self._workers = []

    async def keep(self, brought: Sequence[Brought]) -> None:
        """Keeps what is new among them, to be answered. Once it returns, the platform need not bring them again.

        Raises what the store raises: then nothing was kept.
        """
        now = self._clock.now()
        # A microsecond apart, so that their order is kept with them.
        arrivals = [
            Arrival(
                arrival_id(self._platform, self._workspace, one.key),
                self._platform,
                self._workspace,
                one.lane,
                one.payload,
                arrived_at=now + n * _MICROSECOND,
            )
            for n, one in enumerate(brought)
        ]
        new = await self._store.run(lambda work: work.inbox.keep(arrivals))
        self._watch.kept(self._platform, len(new))
        for arrival in arrivals:
            if arrival.id in new:
                self._put(arrival)

    async def done(self, arrival: Arrival) -> None:
        """Marks what needs no answer."""
        await self._store.run(lambda work: work.inbox.finish(arrival.id, now=self._clock.now()))

    async def until_fewer(self, than: int) -> None:
        """Returns when fewer wait or are being answered, so that no more is fetched than can be answered."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._in_hand) < than)

    async def take_up_what_was_left(self) -> None:
        """Has answered what came a while ago and is not done; called now and then."""
        await self._take_up(before=self._clock.now() - LEFT_ALONE + _MICROSECOND)

    async def _take_up(self, *, before: datetime) -> None:
        more = True
        while more:
            # Those in hand are found again, and are left out.
            most = PORTION + len(self._in_hand)
            left = await self._store.run(
                lambda work, most=most: work.inbox.unfinished(
                    self._platform, self._workspace, before=before, limit=most
                )
            )
            for arrival in left:
                self._put(arrival)
            more = len(left) == most

    def _put(self, arrival: Arrival) -> None:
        if not self._workers or arrival.id in self._in_hand:
            return
        self._in_hand.add(arrival.id)
        lane = self._lanes[arrival.lane]
        lane.append(arrival)
        if len(lane) == 1:
            self._ready.put_nowait(arrival.lane)

    async def _work(self) -> None:
        while (lane := await self._ready.get()) is not None:
            waiting = self._lanes.get(lane)
            if not waiting:
                continue
            await self._answer(waiting[0])
            waiting.popleft()
            if waiting:
                self._ready.put_nowait(lane)
            else:
                self._lanes.pop(lane, None)

    async def _answer(self, arrival: Arrival) -> None:
        well = False
        try:
            await self._handle(arrival)
            well = True
        except Exception:
            log.exception("%s cannot be answered and is set aside", arrival.id)
            await self._set_aside(arrival)
        finally:
            self._watch.answered(self._platform, after=self._clock.now() - arrival.arrived_at, well=well)
            async with self._changed:
                self._in_hand.discard(arrival.id)
                self._changed.notify_all()

    async def _set_aside(self, arrival: Arrival) -> None:
        try:
            await self.done(arrival)
        except Exception:
            log.exception("%s cannot be set aside now", arrival.id)
