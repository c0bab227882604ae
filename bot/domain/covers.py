"""Covers: who leads a meeting when a facilitator cannot (SPEC 2, `cover`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import BrokenRule
from bot.domain.ids import CoverId, MeetingId, PersonId
from bot.domain.meetings import Meeting

ORGANIZERS_AFTER = timedelta(hours=24)
"""The organizers hear when nobody has taken it by then …"""


class CoverIsTaken(BrokenRule):
    """Somebody leads the meeting already; `name` says who."""


@dataclass(frozen=True, slots=True)
class Cover:
    """That a facilitator cannot lead the meeting at the time that `revision` stands for, and who leads it instead."""

    id: CoverId
    meeting_id: MeetingId
    revision: int
    asked_by: PersonId
    asked_at: datetime
    taken_by: PersonId | None = None
    taken_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody is still wanted."""
        return self.taken_by is None


@dataclass(frozen=True, slots=True)
class Refusal:
    """That somebody who was asked cannot lead it either."""

    cover_id: CoverId
    person_id: PersonId
    at: datetime


def organizers_hear_at(meeting: Meeting, *, others: bool, now: datetime) -> datetime:
    """… or by half of the time that is left, if that is sooner; at once where there is no other facilitator to ask."""
    if not others:
        return now
    return now + min(ORGANIZERS_AFTER, (meeting.starts_at - now) / 2)
