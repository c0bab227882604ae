"""How meetings were, and how far goals have come."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, bindparam, func, or_, select

from bot.domain.feedback import Author, Feedback, GoalCheck
from bot.domain.ids import CircleId, MeetingId, PersonId
from bot.domain.reports import Mean, Reflection
from storage.shelves import Drawer, LastCounts, Rows, in_pages
from storage.tables import FeedbackRow, GoalCheckRow, MeetingRow, SignupRow, table_of

FEEDBACKS = Rows(Feedback, FeedbackRow)
GOAL_CHECKS = Rows(GoalCheck, GoalCheckRow)

_feedbacks, _checks = FEEDBACKS.table.c, GOAL_CHECKS.table.c
_SIGNUPS, _MEETINGS = table_of(SignupRow), table_of(MeetingRow)
_PUT = LastCounts(FEEDBACKS, "meeting_id", "person_id", "author", keeping=["given_at"])
_OF = FEEDBACKS.select.where(
    _feedbacks.meeting_id == bindparam("meeting"),
    _feedbacks.person_id == bindparam("person"),
    _feedbacks.author == bindparam("its_author"),
)
_OF_MEETINGS = FEEDBACKS.select.where(
    _feedbacks.meeting_id.in_(bindparam("meetings", expanding=True))
).order_by(_feedbacks.given_at, _feedbacks.meeting_id, _feedbacks.person_id, _feedbacks.author)
_PUT_CHECK = LastCounts(GOAL_CHECKS, "signup_id", "last")
_CHECKS_OF_CIRCLE = (
    GOAL_CHECKS.select.join(_SIGNUPS, _SIGNUPS.c.id == _checks.signup_id)
    .where(_SIGNUPS.c.circle_id == bindparam("circle"))
    .order_by(_checks.answered_at, _checks.signup_id, _checks.last)
)

_CHECKS_OF_CIRCLES = GOAL_CHECKS.select.join(_SIGNUPS, _SIGNUPS.c.id == _checks.signup_id).where(
    _SIGNUPS.c.circle_id.in_(bindparam("circles", expanding=True))
)
_MEANS = (
    select(_MEETINGS.c.circle_id, _feedbacks.author, func.sum(_feedbacks.rating), func.count())
    .join(_MEETINGS, _MEETINGS.c.id == _feedbacks.meeting_id)
    .where(_MEETINGS.c.circle_id.in_(bindparam("circles", expanding=True)))
    .group_by(_MEETINGS.c.circle_id, _feedbacks.author)
)
_REFLECTIONS = (
    select(
        _MEETINGS.c.circle_id,
        _MEETINGS.c.id,
        _MEETINGS.c.number,
        _MEETINGS.c.on,
        _feedbacks.author,
        _feedbacks.went_well,
        _feedbacks.to_change,
        _feedbacks.sentence,
    )
    .join(_MEETINGS, _MEETINGS.c.id == _feedbacks.meeting_id)
    .where(
        _MEETINGS.c.circle_id.in_(bindparam("circles", expanding=True)),
        or_(
            _feedbacks.went_well.is_not(None),
            _feedbacks.to_change.is_not(None),
            _feedbacks.sentence.is_not(None),
        ),
    )
    .order_by(_MEETINGS.c.starts_at.desc(), _MEETINGS.c.id, _feedbacks.given_at, _feedbacks.person_id)
)


class Feedbacks(Drawer[Feedback]):
    """How meetings were; one record a meeting, person and role."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, FEEDBACKS)

    def put(self, feedback: Feedback) -> None:
        """The last one counts; when it was first given is kept."""
        self._connection.execute(_PUT.on(self._connection), FEEDBACKS.values(feedback))

    def of(self, meeting: MeetingId, person: PersonId, author: Author) -> Feedback | None:
        """What that person said about the meeting in that role."""
        return self._one(_OF, meeting=meeting, person=person, its_author=author)

    def of_meetings(self, meetings: Collection[MeetingId]) -> Sequence[Feedback]:
        """What was said about any of the meetings, in the order in which it was first given."""
        found = [one for page in in_pages(meetings) for one in self._all(_OF_MEETINGS, meetings=page)]
        return sorted(found, key=lambda one: one.given_at)

    def means(self, circles: Collection[CircleId]) -> Mapping[tuple[CircleId, Author], Mean]:
        """How the circles' meetings were rated, by circle and role; where nobody did, there is nothing."""
        return {
            (circle, author): Mean(total, count)
            for page in in_pages(circles)
            for circle, author, total, count in self._connection.execute(_MEANS, {"circles": page})
        }

    def reflections(self, circles: Collection[CircleId]) -> Sequence[Reflection]:
        """What was said about the circles' meetings in words, the latest meeting first."""
        found = [
            Reflection(*row)
            for page in in_pages(circles)
            for row in self._connection.execute(_REFLECTIONS, {"circles": page})
        ]
        return sorted(found, key=lambda one: one.on, reverse=True)


class GoalChecks(Drawer[GoalCheck]):
    """How far goals have come; one answer a signup and check."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, GOAL_CHECKS)

    def put(self, check: GoalCheck) -> None:
        """The last one counts."""
        self._connection.execute(_PUT_CHECK.on(self._connection), GOAL_CHECKS.values(check))

    def of_circle(self, circle: CircleId) -> Sequence[GoalCheck]:
        """What the circle's learners have answered, in order."""
        return self._all(_CHECKS_OF_CIRCLE, circle=circle)

    def of_circles(self, circles: Collection[CircleId]) -> Sequence[GoalCheck]:
        """What the learners of the circles have answered."""
        return [check for page in in_pages(circles) for check in self._all(_CHECKS_OF_CIRCLES, circles=page)]
