"""How meetings were, and how far goals have come."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam

from bot.domain.feedback import Author, Feedback, GoalCheck
from bot.domain.ids import CircleId, MeetingId, PersonId
from storage.shelves import Drawer, LastCounts, Rows, in_pages
from storage.tables import FeedbackRow, GoalCheckRow, SignupRow, table_of

FEEDBACKS = Rows(Feedback, FeedbackRow)
GOAL_CHECKS = Rows(GoalCheck, GoalCheckRow)

_feedbacks, _checks, _SIGNUPS = FEEDBACKS.table.c, GOAL_CHECKS.table.c, table_of(SignupRow)
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
