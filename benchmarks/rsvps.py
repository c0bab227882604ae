"""One press of an RSVP button, from the desk to the disk and back to a message, on a real SQLite file.

Beside it the same reads and writes through Python's sqlite3 alone: the least that any program on this machine would take.
"""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from cProfile import Profile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from adapters.clock import MovedClock
from benchmarks.bare import Bare, Statement, recorded
from benchmarks.library import NOW, Learner, settle
from benchmarks.shares import shares
from benchmarks.table import heading, line
from bot.app.ports import Store, Work
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.incoming import Pressed
from bot.domain.rsvps import Answer
from storage.sqlite import SqliteFile
from storage.store import open_store
from storage.work import UnitOfWork

CIRCLES = 25
PRESSES = 400
"""In each round."""

ROUNDS = 5
AT_ONCE = 16
TARGET = 300
ANSWERS = (Answer.YES, Answer.NO)
"""By turns, so that every press changes something."""


@dataclass(frozen=True)
class Took:
    """How long a round of presses took, by the clock and of the processor."""

    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        """Presses a second."""
        return PRESSES / self.seconds


Outcome = TypeVar("Outcome")


class OnThisThread:
    """A store that works in the thread that asks, where the profiler sees it."""

    def __init__(self, file: SqliteFile) -> None:
        self._file = file

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        """Runs the job in one transaction."""
        return self._file.transact(lambda connection: job(UnitOfWork(connection)))


def main() -> None:
    """Measures presses of one learner and of many, in some seconds."""
    heading(f"RSVP presses on SQLite, {CIRCLES} circles, one core, {ROUNDS} rounds of {PRESSES}")
    with tempfile.TemporaryDirectory(prefix="circlebot-bench-") as name, _one_core():
        folder = Path(name)
        made, learners = asyncio.run(_made(folder))
        asyncio.run(_measure(folder, made, learners))
        for part, share in _shares(_copy(made, folder), learners).items():
            line(f"… of the time, {part}", f"{share:.0%}")


async def _measure(folder: Path, made: Path, learners: list[Learner]) -> None:
    one, many = learners[:1], learners
    for what, pressing in (
        ("one learner, answers by turns", one),
        (f"{len(many)} learners, {AT_ONCE} at once", many),
    ):
        path = _copy(made, folder)
        bare = Bare(_copy(made, folder))
        transactions = await _statements(_copy(made, folder), pressing)
        store = await open_store(str(path), serving=True)
        ours: list[Took] = []
        theirs: list[Took] = []
        for _ in range(ROUNDS):
            ours.append(await _press(store, pressing))
            theirs.append(_replay(bare, transactions))
        await _check(store, pressing)
        await store.close()
        bare.close()
        _say(what, ours, theirs)


async def _made(folder: Path) -> tuple[Path, list[Learner]]:
    path = folder / "made.sqlite3"
    store = await open_store(str(path), serving=True)
    learners = await store.run(lambda work: settle(work, CIRCLES))
    await store.close()
    return path, learners


def _copy(made: Path, folder: Path) -> Path:
    """Closed as it is, the file is whole without its journal."""
    return Path(shutil.copy(made, folder / f"{len(list(folder.iterdir()))}.sqlite3"))


async def _press(store: Store, learners: Sequence[Learner]) -> Took:
    """Presses, one after the other of one learner, some at once of many. What comes back must be an answer."""
    desk = Desk(store, MovedClock(NOW), Catalog.load())
    presses = list(_presses(learners, PRESSES))
    begin, cpu = time.perf_counter(), time.process_time()
    at_once = min(AT_ONCE, len(learners))
    for start in range(0, PRESSES, at_once):
        replies = await asyncio.gather(*(desk.take(press) for press in presses[start : start + at_once]))
        assert all(reply.edit is not None and reply.toast for reply in replies)
    return Took(time.perf_counter() - begin, time.process_time() - cpu)


def _presses(learners: Sequence[Learner], count: int) -> Iterator[Pressed]:
    for number in range(count):
        turn, who = divmod(number, len(learners))
        yield learners[who].press(ANSWERS[turn % len(ANSWERS)])


async def _statements(path: Path, learners: Sequence[Learner]) -> list[list[Statement]]:
    """What each press sends to the database, for every learner with both answers."""
    store = await open_store(str(path), serving=True)
    desk = Desk(store, MovedClock(NOW), Catalog.load())
    transactions: list[list[Statement]] = []
    for press in _presses(learners, len(ANSWERS) * len(learners)):
        with recorded() as statements:
            await desk.take(press)
        transactions.append(statements)
    await store.close()
    return transactions


def _replay(bare: Bare, transactions: Sequence[Sequence[Statement]]) -> Took:
    begin, cpu = time.perf_counter(), time.process_time()
    for number in range(PRESSES):
        bare.transact(transactions[number % len(transactions)])
    return Took(time.perf_counter() - begin, time.process_time() - cpu)


async def _check(store: Store, learners: Sequence[Learner]) -> None:
    """Every press was taken: each learner's answer is the last one pressed."""
    last = {press.sender.account: press.button for press in _presses(learners, PRESSES)}
    for who in learners:
        said = await store.run(lambda work, who=who: work.rsvps.of(who.meeting, who.person))
        assert said is not None
        assert who.press(said.answer).button == last[who.key]


def _say(what: str, ours: list[Took], theirs: list[Took]) -> None:
    rate, floor = median(took.rate for took in ours), median(took.rate for took in theirs)
    cpu = median(took.cpu for took in ours) / PRESSES
    line(what, f"{rate:,.0f} a second, {cpu * 1000:.2f} ms of CPU each", f"at least {TARGET} a second")
    line("… the same SQL through sqlite3 alone", f"{floor:,.0f} a second, {floor / rate:.1f} times as many")


def _shares(path: Path, learners: Sequence[Learner]) -> dict[str, float]:
    file = SqliteFile.open(path, serving=True)
    profile = Profile()
    try:
        store = OnThisThread(file)
        asyncio.run(_press(store, learners))
        profile.enable()
        asyncio.run(_press(store, learners))
        profile.disable()
    finally:
        file.close()
    return shares(profile)


@contextmanager
def _one_core() -> Generator[None]:
    """Keeps this thread, and those it starts, on one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
