"""Buttons that ask first: the question stands on the message itself until it is answered."""

from collections import OrderedDict
from datetime import datetime
from typing import TypeGuard

from telegram import InlineKeyboardMarkup, MaybeInaccessibleMessage, MessageEntity
from telegram import Message as Sent

from adapters.telegram.keyboard import ASKS, TAKE_BACK, data_of, is_asked, with_question, without_question
from adapters.telegram.rich import Mark, Rich, literal, marked, plain
from adapters.telegram.writer import Face
from bot.chat.outgoing import Message

REMEMBERED = 4096

_MARK = "❓ "


class Questions:
    """What the buttons ask that were shown lately. One that was shown long ago asks in general words."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, str], str] = OrderedDict()

    def remember(self, chat: int, message: Message) -> None:
        """The questions of a message that goes to that chat."""
        for button in (button for row in message.buttons for button in row):
            if button.confirm is not None:
                self._known[chat, data_of(button)] = button.confirm
                self._known.move_to_end((chat, data_of(button)))
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def of(self, chat: int, data: str) -> str | None:
        """What that button asks."""
        return self._known.get((chat, data))


def is_about_asking(data: str | None) -> TypeGuard[str]:
    """Whether the press is one before the real one."""
    return data is not None and (data.startswith(ASKS) or data == TAKE_BACK)


def shows_question(message: MaybeInaccessibleMessage | None) -> TypeGuard[Sent]:
    """Whether the message asks something just now."""
    return isinstance(message, Sent) and is_asked(message.reply_markup)


def asking(message: Sent, data: str, question: str, *, no: str) -> Face:
    """The message with the question below its words, and both answers above its buttons."""
    keyboard = message.reply_markup or InlineKeyboardMarkup([])
    asked = marked(f"{_MARK}{literal(question)}", MessageEntity.BLOCKQUOTE)
    text = _words(message) + plain("\n\n") + asked
    return Face(text, with_question(keyboard, data, no=no))


def as_before(message: Sent) -> Face:
    """The message without the question."""
    keyboard = message.reply_markup
    return Face(_words(message), without_question(keyboard) if keyboard else None)


def _words(message: Sent) -> Rich:
    """What the message says, without a question."""
    text = message.text or ""
    raw = text.encode("utf-16-le")
    marks = [
        Mark(
            entity.type, _at(raw, entity.offset), _at(raw, entity.offset + entity.length), entity.url, moment
        )
        for entity in message.entities
        if (moment := _moment(entity)) is not None or entity.type in _KEPT
    ]
    rich = Rich(text, tuple(marks))
    asked = [mark for mark in marks if mark.kind == MessageEntity.BLOCKQUOTE]
    if asked and text[asked[-1].start :].startswith(_MARK):
        return rich.part(0, asked[-1].start)
    return rich


_KEPT = frozenset({MessageEntity.BOLD, MessageEntity.TEXT_LINK, MessageEntity.PRE, MessageEntity.BLOCKQUOTE})


def _moment(entity: MessageEntity) -> datetime | None:
    return entity.unix_time if entity.type == MessageEntity.DATE_TIME else None


def _at(raw: bytes, unit: int) -> int:
    return len(raw[: 2 * unit].decode("utf-16-le"))
