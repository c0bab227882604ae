"""`circlebot demo`: a circle to play with on a page of this machine, or its six weeks as a transcript."""

import asyncio
import sys
import webbrowser
from typing import Annotated

import typer
from rich.console import Console

from adapters.cli.running import run
from adapters.demo.page.serving import served
from adapters.demo.story import PANES, ZONE, play
from adapters.demo.transcript import Transcript

PORT = 8642


def demo(
    terminal: Annotated[
        bool, typer.Option("--terminal", help="Six weeks in this terminal, in seconds, and no page.")
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page is; 0 is any port that is free.")
    ] = PORT,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
) -> None:
    """Play with a circle on a page of this machine."""
    run(_transcript() if terminal else _page(port, open_it=browser and sys.stdout.isatty()))


async def _page(port: int, *, open_it: bool) -> None:
    async with served(port) as address:
        typer.echo(f"The demo is at {address}\nCtrl-C ends it; nothing of it is kept.")
        if open_it and _has_window():
            await asyncio.to_thread(webbrowser.open, address)
        await asyncio.Event().wait()


async def _transcript() -> None:
    transcript = Transcript(Console(), PANES, zone=ZONE)
    await play(transcript.add)
    transcript.finish()


def _has_window() -> bool:
    """Whether there is a browser that does not take over this terminal."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    # One of these runs in the terminal, unless it is told to stay in the background.
    return type(found) is not webbrowser.GenericBrowser
