"""Relays: words that go between a learner and those who facilitate the circle (SPEC 4.30)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId, PersonId, RelayId
from bot.domain.meetings import Meeting

LONGEST_RELAY = 4000
"""Characters of what is passed on at once."""

RELAY_FOR = timedelta(days=7)
"""For how long words are of use to whom they are for."""

LATE_FROM = timedelta(hours=6)
"""So long before a meeting one can begin to run late for it."""


class LateIsForTheDay(BrokenRule):
    """One runs late on the day of a meeting, until its end."""


class RecipientHasLeft(BrokenRule):
    """`name` is not in the circle any more, so nothing is passed on to them."""


class RelayKind(StrEnum):
    """What is passed on."""

    WORDS = "words"
    LATE = "late"
    """Somebody runs late for a meeting; once a meeting and person."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Something that was said, to be passed on in a circle.

    `to_person` is a learner; None means the circle's facilitators. `answers` is the relay that it answers. `meeting_id` is set
    just when somebody runs late; then `text` may be empty.
    """

    id: RelayId
    circle_id: CircleId
    from_person: PersonId
    to_person: PersonId | None
    kind: RelayKind
    meeting_id: MeetingId | None
    text: str
    answers: RelayId | None
    said_at: datetime


def can_run_late(meeting: Meeting, *, now: datetime) -> bool:
    """Whether it is the time at which people run late for the meeting."""
    return meeting.is_on and meeting.starts_at - LATE_FROM <= now < meeting.ends_at
