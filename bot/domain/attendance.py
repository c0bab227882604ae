"""Who came to a meeting: as a facilitator says afterwards, and as people check in at the table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import BrokenRule
from bot.domain.ids import MeetingId, PersonId
from bot.domain.meetings import Meeting, ensure_is_on

MOST_PRESENT = 200
"""The most people that can have come to one meeting (SPEC 4.22)."""

CHECK_IN_BEFORE, CHECK_IN_AFTER = timedelta(hours=1), timedelta(hours=2)
"""Checking in is open from so long before the start until so long after the end."""


class CheckInIsNotOpen(BrokenRule):
    """It is too early to check in."""


class CheckInIsOver(BrokenRule):
    """It is too late to check in."""


class CheckInUnknown(BrokenRule):
    """No meeting has that code, or its code was replaced."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came, the last word of those who run the circle. `total` is the number of `people` where these are known."""

    meeting_id: MeetingId
    total: int
    people: tuple[PersonId, ...]
    saved_by: PersonId
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class CheckIn:
    """That a learner opened the code at the table."""

    meeting_id: MeetingId
    person_id: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class CheckInCode:
    """The code that a facilitator shows at the table, kept only as its hash; a new one of theirs replaces it."""

    meeting_id: MeetingId
    made_by: PersonId
    code_hash: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Turnout:
    """What usually becomes of a yes: so many of those who `said` it `came`."""

    came: int
    said: int


def ensure_check_in_open(meeting: Meeting, *, now: datetime) -> None:
    """Raises MeetingIsCancelled, CheckInIsNotOpen or CheckInIsOver unless people can check in now."""
    ensure_is_on(meeting)
    if now < meeting.starts_at - CHECK_IN_BEFORE:
        raise CheckInIsNotOpen(number=meeting.number, starts=meeting.starts)
    if now >= meeting.ends_at + CHECK_IN_AFTER:
        raise CheckInIsOver(number=meeting.number, starts=meeting.starts)


def usual_turnout(meetings: Iterable[tuple[set[PersonId], set[PersonId]]]) -> Turnout | None:
    """From who said yes and who came, meeting by meeting: the means, rounded; None with fewer than two, or no yes at all."""
    pairs = list(meetings)
    said = sum(len(yes) for yes, _ in pairs)
    if len(pairs) < 2 or not said:
        return None
    kept = sum(len(yes & came) for yes, came in pairs)
    mean = max(1, round(said / len(pairs)))
    return Turnout(came=round(kept / said * mean), said=mean)
