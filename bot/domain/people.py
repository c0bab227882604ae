"""People, their accounts on platforms, and the places where we can write."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.ids import AccountId, PersonId, PlaceId
from bot.domain.leads import TODAY_LEAD
from bot.domain.quiet import QUIET_FROM, QUIET_UNTIL


class Platform(StrEnum):
    """Where people already are."""

    TERMINAL = "terminal"
    TELEGRAM = "telegram"
    SLACK = "slack"


@dataclass(frozen=True, slots=True)
class AccountKey:
    """Names one account: platform, workspace and user id. Telegram's workspace is the bot."""

    platform: Platform
    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone we know. `zone` is None until it is known; `named_at` is when they said what to be called.

    Quiet hours are on the clock of `zone`. `wants_today` says whether they want to hear on the day of a meeting, and
    `today_lead` how long before it begins. After `erased_at` nobody knows any more who it was: the row stays so that counts
    stay right.
    """

    id: PersonId
    name: str
    language: str
    zone: str | None
    named_at: datetime | None
    created_at: datetime
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    wants_today: bool = True
    today_lead: timedelta = TODAY_LEAD
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A person on one platform. Unreachable once the platform said so (blocked, deactivated, left).

    `linked_at` is None for the person's first account. The one that was `preferred_at` last receives.
    """

    id: AccountId
    platform: Platform
    workspace: str
    user: str
    person_id: PersonId
    unreachable_at: datetime | None
    created_at: datetime
    linked_at: datetime | None = None
    preferred_at: datetime | None = None

    @property
    def key(self) -> AccountKey:
        """What names this account on its platform."""
        return AccountKey(self.platform, self.workspace, self.user)


class PlaceKind(StrEnum):
    """A private conversation with one person, or a group or channel that others read too."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """Names one group or channel: platform, workspace and what the platform calls it.

    A part of a group that is written to by itself, such as a topic, is a place of its own: its key is the group's, a slash,
    and what the platform calls the part.
    """

    platform: Platform
    workspace: str
    key: str


@dataclass(frozen=True, slots=True)
class Place:
    """A group or channel we can write to."""

    id: PlaceId
    platform: Platform
    workspace: str
    key: str
    title: str
    unreachable_at: datetime | None
    created_at: datetime
