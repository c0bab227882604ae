"""Courses, circles and who facilitates them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from bot.domain.circles import Circle, Course, Facilitation, Stage
from bot.domain.ids import CircleId, CourseId, MeetingId, PersonId, TeamId
from bot.domain.text import fold
from storage.meetings import MEETINGS
from storage.shelves import IfNew, Rows, Shelf, Things, in_pages
from storage.tables import CircleRow, CourseRow, FacilitationRow

COURSES = Things(Course, CourseRow)
CIRCLES = Things(Circle, CircleRow)
FACILITATIONS = Rows(Facilitation, FacilitationRow)

_circles, _facilitations, _meetings = CIRCLES.table.c, FACILITATIONS.table.c, MEETINGS.table.c
_LOCK_OF = CIRCLES.select.where(
    _circles.id == select(_meetings.circle_id).where(_meetings.id == bindparam("meeting")).scalar_subquery()
).with_for_update(key_share=True)
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
_OF_TEAM_SINCE = _OF_TEAM.where(
    select(_meetings.id)
    .where(_meetings.circle_id == _circles.id, _meetings.starts_at >= bindparam("since"))
    .exists()
)
_FACILITATORS_OF = (
    select(_facilitations.circle_id, _facilitations.person_id)
    .where(_facilitations.circle_id.in_(bindparam("circles", expanding=True)))
    .order_by(_facilitations.since_at, _facilitations.person_id)
)


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

    def lock_of(self, meeting: MeetingId) -> Circle:
        """Likewise, the circle of that meeting. Raises NotFound."""
        return self._locked(_LOCK_OF, meeting=meeting)

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

    def of_team(self, team: TeamId, *, meeting_since: datetime | None = None) -> Sequence[Circle]:
        """All that are not deleted, by name; only those with a meeting that starts then or later, if named."""
        found = (
            self._all(_OF_TEAM, team=team)
            if meeting_since is None
            else self._all(_OF_TEAM_SINCE, team=team, since=meeting_since)
        )
        return sorted(found, key=lambda circle: (circle.name.casefold(), circle.id))

    def facilitators_of(self, circles: Collection[CircleId]) -> Mapping[CircleId, Sequence[PersonId]]:
        """For each of the circles its facilitators, in the order in which they came."""
        found: dict[CircleId, list[PersonId]] = {circle: [] for circle in circles}
        for page in in_pages(found):
            for circle, person in self._connection.execute(_FACILITATORS_OF, {"circles": page}):
                found[circle].append(person)
        return found

    def _values(self, entity: Circle) -> dict[str, object]:
        return {**super()._values(entity), "words": fold(entity.name)}
