"""Has the desk answer what came, and shows the answer: every press is answered, at once or by its card (SPEC 5)."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from dataclasses import replace

from telegram import Bot, CallbackQuery, ChatMember, Update
from telegram import Message as Sent
from telegram.error import TelegramError

from adapters.telegram.confirming import Questions, as_before, asking, is_about_asking, shows_question
from adapters.telegram.inbound import Reader, Unread
from adapters.telegram.keyboard import TAKE_BACK, keyboard_of
from adapters.telegram.menu import OwnMenus, may_become
from adapters.telegram.render import Renderer, short
from adapters.telegram.writer import CannotEdit, Face, Reference, Writer
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.handlers.places import asks_for_administrators
from bot.chat.incoming import Incoming
from bot.chat.outgoing import Message, Plain, Reply, Text
from bot.chat.reception import Reception
from bot.domain.arrivals import Arrival
from bot.domain.people import PlaceKind

SOON = 1.0
"""Seconds after which a press is answered without its outcome."""

LONGEST_TOAST = 200

PATIENCE = 10.0
"""Seconds that answers in groups may take to go out when we stop. Answers may be lost; what must arrive is a post."""

_ADMINISTRATORS = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})

log = logging.getLogger(__name__)


class Answering:
    """Answers arrivals of one bot."""

    def __init__(
        self,
        bot: Bot,
        desk: Desk,
        catalog: Catalog,
        writer: Writer,
        renderer: Renderer,
        questions: Questions,
        reader: Reader,
        menus: OwnMenus,
    ) -> None:
        self._bot = bot
        self._desk = desk
        self._catalog = catalog
        self._writer = writer
        self._renderer = renderer
        self._questions = questions
        self._reader = reader
        self._menus = menus
        self._writing: set[asyncio.Task[None]] = set()

    async def handle(self, arrival: Arrival, reception: Reception) -> None:
        """Answers one arrival; see Reception."""
        update = Update.de_json(json.loads(arrival.payload), self._bot)
        query = update.callback_query
        if query is not None and is_about_asking(query.data):
            await reception.done(arrival)
            await self._ask(query, query.data)
            return
        incoming = self._reader.read(update)
        if isinstance(incoming, Unread):
            await reception.done(arrival)
            await self._turn_down(update, incoming)
            return
        incoming = await self._with_rank(incoming)
        taking = asyncio.ensure_future(self._desk.take(incoming, arrival=arrival.id))
        if query is None:
            await self._show(update, incoming, await taking)
            await self._refresh_menu(incoming)
            return
        await asyncio.wait({taking}, timeout=SOON)
        if taking.done() and taking.exception() is None:
            reply = taking.result()
            told, _ = await asyncio.gather(
                self._answer(query, reply.toast), self._show(update, incoming, reply)
            )
        else:
            told = await self._answer(query, None) and False
            reply = await taking
            await self._show(update, incoming, reply)
        if reply.toast and not told and reply.edit is None and not reply.messages:
            await self._say(update, reply.toast)
        await self._refresh_menu(incoming)

    async def written(self) -> None:
        """Returns when nothing is being written to a group any more, or would have to wait long for its turn."""
        waiting = set(self._writing)
        if waiting:
            _, late = await asyncio.wait(waiting, timeout=PATIENCE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _with_rank(self, incoming: Incoming) -> Incoming:
        """With Telegram's word on whether the sender administers the group, where that matters."""
        spot = incoming.spot
        if spot.kind is not PlaceKind.GROUP or not asks_for_administrators(incoming):
            return incoming
        try:
            member = await self._bot.get_chat_member(int(spot.key), int(incoming.sender.account.user))
        except TelegramError as error:
            log.warning("nobody can say who administers group %s: %s", spot.key, error)
            return incoming
        return replace(incoming, spot=replace(spot, administers=member.status in _ADMINISTRATORS))

    async def _refresh_menu(self, incoming: Incoming) -> None:
        """Who opens a link, begins anew or sends a form may have become something, and sees more from then on."""
        if incoming.spot.kind is PlaceKind.PRIVATE and may_become(incoming):
            await self._menus.refresh(int(incoming.spot.key), incoming.sender.account)

    async def _answer(self, query: CallbackQuery, toast: str | None) -> bool:
        """Answers the press; whether that was in time."""
        text = short(toast, LONGEST_TOAST) if toast else None
        try:
            await self._bot.answer_callback_query(query.id, text)
        except TelegramError as error:
            # Presses that came while we were away are answered by what the card shows.
            log.debug("a press is not answered: %s", error)
            return False
        return True

    async def _show(self, update: Update, incoming: Incoming, reply: Reply) -> None:
        chat = update.effective_chat
        if chat is None:
            return
        if incoming.spot.kind is PlaceKind.GROUP:
            # A group may be written to seldom: whoever presses or says something next must not wait for it.
            said = update.message.message_id if update.message else None
            self._begin(self._write(update, chat.id, reply, reply_to=said))
        else:
            await self._write(update, chat.id, reply, reply_to=None)

    async def _write(self, update: Update, chat: int, reply: Reply, *, reply_to: int | None) -> None:
        if (face := self._new_face(update, chat, reply)) is not None:
            await self._draw(*face)
        for message in reply.messages:
            await self._send(chat, message, reply_to=reply_to)

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
            face = Face(self._renderer.face(reply.edit), keyboard_of(reply.edit))
            return reference, face, reply.edit
        if shows_question(pressed):
            return reference, as_before(pressed), None
        return None

    async def _draw(self, reference: Reference, face: Face, message: Message | None) -> None:
        try:
            await self._writer.edit(reference, face, insist=True)
        except CannotEdit:
            if message is not None:
                await self._send(reference[0], replace(message, attachments=()))
        except TelegramError as error:
            log.warning("a card is not drawn: %s", error)
        if message is not None:
            await self._attach(reference[0], message)

    async def _send(self, chat: int, message: Message, *, reply_to: int | None = None) -> None:
        self._questions.remember(chat, message)
        pieces = self._renderer.pieces(message)
        keyboard = keyboard_of(message)
        try:
            for number, piece in enumerate(pieces, start=1):
                face = Face(piece, keyboard if number == len(pieces) else None)
                await self._writer.send(
                    chat, face, silent=message.silent, insist=True, reply_to=reply_to if number == 1 else None
                )
        except TelegramError as error:
            log.warning("an answer did not arrive: %s", error)
            return
        await self._attach(chat, message)

    async def _attach(self, chat: int, message: Message) -> None:
        try:
            for attachment in message.attachments:
                await self._writer.attach(chat, attachment, insist=True)
        except TelegramError as error:
            log.warning("what is attached to an answer did not arrive: %s", error)

    async def _ask(self, query: CallbackQuery, data: str) -> None:
        """The press before the real one: asks, or takes the question back."""
        message = query.message
        await self._answer(query, None)
        if not isinstance(message, Sent):
            return
        if data == TAKE_BACK:
            face = as_before(message)
        else:
            say = self._catalog.speaker(query.from_user.language_code)
            question = self._questions.of(message.chat.id, data) or say.line("confirm-question")
            face = asking(message, data, question, no=say.line("confirm-no"))
        await self._draw((message.chat.id, message.message_id), face, None)

    async def _turn_down(self, update: Update, unread: Unread) -> None:
        if update.callback_query is not None:
            await self._answer(update.callback_query, None)
        key = {Unread.NOT_WORDS: "only-words", Unread.NOBODY: "cannot-see-you"}.get(unread)
        if key is not None:
            user = update.effective_user
            say = self._catalog.speaker(user.language_code if user else None)
            await self._say(update, say.line(key))

    async def _say(self, update: Update, words: str) -> None:
        if update.effective_chat is not None:
            await self._send(update.effective_chat.id, Message((Text((Plain(words),)),)))

    def _begin(self, writing: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(writing)
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
