"""Writes to chats, in turn: sends, edits each card in order and no more often than it changes, and follows groups that move."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram import Message as Sent
from telegram.error import BadRequest, ChatMigrated, TelegramError

from adapters.telegram.limits import Turns
from adapters.telegram.outcomes import (
    cannot_be_edited,
    has_broken_marks,
    is_unchanged,
    may_be_made_again,
)
from adapters.telegram.render import short
from adapters.telegram.request import TooFast, call
from adapters.telegram.rich import Rich
from bot.chat.outgoing import Attachment, File, Photo, Pin

TRIES = 6
"""How often what somebody waits for is tried while there is no connection."""

PAUSE = 1.0
"""Seconds between the first tries; each further pause is twice as long."""

REMEMBERED = 4096
"""Cards whose face we know."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = logging.getLogger(__name__)

Outcome = TypeVar("Outcome")
Reference = tuple[int, int]
"""A chat and a message in it."""


class CannotEdit(Exception):
    """That message can be given no other face."""


@dataclass(frozen=True)
class Face:
    """What a message shows: its text and what stands below it."""

    text: Rich
    keyboard: InlineKeyboardMarkup | None = None

    @cached_property
    def digest(self) -> int:
        """Says whether two faces are the same."""
        rows = self.keyboard.inline_keyboard if self.keyboard else ()
        buttons = tuple(tuple((b.text, b.callback_data, b.style) for b in row) for row in rows)
        return hash((self.text, buttons))


@dataclass(slots=True)
class _Card:
    """A message that is being edited: the face it shall have, and how the last edit failed."""

    wanted: Face | None = None
    failed: Exception | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    edits: int = 0


class Writer:
    """Writes for one bot. `on_move` is told of groups that have another id from now on."""

    def __init__(
        self, bot: Bot, turns: Turns, *, on_move: Callable[[int, int], Awaitable[None]] | None = None
    ) -> None:
        self.on_move = on_move
        self._bot = bot
        self._turns = turns
        self._cards: dict[Reference, _Card] = {}
        self._shown: OrderedDict[Reference, int] = OrderedDict()

    async def send(
        self,
        chat: int,
        face: Face,
        *,
        silent: bool = False,
        bulk: bool = False,
        insist: bool = False,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> Reference:
        """Sends a message. With `insist` it is tried again for a while if it was surely not sent. Raises TelegramError."""
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None

        async def send(chat: int, face: Face) -> Sent:
            return await self._bot.send_message(
                chat,
                face.text.text,
                entities=face.text.entities,
                reply_markup=face.keyboard,
                disable_notification=silent or None,
                link_preview_options=_NO_PREVIEW,
                reply_parameters=reply,
                message_thread_id=topic,
            )

        sent = await self._in_turn(
            chat, lambda chat: self._with_good_marks(face, chat, send), bulk=bulk, insist=insist
        )
        reference = (sent.chat.id, sent.message_id)
        self._remember(reference, face)
        return reference

    async def attach(
        self,
        chat: int,
        attachment: Attachment,
        *,
        silent: bool = True,
        bulk: bool = False,
        insist: bool = False,
        topic: int | None = None,
    ) -> Reference:
        """Sends a file, a picture or a point on the map. Raises TelegramError."""

        async def do(chat: int) -> Sent:
            match attachment:
                case File(name, _, content):
                    return await self._bot.send_document(
                        chat,
                        content,
                        filename=_file_name(name),
                        disable_notification=silent or None,
                        message_thread_id=topic,
                    )
                case Photo(content, alt):
                    return await self._bot.send_photo(
                        chat,
                        content,
                        caption=short(alt),
                        disable_notification=silent or None,
                        message_thread_id=topic,
                    )
                case Pin(latitude, longitude, title):
                    return await self._bot.send_venue(
                        chat,
                        latitude,
                        longitude,
                        title=short(title, 250),
                        address=short(title, 250),
                        disable_notification=silent or None,
                        message_thread_id=topic,
                    )

        sent = await self._in_turn(chat, do, bulk=bulk, insist=insist)
        return sent.chat.id, sent.message_id

    async def edit(
        self, reference: Reference, face: Face, *, bulk: bool = False, insist: bool = False
    ) -> None:
        """Gives a message another face; of several that wait, only the last is drawn.

        A face that it has already is not sent. With `insist` it is tried again also where it may have been drawn. Raises
        CannotEdit and TelegramError.
        """
        card = self._cards.setdefault(reference, _Card())
        card.wanted = face
        card.edits += 1
        try:
            async with card.lock:
                await self._draw(reference, card, bulk=bulk, insist=insist)
        finally:
            card.edits -= 1
            if not card.edits:
                del self._cards[reference]

    async def pin(self, reference: Reference, *, instead_of: Reference | None = None) -> None:
        """Pins a message, without a sound, where the bot may; what it pinned before is pinned no more."""
        try:
            await self._bot.pin_chat_message(*reference, disable_notification=True)
            if instead_of is not None and instead_of[0] == reference[0]:
                await self._bot.unpin_chat_message(*instead_of)
        except TelegramError as error:
            log.debug("message %s is not pinned as it should be: %s", reference[1], error)

    def knows(self, reference: Reference, face: Face) -> bool:
        """Whether the message is known to have that face."""
        return self._shown.get(reference) == face.digest

    async def _draw(self, reference: Reference, card: _Card, *, bulk: bool, insist: bool) -> None:
        async def do(chat: int) -> None:
            # Only now, when it is our turn, is it settled which face is drawn.
            face, card.wanted = card.wanted or drawn[-1], None
            drawn.append(face)
            if self.knows(reference, face):
                return
            await self._with_good_marks(face, chat, lambda chat, face: self._edit(reference, face))

        if card.wanted is None:
            # Somebody who was before us has drawn our face with theirs.
            if card.failed is not None:
                raise card.failed
            return
        card.failed = None
        if self.knows(reference, card.wanted):
            card.wanted = None
            return
        drawn: list[Face] = []
        try:
            await self._in_turn(reference[0], do, bulk=bulk, insist=insist, harmless=True)
        except ChatMigrated:
            card.failed = CannotEdit()
        except BadRequest as error:
            if cannot_be_edited(error):
                card.failed = CannotEdit()
            elif not is_unchanged(error):
                card.failed = error
        except TelegramError as error:
            card.failed = error
        if card.failed is not None:
            card.wanted = None
            self._shown.pop(reference, None)
            raise card.failed
        self._remember(reference, drawn[-1])

    async def _edit(self, reference: Reference, face: Face) -> None:
        chat, message = reference
        await call(
            self._bot,
            "editMessageText",
            chat_id=chat,
            message_id=message,
            text=face.text.text,
            entities=face.text.entities,
            reply_markup=face.keyboard,
            link_preview_options=_NO_PREVIEW,
        )

    async def _with_good_marks(
        self, face: Face, chat: int, do: Callable[[int, Face], Awaitable[Outcome]]
    ) -> Outcome:
        """Without its looks where Telegram does not take them: words that arrive plainly are better than none."""
        try:
            return await do(chat, face)
        except BadRequest as error:
            if not face.text.marks or not has_broken_marks(error):
                raise
            log.warning("sent without its looks, for Telegram says: %s", error)
            return await do(chat, Face(Rich(face.text.text), face.keyboard))

    async def _in_turn(
        self,
        chat: int,
        do: Callable[[int], Awaitable[Outcome]],
        *,
        bulk: bool,
        insist: bool,
        harmless: bool = False,
    ) -> Outcome:
        tries, pause = TRIES if insist else 1, PAUSE
        while True:
            await self._turns.turn(chat, bulk=bulk)
            tries -= 1
            try:
                return await do(chat)
            except ChatMigrated as moved:
                log.info("the group %s is now %s", chat, moved.new_chat_id)
                if self.on_move is not None:
                    await self.on_move(chat, moved.new_chat_id)
                if chat == moved.new_chat_id:
                    raise
                chat, tries = moved.new_chat_id, max(tries, 1)
            except TooFast as error:
                self._turns.hold(chat, error.after.total_seconds())
                if not insist:
                    raise
                # Asked to wait, we wait: that is no trouble which could last for ever.
                tries = max(tries, 1)
            except TelegramError as error:
                if tries <= 0 or not may_be_made_again(error, harmless=harmless):
                    raise
                self._turns.hold(chat, pause)
                pause *= 2

    def _remember(self, reference: Reference, face: Face) -> None:
        self._shown[reference] = face.digest
        self._shown.move_to_end(reference)
        if len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)


def _file_name(name: str) -> str:
    return "".join(c for c in name if c.isprintable() and c not in '"\\/')[:100] or "file"
