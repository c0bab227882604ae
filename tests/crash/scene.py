"""Processes that send, the database they share, the clock they read, and an end to it all."""

import asyncio
import itertools
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from bot.app.ports import Work
from bot.chat.tick import LEASE
from storage.store import open_store
from tests.crash.aftermath import Aftermath, look, stuck
from tests.crash.life import At, ClockFile, Life, send
from tests.crash.world import World

Outcome = TypeVar("Outcome")
Doing = Callable[[Life, Connection], None]

START = datetime(2026, 10, 5, 9, tzinfo=UTC)

PATIENCE = 60
"""After how many seconds of waiting for a process a test gives up."""

CHILDREN = multiprocessing.get_context("forkserver")
CHILDREN.set_forkserver_preload(["tests.crash.life"])


class Process:
    """A life under way."""

    def __init__(self, life: Life, doing: Doing) -> None:
        self._line, theirs = CHILDREN.Pipe()
        self._process = CHILDREN.Process(target=doing, args=(life, theirs), name=life.name, daemon=True)
        self._process.start()
        # The other end is the child's alone now, so that its death is heard.
        theirs.close()

    def hears(self, word: str) -> bool:
        """Waits until the process has said that; False if it has ended instead."""
        while self._line.poll(PATIENCE):
            try:
                if self._line.recv() == word:
                    return True
            except (EOFError, ConnectionResetError):
                return False
        raise TimeoutError(f"{self._process.name} has not said {word!r}")

    def signal(self, which: signal.Signals) -> None:
        """Sends it a signal, if it is still there."""
        if self._process.pid is not None and self._process.exitcode is None:
            os.kill(self._process.pid, which)

    def let_go(self) -> None:
        """Lets a process go on that is held."""
        self._line.send("go on")

    def end(self) -> int:
        """Waits until it has ended; how it did: 0, or minus the signal that killed it."""
        self.hears("nothing more")
        self._process.join(PATIENCE)
        code = self._process.exitcode
        if code is None:
            raise TimeoutError(f"{self._process.name} does not end")
        return code

    def close(self) -> None:
        """Whatever it is doing, it is over."""
        self.signal(signal.SIGKILL)
        self._process.join(PATIENCE)
        self._line.close()
        self._process.close()


@dataclass(frozen=True)
class Scene:
    """A database with a world in it, and what processes do to it."""

    engine: str
    database: str
    folder: Path
    world: World
    clock: ClockFile
    _numbers: Iterator[int]

    @classmethod
    def of(cls, world: World, *, engine: str, database: str, folder: Path) -> "Scene":
        """The world, settled."""
        clock = ClockFile(folder)
        clock.set(world.start)
        scene = cls(engine, database, folder, world, clock, itertools.count(1))
        scene.transact(world.settle)
        return scene

    def transact(self, job: Callable[[Work], Outcome]) -> Outcome:
        """Runs the job as another process would."""

        async def run() -> Outcome:
            store = await open_store(self.database, serving=False)
            try:
                return await store.run(job)
            finally:
                await store.close()

        return asyncio.run(run())

    @contextmanager
    def process(
        self,
        doing: Doing = send,
        *,
        at: At | None = None,
        nth: int = 1,
        dies: bool = False,
        tells: bool = True,
    ) -> Generator[Process]:
        """A process that sends, over at the end of the block at the latest."""
        name = f"life-{next(self._numbers)}"
        life = Life(name, self.database, self.folder, at=at, nth=nth, dies=dies, tells=tells)
        process = Process(life, doing)
        try:
            yield process
        finally:
            process.close()

    def live(self) -> int:
        """A whole life, to its natural end; how it ended."""
        with self.process() as process:
            return process.end()

    def pass_time(self, by: timedelta) -> None:
        self.clock.set(self.clock.now() + by)

    def outlive_leases(self) -> None:
        self.pass_time(LEASE + timedelta(seconds=1))

    def look(self) -> Aftermath:
        """The ledger and the platform as they are now."""
        return self.transact(lambda work: look(work, self.world, self.folder))

    def live_on(self) -> Aftermath:
        """Lives that nobody kills, until all that is due is settled; what is found then.

        What is unknown goes out again or is asked about after a while, which is shorter than a lease.
        """
        for _ in range(6):
            assert self.live() == 0
            self.outlive_leases()
            found = self.look()
            if not found.unfinished:
                return found
        raise AssertionError(f"there is no end of {self.look().unfinished}")

    def finish(self) -> Aftermath:
        """Lets processes that nobody kills do what is left; what is found then."""
        self.pass_time(timedelta(hours=6))
        found = self.live_on()
        assert self.transact(lambda work: stuck(work, now=self.clock.now())) == []
        assert self.logged("ERROR") == []
        return found

    def logged(self, level: str) -> list[str]:
        """What the processes have logged at that level."""
        path = self.folder / "log"
        return (
            [line for line in path.read_text().splitlines() if line.startswith(level)]
            if path.exists()
            else []
        )
