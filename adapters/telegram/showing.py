"""Shows answers without holding up what comes next: in order in each chat, and however seldom a chat may be written to."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace

from telegram import Update
from telegram.error import BadRequest, TelegramError

from adapters.telegram.confirming import Questions, as_before, shows_question
from adapters.telegram.following import Following
from adapters.telegram.keyboard import keyboard_of
from adapters.telegram.outcomes import is_of_a_lost_topic
from adapters.telegram.render import Renderer
from adapters.telegram.topics import topic_of
from adapters.telegram.writer import CannotEdit, Face, Reference, Writer
from bot.chat.outgoing import Message, Plain, Reply, Text

PATIENCE = 5.0
"""Seconds that answers may take to go out when we stop. Answers may be lost; what must arrive is a post (SPEC 3.2)."""

IN_A_CHAT, IN_ALL = 200, 2000
"""Answers that may wait to be shown; where more do, the next is worked on only when one is shown, so that we do not drown."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Line:
    """The messages that wait to be sent to one chat."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Showing:
    """Shows the answers of one bot."""

    def __init__(
        self, writer: Writer, renderer: Renderer, questions: Questions, following: Following
    ) -> None:
        self._writer = writer
        self._renderer = renderer
        self._questions = questions
        self._following = following
        self._lines: dict[int, _Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_over = False

    async def show(self, update: Update, reply: Reply, *, replying: bool) -> None:
        """Has the reply shown, soon; returns at once unless very much waits. With `replying` it replies to what was said."""
        chat = update.effective_chat
        if chat is None:
            return
        if (face := self._new_face(update, chat.id, reply)) is not None:
            await self.begin(self._draw(*face, topic=topic_of(update.effective_message)))
        if reply.messages:
            said = update.message.message_id if replying and update.message else None
            topic = topic_of(update.effective_message)
            line = self._lines.get(chat.id)
            crowded = line is not None and line.waiting >= IN_A_CHAT
            await self.begin(
                self._send_all(chat.id, reply.messages, reply_to=said, topic=topic), crowded=crowded
            )

    async def say(self, update: Update, words: str, *, replying: bool = False) -> None:
        """As a message of plain words."""
        await self.show(update, Reply(messages=[Message((Text((Plain(words),)),))]), replying=replying)

    async def redraw(self, reference: Reference, face: Face) -> None:
        """Gives that message this face, soon."""
        await self.begin(self._draw(reference, face, None))

    async def begin(self, doing: Coroutine[None, None, None], *, crowded: bool = False) -> None:
        """Does it in the background; where very much is going on, returns only when it is done."""
        if self._is_over:
            doing.close()
            return
        task = asyncio.ensure_future(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if crowded or len(self._tasks) > IN_ALL:
            await asyncio.wait({task})

    async def shown(self) -> None:
        """Returns when everything is shown."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def end(self) -> None:
        """Returns when everything is shown, or would have to wait long for its turn; nothing is shown after that."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.shown()
        except TimeoutError:
            log.warning("%s answers are not shown, for their chats may not be written to", len(self._tasks))
        self._is_over = True
        late = set(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _new_face(
        self, update: Update, chat: int, reply: Reply
    ) -> tuple[Reference, Face, Message | None] | None:
        """How the message looks whose button was pressed."""
        query = update.callback_query
        pressed = query.message if query else None
        if pressed is None:
            return None
        reference = (chat, pressed.message_id)
        if reply.edit is not None:
            self._questions.remember(chat, reply.edit)
            face = Face(self._renderer.face(self._following.words_of(reply.edit)), keyboard_of(reply.edit))
            return reference, face, reply.edit
        if shows_question(pressed):
            return reference, as_before(pressed), None
        return None

    async def _draw(
        self, reference: Reference, face: Face, message: Message | None, *, topic: int | None = None
    ) -> None:
        try:
            await self._writer.edit(reference, face, insist=True)
        except CannotEdit:
            if message is not None:
                await self._send_all(reference[0], [replace(message, attachments=())], topic=topic)
        except TelegramError as error:
            log.warning("a card is not drawn: %s", error)
        if message is not None:
            await self._following.attach(reference[0], message, topic=topic)

    async def _send_all(
        self,
        chat: int,
        messages: Sequence[Message],
        *,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> None:
        line = self._lines.setdefault(chat, _Line())
        line.waiting += 1
        try:
            async with line.lock:
                for message in messages:
                    await self._send(chat, message, reply_to=reply_to, topic=topic)
        finally:
            line.waiting -= 1
            if not line.waiting:
                del self._lines[chat]

    async def _send(self, chat: int, message: Message, *, reply_to: int | None, topic: int | None) -> None:
        self._questions.remember(chat, message)
        pieces = self._renderer.pieces(self._following.words_of(message))
        keyboard = keyboard_of(message)
        try:
            for number, piece in enumerate(pieces, start=1):
                face = Face(piece, keyboard if number == len(pieces) else None)
                await self._writer.send(
                    chat,
                    face,
                    silent=message.silent,
                    insist=True,
                    reply_to=reply_to if number == 1 else None,
                    topic=topic,
                )
        except TelegramError as error:
            if topic is not None and isinstance(error, BadRequest) and is_of_a_lost_topic(error):
                await self._send(chat, self._following.in_general(message), reply_to=None, topic=None)
                return
            log.warning("an answer did not arrive: %s", error)
            return
        await self._following.attach(chat, message, topic=topic)
        if self._following.is_illustrated(message):
            # What is said next waits for no picture.
            await self.begin(self._following.illustrate(chat, message, topic=topic))
