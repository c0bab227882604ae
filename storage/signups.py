"""Seats in circles, and places in line for one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from bot.domain.circles import Stage
from bot.domain.ids import CircleId, PersonId, SignupId, TeamId
from bot.domain.signups import HERE, Signup, Standing
from storage.shelves import Shelf, Things, in_pages
from storage.tables import CircleRow, SignupRow, table_of

SIGNUPS = Things(Signup, SignupRow)

_signups, _CIRCLES = SIGNUPS.table.c, table_of(CircleRow)
_IS_IN = _signups.standing.in_(sorted(HERE))
_OF_CIRCLE = SIGNUPS.select.where(_signups.circle_id == bindparam("circle"))
_OF = _OF_CIRCLE.where(_signups.person_id == bindparam("person"))
_SEATED = _OF_CIRCLE.where(_signups.standing == Standing.SEATED).order_by(_signups.seat)
_SEATED_IN = SIGNUPS.select.where(
    _signups.circle_id.in_(bindparam("circles", expanding=True)), _signups.standing == Standing.SEATED
).order_by(_signups.seat)
_OFFERED = _OF_CIRCLE.where(_signups.standing == Standing.OFFERED).order_by(_signups.seat)
_LINE = _OF_CIRCLE.where(_signups.standing == Standing.IN_LINE).order_by(_signups.line_no)
_LAST_LINE_NO = select(_CIRCLES.c.last_line_no).where(_CIRCLES.c.id == bindparam("circle"))
_COUNT_TAKEN = (
    select(_signups.circle_id, func.count())
    .where(_signups.circle_id.in_(bindparam("circles", expanding=True)), _signups.seat.is_not(None))
    .group_by(_signups.circle_id)
)
_OF_PERSON = SIGNUPS.select.where(_signups.person_id == bindparam("person"), _IS_IN).order_by(
    _signups.signed_up_at.desc(), _signups.id
)
_EVER_OF = SIGNUPS.select.where(_signups.person_id == bindparam("person")).order_by(_signups.circle_id)
_EVER_IN = SIGNUPS.select.where(_signups.circle_id.in_(bindparam("circles", expanding=True)))
_OF_TEAM = (
    SIGNUPS.select.join(_CIRCLES, _CIRCLES.c.id == _signups.circle_id)
    .where(
        _CIRCLES.c.team_id == bindparam("team"),
        _CIRCLES.c.stage.not_in([Stage.DRAFT, Stage.DELETED]),
        _IS_IN,
        _signups.signed_up_at >= bindparam("start"),
        _signups.signed_up_at < bindparam("end"),
    )
    .order_by(_signups.signed_up_at, _signups.id)
)
_REMEMBER_LINE_NO = (
    update(_CIRCLES)
    .where(
        _CIRCLES.c.id
        == select(_signups.circle_id).where(_signups.id == bindparam("signup")).scalar_subquery(),
        _CIRCLES.c.last_line_no < bindparam("given"),
    )
    .values(last_line_no=bindparam("given"))
)


class Signups(Shelf[SignupId, Signup]):
    """Sign-ups; circle and person are unique, and so are circle and seat."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, SIGNUPS)

    def add(self, *entities: Signup) -> None:
        """Keeps new sign-ups."""
        super().add(*entities)
        for signup in entities:
            self._remember_line_no(signup.id, signup.line_no)

    def change(self, key: SignupId, /, **columns: object) -> None:
        """Writes those columns and no others. Raises NotFound when there is no such sign-up."""
        super().change(key, **columns)
        self._remember_line_no(key, columns.get("line_no"))

    def of(self, circle: CircleId, person: PersonId) -> Signup | None:
        """How the person stands with the circle."""
        return self._one(_OF, circle=circle, person=person)

    def seated(self, circle: CircleId) -> Sequence[Signup]:
        """The learners, by seat."""
        return self._all(_SEATED, circle=circle)

    def seated_in(self, circles: Collection[CircleId]) -> Mapping[CircleId, Sequence[Signup]]:
        """For each of the circles its learners, by seat."""
        found: dict[CircleId, list[Signup]] = {circle: [] for circle in circles}
        for page in in_pages(found):
            for signup in self._all(_SEATED_IN, circles=page):
                found[signup.circle_id].append(signup)
        return found

    def offered(self, circle: CircleId) -> Sequence[Signup]:
        """Those for whom a seat is held, by seat."""
        return self._all(_OFFERED, circle=circle)

    def line(self, circle: CircleId) -> Sequence[Signup]:
        """Those waiting, the first in line first."""
        return self._all(_LINE, circle=circle)

    def last_line_no(self, circle: CircleId) -> int:
        """The highest number in the line ever given, 0 at first."""
        return self._number(_LAST_LINE_NO, circle=circle)

    def count_taken(self, circles: Collection[CircleId]) -> Mapping[CircleId, int]:
        """How many seats in each of the circles are taken or held for somebody."""
        counts = dict.fromkeys(circles, 0)
        for page in in_pages(counts):
            for circle, taken in self._connection.execute(_COUNT_TAKEN, {"circles": page}):
                counts[circle] = taken
        return counts

    def of_person(self, person: PersonId) -> Sequence[Signup]:
        """Seats, held ones too, and places in line, the newest first."""
        return self._all(_OF_PERSON, person=person)

    def ever_of(self, person: PersonId) -> Sequence[Signup]:
        """All of the person's, also those that have ended, by circle."""
        return self._all(_EVER_OF, person=person)

    def ever_in(self, circles: Collection[CircleId]) -> Sequence[Signup]:
        """All of the circles, also those that have ended."""
        return [signup for page in in_pages(circles) for signup in self._all(_EVER_IN, circles=page)]

    def of_team(self, team: TeamId, *, start: datetime, end: datetime) -> Sequence[Signup]:
        """Seats and places in line of published circles, taken from `start` to before `end`, in order."""
        return self._all(_OF_TEAM, team=team, start=start, end=end)

    def _remember_line_no(self, signup: SignupId, given: object) -> None:
        if given is not None:
            self._connection.execute(_REMEMBER_LINE_NO, {"signup": signup, "given": given})
