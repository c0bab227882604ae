"""Delivers posts on Telegram, and keeps cards as they should look."""

import logging
from dataclasses import replace
from datetime import timedelta

from telegram.error import BadRequest, TelegramError

from adapters.telegram.confirming import Questions
from adapters.telegram.following import Following
from adapters.telegram.keyboard import keyboard_of
from adapters.telegram.limits import Turns
from adapters.telegram.outcomes import delivery_of, is_of_a_lost_topic
from adapters.telegram.render import Renderer
from adapters.telegram.rich import Rich
from adapters.telegram.topics import key_of, read_key
from adapters.telegram.writer import CannotEdit, Face, Reference, Writer
from bot.chat.courier import (
    Address,
    Delivered,
    Delivery,
    Gone,
    NotNow,
    Redrawn,
    ToAccount,
    Unclear,
    Unreachable,
)
from bot.chat.outgoing import Message

PATIENCE = 20.0
"""Seconds that a post waits for its chat's turn; what would wait longer is given back, and is due again then."""

_NO_WORDS = Rich("⋯")

log = logging.getLogger(__name__)


class TelegramCourier:
    """Delivers through one bot. References are `chat:message`, as in what people reply to."""

    def __init__(
        self,
        writer: Writer,
        turns: Turns,
        renderer: Renderer,
        questions: Questions,
        following: Following,
    ) -> None:
        self._writer = writer
        self._turns = turns
        self._renderer = renderer
        self._questions = questions
        self._following = following

    async def deliver(self, to: Address, message: Message) -> Delivery:
        """Sends the text, in several messages where it is long, then what is attached.

        What belongs into a topic that is closed or deleted goes to the general one, and says so.
        """
        where = _where(to)
        if where is None:
            return Unreachable()
        chat, topic = where
        if (wait := self._turns.wait_for(chat)) > PATIENCE:
            return NotNow(timedelta(seconds=wait))
        self._questions.remember(chat, message)
        first, *others = self._faces(self._following.words_of(message))
        try:
            reference = await self._writer.send(chat, first, silent=message.silent, bulk=True, topic=topic)
        except BadRequest as error:
            if topic is None or isinstance(to, ToAccount) or not is_of_a_lost_topic(error):
                return _noted(delivery_of(error), error)
            log.info("topic %s of %s is closed or deleted", topic, chat)
            return await self.deliver(
                replace(to, key=key_of(chat, None)), self._following.in_general(message)
            )
        except TelegramError as error:
            return _noted(delivery_of(error), error)
        try:
            for face in others:
                reference = await self._writer.send(
                    reference[0], face, silent=True, bulk=True, insist=True, topic=topic
                )
        except TelegramError as error:
            return _noted(Unclear(), error)
        await self._finish(reference, message, topic=topic, pin=not isinstance(to, ToAccount))
        return Delivered(reference_of(reference))

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        """Edits the message, unless it looks like that already."""
        there, where = _where(to), read_reference(reference)
        if there is None or where is None or where[0] != there[0]:
            return Gone()
        chat, _ = there
        if (wait := self._turns.wait_for(chat)) > PATIENCE:
            return NotNow(timedelta(seconds=wait))
        self._questions.remember(chat, message)
        face = Face(self._renderer.face(self._following.words_of(message)), keyboard_of(message))
        try:
            await self._writer.edit(where, face, bulk=True)
        except CannotEdit:
            return Gone()
        except TelegramError as error:
            return _noted(delivery_of(error), error)
        return Delivered(reference)

    def _faces(self, message: Message) -> list[Face]:
        """The texts, of which the last bears the buttons; a card is always one."""
        whole = message.card is not None
        texts = [self._renderer.face(message)] if whole else self._renderer.pieces(message) or [_NO_WORDS]
        return [*(Face(text) for text in texts[:-1]), Face(texts[-1], keyboard_of(message))]

    async def _finish(self, reference: Reference, message: Message, *, topic: int | None, pin: bool) -> None:
        """What comes after the words."""
        if pin and message.card is not None:
            await self._writer.pin(reference, instead_of=read_reference(message.instead_of or ""))
        await self._following.attach(reference[0], message, topic=topic, bulk=True)
        await self._following.illustrate(reference[0], message, topic=topic, bulk=True)


def reference_of(reference: Reference) -> str:
    """How we name a message."""
    return f"{reference[0]}:{reference[1]}"


def read_reference(text: str) -> Reference | None:
    """The chat and message of that name."""
    chat, _, message = text.partition(":")
    try:
        return int(chat), int(message)
    except ValueError:
        return None


def _where(to: Address) -> tuple[int, int | None] | None:
    key = to.account.user if isinstance(to, ToAccount) else to.key
    try:
        return read_key(key)
    except ValueError:
        log.warning("%r is no chat of Telegram's", key)
        return None


def _noted(delivery: Delivery, error: TelegramError) -> Delivery:
    log.warning("not delivered, %s: %s", type(delivery).__name__, error)
    return delivery
