"""`circlebot` as a process of its own, forked from one that has imported it: importing takes longer than what is tested."""

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.domain.ids import new_id

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.forked", "adapters.cli.commands", "pytest"])


class Forked:
    """One run of the command, with those words after it."""

    def __init__(self, directory: Path, environment: Mapping[str, str], words: Sequence[str]) -> None:
        name = new_id()
        self._out, self._err = directory / f"{name}.out", directory / f"{name}.err"
        self._process = _FORKS.Process(
            target=_main, args=(str(self._out), str(self._err), dict(environment), list(words)), daemon=True
        )
        self._process.start()

    @property
    def out(self) -> str:
        """What it wrote."""
        return self._out.read_text(encoding="utf-8") if self._out.exists() else ""

    @property
    def err(self) -> str:
        """What it logged and complained about."""
        return self._err.read_text(encoding="utf-8") if self._err.exists() else ""

    @property
    def status(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.exitcode

    async def until_logged(self, words: str, *, within: float = 30) -> None:
        """Returns when the words were logged. Raises AssertionError where it ends before."""
        async with asyncio.timeout(within):
            while words not in self.err:
                assert self.status is None, self.err
                await asyncio.sleep(0.01)

    async def ended(self, *, within: float = 30) -> int | None:
        """Returns when it has ended, with how."""
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._process.sentinel, over.set)
        try:
            async with asyncio.timeout(within):
                await over.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        return self.status

    def terminate(self) -> None:
        """SIGTERM."""
        self._process.terminate()

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()


def _main(out: str, err: str, environment: dict[str, str], words: list[str]) -> None:
    from adapters.cli.main import main  # noqa: PLC0415 - the tests themselves import nothing of it

    for number, path in ((1, out), (2, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(file, number)
        os.close(file)
    sys.stdout, sys.stderr = open(1, "w", encoding="utf-8"), open(2, "w", encoding="utf-8", buffering=1)  # noqa: SIM115
    os.environ.update(environment)
    sys.argv = ["circlebot", *words]
    main()
