"""Who cannot lead, and who leads instead."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam

from bot.domain.covers import Cover
from bot.domain.ids import CoverId, MeetingId
from storage.shelves import Shelf, Things, in_pages
from storage.tables import CoverRow

COVERS = Things(Cover, CoverRow)

_covers = COVERS.table.c
_OF_MEETING = COVERS.select.where(_covers.meeting_id == bindparam("meeting")).order_by(
    _covers.asked_at.desc(), _covers.id
)

_OF_MEETINGS = COVERS.select.where(_covers.meeting_id.in_(bindparam("meetings", expanding=True)))


class Covers(Shelf[CoverId, Cover]):
    """Who cannot lead, and who leads instead."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, COVERS)

    def of_meeting(self, meeting: MeetingId) -> Sequence[Cover]:
        """The latest first."""
        return self._all(_OF_MEETING, meeting=meeting)

    def of_meetings(self, meetings: Collection[MeetingId]) -> Sequence[Cover]:
        """Those of all these meetings, the latest first."""
        found = [cover for page in in_pages(meetings) for cover in self._all(_OF_MEETINGS, meetings=page)]
        return sorted(found, key=lambda cover: cover.asked_at, reverse=True)
