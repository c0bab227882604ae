"""What only a running process has: the clocks, the scheduler and the log."""

import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta

import pytest

from adapters.cli.logs import start_logging
from adapters.cli.settings import LogLevel
from adapters.clock import MovedClock, SystemClock
from adapters.scheduler import Scheduler

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
SOON = timedelta(milliseconds=1)


@pytest.fixture
def log(capsys):
    """What is logged from here on, as read from stderr."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    start_logging(LogLevel.INFO)
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def test_the_system_clock_is_aware_and_in_utc():
    assert SystemClock().now().utcoffset() == timedelta()


def test_a_moved_clock_stands_still_and_never_goes_back():
    clock = MovedClock(NOW.astimezone())
    assert clock.now() == NOW
    assert clock.now().tzinfo is UTC
    clock.advance(timedelta(days=1))
    clock.set(NOW + timedelta(days=1))
    for back in (
        lambda: clock.advance(-SOON),
        lambda: clock.set(NOW),
        lambda: clock.set(NOW.replace(year=2027, tzinfo=None)),
    ):
        with pytest.raises(ValueError, match=r"does not go back|names no zone"):
            back()
    assert clock.now() == NOW + timedelta(days=1)


async def test_it_ticks_at_once_and_again_and_a_failure_ends_nothing(log):
    enough = asyncio.Event()
    ticks, secret = [], "what Ben wrote"

    async def once() -> None:
        ticks.append(len(ticks))
        if len(ticks) == 3:
            enough.set()
        raise ValueError(secret)

    scheduler = Scheduler(once, every=SOON)
    scheduler.start()
    await asyncio.wait_for(enough.wait(), 30)
    await scheduler.stop()
    await scheduler.stop()
    records = log()
    assert len(records) >= 3
    assert records[0]["event"] == "the tick failed; the next one tries again"
    assert "ValueError" in records[0]["fault"][-1]
    assert secret not in json.dumps(records)


async def test_stopping_waits_for_the_tick_under_way_and_begins_no_other():
    began, may_end = asyncio.Event(), asyncio.Event()
    ended = []

    async def once() -> None:
        began.set()
        await may_end.wait()
        ended.append(True)

    scheduler = Scheduler(once, every=SOON)
    scheduler.start()
    await asyncio.wait_for(began.wait(), 30)
    stopping = asyncio.ensure_future(scheduler.stop())
    asyncio.get_running_loop().call_later(0.05, stopping.cancel)
    asyncio.get_running_loop().call_later(0.1, may_end.set)
    await asyncio.wait([stopping])
    assert stopping.cancelled()
    assert ended == [True]


async def test_a_tick_ends_even_if_nobody_waits_for_it_any_more():
    began, may_end = asyncio.Event(), asyncio.Event()
    ended = []

    async def once() -> None:
        began.set()
        await may_end.wait()
        ended.append(True)

    scheduler = Scheduler(once)
    waiting = asyncio.ensure_future(scheduler.tick())
    await asyncio.wait_for(began.wait(), 30)
    waiting.cancel()
    asyncio.get_running_loop().call_later(0.05, may_end.set)
    await scheduler.stop()
    assert ended == [True]
    assert waiting.cancelled()
    await scheduler.tick()
    assert ended == [True]


async def test_never_two_ticks_at_a_time():
    inside, most = 0, 0

    async def once() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        for _ in range(3):
            await asyncio.get_running_loop().run_in_executor(None, int)
        inside -= 1

    scheduler = Scheduler(once, every=SOON)
    scheduler.start()
    await asyncio.gather(*(scheduler.tick() for _ in range(5)))
    await scheduler.stop()
    assert (inside, most) == (0, 1)
