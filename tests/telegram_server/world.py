"""All that Telegram keeps: users, chats, the updates that wait for the bot, and what the bot has set."""

import itertools
from collections.abc import Callable
from typing import Any

from tests.telegram_server.errors import bad, forbidden
from tests.telegram_server.rules import units
from tests.telegram_server.state import ADMINISTRATORS, GROUPS, MEMBERS, Chat, Json, Query, Sent, User

BOT = 4242
PATIENCE_FOR_QUERIES = 15


class World:
    """Nothing here awaits: each call is one moment. `now` tells Unix time."""

    def __init__(self, now: Callable[[], int]) -> None:
        self.now = now
        self.bot = User(BOT, "Circle Bot", is_bot=True, username="circle_test_bot")
        self.users: dict[int, User] = {BOT: self.bot}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.settings: dict[tuple[str, ...], Any] = {}
        self.updates: list[Json] = []
        """What waits, oldest first."""
        self.update_ids = itertools.count(700_000_001)
        self._user_ids = itertools.count(5_000_000_001)
        self._group_ids = itertools.count(1)
        self._query_ids = itertools.count(880_000_001)

    def new_user(self, name: str, language: str | None) -> User:
        user = User(next(self._user_ids), name, language=language)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", name, {user.id: "member"})
        return user

    def new_group(self, title: str, kind: str) -> Chat:
        number = next(self._group_ids)
        chat_id = -(1_000_000_000_000 + number) if kind in {"supergroup", "channel"} else -number - 900
        chat = Chat(chat_id, kind, title)
        self.chats[chat_id] = chat
        return chat

    def tell(self, kind: str, payload: Json) -> int:
        """Puts an update in line for the bot; its id."""
        number = next(self.update_ids)
        self.updates.append({"update_id": number, kind: payload})
        return number

    def place_message(self, chat: Chat, sender: int | None, **given: Any) -> Sent:
        message = Sent(next(chat.numbers), chat.id, sender, self.now(), **given)
        chat.messages[message.id] = message
        return message

    def shown(self, message: Sent, *, deep: bool = True) -> Json:
        """The message as the Bot API tells of it."""
        chat = self.chats[message.chat]
        found: Json = {"message_id": message.id, "date": message.date, "chat": chat.to_dict()}
        if message.sender is not None:
            found["from"] = self.users[message.sender].to_dict()
        if message.edits:
            found["edit_date"] = self.now()
        words, marks = ("caption", "caption_entities") if message.media else ("text", "entities")
        if message.text:
            found[words] = message.text
        if message.entities:
            found[marks] = message.entities
        if message.point is not None:
            found.update(message.point)
        if message.file is not None and message.media == "document":
            found["document"] = self._file(message)
        if message.file is not None and message.media == "photo":
            found["photo"] = [{**self._file(message), "width": 90, "height": 90}]
        if message.keyboard:
            found["reply_markup"] = {"inline_keyboard": message.keyboard}
        if message.topic is not None:
            found |= {"message_thread_id": message.topic, "is_topic_message": True}
        if deep and message.reply_to in chat.messages:
            found["reply_to_message"] = self.shown(chat.messages[message.reply_to], deep=False)
        return found

    def _file(self, message: Sent) -> Json:
        name, content = message.file or ("", b"")
        unique = f"f{message.chat}x{message.id}"
        return {"file_id": unique, "file_unique_id": unique, "file_name": name, "file_size": len(content)}

    def written(self, text: str) -> list[Json]:
        """The entities that Telegram finds by itself in what people write."""
        word = text.split(maxsplit=1)[0] if text.startswith("/") and len(text) > 1 else ""
        return [{"type": "bot_command", "offset": 0, "length": units(word)}] if word else []

    def new_query(self, chat: Chat) -> Query:
        query = Query(str(next(self._query_ids)), chat.id)
        self.queries[query.id] = query
        return query

    def chat_for_sending(self, given: Any) -> Chat:
        """Where the bot may write. Raises ApiError."""
        chat = self.chat(given)
        if chat.kind == "private":
            return self._open_private(chat)
        if chat.moved_to is not None:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
        status = chat.members.get(BOT, "left")
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if status not in MEMBERS:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        if chat.mute and status not in ADMINISTRATORS:
            raise bad("not enough rights to send text messages to the chat")
        return chat

    def _open_private(self, chat: Chat) -> Chat:
        if self.users[chat.id].deactivated:
            raise forbidden("user is deactivated")
        if chat.members.get(BOT) == "kicked":
            raise forbidden("bot was blocked by the user")
        if chat.members.get(BOT) not in MEMBERS:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def chat(self, given: Any) -> Chat:
        """Raises ApiError where the bot knows of no such chat."""
        if given in (None, ""):
            raise bad("chat_id is empty")
        try:
            found = self.chats.get(int(given))
        except ValueError:
            found = None
        if found is None or (found.kind in GROUPS and BOT not in found.members):
            raise bad("chat not found")
        return found

    def message(self, chat: Chat, given: Any, to_do: str) -> Sent:
        found = chat.messages.get(int(given or 0))
        if found is None:
            raise bad(f"message to {to_do} not found")
        return found
