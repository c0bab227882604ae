"""Has charts drawn, one at a time, by a child process that ends with the picture."""

import asyncio
import json
import logging
import sys
from dataclasses import replace
from importlib.util import find_spec

from bot.chat.outgoing import Chart, Message, Photo, Plain, Text

PATIENCE = 20.0
"""Seconds that a picture may take."""

log = logging.getLogger(__name__)


class Painter:
    """Draws charts where the extra is installed."""

    def __init__(self, *, can_draw: bool | None = None, patience: float = PATIENCE) -> None:
        self._can_draw = find_spec("matplotlib") is not None if can_draw is None else can_draw
        self._patience = patience
        self._one_at_a_time = asyncio.Lock()

    @property
    def can_draw(self) -> bool:
        """Whether the extra is installed."""
        return self._can_draw

    def in_words(self, message: Message) -> Message:
        """The message with words in the place of charts, if these can be drawn; else as it is."""
        if not self._can_draw or not any(isinstance(part, Chart) for part in message.parts):
            return message
        parts = (Text((Plain(part.alt),)) if isinstance(part, Chart) else part for part in message.parts)
        return replace(message, parts=tuple(parts))

    async def drawn(self, chart: Chart) -> Photo | None:
        """The chart as a photo; None where it cannot be drawn."""
        given = json.dumps({"title": chart.title, "series": chart.series}).encode()
        async with self._one_at_a_time:
            child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "adapters.pictures.draw"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            try:
                png, errors = await asyncio.wait_for(child.communicate(given), self._patience)
            except TimeoutError:
                log.warning("a picture took longer than %s seconds", self._patience)
                return None
            finally:
                if child.returncode is None:
                    child.kill()
                    await child.wait()
        if child.returncode:
            # The last line begins with the kind of fault; what was to be drawn, which may be in it, is nobody's business.
            fault = errors.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
            log.warning("a picture could not be drawn: %s", fault)
            return None
        return Photo(png, chart.alt)
