"""Meetings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete

from bot.domain.circles import Stage
from bot.domain.ids import CircleId, MeetingId, TeamId
from bot.domain.meetings import Meeting
from storage.shelves import Shelf, Things, in_pages
from storage.tables import CircleRow, MeetingRow, RsvpRow, table_of

MEETINGS = Things(Meeting, MeetingRow)

_meetings, _CIRCLES = MEETINGS.table.c, table_of(CircleRow)
_OF_CIRCLE = MEETINGS.select.where(_meetings.circle_id == bindparam("circle")).order_by(
    _meetings.number, _meetings.starts_at, _meetings.id
)
_AHEAD = MEETINGS.select.where(
    _meetings.circle_id.in_(bindparam("circles", expanding=True)),
    _meetings.cancelled_at.is_(None),
    _meetings.ends_at > bindparam("now"),
).order_by(_meetings.starts_at, _meetings.id)
_OF_TEAM = (
    MEETINGS.select.join(_CIRCLES, _CIRCLES.c.id == _meetings.circle_id)
    .where(
        _CIRCLES.c.team_id == bindparam("team"),
        _CIRCLES.c.stage.not_in([Stage.DRAFT, Stage.DELETED]),
        _meetings.starts_at >= bindparam("start"),
        _meetings.starts_at < bindparam("end"),
    )
    .order_by(_meetings.starts_at, _meetings.id)
)
_RSVPS = table_of(RsvpRow)
_REMOVE_ANSWERS = delete(_RSVPS).where(_RSVPS.c.meeting_id == bindparam("the_id"))
_REMOVE = delete(MEETINGS.table).where(_meetings.id == bindparam("the_id"))


class Meetings(Shelf[MeetingId, Meeting]):
    """Meetings."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, MEETINGS)

    def of_circle(self, circle: CircleId) -> Sequence[Meeting]:
        """All of them, cancelled ones too, by number."""
        return self._all(_OF_CIRCLE, circle=circle)

    def remove(self, meeting: MeetingId) -> None:
        """As if it had never been, its answers too."""
        for statement in (_REMOVE_ANSWERS, _REMOVE):
            self._connection.execute(statement, {"the_id": meeting})

    def next_of(self, circles: Collection[CircleId], *, now: datetime) -> Mapping[CircleId, Meeting]:
        """For each circle the first meeting that is on and has not ended."""
        first: dict[CircleId, Meeting] = {}
        for page in in_pages(circles):
            for meeting in self._all(_AHEAD, circles=page, now=now):
                first.setdefault(meeting.circle_id, meeting)
        return first

    def of_team(self, team: TeamId, *, start: datetime, end: datetime) -> Sequence[Meeting]:
        """Meetings of circles neither draft nor deleted that start from `start` to before `end`, in order."""
        return self._all(_OF_TEAM, team=team, start=start, end=end)
