"""Everything that is stored about somebody, for them to read (SPEC 2, `mydata`)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.domain.ids import CircleId, MeetingId, PersonId, TeamId
from bot.domain.times import zone_named

Readable = dict[str, object]
"""What JSON can hold."""


def everything_about(work: Work, actor: PersonId, *, now: datetime) -> Readable:
    """All that is stored about the actor, by heading, with names beside ids and moments on the actor's clock.

    Headings with nothing under them are left out.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    zone = zone_named(work.people.get(actor).zone or "UTC")
    found: Readable = {"as_of": _readable(now, zone), "your_id": actor}
    for heading, rows in work.traces.of(actor).items():
        if rows:
            found[heading] = [_named(work, row, zone) for row in rows]
    return found


def _named(work: Work, row: Mapping[str, object], zone: ZoneInfo) -> Readable:
    shown: Readable = {}
    for name, value in row.items():
        shown[name] = _readable(value, zone)
        match name, value:
            case "circle_id", str():
                shown["circle"] = work.circles.get(CircleId(value)).name
            case "meeting_id", str():
                shown["meeting"] = _meeting(work, MeetingId(value))
            case "team_id", str():
                shown["team"] = work.teams.get(TeamId(value)).name
            case "subject", str():
                shown |= _about(work, value)
            case _:
                pass
    return shown


def _about(work: Work, subject: str) -> Readable:
    """What a post or an action is about, where that is a meeting, a circle or a team."""
    if work.meetings.find(MeetingId(subject)):
        return {"about": _meeting(work, MeetingId(subject))}
    circle = work.circles.find(CircleId(subject))
    team = work.teams.find(TeamId(subject.partition(":")[0]))
    about = circle.name if circle else team.name if team else None
    return {"about": about} if about else {}


def _meeting(work: Work, meeting_id: MeetingId) -> Readable:
    meeting = work.meetings.get(meeting_id)
    starts = meeting.starts_at.astimezone(zone_named(meeting.zone)).isoformat()
    return {"circle": work.circles.get(meeting.circle_id).name, "number": meeting.number, "starts": starts}


def _readable(value: object, zone: ZoneInfo) -> object:
    match value:
        case datetime():
            return value.astimezone(zone).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case StrEnum():
            return value.value
        case _:
            return value
