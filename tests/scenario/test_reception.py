"""What platforms bring is kept, answered once, in order, and after a restart (SPEC 3.2, 5, 6)."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from adapters.clock import MovedClock
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.housekeeping import Housekeeping
from bot.chat.incoming import Said, Sender, Spot
from bot.chat.reception import LEFT_ALONE, Brought, Reception
from bot.domain.arrivals import KEPT_FOR
from bot.domain.people import AccountKey, PlaceKind, Platform
from storage.store import open_store

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BEN = Sender(AccountKey(Platform.TELEGRAM, "bot", "7"), "Ben")
WITH_BEN = Spot(PlaceKind.PRIVATE, "7")


class Counter:
    """Answers at the desk, and notes what it answered; `broken` has it raise, `gate` has it wait."""

    def __init__(self, store, clock) -> None:
        self.desk = Desk(store, clock, Catalog.load())
        self.store, self.clock = store, clock
        self.answered: list[str] = []
        self.replies = []
        self.broken = False
        self.gate: asyncio.Event | None = None

    def reception(self) -> Reception:
        return Reception(self.store, self.clock, Platform.TELEGRAM, "bot", self.handle, at_once=4)

    async def handle(self, arrival) -> None:
        if self.gate is not None:
            await self.gate.wait()
        self.answered.append(arrival.payload)
        if self.broken:
            raise RuntimeError(arrival.payload)
        said = Said(sender=BEN, spot=WITH_BEN, text=arrival.payload)
        self.replies.append(await self.desk.take(said, arrival=arrival.id))


@pytest.fixture
async def counter():
    store = await open_store("sqlite://", serving=True)
    yield Counter(store, MovedClock(START))
    await store.close()


def brought(*keys: str, lane: str = "7") -> list[Brought]:
    return [Brought(key, lane, key) for key in keys]


async def left(counter) -> list[str]:
    much_later = START + timedelta(days=9)
    found = await counter.store.run(
        lambda work: work.inbox.unfinished(Platform.TELEGRAM, "bot", before=much_later, limit=99)
    )
    return [arrival.payload for arrival in found]


async def test_what_is_brought_twice_is_answered_once(counter):
    reception = counter.reception()
    await reception.start()
    await reception.keep(brought("1", "2", "1"))
    await reception.keep(brought("2", "3"))
    await reception.until_fewer(1)
    await reception.stop()
    assert counter.answered == ["1", "2", "3"]
    assert await left(counter) == []


async def test_in_a_conversation_one_after_the_other_and_beside_it_others(counter):
    counter.gate = asyncio.Event()
    reception = counter.reception()
    await reception.start()
    await reception.keep([*brought("a1", "a2"), *brought("b1", lane="8")])
    await reception.keep(brought("a3"))
    counter.gate.set()
    await reception.until_fewer(1)
    await reception.stop()
    assert sorted(counter.answered) == ["a1", "a2", "a3", "b1"]
    assert [one for one in counter.answered if one[0] == "a"] == ["a1", "a2", "a3"]


async def test_what_was_not_answered_is_answered_after_a_restart(counter):
    before = counter.reception()
    # Kept, and the process dies before anything is answered.
    await before.keep(brought("1", "2", "3"))
    after = counter.reception()
    await after.start()
    await after.until_fewer(1)
    await after.stop()
    assert counter.answered == ["1", "2", "3"]


async def test_stopping_ends_what_is_being_answered_and_leaves_the_rest_for_later(counter):
    counter.gate = asyncio.Event()
    reception = counter.reception()
    await reception.start()
    await reception.keep(brought("1", "2"))
    stopping = asyncio.create_task(reception.stop())
    await asyncio.sleep(0)
    counter.gate.set()
    await stopping
    assert counter.answered == ["1"]
    assert await left(counter) == ["2"]


async def test_more_than_one_portion_is_taken_up_in_order(counter, monkeypatch):
    monkeypatch.setattr("bot.chat.reception.PORTION", 3)
    keys = [f"{n:02}" for n in range(10)]
    await counter.reception().keep(brought(*keys))
    reception = counter.reception()
    await reception.start()
    await reception.until_fewer(1)
    await reception.stop()
    assert counter.answered == keys


async def test_what_another_process_left_is_taken_up_in_time(counter):
    reception = counter.reception()
    await reception.start()
    await counter.reception().keep(brought("1"))
    await reception.take_up_what_was_left()
    await reception.until_fewer(1)
    assert counter.answered == []
    counter.clock.advance(LEFT_ALONE)
    await reception.take_up_what_was_left()
    await reception.until_fewer(1)
    await reception.stop()
    assert counter.answered == ["1"]


async def test_what_cannot_be_answered_is_set_aside_and_holds_nobody_up(counter, caplog):
    counter.broken = True
    reception = counter.reception()
    await reception.start()
    await reception.keep(brought("hush"))
    await reception.until_fewer(1)
    counter.broken = False
    await reception.keep(brought("2"))
    await reception.until_fewer(1)
    await reception.stop()
    assert await left(counter) == []
    assert len(counter.replies) == 1
    assert "telegram:bot:hush cannot be answered and is set aside" in caplog.text


async def test_an_arrival_is_done_with_its_effect_and_only_once(counter):
    """SPEC 5: marked done in the transaction of its effect, ignored if seen."""
    reception = counter.reception()
    await reception.keep(brought("hello"))
    [name] = [a.id for a in await counter.store.run(
        lambda work: work.inbox.unfinished(Platform.TELEGRAM, "bot", before=START + LEFT_ALONE, limit=9)
    )]  # fmt: skip
    said = Said(sender=BEN, spot=WITH_BEN, text="hello")
    first = await counter.desk.take(said, arrival=name)
    again = await counter.desk.take(said, arrival=name)
    assert first.messages
    assert not again.messages
    assert await left(counter) == []


async def test_what_cannot_be_marked_is_kept_and_its_sender_is_told(counter):
    """SPEC 3.2: lost silently is the one thing that must not happen."""

    class Down:
        async def run(self, job):
            raise OSError("the disk is full")

    await counter.reception().keep(brought("hello"))
    broken = Desk(Down(), counter.clock, Catalog.load())
    reply = await broken.take(Said(sender=BEN, spot=WITH_BEN, text="hello"), arrival="telegram:bot:hello")
    assert "kept what you sent" in str(reply.messages[0].parts)
    assert await left(counter) == ["hello"]


async def test_housekeeping_forgets_what_was_done_days_ago(counter):
    reception = counter.reception()
    await reception.start()
    await reception.keep(brought("1"))
    await reception.until_fewer(1)
    await reception.stop()
    daily = Housekeeping(counter.store, counter.clock, Catalog.load(), timedelta(days=90))
    await daily.once()
    await reception.keep(brought("1"))
    assert await left(counter) == []
    counter.clock.advance(KEPT_FOR + timedelta(seconds=1))
    await daily.once()
    await reception.keep(brought("1"))
    assert await left(counter) == ["1"]
