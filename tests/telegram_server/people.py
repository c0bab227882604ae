"""What people do in their clients: they write, press, reply, share, block, and come and go in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.telegram_server.methods import member
from tests.telegram_server.state import ADMINISTRATORS, Chat, Json, Query, Sent, User
from tests.telegram_server.world import BOT

if TYPE_CHECKING:
    from tests.telegram_server.server import TelegramServer

ANONYMOUS = 1087968824
"""The id under which administrators write who do not want to be seen."""

FORWARDS = 777000
"""Who forwards what a channel posts to the group that belongs to it. Telegram does not call it a bot."""


class Conversation:
    """A private chat or a group, as who reads along there sees it."""

    def __init__(self, server: TelegramServer, chat: Chat) -> None:
        self._server = server
        self.chat = chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def shown(self) -> list[Sent]:
        """What the bot has there, oldest first."""
        return [message for message in self.chat.messages.values() if message.sender == BOT]

    @property
    def last(self) -> Sent:
        return self.shown[-1]

    @property
    def screen(self) -> str:
        return "\n\n".join(message.text for message in self.shown)

    def message_with(self, words: str) -> Sent:
        """The newest with these words, anybody's. Raises LookupError."""
        for message in reversed(self.chat.messages.values()):
            if words in message.text:
                return message
        raise LookupError(f"nothing in {self.chat.title!r} says {words!r}; it says:\n{self.screen}")

    def button(self, label: str) -> tuple[Sent, Json]:
        """The newest button that is called that, or begins so, or contains it. Raises LookupError."""
        wanted = label.casefold()
        found = [(message, button) for message in reversed(self.shown) for button in message.buttons]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            for message, button in found:
                named = button["text"].casefold()
                if fits(named, wanted) or fits(named.lstrip("✅🤔❌🎉•←→ "), wanted):
                    return message, button
        there = ", ".join(button["text"] for _, button in found) or "none"
        raise LookupError(f"no button in {self.chat.title!r} is called {label!r}; there are: {there}")


class Person(Conversation):
    """Somebody with their private chat with the bot."""

    def __init__(self, server: TelegramServer, user: User) -> None:
        super().__init__(server, server.world.chats[user.id])
        self.user = user

    def writes(
        self,
        text: str,
        *,
        at: Group | None = None,
        replying_to: Sent | None = None,
        topic: int | None = None,
        **more: Any,
    ) -> int:
        """Writes, in private unless `at` names a group; the id of the update."""
        chat = (at or self).chat
        self._opens_chat(chat)
        if topic is not None:
            chat.topics.setdefault(topic, True)
        message = self._server.world.place_message(
            chat,
            self.user.id,
            text=text,
            entities=self._server.world.written(text),
            reply_to=replying_to.id if replying_to else None,
            topic=topic,
        )
        return self._server.tell("message", {**self._server.world.shown(message), **more})

    def replies(self, text: str, *, to: str, at: Group | None = None) -> int:
        """Replies to the newest message with these words."""
        return self.writes(text, at=at, replying_to=(at or self).message_with(to))

    def edits(self, words: str, text: str) -> int:
        """Changes what they wrote."""
        message = self.message_with(words)
        message.text, message.edits = text, message.edits + 1
        return self._server.tell("edited_message", self._server.world.shown(message))

    def presses(self, label: str, *, at: Group | None = None) -> Query:
        """Presses the button of that label, or what is behind a link button. Raises LookupError."""
        message, button = (at or self).button(label)
        if "url" in button:
            raise LookupError(f"{label!r} opens {button['url']}: use opens()")
        return self.presses_data(message, button["callback_data"])

    def presses_data(self, message: Sent, data: str, *, in_reach: bool = True) -> Query:
        """Presses a button, wherever it is now: old clients still show old buttons, of messages that are out of reach too."""
        world = self._server.world
        query, shown = world.new_query(world.chats[message.chat]), world.shown(message)
        self._server.tell(
            "callback_query",
            {
                "id": query.id,
                "from": self.user.to_dict(),
                "message": shown
                if in_reach
                else {"chat": shown["chat"], "message_id": message.id, "date": 0},
                "chat_instance": str(message.chat),
                "data": data,
            },
        )
        return query

    def opens(self, address: str) -> int:
        """Follows a link to the bot: the client presses Start. Raises LookupError."""
        parts = urlsplit(address)
        if (parts.netloc, parts.path) != ("t.me", f"/{self._server.world.bot.username}"):
            raise LookupError(f"{address} does not lead to the bot")
        code = parse_qs(parts.query).get("start", [""])[0]
        if len(code) > 64 or not all(c.isascii() and (c.isalnum() or c in "-_") for c in code):
            raise LookupError(f"{code!r} is nothing that a link can carry")
        return self.writes(f"/start {code}".strip())

    def link(self, label: str = "", *, at: Group | None = None) -> str:
        """The newest link or link button whose words contain that. Raises LookupError."""
        for message in reversed((at or self).shown):
            found = [(b["text"], b["url"]) for b in message.buttons if "url" in b]
            for words, url in (*message.links, *found):
                if label in words:
                    return url
        raise LookupError(f"no link says {label!r}; there is:\n{(at or self).screen}")

    def shares_location(self, latitude: float, longitude: float, *, live: bool = False) -> int:
        self._opens_chat(self.chat)
        point: Json = {"latitude": latitude, "longitude": longitude} | ({"live_period": 900} if live else {})
        message = self._server.world.place_message(
            self.chat, self.user.id, media="location", point={"location": point}
        )
        return self._server.tell("message", self._server.world.shown(message))

    def sends_sticker(self) -> int:
        self._opens_chat(self.chat)
        message = self._server.world.place_message(self.chat, self.user.id, media="sticker")
        sticker = {
            "file_id": "s1", "file_unique_id": "s1", "type": "regular", "width": 1, "height": 1,
            "is_animated": False, "is_video": False,
        }  # fmt: skip
        return self._server.tell("message", {**self._server.world.shown(message), "sticker": sticker})

    def sends_album(self, count: int, *, caption: str = "") -> None:
        """Pictures that are sent together: a message each."""
        self._opens_chat(self.chat)
        for number in range(count):
            message = self._server.world.place_message(self.chat, self.user.id, media="photo")
            words = {"caption": caption} if caption and number == 0 else {}
            photo = [{"file_id": "p1", "file_unique_id": "p1", "width": 1, "height": 1}]
            shown = self._server.world.shown(message)
            self._server.tell(
                "message", {**shown, **words, "photo": photo, "media_group_id": "14000000000000001"}
            )

    def blocks(self) -> int:
        return self._bot_becomes(self.chat, "kicked", by=self.user)

    def unblocks(self) -> int:
        return self._bot_becomes(self.chat, "member", by=self.user)

    def vanishes(self) -> None:
        """Deletes the account; nobody is told."""
        self.user.deactivated = True

    def _opens_chat(self, chat: Chat) -> None:
        if chat.kind == "private" and chat.members.get(BOT) is None:
            chat.members[BOT] = "member"

    def _bot_becomes(self, chat: Chat, status: str, *, by: User) -> int:
        return _change(self._server, chat, status, by=by)


class Group(Conversation):
    """A group, supergroup or channel."""

    def joins(self, *people: Person, status: str = "member") -> None:
        """They are in it now; `status` may be administrator or creator."""
        for person in people:
            self.chat.members[person.user.id] = status

    def adds_bot(self, by: Person, *, administrator: bool = False, may_pin: bool = False) -> int:
        self.chat.bot_may_pin = may_pin
        status = "administrator" if administrator or may_pin else "member"
        return _change(self._server, self.chat, status, by=by.user)

    def removes_bot(self, by: Person) -> int:
        return _change(self._server, self.chat, "kicked", by=by.user)

    def loses_bot(self) -> None:
        """The bot is out, and nobody tells it."""
        self.chat.members[BOT] = "kicked"

    def closes_topic(self, topic: int) -> None:
        """Nobody but administrators with that right writes there any more."""
        self.chat.topics[topic] = False

    def deletes_topic(self, topic: int) -> None:
        """With all that was said in it."""
        del self.chat.topics[topic]
        self.chat.messages = {n: one for n, one in self.chat.messages.items() if one.topic != topic}

    def upgrade(self) -> Group:
        """Becomes a supergroup, which has another id; both sides say so."""
        world = self._server.world
        new = Group(self._server, world.new_group(self.chat.title, "supergroup"))
        new.chat.members = dict(self.chat.members)
        new.chat.bot_may_pin = self.chat.bot_may_pin
        self.chat.moved_to = new.id
        old_note = world.shown(world.place_message(self.chat, None))
        new_note = world.shown(world.place_message(new.chat, None))
        someone = next(world.users[user] for user in self.chat.members if user != BOT).to_dict()
        self._server.tell("message", {**old_note, "from": someone, "migrate_to_chat_id": new.id})
        self._server.tell("message", {**new_note, "from": someone, "migrate_from_chat_id": self.id})
        return new

    def hears_anonymous(self, text: str) -> int:
        """An administrator writes who does not want to be seen."""
        world = self._server.world
        message = world.place_message(self.chat, None, text=text, entities=world.written(text))
        shown = world.shown(message)
        sender = {
            "id": ANONYMOUS,
            "is_bot": True,
            "first_name": "Group",
            "username": "GroupAnonymousBot",
        }
        return self._server.tell("message", {**shown, "from": sender, "sender_chat": self.chat.to_dict()})

    def hears_its_channel(self, text: str) -> int:
        """The channel whose group this is posts something, which Telegram forwards by itself."""
        world = self._server.world
        message = world.place_message(self.chat, None, text=text, entities=world.written(text))
        channel = {"id": -1009999999999, "type": "channel", "title": self.chat.title}
        origin = {"type": "channel", "chat": channel, "message_id": 1, "date": message.date}
        return self._server.tell(
            "message",
            {
                **world.shown(message),
                "from": {"id": FORWARDS, "is_bot": False, "first_name": "Telegram"},
                "sender_chat": channel,
                "forward_origin": origin,
                "is_automatic_forward": True,
            },
        )

    def administered_by(self, person: Person) -> bool:
        return self.chat.members.get(person.user.id) in ADMINISTRATORS


def _change(server: TelegramServer, chat: Chat, status: str, *, by: User) -> int:
    world = server.world
    before = member(world, chat, BOT)
    chat.members[BOT] = status
    return server.tell(
        "my_chat_member",
        {
            "chat": chat.to_dict(),
            "from": by.to_dict(),
            "date": world.now(),
            "old_chat_member": before,
            "new_chat_member": member(world, chat, BOT),
        },
    )
