"""Users, chats and messages as Telegram knows them."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

MEMBERS = frozenset({"creator", "administrator", "member", "restricted"})
ADMINISTRATORS = frozenset({"creator", "administrator"})
GROUPS = frozenset({"group", "supergroup"})


@dataclass
class User:
    id: int
    first_name: str
    is_bot: bool = False
    username: str | None = None
    language: str | None = None
    deactivated: bool = False

    def to_dict(self) -> Json:
        found: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            found["username"] = self.username
        if self.language:
            found["language_code"] = self.language
        return found


@dataclass
class Sent:
    """A message in a chat. `text` is the caption where `media` is set."""

    id: int
    chat: int
    sender: int | None
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list[Json])
    keyboard: list[list[Json]] | None = None
    media: str | None = None
    file: tuple[str, bytes] | None = None
    point: Json | None = None
    reply_to: int | None = None
    topic: int | None = None
    silent: bool = False
    editable: bool = True
    edits: int = 0

    @property
    def buttons(self) -> list[Json]:
        return [button for row in self.keyboard or () for button in row]

    @property
    def mentions(self) -> list[str]:
        """Whom it pings: Telegram finds names after an @ by itself."""
        raw = self.text.encode("utf-16-le")
        for entity in self.entities:
            if entity["type"] in {"pre", "code"}:
                start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
                raw = raw[:start] + b" \0" * entity["length"] + raw[end:]
        return re.findall(r"(?<=\B)@(\w{2,32})(?=\b)", raw.decode("utf-16-le"), re.ASCII)

    @property
    def links(self) -> list[tuple[str, str]]:
        """The words of each link with where it leads."""
        raw = self.text.encode("utf-16-le")
        return [
            (
                raw[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"),
                e.get("url", ""),
            )
            for e in self.entities
            if e["type"] == "text_link"
        ]


@dataclass
class Chat:
    id: int
    kind: str
    title: str
    members: dict[int, str] = field(default_factory=dict[int, str])
    messages: dict[int, Sent] = field(default_factory=dict[int, Sent])
    pinned: list[int] = field(default_factory=list[int])
    moved_to: int | None = None
    mute: bool = False
    """Whether ordinary members may not write, the bot included."""
    bot_may_pin: bool = False
    topics: dict[int, bool] = field(default_factory=dict[int, bool])
    """Of a forum: its topics, and whether each is open. The general topic has no number."""
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def to_dict(self) -> Json:
        named = {"first_name": self.title} if self.kind == "private" else {"title": self.title}
        return {"id": self.id, "type": self.kind, **named}


@dataclass
class Query:
    """A press, and how it was answered: None until it is."""

    id: str
    chat: int
    too_old: bool = False
    answer: Mapping[str, Any] | None = None

    @property
    def opens(self) -> str | None:
        """The address that whoever pressed is taken to."""
        return self.answer.get("url") if self.answer is not None else None

    @property
    def toast(self) -> str | None:
        return self.answer.get("text") if self.answer is not None else None


@dataclass
class Webhook:
    url: str
    secret: str
    allowed: list[str] | None
