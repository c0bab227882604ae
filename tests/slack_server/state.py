"""What a Slack knows: people, conversations, messages, views and what it was told to do wrong."""

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.slack_server.blocks import Json

TRIGGER_LASTS = 3.0
"""Seconds in which a view can be opened with it, once."""

BOT_SCOPES = frozenset(
    [
        "app_mentions:read",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:read",
        "im:history",
        "im:write",
        "users:read",
    ]
)


class Refused(Exception):
    """An answer of Slack's with ok=false."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.answer: Json = {"ok": False, "error": code, **more}


@dataclass(frozen=True)
class Fault:
    """What goes wrong once with a call: before or after it took effect."""

    status: int = 200
    error: str = ""
    retry_after: int = 0
    seconds: float = 0
    lost: bool = False
    """The call takes effect and its reply is lost."""
    dropped: bool = False
    """The connection is closed before the call takes effect."""


@dataclass
class User:
    """One user of a workspace."""

    id: str
    name: str
    team: str
    zone: str = "Europe/Berlin"
    locale: str = "en-US"
    deleted: bool = False
    is_bot: bool = False
    is_guest: bool = False
    blocks_dms: bool = False

    def to_json(self, home: str) -> Json:
        return {
            "id": self.id, "team_id": self.team, "name": self.name.casefold(), "deleted": self.deleted,
            "real_name": self.name, "tz": self.zone, "tz_label": "", "tz_offset": 0, "locale": self.locale,
            "profile": {"real_name": self.name, "display_name": self.name, "team": self.team},
            "is_bot": self.is_bot, "is_restricted": self.is_guest, "is_ultra_restricted": False,
            "is_stranger": self.team != home, "is_app_user": False, "updated": 1,
        }  # fmt: skip


@dataclass
class Channel:
    """A channel, or with `user` the conversation of the app with one person."""

    id: str
    name: str
    members: set[str] = field(default_factory=set[str])
    user: str | None = None
    archived: bool = False
    private: bool = False
    messages: list[Json] = field(default_factory=list[Json])
    """As they are now, ephemeral ones too (with `ephemeral_for`); deleted ones are gone."""
    edits: list[str] = field(default_factory=list[str])
    """The `ts` of each edited message, once an edit."""

    def find(self, ts: str) -> Json | None:
        return next((message for message in self.messages if message["ts"] == ts), None)


@dataclass
class Trigger:
    """Lets the app open a view, once and soon."""

    user: str
    until: float
    view: str | None = None
    used: bool = False


@dataclass
class Call:
    """A call of the Web API as it came in."""

    method: str
    args: Json
    at: float
    answer: Json | None = None


@dataclass
class State:
    """All of it. `team` is the workspace's id."""

    team: str = "T0001"
    enterprise: str | None = None
    bot_user: str = "U0BOT"
    bot_id: str = "B0BOT"
    app_id: str = "A0001"
    bot_token: str = "xoxb-1-good"
    app_token: str = "xapp-1-good"
    signing_secret: str = "8f742231b10e8888abcd99yyyzzz85a5"
    scopes: set[str] = field(default_factory=lambda: set(BOT_SCOPES))
    users: dict[str, User] = field(default_factory=dict[str, User])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    views: dict[str, Json] = field(default_factory=dict[str, Json])
    stacks: dict[str, list[str]] = field(default_factory=lambda: defaultdict[str, list[str]](list))
    """The ids of the views each person has open, the topmost last."""
    homes: dict[str, Json] = field(default_factory=dict[str, Json])
    triggers: dict[str, Trigger] = field(default_factory=dict[str, Trigger])
    response_urls: dict[str, Json] = field(default_factory=dict[str, Json])
    uploads: dict[str, Json] = field(default_factory=dict[str, Json])
    files: dict[str, Json] = field(default_factory=dict[str, Json])
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict[str, deque[Fault]](deque))
    calls: list[Call] = field(default_factory=list[Call])
    token_error: str | None = None
    """Said to every call with the bot's token, such as token_revoked."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    counter: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    refusals: list[Json] = field(default_factory=list[Json])
    """Every answer with ok=false, with its method."""
    most_per_second: float | None = None
    """Messages a channel takes in a second, on the average of a few; None for as many as come."""
    arrivals: dict[str, list[float]] = field(default_factory=lambda: defaultdict[str, list[float]](list))

    def next_id(self, letter: str) -> str:
        return f"{letter}{next(self.counter):08d}"

    def next_ts(self) -> str:
        return f"17000{next(self.counter):05d}.000100"

    def tell(self) -> None:
        """Something has changed: wakes whoever waits for it."""
        self.changed.set()
        self.changed = asyncio.Event()

    async def until(self, holds: Callable[[], Any], *, within: float = 10.0) -> Any:
        """Waits until it holds and returns what it gave. Raises AssertionError."""
        end = asyncio.get_running_loop().time() + within
        while not (result := holds()):
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                raise AssertionError(f"it did not happen within {within} s; calls: {self.called()[-12:]}")
            try:
                await asyncio.wait_for(self.changed.wait(), min(left, 0.5))
            except TimeoutError:
                continue
        return result

    def called(self, method: str = "") -> list[str]:
        """The methods that were called, in order."""
        return [call.method for call in self.calls if method in call.method]

    def fails(self, method: str, *faults: Fault) -> None:
        """The next calls of the method go wrong like this, one after the other."""
        self.faults[method].extend(faults)

    def new_user(self, name: str, **more: Any) -> User:
        user = User(self.next_id("U"), name, more.pop("team", self.team), **more)
        self.users[user.id] = user
        return user

    def new_channel(self, name: str, *members: str, with_bot: bool = True, private: bool = False) -> Channel:
        channel = Channel(self.next_id("C"), name.lstrip("#"), set(members), private=private)
        if with_bot:
            channel.members.add(self.bot_user)
        self.channels[channel.id] = channel
        return channel

    def dm(self, user: str) -> Channel:
        """The app's conversation with that person; made when it is not there."""
        for channel in self.channels.values():
            if channel.user == user:
                return channel
        channel = Channel(self.next_id("D"), "", {user, self.bot_user}, user=user)
        self.channels[channel.id] = channel
        return channel

    def new_trigger(self, user: str, *, view: str | None = None) -> str:
        trigger = f"{next(self.counter)}.{self.team}.trigger"
        self.triggers[trigger] = Trigger(user, asyncio.get_running_loop().time() + TRIGGER_LASTS, view)
        return trigger

    def take_trigger(self, trigger: Any) -> Trigger:
        found = self.triggers.get(trigger)
        if found is None:
            raise Refused("invalid_trigger_id")
        if found.used:
            raise Refused("exchanged_trigger_id")
        if asyncio.get_running_loop().time() > found.until:
            raise Refused("expired_trigger_id")
        found.used = True
        return found


def decoded(value: Any) -> Any:
    """Form-encoded calls carry objects as JSON."""
    if isinstance(value, str) and value[:1] in "[{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
