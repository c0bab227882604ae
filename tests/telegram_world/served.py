"""`circlebot run` as a process of its own, against a server of ours."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.telegram_server import TelegramServer

COMMAND = (sys.executable, "-c", "from adapters.cli.main import main; main()")


def environment(server: TelegramServer, folder: Path, **settings: str) -> dict[str, str]:
    """The settings as variables; `telegram__mode="webhook"` and the like say otherwise."""
    given = {
        "database": str(folder / "circlebot.db"),
        "log_level": "warning",
        "telegram__token": server.token,
        "telegram__base_url": server.base_url,
    } | settings
    bare = {key: value for key, value in os.environ.items() if not key.startswith("CIRCLEBOT_")}
    return (
        bare
        | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
        | {f"CIRCLEBOT_{name}".upper(): value for name, value in given.items()}
    )


class Bot:
    """The process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ends(self, *, within: float = 20) -> tuple[int, str]:
        """Waits for its end: the status and what it said on stderr."""
        async with asyncio.timeout(within):
            _, said = await self._process.communicate()
        return self._process.returncode or 0, said.decode()

    async def says(self) -> str:
        """Waits for its end: what it said on stdout."""
        async with asyncio.timeout(30):
            said, _ = await self._process.communicate()
        return said.decode()

    async def killed(self) -> None:
        """Kills it where it is."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
        await self.ends()

    def asked_to_stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)


@asynccontextmanager
async def running(
    server: TelegramServer, folder: Path, command: str = "run", **settings: str
) -> AsyncGenerator[Bot]:
    """Runs the command; it is over in the end, whatever it does."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        command,
        cwd=folder,
        env=environment(server, folder, **settings),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    bot = Bot(process)
    try:
        yield bot
    finally:
        await bot.killed()
