"""Telegram's limits: 30 messages a second overall, one a second in a chat, 20 a minute in a group. Edits count.

Who waits for an answer goes first. Nothing is dropped: whoever may not write yet waits for a turn.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

A_SECOND, OVERALL = 1.0, 30
A_MINUTE, IN_A_GROUP = 60.0, 20

APART = A_SECOND / OVERALL
"""Bulk goes out evenly, so that somebody who waits for an answer finds a gap at once."""

ROOM, ROOM_FOR_A_CROWD = 0.02, 0.3
"""Seconds beyond a second for which a message counts: what leaves evenly does not arrive quite so, and of many answers that
leave at once the first arrive well before the last."""

CATCH_UP = 0.5
"""Seconds that bulk may be behind its pace, as between two waves of posts, and make up for."""

BURST = 3
"""An answer may be as many messages at once; after that its chat has one a second as well."""

_KEPT = 4096
"""Chats that we remember having written to; those written to longest ago are forgotten, and free again."""


class Turns(Protocol):
    """Gives turns to write."""

    async def turn(self, chat: int, *, bulk: bool) -> None:
        """Returns when it is that chat's turn to be written to."""
        ...

    def wait_for(self, chat: int) -> float:
        """Seconds until that chat may be written to, as things are."""
        ...

    def hold(self, chat: int, seconds: float) -> None:
        """Telegram has said that it takes nothing for that long: for that chat, and for a moment for all."""
        ...


class NoLimits:
    """Whoever wants a turn has it: for a server without limits."""

    async def turn(self, chat: int, *, bulk: bool) -> None:
        """Returns at once."""

    def wait_for(self, chat: int) -> float:
        """None at all."""
        return 0.0

    def hold(self, chat: int, seconds: float) -> None:
        """Forgets it."""


@dataclass(slots=True)
class _Chat:
    """What a chat was sent lately: when, and until when it is held."""

    written: deque[float] = field(default_factory=deque[float])
    held_until: float = 0.0

    def free_at(self, now: float, *, group: bool, bulk: bool) -> float:
        """When it may be written to; not after `now` when that is now."""
        while self.written and self.written[0] <= now - A_MINUTE:
            self.written.popleft()
        at = self.held_until
        burst = 1 if bulk or group else BURST
        if len(self.written) >= burst:
            at = max(at, self.written[-burst] + burst * A_SECOND)
        if group and len(self.written) >= IN_A_GROUP:
            at = max(at, self.written[-IN_A_GROUP] + A_MINUTE)
        return at


@dataclass(slots=True, eq=False)
class _Waiting:
    chat: int
    bulk: bool
    may_go: asyncio.Future[None]


class Limits:
    """Turns within the limits. `clock` tells seconds that never go back; `later` calls back after so many of them."""

    def __init__(
        self,
        clock: Callable[[], float],
        later: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self._clock = clock
        self._later = later
        self._people: deque[_Waiting] = deque()
        self._bulk: deque[_Waiting] = deque()
        self._chats: OrderedDict[int, _Chat] = OrderedDict()
        self._counted_until: list[float] = []
        self._bulk_at = 0.0
        self._held_until = 0.0
        self._wakes_at: float | None = None

    async def turn(self, chat: int, *, bulk: bool) -> None:
        """Returns when it is that chat's turn to be written to."""
        waiting = _Waiting(chat, bulk, asyncio.get_running_loop().create_future())
        line = self._bulk if bulk else self._people
        line.append(waiting)
        self._let_go()
        try:
            await waiting.may_go
        except asyncio.CancelledError:
            if waiting in line:
                line.remove(waiting)
            raise

    def wait_for(self, chat: int) -> float:
        """Seconds until that chat may be written to in bulk, as things are; others who wait are not counted."""
        now = self._clock()
        return max(0.0, max(self._held_until, self._of(chat).free_at(now, group=chat < 0, bulk=True)) - now)

    def hold(self, chat: int, seconds: float) -> None:
        """Telegram has said that it takes nothing for that long: for that chat, and for a moment for all."""
        now = self._clock()
        of = self._of(chat)
        of.held_until = max(of.held_until, now + seconds)
        self._held_until = max(self._held_until, now + min(seconds, A_SECOND))

    def _of(self, chat: int) -> _Chat:
        found = self._chats.setdefault(chat, _Chat())
        self._chats.move_to_end(chat)
        if len(self._chats) > _KEPT:
            self._chats.popitem(last=False)
        return found

    def _let_go(self) -> None:
        """Lets go all who may, people first, and comes back when the next one may."""
        now = self._clock()
        soonest: list[float] = []
        for line in (self._people, self._bulk):
            # A chat's messages keep their order: behind one that waits, the others of its chat do.
            blocked: set[int] = set()
            for waiting in list(line):
                at = max(self._overall_at(now, bulk=waiting.bulk), self._held_until)
                if at > now:
                    soonest.append(at)
                    break
                if waiting.chat in blocked:
                    continue
                at = self._of(waiting.chat).free_at(now, group=waiting.chat < 0, bulk=waiting.bulk)
                if at > now:
                    soonest.append(at)
                    blocked.add(waiting.chat)
                    continue
                line.remove(waiting)
                self._note(waiting, now)
                if not waiting.may_go.done():
                    waiting.may_go.set_result(None)
        if soonest:
            self._wake_at(min(soonest), now)

    def _overall_at(self, now: float, *, bulk: bool) -> float:
        self._counted_until = sorted(until for until in self._counted_until if until > now)
        at = self._counted_until[-OVERALL] if len(self._counted_until) >= OVERALL else 0.0
        return max(at, self._bulk_at) if bulk else at

    def _note(self, waiting: _Waiting, now: float) -> None:
        self._counted_until.append(now + A_SECOND + (ROOM if waiting.bulk else ROOM_FOR_A_CROWD))
        self._of(waiting.chat).written.append(now)
        if waiting.bulk:
            # Counted from when it was due, so that late timers do not add up.
            behind = now - self._bulk_at
            self._bulk_at = (self._bulk_at if behind < CATCH_UP else now) + APART

    def _wake_at(self, at: float, now: float) -> None:
        if self._wakes_at is None or at < self._wakes_at:
            self._wakes_at = at
            self._later(at - now, lambda: self._wake(at))

    def _wake(self, at: float) -> None:
        if self._wakes_at == at:
            self._wakes_at = None
        self._let_go()
