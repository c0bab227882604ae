"""One life of a process that sends: a real store and a real tick, until there is nothing more to do or it is killed.

What is here runs in processes of its own. They are forked by a server that has imported all this, so that a life takes
as long as its work and a death is a real one.
"""

import asyncio
import json
import logging
import os
import random
import signal
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from adapters.cli.running import opened, run
from adapters.scheduler import Scheduler
from bot.app.ports import Store, Work
from bot.chat.catalog import Catalog
from bot.chat.courier import Address, Delivered, Delivery, Redrawn, ToAccount
from bot.chat.letters import Wave
from bot.chat.outgoing import Message
from bot.chat.tick import Tick
from tests.crash.world import PLATFORM

Outcome = TypeVar("Outcome")

SLOWEST = 0.004
"""How many seconds the platform takes at most to answer."""

CATALOG = Catalog.load()


class At(Enum):
    """Where in its work a process dies or is held."""

    UNCOMMITTED = auto()
    """Any transaction has done its work, and is not committed."""
    CLAIMED = auto()
    """A wave is claimed and marked as sending, and the transaction is not committed."""
    UNSENT = auto()
    """The platform has not accepted the message."""
    ACCEPTED = auto()
    """The platform has accepted the message and nobody has been told."""


@dataclass(frozen=True)
class Life:
    """Which database it serves, and what happens to it: at the `nth` time it comes there it dies, or else is held."""

    name: str
    database: str
    folder: Path
    at: At | None = None
    nth: int = 1
    dies: bool = False
    tells: bool = True
    """Whether it says of each message that it was accepted; somebody must listen then."""


class ClockFile:
    """A clock that all processes read from a file, and that the test moves."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "clock"

    def now(self) -> datetime:
        return datetime.fromisoformat(self._path.read_text())

    def set(self, moment: datetime) -> None:
        # Whoever reads meanwhile finds the whole old one or the whole new one.
        beside = self._path.with_suffix(".new")
        beside.write_text(moment.isoformat())
        beside.replace(self._path)


class Fate:
    """Lets a process die or be held where its life says."""

    def __init__(self, life: Life, line: Connection) -> None:
        self._life = life
        self._line = line
        self._times = 0

    def comes(self, at: At) -> None:
        if at is self._life.at:
            self._times += 1
            if self._times == self._life.nth:
                self._strike()

    def _strike(self) -> None:
        if self._life.dies:
            os.kill(os.getpid(), signal.SIGKILL)
        self._line.send("held")
        self._line.recv()


class Platform:
    """Accepts messages: what it has accepted is a line in a file, and stays there whoever dies."""

    def __init__(self, life: Life, line: Connection, fate: Fate) -> None:
        self._life = life
        self._line = line
        self._fate = fate
        self._random = random.Random(life.name)
        self._file = os.open(life.folder / "accepted", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    async def deliver(self, to: Address, message: Message) -> Delivery:
        await asyncio.sleep(self._random.uniform(0, SLOWEST))
        self._fate.comes(At.UNSENT)
        reference = self._accept(to, message)
        if self._life.tells:
            self._line.send("accepted")
        self._fate.comes(At.ACCEPTED)
        await asyncio.sleep(self._random.uniform(0, SLOWEST))
        return Delivered(reference)

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        return Delivered(reference)

    def _accept(self, to: Address, message: Message) -> str:
        recipient = to.account.user if isinstance(to, ToAccount) else to.key
        # What a message is about shows in its buttons; its words may depend on the time.
        about = [button.action for row in message.buttons for button in row]
        line = json.dumps({"life": self._life.name, "to": recipient, "about": about})
        os.write(self._file, f"{line}\n".encode())
        os.fsync(self._file)
        return f"{self._life.name}:{recipient}:{self._random.random()}"


class FatedStore:
    """The real store; fate looks in between the work of a transaction and its commit."""

    def __init__(self, store: Store, fate: Fate) -> None:
        self._store = store
        self._fate = fate

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        def fated(work: Work) -> Outcome:
            outcome = job(work)
            self._fate.comes(At.UNCOMMITTED)
            if _is_wave(outcome):
                self._fate.comes(At.CLAIMED)
            return outcome

        return await self._store.run(fated)


def send(life: Life, line: Connection) -> None:
    """Sends all that is due now, once, and ends."""
    _log_to(life)
    asyncio.run(_send(life, line))


def serve(life: Life, line: Connection) -> None:
    """Sends what is due until SIGTERM, as `circlebot run` does."""
    _log_to(life)
    run(_serve(life, line))


async def _send(life: Life, line: Connection) -> None:
    async with _ticking(life, line) as tick:
        await Scheduler(tick.once).tick()


async def _serve(life: Life, line: Connection) -> None:
    async with _ticking(life, line) as tick:
        scheduler = Scheduler(tick.once)
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            tick.stop()
            await scheduler.stop()


@asynccontextmanager
async def _ticking(life: Life, line: Connection) -> AsyncGenerator[Tick]:
    fate = Fate(life, line)
    line.send("begun")
    async with opened(life.database, serving=True) as store:
        platform = Platform(life, line, fate)
        yield Tick(FatedStore(store, fate), ClockFile(life.folder), CATALOG, {PLATFORM: platform})


def _is_wave(outcome: object) -> bool:
    return isinstance(outcome, Wave) and bool(outcome.letters)


def _log_to(life: Life) -> None:
    logging.basicConfig(filename=life.folder / "log", level=logging.WARNING, force=True)
