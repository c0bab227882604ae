"""Telegram's limits are kept, people who wait go first, and nothing is dropped. Time is a number here."""

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

import pytest

from adapters.telegram.limits import Limits


class FakeTime:
    """A clock, and what shall be called later."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._calls: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        heapq.heappush(self._calls, (self.now + seconds, next(self._numbers), call))

    async def run(self, seconds: float) -> None:
        until = self.now + seconds
        await settle()
        while self._calls and self._calls[0][0] <= until:
            at, _, call = heapq.heappop(self._calls)
            self.now = max(self.now, at)
            call()
            await settle()
        self.now = until


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class Traffic:
    """Who had a turn, and when."""

    def __init__(self) -> None:
        self.time = FakeTime()
        self.limits = Limits(lambda: self.time.now, self.time.later)
        self.turns: list[tuple[float, int, bool]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def ask(self, chat: int, *, bulk: bool) -> None:
        task = asyncio.create_task(self._ask(chat, bulk))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ask(self, chat: int, bulk: bool) -> None:
        await self.limits.turn(chat, bulk=bulk)
        self.turns.append((self.time.now, chat, bulk))

    def most_within(self, span: float, *, chat: int | None = None) -> int:
        at = [when for when, where, _ in self.turns if chat is None or where == chat]
        return max((sum(start <= one < start + span - 1e-9 for one in at) for start in at), default=0)


@pytest.fixture
async def traffic():
    return Traffic()


async def test_thirty_a_second_overall_and_nearly_as_many_go_out(traffic: Traffic):
    for chat in range(1, 601):
        traffic.ask(chat, bulk=True)
    await traffic.time.run(21.5)
    assert len(traffic.turns) == 600
    assert traffic.most_within(1.0) <= 30
    assert traffic.turns[-1][0] - traffic.turns[0][0] <= 20 / 0.95


async def test_one_a_second_in_a_chat_and_in_order(traffic: Traffic):
    for _ in range(4):
        traffic.ask(7, bulk=True)
    await traffic.time.run(10)
    assert [when - 1000 for when, _, _ in traffic.turns] == pytest.approx([0, 1, 2, 3])


async def test_an_answer_may_be_three_messages_at_once_and_then_one_a_second(traffic: Traffic):
    for _ in range(6):
        traffic.ask(7, bulk=False)
    await traffic.time.run(10)
    assert [when - 1000 for when, _, _ in traffic.turns] == pytest.approx([0, 0, 0, 3, 3, 3])


async def test_twenty_a_minute_in_a_group_and_one_a_second(traffic: Traffic):
    for _ in range(45):
        traffic.ask(-7, bulk=False)
    await traffic.time.run(200)
    assert len(traffic.turns) == 45
    assert traffic.most_within(60.0) <= 20
    assert traffic.most_within(1.0) <= 1


async def test_who_waits_for_an_answer_goes_before_bulk(traffic: Traffic):
    for chat in range(1, 301):
        traffic.ask(chat, bulk=True)
    await traffic.time.run(3)
    traffic.ask(1000, bulk=False)
    await traffic.time.run(0.05)
    assert (1000, False) in [(chat, bulk) for _, chat, bulk in traffic.turns]
    assert len(traffic.turns) < 150
    await traffic.time.run(20)
    assert len(traffic.turns) == 301


async def test_a_group_that_has_to_wait_holds_up_nobody_else(traffic: Traffic):
    for _ in range(25):
        traffic.ask(-7, bulk=True)
    for chat in range(1, 11):
        traffic.ask(chat, bulk=True)
    await traffic.time.run(2)
    assert {chat for _, chat, _ in traffic.turns} >= set(range(1, 11))


async def test_what_telegram_asks_for_is_waited_for(traffic: Traffic):
    traffic.limits.hold(7, 30)
    traffic.ask(7, bulk=False)
    traffic.ask(8, bulk=False)
    await traffic.time.run(29)
    assert [chat for _, chat, _ in traffic.turns] == [8]
    assert traffic.limits.wait_for(7) == pytest.approx(1)
    await traffic.time.run(2)
    assert [chat for _, chat, _ in traffic.turns] == [8, 7]


async def test_who_gives_up_waiting_takes_nobodys_turn(traffic: Traffic):
    traffic.limits.hold(7, 5)
    gives_up = asyncio.create_task(traffic.limits.turn(7, bulk=False))
    await settle()
    gives_up.cancel()
    traffic.ask(7, bulk=False)
    await traffic.time.run(6)
    assert len(traffic.turns) == 1
