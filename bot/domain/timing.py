"""When each kind of post is due and from when on it is of no use (SPEC 3). All moments are UTC; leads are wall-clock time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.leads import TODAY_LEAD
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.domain.quiet import quiet_ends
from bot.domain.teams import Team
from bot.domain.times import moment_on, wall_clock_before, zone_named
from bot.domain.weeks import Week, week_at

PREVIEW_LEAD = timedelta(days=2)
"""The preview goes to the facilitators this long before the reminder."""

NUDGE_LEAD = timedelta(hours=24)
"""The nudge goes out this long before the meeting …"""

NUDGE_AFTER_REMINDER = timedelta(hours=12)
"""… if the reminder is at least this old."""

HOW_WAS_IT_AFTER = timedelta(minutes=15)
"""*How was it* goes out this long after the end."""

AGAIN_AT, AGAIN_AFTER = time(9, 0), timedelta(hours=6)
"""It is asked once more at this time, at least so long after the first."""

FEEDBACK_UNTIL = time(12, 0)
"""No feedback is asked for after this time of the day on which it is asked once more."""

GOAL_CHECK_AT = time(10, 0)
"""Goals are asked about at this time of the day after the meeting …"""

GOAL_CHECK_FOR = timedelta(days=7)
"""… and for so long."""

WRAP_UP_AFTER = timedelta(days=2)
"""The wrap-up goes out so long after the end of the last meeting …"""

WRAP_UP_FOR = timedelta(days=7)
"""… and is of use for so long."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When posts of one plan are due and from when on they are of no use (UTC)."""

    due_at: datetime
    useless_at: datetime


def reminder_timing(meeting: Meeting, *, lead: timedelta, previous_end: datetime | None) -> Timing:
    """The lead before the start on the wall clock, never before the previous meeting has ended; until the start.

    A previous meeting that is still going on when this one starts does not hold it back.
    """
    due_at = wall_clock_before(meeting.starts_at, lead, meeting.zone)
    if previous_end is not None and previous_end < meeting.starts_at:
        due_at = max(due_at, previous_end)
    return Timing(due_at, meeting.starts_at)


def preview_timing(meeting: Meeting, reminder: Timing) -> Timing:
    """Two days before the reminder; until the reminder goes out."""
    return Timing(wall_clock_before(reminder.due_at, PREVIEW_LEAD, meeting.zone), reminder.due_at)


def nudge_timing(meeting: Meeting, reminder: Timing) -> Timing | None:
    """24 hours before, until *today* asks anyway; None when the reminder is not 12 hours older."""
    due_at = wall_clock_before(meeting.starts_at, NUDGE_LEAD, meeting.zone)
    if due_at < reminder.due_at + NUDGE_AFTER_REMINDER:
        return None
    return Timing(due_at, today_timing(meeting).due_at)


def today_timing(meeting: Meeting, lead: timedelta = TODAY_LEAD) -> Timing:
    """So long before the start; until the start."""
    return Timing(wall_clock_before(meeting.starts_at, lead, meeting.zone), meeting.starts_at)


def today_for(meeting: Meeting, person: Person) -> datetime:
    """When that person hears of the meeting on its day: at their own lead; if it is quiet then, no sooner than others do."""
    due, usual = today_timing(meeting, person.today_lead).due_at, today_timing(meeting).due_at
    zone = person.zone or meeting.zone
    ends = quiet_ends(due, start=person.quiet_from, end=person.quiet_until, zone=zone)
    return due if ends is None or due >= usual else min(ends, usual)


def feedback_timing(meeting: Meeting) -> Timing:
    """15 minutes after the end; until the noon after it is asked once more."""
    again = _again_at(meeting)
    noon = moment_on(again.astimezone(zone_named(meeting.zone)).date(), FEEDBACK_UNTIL, meeting.zone)
    return Timing(meeting.ends_at + HOW_WAS_IT_AFTER, noon)


def feedback_again_timing(meeting: Meeting) -> Timing:
    """The first 9:00 that is at least 6 hours after the first time; until noon."""
    return Timing(_again_at(meeting), feedback_timing(meeting).useless_at)


def goal_check_timing(meeting: Meeting, off: Sequence[Meeting] = ()) -> Timing:
    """10:00 on the day after the meeting; for a week, counted from when later ones turned out to be off."""
    ends_on = meeting.ends_at.astimezone(zone_named(meeting.zone)).date()
    due_at = moment_on(ends_on + timedelta(days=1), GOAL_CHECK_AT, meeting.zone)
    return Timing(due_at, _known_at(meeting, off, due_at) + GOAL_CHECK_FOR)


def wrap_up_timing(last: Meeting, off: Sequence[Meeting] = ()) -> Timing:
    """Two days after the end of the last meeting on the wall clock; for a week, counted as that of a goal check."""
    due_at = wall_clock_before(last.ends_at, -WRAP_UP_AFTER, last.zone)
    return Timing(due_at, _known_at(last, off, due_at) + WRAP_UP_FOR)


def midway(meetings: Sequence[Meeting]) -> Meeting | None:
    """The meeting after which half of them are over; None with fewer than four, where the end comes soon enough."""
    return meetings[(len(meetings) + 1) // 2 - 1] if len(meetings) >= 4 else None


def digest_timing(team: Team, week: Week) -> Timing:
    """The team's weekday and time in that week on the team's clock; of use until the next week's is due."""

    def due(in_week: Week) -> datetime:
        return moment_on(in_week.monday + timedelta(days=team.digest_weekday), team.digest_at, team.zone)

    return Timing(due(week), due(week.after))


def next_digest_week(team: Team, *, now: datetime) -> Week:
    """The first week whose digest is due after now."""
    week = week_at(now, team.zone)
    return week if digest_timing(team, week).due_at > now else week.after


def _known_at(meeting: Meeting, off: Sequence[Meeting], due_at: datetime) -> datetime:
    """When it was due and known to be: a later meeting that was called off meanwhile may have stood for the end till then."""
    later = (one.cancelled_at for one in off if one.starts_at > meeting.starts_at)
    return max(due_at, *(moment for moment in later if moment is not None), due_at)


def _again_at(meeting: Meeting) -> datetime:
    earliest = meeting.ends_at + HOW_WAS_IT_AFTER + AGAIN_AFTER
    day = earliest.astimezone(zone_named(meeting.zone)).date()
    at = moment_on(day, AGAIN_AT, meeting.zone)
    return at if at >= earliest else moment_on(day + timedelta(days=1), AGAIN_AT, meeting.zone)
