"""Courses, circles and who facilitates them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select

from bot.domain.circles import Circle, Course, Facilitation, Stage
from bot.domain.ids import CircleId, CourseId, PersonId, TeamId
from storage.meetings import MEETINGS
from storage.shelves import IfNew, Rows, Shelf, Things
from storage.tables import CircleRow, CourseRow, FacilitationRow

COURSES = Things(Course, CourseRow)
CIRCLES = Things(Circle, CircleRow)
FACILITATIONS = Rows(Facilitation, FacilitationRow)

_circles, _facilitations, _meetings = CIRCLES.table.c, FACILITATIONS.table.c, MEETINGS.table.c
_COURSES_OF_TEAM = COURSES.select.where(COURSES.table.c.team_id == bindparam("team"))
_FACILITATORS = (
    select(_facilitations.person_id)
    .where(_facilitations.circle_id == bindparam("circle"))
    .order_by(_facilitations.since_at, _facilitations.person_id)
)
_ADD_FACILITATOR = IfNew(FACILITATIONS.table, "circle_id", "person_id")
_REMOVE_FACILITATOR = delete(FACILITATIONS.table).where(
    _facilitations.circle_id == bindparam("circle"), _facilitations.person_id == bindparam("person")
)
_RUN_BY = (
    CIRCLES.select.join(FACILITATIONS.table, _facilitations.circle_id == _circles.id)
    .where(_facilitations.person_id == bindparam("person"), _circles.stage != Stage.DELETED)
    .order_by(_circles.created_at.desc(), _circles.id)
)
_OF_TEAM = CIRCLES.select.where(_circles.team_id == bindparam("team"), _circles.stage != Stage.DELETED)
_STILL_MEETING = (
    select(_meetings.circle_id, func.min(_meetings.starts_at).label("next_start"))
    .where(_meetings.cancelled_at.is_(None), _meetings.ends_at > bindparam("now"))
    .group_by(_meetings.circle_id)
    .subquery()
)
_OPEN = CIRCLES.select.join(_STILL_MEETING, _STILL_MEETING.c.circle_id == _circles.id).where(
    _circles.stage == Stage.OPEN
)
_OPEN_PAGE = (
    _OPEN.order_by(_STILL_MEETING.c.next_start, _circles.id)
    .offset(bindparam("offset"))
    .limit(bindparam("limit"))
)
_OPEN_COUNT = _OPEN.with_only_columns(func.count(), maintain_column_froms=True)


class Courses(Shelf[CourseId, Course]):
    """The team's course list."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, COURSES)

    def of_team(self, team: TeamId) -> Sequence[Course]:
        """By title."""
        # Sorted here, because the engines disagree about letters.
        return sorted(
            self._all(_COURSES_OF_TEAM, team=team), key=lambda course: (course.title.casefold(), course.id)
        )


class Circles(Shelf[CircleId, Circle]):
    """Circles and who facilitates them."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, CIRCLES)

    def lock(self, circle: CircleId) -> Circle:
        """The circle, its row locked until the transaction ends. Raises NotFound."""
        return self._lock(circle)

    def facilitators(self, circle: CircleId) -> Sequence[PersonId]:
        """In the order in which they came."""
        return self._column(_FACILITATORS, circle=circle)

    def add_facilitator(self, facilitation: Facilitation) -> bool:
        """Whether they are new."""
        added = self._touched(_ADD_FACILITATOR.on(self._connection), FACILITATIONS.values(facilitation))
        return added == 1

    def remove_facilitator(self, circle: CircleId, person: PersonId) -> bool:
        """Whether they were one."""
        return self._touched(_REMOVE_FACILITATOR, {"circle": circle, "person": person}) == 1

    def run_by(self, person: PersonId) -> Sequence[Circle]:
        """Circles that the person facilitates, not deleted, the newest first."""
        return self._all(_RUN_BY, person=person)

    def of_team(self, team: TeamId) -> Sequence[Circle]:
        """All that are not deleted, by name."""
        return sorted(self._all(_OF_TEAM, team=team), key=lambda circle: (circle.name.casefold(), circle.id))

    def open_for_signup(self, *, now: datetime, offset: int, limit: int) -> tuple[Sequence[Circle], int]:
        """One page of open circles with a meeting to come, by their next start, and how many there are."""
        page = self._all(_OPEN_PAGE, now=now, offset=offset, limit=limit)
        return page, self._number(_OPEN_COUNT, now=now)
