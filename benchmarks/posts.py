"""Posts: looking for what is due beside 10,000 and 1,000,000 others, sending 10,000 at once, and starting up.

Each engine runs as it does in service, flushing to the disk. Targets stand beside the results; nothing is asserted.
"""

import asyncio
import multiprocessing
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from statistics import quantiles
from typing import Self

from adapters.clock import MovedClock
from adapters.metrics import Metrics
from benchmarks.posts_databases import Database, Databases, copy_sent, databases, send_all
from benchmarks.table import heading, line
from bot.app.fan_out import due_plans, fan_out_due
from bot.app.ports import Work
from bot.chat.catalog import Catalog
from bot.chat.courier import Address, Delivered, Delivery, Redrawn, ToAccount
from bot.chat.outgoing import Message
from bot.chat.tick import LEASE, PLANS_AT_ONCE, WAVE, Tick
from bot.chat.views.posts import render_post
from bot.domain.people import AccountKey
from bot.domain.posts import Post
from storage.store import Store, open_store
from tests.crash.world import PLATFORM, WORKSPACE, World

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
BEFORE = START - timedelta(minutes=1)

CIRCLE = 8
"""Learners in each circle."""

FEW, MANY = 10_000, 1_000_000
AT_ONCE = 10_000
CLAIMED = 100
ROUNDS = 40

RENDERED = 2_000
"""How many posts the peer writes: enough to know how long one takes."""

CHILDREN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Took:
    """By the clock, and of this process's processor."""

    seconds: float
    cpu: float


class Nowhere:
    """Takes a message and does nothing, but remembers to whom it was."""

    def __init__(self) -> None:
        self.recipients = Counter[Address]()

    async def deliver(self, to: Address, message: Message) -> Delivery:
        self.recipients[to] += 1
        return Delivered(f"nowhere:{self.recipients.total()}")

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        return Delivered(reference)


class GivenBack(Exception):
    """Rolls a claim back."""

    def __init__(self, posts: list[Post]) -> None:
        super().__init__()
        self.posts = posts


class Process:
    """A process of its own, ready to tick."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._ours, theirs = CHILDREN.Pipe()
        self._process = CHILDREN.Process(target=_tick_once, args=(database, now, theirs))
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        self._ours.recv()
        return self

    def __exit__(self, *_: object) -> None:
        # Whoever still waits for a word hears that none will come.
        self._ours.close()
        self._process.join()

    def tick(self) -> None:
        self._ours.send("go")

    def recipients(self) -> Counter[Address]:
        """To whom it has sent, when it has."""
        return self._ours.recv()


def main() -> None:
    """Measures it all, in some minutes."""
    with databases() as made:
        _looking_and_starting(made)
        for database in made.both():
            asyncio.run(_sending(database))
        _sharing(made.postgres())


def _looking_and_starting(made: Databases) -> None:
    for database in made.both():
        world = World(START, circles=125, learners=CIRCLE, nudged=1)
        sent = asyncio.run(_settle_and_send(database, world))
        idle, claim, read, start = list[float](), list[float](), list[float](), list[float]()
        copies = range(1, FEW // sent)
        for _ in (FEW, MANY):
            copy_sent(database, copies)
            copies = range(copies.stop, MANY // sent)
            idle_for, claim_for, read_for = asyncio.run(_looking(database))
            idle.append(idle_for)
            claim.append(claim_for)
            read.append(read_for)
            start.append(_start_up(database))
        heading(f"Posts on {database.engine}, {FEW:,} and then {MANY:,} in the ledger")
        _compare("an idle tick", idle)
        _compare(f"a claim of {CLAIMED}", claim)
        few, many = (f"{seconds * 1000:.2f}" for seconds in read)
        line("a read of /metrics", f"{few} and {many} ms", "below 20 ms")
        few, many = (f"{seconds:.2f}" for seconds in start)
        line("a new process to its first tick", f"{few} and {many} s", "below 2 s")


async def _settle_and_send(database: Database, world: World) -> int:
    async with _opened(database) as store:
        await store.run(world.settle)
        return await store.run(lambda work: send_all(work, world))


async def _looking(database: Database) -> tuple[float, float, float]:
    """How long an idle tick takes, a claim, and what a monitor reads."""
    async with _opened(database) as store:
        tick = Tick(store, MovedClock(BEFORE), Catalog.load(), {PLATFORM: Nowhere()})
        metrics = Metrics(MovedClock(BEFORE), version="", database="")
        return (
            await _quickly(tick.once),
            await _quickly(lambda: _see_due(store, CLAIMED)),
            await _quickly(lambda: metrics.read(store)),
        )


def _start_up(database: Database) -> float:
    """How long a new process takes to its first tick, from nothing."""
    begin = time.perf_counter()
    with Process(database, BEFORE) as process:
        process.tick()
        process.recipients()
        return time.perf_counter() - begin


async def _sending(database: Database) -> None:
    """10,000 at once, beside a loop that writes and sends them and keeps no ledger."""
    catalog, courier = Catalog.load(), Nowhere()
    async with _opened(database) as store:
        await store.run(World(START, circles=AT_ONCE // CIRCLE, learners=CIRCLE, nudged=0).settle)

        fanning = await _timed(lambda: _fan_out(store))
        posts = await _see_due(store, RENDERED)
        bare = await _timed(lambda: _write_and_send(store, catalog, courier, posts))
        courier.recipients.clear()
        tick = Tick(store, MovedClock(START), catalog, {PLATFORM: courier})
        whole = await _timed(tick.once)
    sent = courier.recipients.total()
    heading(f"{sent:,} posts due at once on {database.engine}, {CIRCLE} a plan")
    line("fanning out", f"{sent / fanning.seconds:,.0f} a second")
    line("writing and sending, no ledger", f"{len(posts) / bare.seconds:,.0f} a second")
    line("the tick", f"{sent / whole.seconds:,.0f} a second", "at least 500")
    line("… of the processor", f"{whole.cpu / sent * 1000:.2f} ms each")
    line("… beside no ledger", f"{whole.seconds / sent / (bare.seconds / len(posts)):.2f} times as long")


def _sharing(database: Database) -> None:
    """10,000 at once, by two processes on one database."""
    world = World(START, circles=AT_ONCE // CIRCLE, learners=CIRCLE, nudged=0)
    asyncio.run(_settle_and_fan_out(database, world))
    with Process(database, START) as first, Process(database, START) as second:
        begin = time.perf_counter()
        first.tick()
        second.tick()
        parts = [first.recipients(), second.recipients()]
        took = time.perf_counter() - begin
    together = parts[0] + parts[1]
    shares = " and ".join(f"{part.total():,}" for part in parts)
    doubles = together.total() - len(together)
    heading(f"{AT_ONCE:,} posts due at once on {database.engine}, two processes")
    line("both together", f"{together.total() / took:,.0f} a second: {shares}")
    line("what came twice", str(doubles), "0")


def _tick_once(database: Database, now: datetime, pipe: Connection) -> None:
    """A process of its own: opens the store, says so, and when told to sends what is due; then tells to whom."""
    courier = Nowhere()

    async def run() -> None:
        async with _opened(database) as store:
            tick = Tick(store, MovedClock(now), Catalog.load(), {PLATFORM: courier})
            pipe.send("ready")
            pipe.recv()
            await tick.once()

    asyncio.run(run())
    pipe.send(courier.recipients)


async def _settle_and_fan_out(database: Database, world: World) -> None:
    async with _opened(database) as store:
        await store.run(world.settle)
        await _fan_out(store)


async def _fan_out(store: Store) -> None:
    """As the tick does."""
    while plans := await store.run(lambda work: due_plans(work, now=START, limit=PLANS_AT_ONCE)):
        for plan in plans:
            await store.run(lambda work, plan=plan: fan_out_due(work, plan, now=START))


async def _see_due(store: Store, limit: int) -> list[Post]:
    """Claims, and gives back."""

    def claim(work: Work) -> None:
        raise GivenBack(list(work.posts.claim(now=START, lease=LEASE, limit=limit).due))

    try:
        await store.run(claim)
    except GivenBack as seen:
        return seen.posts
    raise RuntimeError("what was claimed was not given back")


async def _write_and_send(store: Store, catalog: Catalog, courier: Nowhere, posts: list[Post]) -> None:
    for begin in range(0, len(posts), WAVE):
        wave = posts[begin : begin + WAVE]
        messages = await store.run(
            lambda work, wave=wave: [render_post(work, catalog, post, now=START) for post in wave]
        )
        addresses = [ToAccount(AccountKey(PLATFORM, WORKSPACE, str(post.person_id))) for post in wave]
        await asyncio.gather(*map(courier.deliver, addresses, messages))


async def _timed(doing: Callable[[], Awaitable[object]]) -> Took:
    seconds, cpu = time.perf_counter(), time.process_time()
    await doing()
    return Took(time.perf_counter() - seconds, time.process_time() - cpu)


async def _quickly(doing: Callable[[], Awaitable[object]]) -> float:
    """How long it takes at most in the quicker quarter of the rounds: what else the machine does disturbs that least."""
    took = list[float]()
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        await doing()
        took.append(time.perf_counter() - begin)
    return quantiles(took, n=4)[0]


@asynccontextmanager
async def _opened(database: Database) -> AsyncGenerator[Store]:
    store = await open_store(database.url, serving=True)
    try:
        yield store
    finally:
        await store.close()


def _compare(what: str, seconds: list[float]) -> None:
    few, many = seconds
    line(what, f"{few * 1000:.2f} and {many * 1000:.2f} ms, {many / few:.2f} times", "at most 2 times")


if __name__ == "__main__":
    main()
