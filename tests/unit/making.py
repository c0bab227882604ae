"""Makers that take what matters to a test and fill in the rest, and what hostile people type."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from hypothesis import settings

from bot.app.circles import CircleCard
from bot.chat.catalog import Catalog
from bot.chat.outgoing import Facts, Message, People, Table, Text
from bot.chat.turn import Reader
from bot.domain.circles import Circle, Course, Stage
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, CourseId, MeetingId, PersonId, SignupId, TeamId
from bot.domain.meetings import Meeting
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.signups import Signup, Standing
from bot.domain.teams import DEFAULT_DIGEST_AT, DEFAULT_REMINDER_LEAD, Team
from bot.domain.times import moment_on

Outcome = TypeVar("Outcome")

SOME = settings(max_examples=30)
"""Examples enough for a small function; what is stateful or hostile takes more."""

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
"""A Monday morning, eight days before the first meeting."""

CIRCLE = CircleId("circle-4567")
TEAM = TeamId("team-678901")
ADA, BEN, CLEO, OMAR = (PersonId(name) for name in ("ada", "ben", "cleo", "omar"))

HOSTILE = (
    "<b>&amp;</b>",
    "*x* _y_ ~z~ `q`",
    "**Ada**",
    "[x](url)",
    "](link)",
    "{ $name }",
    "@channel <!channel> <@U1>",
    "=1+1",
    "%s %(x)s {0}",
    "👩‍👩‍👧",
    "\\",
    "x" * 80,
    "שלום",
    "\u202eevil",
    "\u2067right\u2069\u2069",
)
"""Names as SPEC 4.27 fears them."""


def meeting(
    number: int = 1,
    *,
    on: date = date(2026, 10, 13),
    at: time = time(18),
    zone: str = "Europe/Berlin",
    minutes: int = 90,
    revision: int = 0,
    cancelled_at: datetime | None = None,
) -> Meeting:
    """A meeting whose moments follow from its wall-clock time."""
    starts_at = moment_on(on, at, zone)
    return Meeting(
        id=MeetingId(f"meeting-{number:03}"),
        circle_id=CIRCLE,
        number=number,
        on=on,
        at=at,
        zone=zone,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        revision=revision,
        cancelled_at=cancelled_at,
    )


def meetings(count: int) -> tuple[Meeting, ...]:
    """Weekly meetings."""
    return tuple(meeting(n + 1, on=date(2026, 10, 13) + timedelta(weeks=n)) for n in range(count))


def circle(
    name: str = "Intro to Python",
    *,
    stage: Stage = Stage.OPEN,
    place: str | None = "Main library",
    link: str | None = None,
    capacity: int | None = 8,
) -> Circle:
    """A circle, open for sign-up unless told otherwise."""
    return Circle(
        id=CIRCLE,
        team_id=TEAM,
        course_id=CourseId("course-8901"),
        name=name,
        stage=stage,
        zone="Europe/Berlin",
        language="en",
        place=place,
        link=link,
        capacity=capacity,
        reminder_lead=None,
        created_by=ADA,
        created_at=NOW,
        published_at=NOW if stage is not Stage.DRAFT else None,
    )


def course(title: str = "Intro to Python", link: str | None = None) -> Course:
    """A course."""
    return Course(id=CourseId("course-8901"), team_id=TEAM, title=title, link=link, created_at=NOW)


def card(
    of: Circle | None = None,
    *,
    title: str = "Intro to Python",
    facilitators: tuple[str, ...] = ("Ada",),
    found: tuple[Meeting, ...] | None = None,
    seats_left: int | None = 3,
    waiting: int = 0,
    standing: Standing | None = None,
    runs: bool = False,
) -> CircleCard:
    """A circle's card, with three meetings unless told otherwise."""
    found = meetings(3) if found is None else found
    return CircleCard(
        circle=of or circle(),
        course=course(title),
        facilitators=facilitators,
        meetings=found,
        next_meeting=found[0] if found else None,
        seats_left=seats_left,
        waiting=waiting,
        standing=standing,
        runs=runs,
    )


def team(
    *,
    name: str = "City Library",
    zone: str = "Europe/Berlin",
    digest_weekday: int = 0,
    digest_at: time = DEFAULT_DIGEST_AT,
) -> Team:
    """A team whose digest goes out on Monday at ten, to each organizer."""
    return Team(
        id=TEAM,
        name=name,
        zone=zone,
        language="en",
        reminder_lead=DEFAULT_REMINDER_LEAD,
        digest_place_id=None,
        digest_weekday=digest_weekday,
        digest_at=digest_at,
        digest_paused=False,
        created_at=NOW,
    )


def rsvp(person: PersonId, answer: Answer, *, about: Meeting, revision: int | None = None) -> Rsvp:
    """An answer for the meeting's present time, or for the one that `revision` stands for."""
    at = about.revision if revision is None else revision
    return Rsvp(about.id, person, answer, reason=None, revision=at, answered_at=NOW)


def signup(
    person: PersonId, *, seat: int | None = 1, line_no: int | None = None, goal: str | None = None
) -> Signup:
    """A seat, or a place in line."""
    return Signup(
        id=SignupId(f"signup-{person}"),
        circle_id=CIRCLE,
        person_id=person,
        standing=Standing.IN_LINE if seat is None else Standing.SEATED,
        seat=seat,
        line_no=line_no,
        goal=goal,
        offer=None,
        consented_at=NOW,
        signed_up_at=NOW,
        changed_at=NOW,
    )


def reader(zone: str | None = "Europe/Berlin", *, now: datetime = NOW) -> Reader:
    """Someone who reads English."""
    return Reader(Catalog.load().speaker("en"), zone, now)


def words(message: Message) -> list[str]:
    """Every text of the message that a person reads, one for each place it stands in, buttons last."""
    found: list[str] = []
    for part in message.parts:
        match part:
            case Text(spans):
                found.append("".join(span.text for span in spans))
            case Facts(rows):
                found += ["".join(span.text for span in spans) for _, spans in rows]
            case People(heading, names, _):
                found += [heading, *names]
            case Table(head, rows):
                found += [*head, *(cell for row in rows for cell in row)]
            case _:
                raise AssertionError(f"nobody reads {part}")
    return [*found, *(button.label for row in message.buttons for button in row)]


def labels(message: Message) -> list[str]:
    """The labels of the message's buttons."""
    return [button.label for row in message.buttons for button in row]


def attempt(call: Callable[[], Outcome]) -> Outcome | BrokenRule:
    """What the call returns, or the rule that it would break; anything else that it raises is raised."""
    try:
        return call()
    except BrokenRule as broken:
        return broken
