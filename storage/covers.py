"""Who cannot lead, and who leads instead."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, select

from bot.domain.covers import Cover, Refusal
from bot.domain.ids import CoverId, MeetingId, PersonId
from storage.shelves import IfNew, Rows, Shelf, Things, in_pages
from storage.tables import CoverRefusalRow, CoverRow

COVERS = Things(Cover, CoverRow)
REFUSALS = Rows(Refusal, CoverRefusalRow)

_covers = COVERS.table.c
_OF_MEETING = COVERS.select.where(_covers.meeting_id == bindparam("meeting")).order_by(
    _covers.asked_at.desc(), _covers.id
)

_TAKEN_BY = COVERS.select.where(_covers.taken_by == bindparam("person")).order_by(
    _covers.asked_at, _covers.id
)
_REFUSE = IfNew(REFUSALS.table, "cover_id", "person_id")
_REFUSED = (
    select(REFUSALS.table.c.person_id)
    .where(REFUSALS.table.c.cover_id == bindparam("cover"))
    .order_by(REFUSALS.table.c.at, REFUSALS.table.c.person_id)
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

    def taken_by(self, person: PersonId) -> Sequence[Cover]:
        """What the person leads instead of others, or did."""
        return self._all(_TAKEN_BY, person=person)

    def refuse(self, refusal: Refusal) -> None:
        """Again changes nothing."""
        self._connection.execute(_REFUSE.on(self._connection), REFUSALS.values(refusal))

    def refused_by(self, cover: CoverId) -> Sequence[PersonId]:
        """Those who said no, in that order."""
        return self._connection.execute(_REFUSED, {"cover": cover}).scalars().all()
