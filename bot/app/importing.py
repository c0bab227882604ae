"""Circles from elsewhere enter a team (SPEC 8). Only the server's command line calls this: nobody acts, so nobody is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.audiences import organizers_of
from bot.app.circles import CityFacts, city_facts
from bot.app.plans import replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle, Course, Facilitation, Stage
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, CourseId, PersonId, TeamId, new_id
from bot.domain.imports import GivenCircle, Source
from bot.domain.meetings import schedule
from bot.domain.teams import Team


class TeamHasNoOrganizer(BrokenRule):
    """Somebody must look after what comes in."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of circles from elsewhere: the new ones, and how many the team had already."""

    new: tuple[tuple[GivenCircle, CircleId], ...]
    known: int


def import_circles(work: Work, team_id: TeamId, given: Sequence[GivenCircle], *, now: datetime) -> Entered:
    """Enters those that are new. The team's first organizer facilitates them until somebody else takes them over.

    What is over stays as history; for meetings to come all is planned as usual. Raises TeamHasNoOrganizer, NotFound.
    """
    team = work.teams.lock(team_id)
    organizers = organizers_of(work, team_id)
    if not organizers:
        raise TeamHasNoOrganizer(team=team.name)
    known: set[tuple[str, str]] = set()
    for source in {one.source for one in given}:
        keys = {one.key for one in given if one.source is source}
        known |= {(source, key) for key in work.imports.known(team_id, source, keys)}
    known |= {(one.source, one.key) for one in given if _is_own(work, team_id, one)}
    courses = {(course.title, course.link): course.id for course in work.courses.of_team(team_id)}
    new: list[tuple[GivenCircle, CircleId]] = []
    for one in given:
        if (one.source, one.key) in known:
            continue
        known.add((one.source, one.key))
        course = courses.get((one.course, one.course_link)) or _add_course(work, team_id, one, now=now)
        courses[one.course, one.course_link] = course
        new.append((one, _enter(work, team, one, course, organizers[0], now=now)))
    return Entered(tuple(new), known=len(given) - len(new))


def _where(given: GivenCircle) -> CityFacts:
    """Its city; the point as given, which is as good as the city's centre and no more, unless it is said to be the venue's."""
    facts = city_facts(given.city)
    if given.point is not None:
        facts["latitude"], facts["longitude"] = given.point.latitude, given.point.longitude
        facts["pinned"] = given.pinned
    return facts


def _is_own(work: Work, team_id: TeamId, given: GivenCircle) -> bool:
    """Whether it is a circle that the team took away itself, which is there already."""
    circle = work.circles.find(CircleId(given.key)) if given.source is Source.CSV else None
    return circle is not None and circle.team_id == team_id


def _enter(
    work: Work, team: Team, given: GivenCircle, course: CourseId, organizer: PersonId, *, now: datetime
) -> CircleId:
    circle = Circle(
        id=CircleId(new_id()),
        team_id=team.id,
        course_id=course,
        name=given.name,
        stage=given.stage,
        zone=given.zone,
        language=given.language or team.language,
        place=given.place,
        link=given.link,
        capacity=given.capacity,
        reminder_lead=None,
        created_by=organizer,
        created_at=now,
        published_at=None if given.stage is Stage.DRAFT else now,
        **_where(given),
    )
    work.circles.add(circle)
    work.circles.add_facilitator(Facilitation(circle.id, organizer, now))
    meetings = schedule(circle.id, given.rhythm, zone=given.zone, minutes=given.minutes)
    work.meetings.add(*meetings)
    work.imports.add(team.id, given.source, {given.key: circle.id})
    if not meetings[-1].is_over(now=now):
        replan_circle(work, circle, now=now)
    return circle.id


def _add_course(work: Work, team: TeamId, given: GivenCircle, *, now: datetime) -> CourseId:
    course = Course(CourseId(new_id()), team, given.course, given.course_link, created_at=now)
    work.courses.add(course)
    return course.id
