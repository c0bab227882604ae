"""Has the desk answer what came, and has the answer shown: every press is answered, at once or by its card (SPEC 5)."""

import asyncio
import logging
from collections import deque
from dataclasses import replace

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Update
from telegram import Message as Sent
from telegram.error import TelegramError

from adapters.telegram.confirming import Questions, as_before, asking, is_about_asking
from adapters.telegram.inbound import Reader, Unread, update_of
from adapters.telegram.keyboard import ASKS, TAKE_BACK, label_of
from adapters.telegram.menu import OwnMenus, may_become
from adapters.telegram.pressed import answer_press
from adapters.telegram.showing import Showing
from adapters.telegram.topics import read_key
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.handlers.places import asks_for_administrators
from bot.chat.incoming import Incoming
from bot.chat.outgoing import Button, DeepLink, Message, Plain, Reply, Style, Text
from bot.chat.reception import Reception
from bot.domain.arrivals import Arrival
from bot.domain.people import PlaceKind

SOON = 1.0
"""Seconds after which a press is answered without its outcome."""

OUT_OF_REACH = 0
"""The date that stands on a message which is gone, or too old to be seen: of such a one nothing else is told."""

ALBUMS = 256
"""Albums that were turned down lately and are remembered."""

RANK_PATIENCE = 5.0
"""Seconds that Telegram may take to say who administers a group: others in it wait meanwhile."""

log = logging.getLogger(__name__)


class Answering:
    """Answers arrivals of one bot."""

    def __init__(
        self,
        bot: Bot,
        desk: Desk,
        catalog: Catalog,
        showing: Showing,
        questions: Questions,
        reader: Reader,
        menus: OwnMenus,
    ) -> None:
        self._bot = bot
        self._desk = desk
        self._catalog = catalog
        self._showing = showing
        self._questions = questions
        self._reader = reader
        self._menus = menus
        self._albums: deque[tuple[int, str]] = deque(maxlen=ALBUMS)

    async def handle(self, arrival: Arrival, reception: Reception) -> None:
        """Answers one arrival; see Reception. What it does not wait for is that the answer is shown."""
        update = update_of(arrival.payload, self._bot)
        query = update.callback_query
        if query is not None and is_about_asking(query.data):
            await reception.done(arrival)
            await self._ask(update, query, query.data)
            return
        incoming = self._reader.read(update)
        if isinstance(incoming, Unread):
            await reception.done(arrival)
            await self._turn_down(update, incoming)
            return
        in_group = incoming.spot.kind is PlaceKind.GROUP
        taking = asyncio.ensure_future(self._take(incoming, arrival, reception))
        if query is None:
            reply = self._with_what_is_not_read(update, await taking)
            await self._showing.show(update, reply, replying=in_group)
            await self._refresh_menu(incoming)
            return
        await asyncio.wait({taking}, timeout=SOON)
        in_time = taking.done() and taking.exception() is None
        if not in_time:
            await self._showing.begin(self._answer_empty(query))
        reply = await taking
        if in_time and reply.leads_to is not None:
            await self._showing.begin(self._lead(query, update, reply, reply.leads_to))
            return
        if in_time:
            await self._showing.begin(self._answer_with(query, update, reply))
        else:
            await self._say_it(update, reply)
        await self._showing.show(update, reply, replying=False)
        await self._refresh_menu(incoming)

    async def _take(self, incoming: Incoming, arrival: Arrival, reception: Reception) -> Reply:
        try:
            incoming = await self._with_rank(incoming)
        except TelegramError as error:
            log.warning("nobody can say who administers group %s: %s", incoming.spot.key, error)
            await reception.done(arrival)
            say = self._catalog.speaker(incoming.sender.language)
            return Reply(messages=[Message((Text(say("cannot-see-administrators")),))])
        return await self._desk.take(incoming, arrival=arrival.id)

    async def _with_rank(self, incoming: Incoming) -> Incoming:
        """With Telegram's word on whether the sender administers the group, where that matters. Raises TelegramError."""
        spot = incoming.spot
        if spot.kind is not PlaceKind.GROUP or not asks_for_administrators(incoming):
            return incoming
        # About others than administrators a bot is told only where it is one.
        them = await self._bot.get_chat_administrators(read_key(spot.key)[0], read_timeout=RANK_PATIENCE)
        administers = int(incoming.sender.account.user) in {member.user.id for member in them}
        return replace(incoming, spot=replace(spot, administers=administers))

    async def _answer_with(self, query: CallbackQuery, update: Update, reply: Reply) -> None:
        if not await answer_press(self._bot, query.id, toast=reply.toast):
            await self._say_it(update, reply)

    async def _lead(self, query: CallbackQuery, update: Update, reply: Reply, to: DeepLink) -> None:
        """Opens the private chat for whoever pressed, so that the others need not read of it; else the link is shown."""
        if not await answer_press(self._bot, query.id, opens=f"{self._reader.links}{to.code}"):
            await self._showing.show(update, reply, replying=False)

    async def _say_it(self, update: Update, reply: Reply) -> None:
        """The passing word as a message, where nothing else tells what came of a press."""
        if reply.toast and reply.edit is None and not reply.messages:
            await self._showing.say(update, reply.toast)

    async def _refresh_menu(self, incoming: Incoming) -> None:
        """Who opens a link, begins anew or sends a form may have become something, and sees more from then on."""
        if incoming.spot.kind is PlaceKind.PRIVATE and may_become(incoming):
            await self._showing.begin(self._menus.refresh(int(incoming.spot.key), incoming.sender.account))

    async def _answer_empty(self, query: CallbackQuery) -> None:
        await answer_press(self._bot, query.id)

    def _with_what_is_not_read(self, update: Update, reply: Reply) -> Reply:
        """The reply, and that only the words of a picture or a file were taken, lest one thinks that it was passed on."""
        message, user = update.message, update.effective_user
        if message is None or message.caption is None or self._is_more_of_an_album(update):
            return reply
        say = self._catalog.speaker(user.language_code if user else None)
        return replace(reply, messages=[*reply.messages, Message((Text(say("only-the-words")),))])

    async def _ask(self, update: Update, query: CallbackQuery, data: str) -> None:
        """The press before the real one: asks, or takes the question back."""
        message = query.message
        await self._showing.begin(self._answer_empty(query))
        if not isinstance(message, Sent):
            return
        if message.date.timestamp() == OUT_OF_REACH:
            await self._ask_anew(update, query, data)
            return
        if data == TAKE_BACK:
            face = as_before(message)
        else:
            say = self._catalog.speaker(query.from_user.language_code)
            label = label_of(message.reply_markup or InlineKeyboardMarkup([]), data)
            question = self._questions.of(message.chat.id, data)
            question = question or say.line("confirm-question", button=label)
            face = asking(message, data, question, no=say.line("confirm-no"))
        await self._showing.redraw((message.chat.id, message.message_id), face)

    async def _ask_anew(self, update: Update, query: CallbackQuery, data: str) -> None:
        """In a message of its own, where the one that was pressed cannot be seen or drawn any more."""
        if update.effective_chat is None or data == TAKE_BACK:
            return
        say = self._catalog.speaker(query.from_user.language_code)
        question = self._questions.of(update.effective_chat.id, data) or say.line("confirm-anew")
        yes = Button(say.line("confirm-yes"), data.removeprefix(ASKS), style=Style.DANGER)
        buttons = ((yes, Button(say.line("confirm-no"), TAKE_BACK)),)
        asked = Message((Text((Plain(question),)),), buttons)
        await self._showing.show(update, Reply(messages=[asked]), replying=False)

    def _is_more_of_an_album(self, update: Update) -> bool:
        """Pictures that are sent together come one by one, and are one thing to whoever sends them."""
        message = update.message
        if message is None or message.media_group_id is None:
            return False
        album = (message.chat.id, message.media_group_id)
        known = album in self._albums
        self._albums.append(album)
        return known

    async def _turn_down(self, update: Update, unread: Unread) -> None:
        if update.callback_query is not None:
            await self._showing.begin(self._answer_empty(update.callback_query))
        if self._is_more_of_an_album(update):
            return
        key = {Unread.NOT_WORDS: "only-words", Unread.NOBODY: "cannot-see-you"}.get(unread)
        if key is not None:
            user = update.effective_user
            say = self._catalog.speaker(user.language_code if user else None)
            await self._showing.say(update, say.line(key), replying=unread is Unread.NOBODY)
