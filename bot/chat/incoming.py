"""What comes in: one of eight things that happen on a platform, each from someone, somewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.ids import DraftId
from bot.domain.people import AccountKey, PlaceKind

Values = Mapping[str, str | tuple[str, ...]]
"""What a form holds, by field key, as typed or picked: text for one, a tuple for several."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who: an account, with what its platform tells about the person."""

    account: AccountKey
    name: str
    language: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: a private conversation or a group, by the platform's own key.

    `asks` says that forms are asked one question at a time here; otherwise they are shown whole. `links` is how a deep link
    is written here, with `{code}` in the place of its code; empty where it can only be typed. `administers` is the platform's
    word on whether the sender administers the group, None where that was not asked. `grids` says that there is room for a
    month or the hours of a day as buttons. `invite` is what has to be typed there before we can write; empty where we can.
    """

    kind: PlaceKind
    key: str
    title: str = ""
    asks: bool = True
    links: str = ""
    administers: bool | None = None
    grids: bool = False
    invite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What every one of them has."""

    sender: Sender
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Incoming):
    """A verb with what was typed after it: `/rsvp no sick`; `reply_to` as in Said."""

    verb: str
    rest: str = ""
    reply_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Incoming):
    """Plain words; `reply_to` is the reference of the message they answer, if they answer one."""

    text: str
    reply_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed(Incoming):
    """A button; `card` is the reference of the message that bears it."""

    button: str
    card: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Incoming):
    """A field of an open form that is shown whole; `values` is what all of its fields hold now."""

    draft: DraftId
    revision: int
    changed: str
    values: Values = field(default_factory=dict[str, str | tuple[str, ...]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(Incoming):
    """A whole form."""

    draft: DraftId
    revision: int
    values: Values = field(default_factory=dict[str, str | tuple[str, ...]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Located(Incoming):
    """A shared location, in degrees."""

    latitude: float
    longitude: float


class Screen(StrEnum):
    """What someone can open besides a conversation."""

    HOME = "home"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Incoming):
    """The hub, or a deep link with its code."""

    screen: Screen
    code: str = ""


class Change(StrEnum):
    """How the way to an account or a place changed."""

    GAINED = "gained"
    LOST = "lost"
    MOVED = "moved"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Incoming):
    """The bot was unblocked or added, blocked or removed, or the place has a new key.

    A person is renamed when the platform tells anew who they are; `was` is what it told before, where that is known.
    """

    change: Change
    new_key: str | None = None
    was: Sender | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Incoming):
    """The conversation is taken up again, after a restart or by whoever speaks now: what is still asked is shown again."""
