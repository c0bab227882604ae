"""Meetings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, func, or_, select

from bot.domain.ids import CircleId, MeetingId
from bot.domain.meetings import Meeting
from storage.shelves import Shelf, Things, in_pages
from storage.tables import MeetingRow, metadata

MEETINGS = Things(Meeting, MeetingRow)

_meetings = MEETINGS.table.c
_OF_CIRCLE = MEETINGS.select.where(_meetings.circle_id == bindparam("circle")).order_by(
    _meetings.number, _meetings.starts_at, _meetings.id
)
_COUNT = select(func.count()).where(_meetings.circle_id == bindparam("circle"))
_OF_CIRCLES = MEETINGS.select.where(_meetings.circle_id.in_(bindparam("circles", expanding=True))).order_by(
    _meetings.number, _meetings.starts_at, _meetings.id
)
_AHEAD = MEETINGS.select.where(
    _meetings.circle_id.in_(bindparam("circles", expanding=True)),
    _meetings.cancelled_at.is_(None),
    _meetings.ends_at > bindparam("now"),
).order_by(_meetings.starts_at, _meetings.id)
_IS_REFERRED_TO = select(
    or_(
        *(
            exists().where(key.parent == bindparam("the_id"))
            for table in metadata.sorted_tables
            for key in table.foreign_keys
            if key.references(MEETINGS.table)
        )
    )
)
_REMOVE = delete(MEETINGS.table).where(_meetings.id == bindparam("the_id"))


class Meetings(Shelf[MeetingId, Meeting]):
    """Meetings."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, MEETINGS)

    def of_circle(self, circle: CircleId) -> Sequence[Meeting]:
        """All of them, cancelled ones too, by number."""
        return self._all(_OF_CIRCLE, circle=circle)

    def count(self, circle: CircleId) -> int:
        """How many they are."""
        return self._number(_COUNT, circle=circle)

    def of_circles(self, circles: Collection[CircleId]) -> Mapping[CircleId, Sequence[Meeting]]:
        """For each of the circles what of_circle tells."""
        found: dict[CircleId, list[Meeting]] = {circle: [] for circle in circles}
        for page in in_pages(found):
            for meeting in self._all(_OF_CIRCLES, circles=page):
                found[meeting.circle_id].append(meeting)
        return found

    def is_referred_to(self, meeting: MeetingId) -> bool:
        """Whether anything else is about it: an answer, a message, who came."""
        return bool(self._connection.execute(_IS_REFERRED_TO, {"the_id": meeting}).scalar_one())

    def remove(self, meeting: MeetingId) -> None:
        """As if it had never been; nothing may refer to it."""
        self._touched(_REMOVE, {"the_id": meeting})

    def next_of(self, circles: Collection[CircleId], *, now: datetime) -> Mapping[CircleId, Meeting]:
        """For each circle the first meeting that is on and has not ended."""
        first: dict[CircleId, Meeting] = {}
        for page in in_pages(circles):
            for meeting in self._all(_AHEAD, circles=page, now=now):
                first.setdefault(meeting.circle_id, meeting)
        return first
