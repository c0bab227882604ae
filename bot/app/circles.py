"""Circles: making one, publishing it, who facilitates it, and looking at one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from bot.app.authority import Action, is_allowed, may
from bot.app.covers import stop_leading
from bot.app.plans import new_post, next_revision, replan_circle
from bot.app.ports import Work
from bot.domain.circles import (
    Circle,
    CircleIsDeleted,
    CircleIsDraft,
    CircleIsPublished,
    Course,
    Facilitation,
    Stage,
    keep_a_facilitator,
)
from bot.domain.cities import City, Point
from bot.domain.errors import NotFound, UnknownZone, ValueIsOutOfRange
from bot.domain.ids import CircleId, CourseId, PersonId, TeamId, new_id
from bot.domain.meetings import LONGEST, SHORTEST, Meeting, MeetingIsInThePast, schedule
from bot.domain.posts import PostKind, loss_subject
from bot.domain.rhythm import Rhythm
from bot.domain.signups import Standing
from bot.domain.text import NAME, one_line, optional_line, web_link
from bot.domain.times import known_zone
from bot.domain.timing import Timing

TOLD_FOR = timedelta(days=7)
"""For how long it is of use to hear that somebody facilitates no longer."""


@dataclass(frozen=True, slots=True)
class CourseChoice:
    """A course of the team's list by its id, or a new one by title and link."""

    known: CourseId | None = None
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new circle shall be. `capacity` None means unlimited, `language` None the team's. A city gives its own zone."""

    course: CourseChoice
    rhythm: Rhythm
    minutes: int
    zone: str = ""
    city: City | None = None
    place: str = ""
    link: str = ""
    capacity: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class CircleCard:
    """What anyone may know of a circle. `seats_left` None means unlimited; `standing` is the viewer's own."""

    circle: Circle
    course: Course
    facilitators: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    next_meeting: Meeting | None
    seats_left: int | None
    waiting: int
    standing: Standing | None
    runs: bool


def make_circle(work: Work, actor: PersonId, team_id: TeamId, wish: Wish, *, now: datetime) -> Circle:
    """Makes a draft that the actor facilitates, with all its meetings.

    Raises the broken rule of the field at fault; nothing is stored then.
    """
    team = work.teams.get(team_id)
    may(work, actor, Action.MAKE_CIRCLE, team, now=now)
    zone = wish.city.zone if wish.city else known_zone(wish.zone)
    if zone is None:
        raise UnknownZone(field="zone", given=wish.zone)
    if not SHORTEST <= wish.minutes <= LONGEST:
        raise ValueIsOutOfRange(field="minutes", given=str(wish.minutes), least=SHORTEST, most=LONGEST)
    course = _course(work, team_id, wish.course, now=now)
    circle = Circle(
        id=CircleId(new_id()),
        team_id=team_id,
        course_id=course.id,
        name=course.title,
        stage=Stage.DRAFT,
        zone=zone,
        language=wish.language or team.language,
        place=optional_line(wish.place, field="place"),
        link=web_link(wish.link, field="link") if wish.link.strip() else None,
        capacity=wish.capacity,
        reminder_lead=None,
        created_by=actor,
        created_at=now,
        published_at=None,
        **city_facts(wish.city),
    )
    meetings = schedule(circle.id, wish.rhythm, zone=zone, minutes=wish.minutes)
    if meetings[0].has_started(now=now):
        raise MeetingIsInThePast(field="first_on", starts=meetings[0].starts)
    work.circles.add(circle)
    work.circles.add_facilitator(Facilitation(circle.id, actor, now))
    work.meetings.add(*meetings)
    return circle


class CityFacts(TypedDict):
    """What a circle keeps of its city."""

    city: str | None
    region: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    pinned: bool


def city_facts(city: City | None, pin: Point | None = None) -> CityFacts:
    """What a circle keeps of its city, and of the point where it meets if that was shared."""
    point = pin or (city.point if city else None)
    return CityFacts(
        city=city.name if city else None,
        region=city.region if city else None,
        country=city.country if city else None,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        pinned=pin is not None,
    )


def publish_circle(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Circle:
    """Opens the circle for sign-up and plans its reminders. Raises CircleIsPublished or CircleIsDeleted."""
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    match circle.stage:
        case Stage.DELETED:
            raise CircleIsDeleted(circle=circle.name)
        case Stage.OPEN | Stage.CLOSED:
            raise CircleIsPublished(circle=circle.name)
        case Stage.DRAFT:
            first = work.meetings.of_circle(circle_id)[0]
            if first.has_started(now=now):
                raise MeetingIsInThePast(starts=first.starts)
            work.circles.change(circle_id, stage=Stage.OPEN, published_at=now)
            published = work.circles.get(circle_id)
            replan_circle(work, published, now=now)
            return published


def remove_facilitator(
    work: Work, actor: PersonId, circle_id: CircleId, person: PersonId, *, now: datetime
) -> None:
    """Someone facilitates the circle no longer; the others are told, and they too where somebody else did it.

    Raises LastFacilitator, or NotFound when they did not.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    step_back(work, circle, person, by=actor, now=now)


def step_back(
    work: Work, circle: Circle, person: PersonId, *, by: PersonId, also_tells: bool = True, now: datetime
) -> None:
    """As remove_facilitator, to a circle that is locked; those who go on are told, but for who did it.

    With `also_tells` the person is told as well, unless they did it themselves.
    """
    keep_a_facilitator(work.circles.facilitators(circle.id), person)
    if not work.circles.remove_facilitator(circle.id, person):
        raise NotFound
    stop_leading(work, circle, person, now=now)
    concerned = [*work.circles.facilitators(circle.id)]
    if also_tells and work.accounts.owners([person]):
        concerned.append(person)
    subject = loss_subject(circle.id, person)
    times = next_revision(work, PostKind.STEPPED_BACK, subject)
    key, timing = (PostKind.STEPPED_BACK, subject, times), Timing(now, now + TOLD_FOR)
    work.posts.put([new_post(key, timing, person=one) for one in concerned if one != by])


def see_card(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> CircleCard:
    """A circle's card. Raises CircleIsDeleted, and CircleIsDraft for those who do not run it."""
    may(work, actor, Action.FIND, None, now=now)
    circle = work.circles.get(circle_id)
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    if circle.stage is Stage.DRAFT and not is_allowed(work, actor, Action.RUN_CIRCLE, circle):
        raise CircleIsDraft(circle=circle.name)
    return _card(work, actor, circle, now=now)


def circles_run_by(work: Work, actor: PersonId, *, now: datetime) -> Sequence[Circle]:
    """The circles that the actor facilitates, the newest first."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    return work.circles.run_by(actor)


def courses_for(work: Work, actor: PersonId, team_id: TeamId, *, now: datetime) -> Sequence[Course]:
    """The courses that are offered for new circles of the team, for those who make them."""
    may(work, actor, Action.MAKE_CIRCLE, work.teams.get(team_id), now=now)
    return [course for course in work.courses.of_team(team_id) if course.archived_at is None]


def _card(work: Work, actor: PersonId, circle: Circle, *, now: datetime) -> CircleCard:
    meetings = tuple(work.meetings.of_circle(circle.id))
    facilitators = work.circles.facilitators(circle.id)
    names = work.people.names(facilitators)
    taken = work.signups.count_taken([circle.id]).get(circle.id, 0)
    signup = work.signups.of(circle.id, actor)
    return CircleCard(
        circle=circle,
        course=work.courses.get(circle.course_id),
        facilitators=tuple(names[person] for person in facilitators),
        meetings=meetings,
        next_meeting=upcoming(meetings, now=now),
        seats_left=None if circle.capacity is None else max(0, circle.capacity - taken),
        waiting=len(work.signups.line(circle.id)),
        standing=signup.standing if signup else None,
        runs=actor in facilitators,
    )


def upcoming(meetings: Sequence[Meeting], *, now: datetime) -> Meeting | None:
    """The next meeting that is on and has not started; else the one that is going on, if any."""
    on = [meeting for meeting in meetings if meeting.is_on and not meeting.is_over(now=now)]
    return next((meeting for meeting in on if not meeting.has_started(now=now)), on[0] if on else None)


def _course(work: Work, team_id: TeamId, choice: CourseChoice, *, now: datetime) -> Course:
    if choice.known is not None:
        course = work.courses.find(choice.known)
        if course is None or course.team_id != team_id:
            raise NotFound(field="course")
        return course
    title = one_line(choice.title, field="title", limit=NAME)
    link = web_link(choice.link, field="course_link") if choice.link.strip() else None
    same = next((c for c in work.courses.of_team(team_id) if (c.title, c.link) == (title, link)), None)
    if same is not None:
        return same
    course = Course(id=CourseId(new_id()), team_id=team_id, title=title, link=link, created_at=now)
    work.courses.add(course)
    return course
