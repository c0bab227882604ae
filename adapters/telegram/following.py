"""What follows the words of a message: files, pictures, points on the map, and its charts as pictures."""

import logging
from dataclasses import replace

from telegram.error import TelegramError

from adapters.pictures.painter import Painter
from adapters.telegram.render import Renderer
from adapters.telegram.writer import Face, Writer
from bot.chat.outgoing import Chart, Message

log = logging.getLogger(__name__)


class Following:
    """Sends it, for posts and for answers alike. The words have arrived by then, so a failure here is only logged."""

    def __init__(self, writer: Writer, renderer: Renderer, painter: Painter, topic_is_gone: Message) -> None:
        self._writer = writer
        self._renderer = renderer
        self._painter = painter
        self._topic_is_gone = topic_is_gone

    def in_general(self, message: Message) -> Message:
        """The message as it goes to the general topic, where its own is closed or deleted."""
        return replace(message, parts=(*self._topic_is_gone.parts, *message.parts))

    def words_of(self, message: Message) -> Message:
        """The message as it is sent or drawn anew at once: where a picture follows, or followed once, words stand."""
        return self._painter.in_words(message)

    async def attach(
        self, chat: int, message: Message, *, topic: int | None = None, bulk: bool = False
    ) -> None:
        """Sends what is attached."""
        try:
            for attachment in message.attachments:
                await self._writer.attach(chat, attachment, bulk=bulk, insist=True, topic=topic)
        except TelegramError as error:
            log.warning("what is attached to a message did not arrive: %s", error)

    def is_illustrated(self, message: Message) -> bool:
        """Whether pictures of its charts follow."""
        return self._painter.can_draw and bool(_charts(message))

    async def illustrate(
        self, chat: int, message: Message, *, topic: int | None = None, bulk: bool = False
    ) -> None:
        """Sends its charts as they are drawn; one that cannot be drawn as bars of text."""
        if not self.is_illustrated(message):
            return
        try:
            for chart in _charts(message):
                picture = await self._painter.drawn(chart)
                if picture is not None:
                    await self._writer.attach(chat, picture, bulk=bulk, insist=True, topic=topic)
                    continue
                bars = self._renderer.face(replace(message, parts=(chart,)))
                await self._writer.send(chat, Face(bars), silent=True, bulk=bulk, insist=True, topic=topic)
        except TelegramError as error:
            log.warning("a picture did not arrive: %s", error)


def _charts(message: Message) -> list[Chart]:
    return [part for part in message.parts if isinstance(part, Chart)]
