"""What Telegram tells, as what comes in at the desk."""

import json
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from telegram import Bot, CallbackQuery, Chat, ChatMember, ChatMemberUpdated, MessageEntity, Update, User
from telegram import Message as Given

from adapters.telegram.confirming import is_about_asking
from adapters.telegram.keyboard import is_asked_above
from adapters.telegram.topics import key_of, topic_of
from bot.chat.catalog import Catalog
from bot.chat.incoming import (
    Change,
    Command,
    Incoming,
    Located,
    Opened,
    Pressed,
    Reach,
    Said,
    Screen,
    Sender,
    Spot,
)
from bot.chat.plain_words import read_answer
from bot.domain.people import AccountKey, PlaceKind, Platform

ALLOWED = ("message", "callback_query", "my_chat_member")
"""The kinds of updates that we ask for. Edited messages are not among them: what was said was said."""

_GROUPS = frozenset({Chat.GROUP, Chat.SUPERGROUP})
_OUT = frozenset({ChatMember.LEFT, ChatMember.BANNED})


_LOOKS = frozenset({"from", "text", "entities", "reply_markup", "reply_to_message"})
"""Of a message of ours that was pressed, what does not matter unless a question stands on it or is asked."""

_WHICH = frozenset({"message_id", "date", "chat", "from"})
"""Of a message that is replied to, what says which one it is: the rest is nobody's business, and need not be readable."""


class Unread(Enum):
    """What is no turn of a conversation."""

    NOTHING = auto()
    """Nobody expects an answer."""
    NOT_WORDS = auto()
    """A sticker, a picture or the like, in private."""
    NOBODY = auto()
    """A command of somebody who hides behind the group."""


def update_of(payload: str, bot: Bot) -> Update:
    """The update. Of a message whose button was pressed without its looks, which the library takes long to read; of one that
    is replied to only which it is.
    """
    told: dict[str, Any] = json.loads(payload)
    pressed: dict[str, Any] = told.get("callback_query") or {}
    message: dict[str, Any] | None = pressed.get("message")
    if message and not is_about_asking(pressed.get("data")) and not is_asked_above(message):
        pressed["message"] = {name: given for name, given in message.items() if name not in _LOOKS}
    said: dict[str, Any] = told.get("message") or {}
    replied: dict[str, Any] | None = said.get("reply_to_message")
    if replied:
        said["reply_to_message"] = {name: given for name, given in replied.items() if name in _WHICH}
    return Update.de_json(told, bot)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads updates for one bot. `links` is how a deep link begins."""

    bot_id: int
    bot_name: str
    links: str
    catalog: Catalog

    def read(self, update: Update) -> Incoming | Unread:
        """What the update means."""
        if update.callback_query is not None:
            return self._pressed(update.callback_query)
        if update.my_chat_member is not None:
            return self._reach(update.my_chat_member)
        if update.message is not None:
            return self._message(update.message)
        return Unread.NOTHING

    def moved(self, old: int, new: int) -> Reach:
        """A group of which we find that it has another id."""
        account = AccountKey(Platform.TELEGRAM, str(self.bot_id), str(self.bot_id))
        spot = Spot(PlaceKind.GROUP, str(old))
        return Reach(sender=Sender(account, self.bot_name), spot=spot, change=Change.MOVED, new_key=str(new))

    def _message(self, message: Given) -> Incoming | Unread:
        chat, user = message.chat, message.from_user
        if message.migrate_to_chat_id is not None:
            return self.moved(chat.id, message.migrate_to_chat_id)
        if chat.type != Chat.PRIVATE and chat.type not in _GROUPS:
            return Unread.NOTHING
        if message.is_automatic_forward:
            # A post of the channel whose group this is: a name stands above it, and nobody said it here.
            return Unread.NOTHING
        if user is None or user.is_bot:
            is_asked = chat.type in _GROUPS and self._verb(message) is not None
            return Unread.NOBODY if is_asked and message.sender_chat is not None else Unread.NOTHING
        sender, spot = self._sender(user), self._spot(chat, topic_of(message))
        if message.text is not None:
            return self._text(message, message.text, sender, spot)
        if chat.type != Chat.PRIVATE or message.migrate_from_chat_id is not None:
            return Unread.NOTHING
        if message.location is not None:
            if "live_period" in message.location.to_dict():
                return Unread.NOTHING
            return Located(
                sender=sender,
                spot=spot,
                latitude=message.location.latitude,
                longitude=message.location.longitude,
            )
        if message.caption:
            return Said(sender=sender, spot=spot, text=message.caption, reply_to=self._reply_to(message))
        return Unread.NOT_WORDS if message.effective_attachment is not None else Unread.NOTHING

    def _text(self, message: Given, text: str, sender: Sender, spot: Spot) -> Incoming | Unread:
        reply_to = self._reply_to(message)
        if (found := self._verb(message)) is not None:
            verb, rest = found
            if verb == "start" and rest:
                return Opened(sender=sender, spot=spot, screen=Screen.LINK, code=rest)
            return Command(sender=sender, spot=spot, verb=verb, rest=rest, reply_to=reply_to)
        if self._is_for_another(message):
            return Unread.NOTHING
        if spot.kind is PlaceKind.GROUP and reply_to is None:
            words = self._without_name(text)
            say = self.catalog.speaker(sender.language)
            # What people say among themselves is not for us, but "yes" may answer what we asked there.
            if words == text and read_answer(text, say) is None:
                return Unread.NOTHING
            return Said(sender=sender, spot=spot, text=words)
        return Said(sender=sender, spot=spot, text=text, reply_to=reply_to)

    def _verb(self, message: Given) -> tuple[str, str] | None:
        """The command that the message begins with, and the rest; None where there is none for us."""
        if not self._begins_with_command(message):
            return None
        word, *rest = (message.text or "").split(maxsplit=1)
        verb, _, whose = word[1:].partition("@")
        if whose and whose.casefold() != self.bot_name.casefold():
            return None
        return verb.casefold(), rest[0].strip() if rest else ""

    def _is_for_another(self, message: Given) -> bool:
        return self._begins_with_command(message)

    def _begins_with_command(self, message: Given) -> bool:
        return any(e.type == MessageEntity.BOT_COMMAND and e.offset == 0 for e in message.entities)

    def _without_name(self, text: str) -> str:
        name = f"@{self.bot_name}".casefold()
        return text[len(name) :].strip() if text.casefold().startswith(name) else text

    def _reply_to(self, message: Given) -> str | None:
        replied = message.reply_to_message
        if replied is None or replied.from_user is None or replied.from_user.id != self.bot_id:
            return None
        return f"{message.chat.id}:{replied.message_id}"

    def _pressed(self, query: CallbackQuery) -> Incoming | Unread:
        if query.message is None or query.data is None or query.from_user.is_bot:
            return Unread.NOTHING
        chat = query.message.chat
        return Pressed(
            sender=self._sender(query.from_user),
            spot=self._spot(chat, topic_of(query.message)),
            button=query.data,
            card=f"{chat.id}:{query.message.message_id}",
        )

    def _reach(self, changed: ChatMemberUpdated) -> Incoming | Unread:
        was_out = changed.old_chat_member.status in _OUT
        is_out = changed.new_chat_member.status in _OUT
        if was_out == is_out or changed.chat.type == Chat.CHANNEL:
            return Unread.NOTHING
        return Reach(
            sender=self._sender(changed.from_user),
            spot=self._spot(changed.chat),
            change=Change.LOST if is_out else Change.GAINED,
        )

    def _sender(self, user: User) -> Sender:
        account = AccountKey(Platform.TELEGRAM, str(self.bot_id), str(user.id))
        return Sender(account, user.full_name, user.language_code)

    def _spot(self, chat: Chat, topic: int | None = None) -> Spot:
        private = chat.type == Chat.PRIVATE
        return Spot(
            PlaceKind.PRIVATE if private else PlaceKind.GROUP,
            str(chat.id) if private else key_of(chat.id, topic),
            (chat.full_name if private else chat.title) or "",
            links=f"{self.links}{{code}}",
            grids=True,
        )
