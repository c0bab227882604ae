"""A team's course list: adding, editing, putting aside, and how circles rated each course (SPEC 2, `team`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.app.trail import note
from bot.domain.audit import Deed
from bot.domain.circles import Circle, Course
from bot.domain.errors import BrokenRule
from bot.domain.feedback import Author
from bot.domain.ids import CircleId, CourseId, PersonId, TeamId, new_id
from bot.domain.reports import Mean
from bot.domain.teams import Team
from bot.domain.text import NAME, one_line, web_link

PAGE = 8
"""How many courses a page shows."""


class CourseIsThere(BrokenRule):
    """The list has that course already."""


@dataclass(frozen=True, slots=True)
class CourseSeen:
    """A course with how many circles took or take it, and how facilitators and learners rated their meetings."""

    course: Course
    circles: int
    facilitators: Mean
    learners: Mean


@dataclass(frozen=True, slots=True)
class CoursesPage:
    """One page of a team's courses, by title, those put aside last; `offset` counts those before it."""

    team: Team
    courses: tuple[CourseSeen, ...]
    offset: int
    total: int


def see_courses(
    work: Work, actor: PersonId, team_id: TeamId, *, offset: int = 0, now: datetime
) -> CoursesPage:
    """One page of the course list, for those who make circles in the team."""
    team = work.teams.get(team_id)
    may(work, actor, Action.MAKE_CIRCLE, team, now=now)
    found = sorted(work.courses.of_team(team_id), key=lambda course: course.archived_at is not None)
    first = min(max(offset, 0), max(0, (len(found) - 1) // PAGE * PAGE))
    return CoursesPage(team, _rated(work, team_id, found[first : first + PAGE]), first, len(found))


def all_courses(work: Work, actor: PersonId, team_id: TeamId, *, now: datetime) -> tuple[CourseSeen, ...]:
    """The whole list, for a file; organizers alone take it away."""
    may(work, actor, Action.RUN_TEAM, work.teams.get(team_id), now=now)
    note(work, team_id, actor, Deed.EXPORT, team_id, now=now)
    return _rated(work, team_id, work.courses.of_team(team_id))


def see_course(work: Work, actor: PersonId, course_id: CourseId, *, now: datetime) -> CourseSeen:
    """One course of the list, for those who look after it."""
    course = _own(work, actor, course_id, now=now)
    return _rated(work, course.team_id, [course])[0]


def add_course(
    work: Work, actor: PersonId, team_id: TeamId, *, title: str, link: str, now: datetime
) -> Course:
    """Puts a course on the list. Raises the broken rule of a field, or CourseIsThere."""
    team = work.teams.lock(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    course = _checked(Course(CourseId(new_id()), team_id, title, link, now))
    _ensure_new(work, course)
    work.courses.add(course)
    note(work, team_id, actor, Deed.CHANGE_COURSES, team_id, now=now)
    return course


def change_course(
    work: Work, actor: PersonId, course_id: CourseId, *, title: str, link: str, now: datetime
) -> Course:
    """Gives a course another title or link; circles keep their names. Raises as add_course does."""
    before = _own(work, actor, course_id, now=now)
    work.teams.lock(before.team_id)
    course = _checked(replace(before, title=title, link=link))
    if (course.title, course.link) == (before.title, before.link):
        return before
    _ensure_new(work, course)
    work.courses.change(course_id, title=course.title, link=course.link)
    note(work, before.team_id, actor, Deed.CHANGE_COURSES, before.team_id, now=now)
    return course


def put_course_aside(
    work: Work, actor: PersonId, course_id: CourseId, *, aside: bool, now: datetime
) -> Course:
    """No longer offers a course for new circles, or offers it again; circles that take it go on."""
    course = _own(work, actor, course_id, now=now)
    if (course.archived_at is not None) == aside:
        return course
    work.courses.change(course_id, archived_at=now if aside else None)
    note(work, course.team_id, actor, Deed.CHANGE_COURSES, course.team_id, now=now)
    return work.courses.get(course_id)


def _own(work: Work, actor: PersonId, course_id: CourseId, *, now: datetime) -> Course:
    course = work.courses.get(course_id)
    may(work, actor, Action.RUN_TEAM, work.teams.get(course.team_id), now=now)
    return course


def _checked(course: Course) -> Course:
    link = (course.link or "").strip()
    return replace(
        course,
        title=one_line(course.title, field="title", limit=NAME),
        link=web_link(link, field="link") if link else None,
    )


def _ensure_new(work: Work, course: Course) -> None:
    for other in work.courses.of_team(course.team_id):
        if other.id != course.id and (other.title, other.link) == (course.title, course.link):
            raise CourseIsThere(field="title")


def _rated(work: Work, team_id: TeamId, courses: Sequence[Course]) -> tuple[CourseSeen, ...]:
    wanted = {course.id for course in courses}
    circles = [circle for circle in work.circles.of_team(team_id) if circle.course_id in wanted]
    means = work.feedbacks.means([circle.id for circle in circles])

    def seen(course: Course) -> CourseSeen:
        own = [circle for circle in circles if circle.course_id == course.id]
        return CourseSeen(
            course, len(own), _mean(means, own, Author.FACILITATOR), _mean(means, own, Author.LEARNER)
        )

    return tuple(seen(course) for course in courses)


def _mean(means: Mapping[tuple[CircleId, Author], Mean], circles: list[Circle], author: Author) -> Mean:
    return sum((means[circle.id, author] for circle in circles if (circle.id, author) in means), Mean())
