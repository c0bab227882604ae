"""Has charts drawn, one at a time, by a child process that ends with the picture."""

import asyncio
import json
import logging
import sys
from dataclasses import replace
from importlib.util import find_spec

from bot.chat.courier import Address, Courier, Delivery, Gone
from bot.chat.outgoing import Chart, Message, Photo, Plain, Text

PATIENCE = 20.0
"""Seconds that a picture may take. After them the chart stays text."""

log = logging.getLogger(__name__)


class Painter:
    """Draws charts where the extra is installed; what cannot be drawn stays as it was."""

    def __init__(self, *, can_draw: bool | None = None, patience: float = PATIENCE) -> None:
        self._can_draw = find_spec("matplotlib") is not None if can_draw is None else can_draw
        self._patience = patience
        self._one_at_a_time = asyncio.Lock()

    async def illustrated(self, message: Message) -> Message:
        """The message with each chart as a photo after it; where the chart was stands what it shows, in words."""
        charts = [part for part in message.parts if isinstance(part, Chart)]
        if not charts or not self._can_draw:
            return message
        photos = {chart: photo for chart in charts if (photo := await self._drawn(chart))}
        parts = tuple(
            Text((Plain(part.alt),)) if isinstance(part, Chart) and part in photos else part
            for part in message.parts
        )
        return replace(message, parts=parts, attachments=(*message.attachments, *photos.values()))

    async def _drawn(self, chart: Chart) -> Photo | None:
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
            # The last line names the fault; what was to be drawn is nobody's business.
            log.warning("a picture could not be drawn: %s", errors.decode(errors="replace").strip()[-200:])
            return None
        return Photo(png, chart.alt)


class IllustratingCourier:
    """A courier whose platform shows photos but no charts."""

    def __init__(self, courier: Courier, painter: Painter) -> None:
        self._courier = courier
        self._painter = painter

    async def deliver(self, to: Address, message: Message) -> Delivery:
        """Hands on the message with its charts drawn."""
        return await self._courier.deliver(to, await self._painter.illustrated(message))

    async def redraw(self, to: Address, reference: str, message: Message) -> Delivery | Gone:
        """A face is changed as it is: photos cannot be added to what was sent."""
        return await self._courier.redraw(to, reference, message)
