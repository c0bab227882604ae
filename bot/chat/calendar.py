"""Meetings as a calendar file: each is the same event for ever, moves and cancellations follow it (SPEC 2, `calendar`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Component, Event, Timezone

from bot.chat.catalog import Say
from bot.domain.circles import Circle
from bot.domain.meetings import Meeting, link_of, place_of
from bot.domain.times import zone_named

MEDIA_TYPE = "text/calendar"

AROUND = timedelta(days=400)
"""How far around the meetings the time zone is written down, so that its rules are seen."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting of `count`, of a circle, as it goes into a calendar."""

    circle: Circle
    meeting: Meeting
    count: int


def calendar_file(say: Say, entries: Sequence[Entry], *, now: datetime) -> bytes:
    """The meetings as a file that calendars read: lines folded, names literal, each time in its zone.

    A meeting keeps its UID; its SEQUENCE rises with every change, and one that is off is CANCELLED.
    """
    calendar = Calendar()
    _add(calendar, "prodid", "-//circlebot//circlebot//EN")
    _add(calendar, "version", "2.0")
    _add(calendar, "method", "PUBLISH")
    _add(calendar, "x-wr-calname", say.line("calendar-name"))
    for zone in sorted({entry.meeting.zone for entry in entries}):
        calendar.add_component(_zone(zone, [e.meeting for e in entries if e.meeting.zone == zone]))
    for entry in entries:
        calendar.add_component(_event(say, entry, now=now))
    return calendar.to_ical()


def _event(say: Say, entry: Entry, *, now: datetime) -> Event:
    circle, meeting = entry.circle, entry.meeting
    zone = zone_named(meeting.zone)
    event = Event()
    _add(event, "uid", f"{meeting.id}@circlebot")
    _add(event, "dtstamp", now)
    _add(event, "sequence", meeting.sequence)
    _add(event, "status", "CONFIRMED" if meeting.is_on else "CANCELLED")
    _add(event, "summary", f"{circle.name} ({meeting.number}/{entry.count})")
    _add(event, "dtstart", meeting.starts_at.astimezone(zone))
    _add(event, "dtend", meeting.ends_at.astimezone(zone))
    place, link = place_of(circle, meeting), link_of(circle, meeting)
    if place or link:
        _add(event, "location", place or link)
    if link:
        _add(event, "url", link)
    about = [text for text in (meeting.agenda, link and say.line("calendar-online", address=link)) if text]
    if about:
        _add(event, "description", "\n\n".join(about))
    return event


def _zone(zone: str, meetings: Sequence[Meeting]) -> Timezone:
    first = min(meeting.starts_at for meeting in meetings) - AROUND
    last = max(meeting.ends_at for meeting in meetings) + AROUND
    return Timezone.from_tzid(zone, first_date=first.date(), last_date=last.date())


def _add(component: Component, name: str, value: object) -> None:
    component.add(name, value)  # pyright: ignore[reportUnknownMemberType] - the library does not say what it takes
