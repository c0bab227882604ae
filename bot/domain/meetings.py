"""Meetings: wall-clock time in the circle's zone, and the moments that follow from it (SPEC 4.24)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId, PersonId, new_id
from bot.domain.rhythm import Rhythm, days_of
from bot.domain.times import Moment, moment_on

SHORTEST, LONGEST = 15, 12 * 60
"""How long a meeting may last, in minutes."""


class MeetingHasStarted(BrokenRule):
    """The meeting has begun, so what was asked comes too late (SPEC 4.9)."""


class MeetingIsCancelled(BrokenRule):
    """The meeting is off."""


class MeetingIsInThePast(BrokenRule):
    """That time has passed already."""


class MeetingsCollide(BrokenRule):
    """The circle meets at that time already."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One gathering of a circle.

    `on`, `at` and `zone` are what people agreed; `starts_at` and `ends_at` (UTC) follow. `number` follows the order in time.
    `revision` rises when the time changes, so that an answer or a reminder belongs to one time; `moved_from_at` is the start
    before the last change. `reminder_lead` None means the circle's, `reminder_words` None the circle's standing text.
    """

    id: MeetingId
    circle_id: CircleId
    number: int
    on: date
    at: time
    zone: str
    minutes: int
    starts_at: datetime
    ends_at: datetime
    revision: int
    cancelled_at: datetime | None
    moved_from_at: datetime | None = None
    reminder_lead: timedelta | None = None
    reminder_words: str | None = None
    words_by: PersonId | None = None
    agenda: str | None = None

    @property
    def starts(self) -> Moment:
        """The start, on the circle's clock."""
        return Moment(self.starts_at, self.zone)

    @property
    def is_on(self) -> bool:
        """Whether it takes place as far as we know."""
        return self.cancelled_at is None

    def has_started(self, *, now: datetime) -> bool:
        """Whether it has begun."""
        return now >= self.starts_at

    def is_over(self, *, now: datetime) -> bool:
        """Whether it has ended."""
        return now >= self.ends_at


def schedule(circle: CircleId, rhythm: Rhythm, *, zone: str, minutes: int) -> Sequence[Meeting]:
    """The meetings of a rhythm, numbered from 1."""
    return tuple(
        _timed(
            Meeting(
                id=MeetingId(new_id()),
                circle_id=circle,
                number=number,
                on=day,
                at=rhythm.at,
                zone=zone,
                minutes=minutes,
                starts_at=moment_on(day, rhythm.at, zone),
                ends_at=moment_on(day, rhythm.at, zone),
                revision=0,
                cancelled_at=None,
            )
        )
        for number, day in enumerate(days_of(rhythm), start=1)
    )


def moved(meeting: Meeting, *, on: date, at: time, now: datetime) -> Meeting:
    """The meeting at another time; its revision rises, so answers ask to be confirmed (SPEC 4.11).

    The same time again changes nothing. Raises MeetingHasStarted, MeetingIsCancelled, MeetingIsInThePast.
    """
    ensure_ahead(meeting, now=now)
    if (on, at) == (meeting.on, meeting.at):
        return meeting
    later = _timed(
        replace(meeting, on=on, at=at, revision=meeting.revision + 1, moved_from_at=meeting.starts_at)
    )
    if later.has_started(now=now):
        raise MeetingIsInThePast(field="on", starts=later.starts)
    return later


def cancelled(meeting: Meeting, *, now: datetime) -> Meeting:
    """The meeting, off. Raises MeetingHasStarted or MeetingIsCancelled."""
    ensure_ahead(meeting, now=now)
    return replace(meeting, cancelled_at=now)


def ensure_ahead(meeting: Meeting, *, now: datetime) -> None:
    """Raises MeetingIsCancelled or MeetingHasStarted unless the meeting is still to come."""
    if not meeting.is_on:
        raise MeetingIsCancelled(number=meeting.number, starts=meeting.starts)
    if meeting.has_started(now=now):
        raise MeetingHasStarted(number=meeting.number, starts=meeting.starts)


def renumbered(meetings: Iterable[Meeting]) -> Sequence[Meeting]:
    """All meetings of one circle in the order of time, numbered from 1 (SPEC 4.13, 4.20)."""
    in_order = sorted(meetings, key=lambda meeting: (meeting.starts_at, meeting.number))
    return tuple(replace(meeting, number=number) for number, meeting in enumerate(in_order, start=1))


def _timed(meeting: Meeting) -> Meeting:
    starts_at = moment_on(meeting.on, meeting.at, meeting.zone)
    return replace(meeting, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=meeting.minutes))
