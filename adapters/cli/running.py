"""How a command runs and ends: 0 when it is done, 1 on a fault of ours, 2 with one line when it cannot be done,
130 on Ctrl-C.
"""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import typer

from adapters.cli.discretion import where_it_broke
from adapters.cli.settings import SettingsProblem
from adapters.files.given import FileProblem
from adapters.platform import PlatformProblem
from adapters.terminal.render import clean
from adapters.web.listening import CannotListen
from storage.problems import StoreProblem
from storage.store import Store, open_store

BROKEN = 1
CANNOT = 2
INTERRUPTED = 130


log = logging.getLogger(__name__)


class Refusal(Exception):
    """The command cannot be done as it was given, and why, on one line."""


def run(doing: Coroutine[None, None, None]) -> None:
    """Runs a command to its end. Raises typer.Exit where the exit status is not 0."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        asyncio.run(_until_stopped(doing))
    except (CannotListen, FileProblem, PlatformProblem, Refusal, SettingsProblem, StoreProblem) as problem:
        refuse(problem)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # Nobody reads on. What is still buffered would raise once more at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from None
    except (typer.Exit, SystemExit):
        raise
    except Exception as fault:
        # What it says may be somebody's words: a statement of the database has them in it.
        typer.echo("circlebot: a fault of ours ended this. Where:", err=True)
        for line in where_it_broke(fault):
            typer.echo(f"  {line}", err=True)
        raise typer.Exit(BROKEN) from None
    finally:
        # A loop that is closed leaves none of the handlers that were there before it.
        if before is not None:
            signal.signal(signal.SIGTERM, before)


def refuse(problem: Exception) -> NoReturn:
    """Says what cannot be done, and why, on one line of stderr."""
    typer.echo(f"circlebot: {clean(str(problem))}", err=True)
    raise typer.Exit(CANNOT) from problem


@asynccontextmanager
async def opened(database: str, *, serving: bool = False) -> AsyncGenerator[Store]:
    """The store at that address, closed in the end."""
    store = await open_store(database, serving=serving)
    try:
        yield store
    finally:
        await store.close()


async def _until_stopped(doing: Coroutine[None, None, None]) -> None:
    """SIGTERM cancels what is done, once, which then ends cleanly."""
    task = asyncio.ensure_future(doing)
    stopped = False

    def stop() -> None:
        nonlocal stopped
        if not stopped:
            stopped = True
            task.cancel()

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop)
    loop.set_exception_handler(_log_what_nobody_awaited)
    try:
        await task
    except asyncio.CancelledError:
        if not stopped:
            raise


def _log_what_nobody_awaited(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Without what the exception says, which asyncio's own handler shows."""
    log.error("%s", context["message"], exc_info=context.get("exception"))
