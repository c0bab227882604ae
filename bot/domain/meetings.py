"""Meetings: wall-clock time in the circle's zone, and the moments that follow from it (SPEC 4.24)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.circles import Circle
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, MeetingId, PersonId, new_id
from bot.domain.rhythm import Rhythm, days_of
from bot.domain.times import Moment, is_skipped, moment_on

SHORTEST, LONGEST = 15, 12 * 60
"""How long a meeting may last, in minutes."""


class MeetingHasStarted(BrokenRule):
    """The meeting has begun, so what was asked comes too late (SPEC 4.9)."""


class MeetingHasMoved(BrokenRule):
    """The answer was meant for a time that is no longer the meeting's (SPEC 4.10)."""


class MeetingIsCancelled(BrokenRule):
    """The meeting is off."""


class MeetingDidNotHappen(BrokenRule):
    """It turned out that the meeting had not taken place."""


class MeetingIsInThePast(BrokenRule):
    """That time has passed already."""


class MeetingsCollide(BrokenRule):
    """The circle meets at that time already."""


class MeetingIsOn(BrokenRule):
    """It takes place anyway."""


class MeetingHasChanged(BrokenRule):
    """Somebody has changed it since it was looked at (SPEC 4.32)."""


class HourIsSkipped(BrokenRule):
    """The clocks go forward over that time in that night (SPEC 4.24, 4.26)."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One gathering of a circle.

    `on`, `at` and `zone` are what people agreed; `starts_at` and `ends_at` (UTC) follow. `number` follows the order in time.
    `revision` rises when the time changes, so that an answer or a reminder belongs to one time; `moved_from_at` is the start
    before the last change. `reminder_lead` None means the circle's, `reminder_words` None the circle's standing text, and
    `place` and `link` None the circle's too. `sequence` rises with every change and never falls; a new time takes its revision
    from it, so that no revision ever stands for two times. A meeting that was called off after its end did not happen.
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
    place: str | None = None
    link: str | None = None
    sequence: int = 0

    @property
    def starts(self) -> Moment:
        """The start, on the circle's clock."""
        return Moment(self.starts_at, self.zone)

    @property
    def is_on(self) -> bool:
        """Whether it takes place as far as we know."""
        return self.cancelled_at is None

    @property
    def did_not_happen(self) -> bool:
        """Whether it turned out after its end that it had not taken place."""
        return self.cancelled_at is not None and self.cancelled_at >= self.ends_at

    def has_started(self, *, now: datetime) -> bool:
        """Whether it has begun."""
        return now >= self.starts_at

    def is_over(self, *, now: datetime) -> bool:
        """Whether it has ended."""
        return now >= self.ends_at


def schedule(circle: CircleId, rhythm: Rhythm, *, zone: str, minutes: int) -> Sequence[Meeting]:
    """The meetings of a rhythm, numbered from 1. Raises HourIsSkipped when its first day has no such time."""
    days = days_of(rhythm)
    ensure_hour_exists(days[0], rhythm.at, zone)
    return tuple(
        _new(circle, number, day, rhythm.at, zone=zone, minutes=minutes)
        for number, day in enumerate(days, start=1)
    )


def moved(meeting: Meeting, *, on: date, at: time, now: datetime) -> Meeting:
    """The meeting at another time; its revision rises, so answers ask to be confirmed (SPEC 4.11).

    The same time again changes nothing. Raises MeetingHasStarted, MeetingIsCancelled, MeetingIsInThePast, HourIsSkipped.
    """
    ensure_ahead(meeting, now=now)
    if (on, at) == (meeting.on, meeting.at):
        return meeting
    ensure_hour_exists(on, at, meeting.zone)
    sequence = _next(meeting)
    later = timed(
        replace(meeting, on=on, at=at, revision=sequence, sequence=sequence, moved_from_at=meeting.starts_at)
    )
    if later.has_started(now=now):
        raise MeetingIsInThePast(field="on", starts=later.starts)
    return later


def in_zone(meeting: Meeting, zone: str) -> Meeting:
    """The meeting at the same time on the clocks of another zone, which is a move where these show another time now."""
    sequence = _next(meeting)
    there = timed(replace(meeting, zone=zone, sequence=sequence))
    if there.starts_at == meeting.starts_at:
        return there
    return replace(there, revision=sequence, moved_from_at=meeting.starts_at)


def cancelled(meeting: Meeting, *, now: datetime) -> Meeting:
    """The meeting, off. Raises MeetingHasStarted or MeetingIsCancelled."""
    ensure_ahead(meeting, now=now)
    return replace(meeting, cancelled_at=now, sequence=_next(meeting))


def not_held(meeting: Meeting, *, now: datetime) -> Meeting:
    """The meeting, which is over, as one that did not happen. Raises as ensure_is_on does."""
    ensure_is_on(meeting)
    return replace(meeting, cancelled_at=now, sequence=_next(meeting))


def on_again(meeting: Meeting, *, now: datetime) -> Meeting:
    """A cancelled meeting, on again; its revision rises. One that "did not happen" did, and its answers stand.

    Raises MeetingIsOn, or MeetingHasStarted when its time has passed.
    """
    if meeting.is_on:
        raise MeetingIsOn(number=meeting.number, starts=meeting.starts)
    sequence = _next(meeting)
    if meeting.did_not_happen:
        return replace(meeting, cancelled_at=None, sequence=sequence)
    if meeting.has_started(now=now):
        raise MeetingHasStarted(number=meeting.number, starts=meeting.starts)
    return replace(meeting, cancelled_at=None, revision=sequence, sequence=sequence)


def detailed(meeting: Meeting, *, place: str | None, link: str | None, agenda: str | None) -> Meeting:
    """The meeting with another place, link or agenda; unchanged when they are the same."""
    if (place, link, agenda) == (meeting.place, meeting.link, meeting.agenda):
        return meeting
    return replace(meeting, place=place, link=link, agenda=agenda, sequence=_next(meeting))


def one_more(
    circle: Circle, *, on: date, at: time, zone: str, minutes: int, number: int, now: datetime
) -> Meeting:
    """A new meeting of the circle. Raises MeetingIsInThePast or HourIsSkipped."""
    ensure_hour_exists(on, at, zone)
    made = _new(circle.id, number, on, at, zone=zone, minutes=minutes)
    if made.has_started(now=now):
        raise MeetingIsInThePast(field="on", starts=made.starts)
    return made


def place_of(circle: Circle, meeting: Meeting | None) -> str | None:
    """Where they meet: the meeting's own place, else the circle's."""
    return (meeting.place if meeting else None) or circle.place


def link_of(circle: Circle, meeting: Meeting | None) -> str | None:
    """Where they meet online: the meeting's own link, else the circle's."""
    return (meeting.link if meeting else None) or circle.link


def ensure_hour_exists(on: date, at: time, zone: str) -> None:
    """Raises HourIsSkipped when the clocks of the zone go forward over that time."""
    if is_skipped(on, at, zone):
        raise HourIsSkipped(
            field="at", at=f"{at:%H:%M}", day=on, instead=Moment(moment_on(on, at, zone), zone)
        )


def ensure_unchanged(meeting: Meeting, seen: int | None) -> None:
    """Raises MeetingHasChanged unless the meeting is as it was when its `sequence` was `seen`; None never saw it."""
    if seen is not None and seen != meeting.sequence:
        raise MeetingHasChanged(number=meeting.number, starts=meeting.starts)


def ensure_is_on(meeting: Meeting) -> None:
    """Raises MeetingIsCancelled or MeetingDidNotHappen unless it takes place, or did."""
    if meeting.did_not_happen:
        raise MeetingDidNotHappen(number=meeting.number, starts=meeting.starts)
    if not meeting.is_on:
        raise MeetingIsCancelled(number=meeting.number, starts=meeting.starts)


def ensure_ahead(meeting: Meeting, *, now: datetime) -> None:
    """Raises MeetingHasStarted, or as ensure_is_on does, unless the meeting is still to come."""
    ensure_is_on(meeting)
    if meeting.has_started(now=now):
        raise MeetingHasStarted(number=meeting.number, starts=meeting.starts)


def renumbered(meetings: Iterable[Meeting]) -> Sequence[Meeting]:
    """All meetings of one circle in the order of time, numbered from 1 (SPEC 4.13, 4.20)."""
    in_order = sorted(meetings, key=lambda meeting: (meeting.starts_at, meeting.number))
    return tuple(replace(meeting, number=number) for number, meeting in enumerate(in_order, start=1))


def timed(meeting: Meeting) -> Meeting:
    """The meeting with the moments that follow from its wall-clock time."""
    starts_at = moment_on(meeting.on, meeting.at, meeting.zone)
    return replace(meeting, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=meeting.minutes))


def _new(circle: CircleId, number: int, on: date, at: time, *, zone: str, minutes: int) -> Meeting:
    start = moment_on(on, at, zone)
    return Meeting(
        id=MeetingId(new_id()),
        circle_id=circle,
        number=number,
        on=on,
        at=at,
        zone=zone,
        minutes=minutes,
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
        revision=0,
        cancelled_at=None,
    )


def _next(meeting: Meeting) -> int:
    return max(meeting.sequence, meeting.revision) + 1
