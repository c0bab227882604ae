"""`circlebot demo`: a circle of six weeks in seconds, with nothing to set up."""

from typing import Annotated

import typer
from rich.console import Console

from adapters.cli.running import run
from adapters.demo.story import PANES, ZONE, play
from adapters.demo.transcript import Transcript


def demo(
    terminal: Annotated[
        bool, typer.Option("--terminal/--no-terminal", help="In this terminal, which is all there is so far.")
    ] = True,
) -> None:
    """Watch six weeks of a circle in a few seconds."""
    if not terminal:
        typer.echo("circlebot: the demo has no page yet: leave out --no-terminal", err=True)
        raise typer.Exit(2)
    run(_demo())


async def _demo() -> None:
    transcript = Transcript(Console(), PANES, zone=ZONE)
    await play(transcript.add)
    transcript.finish()
