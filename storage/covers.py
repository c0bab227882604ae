"""Who cannot lead, and who leads instead."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam

from bot.domain.covers import Cover
from bot.domain.ids import CoverId, MeetingId
from storage.shelves import Shelf, Things
from storage.tables import CoverRow

COVERS = Things(Cover, CoverRow)

_covers = COVERS.table.c
_OF_MEETING = COVERS.select.where(_covers.meeting_id == bindparam("meeting")).order_by(
    _covers.asked_at.desc(), _covers.id
)


class Covers(Shelf[CoverId, Cover]):
    """Who cannot lead, and who leads instead."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, COVERS)

    def of_meeting(self, meeting: MeetingId) -> Sequence[Cover]:
        """The latest first."""
        return self._all(_OF_MEETING, meeting=meeting)
