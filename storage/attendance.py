"""Who came to meetings, and who checked in at the table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.domain.attendance import Attendance, CheckIn, CheckInCode
from bot.domain.ids import MeetingId, PersonId
from storage.shelves import Drawer, IfNew, LastCounts, Rows, in_pages
from storage.tables import AttendanceRow, AttendeeRow, CheckInCodeRow, CheckInRow, table_of


@dataclass(frozen=True, slots=True)
class Saved:
    """An Attendance without its people, who lie in rows of their own."""

    meeting_id: MeetingId
    total: int
    saved_by: PersonId
    saved_at: datetime


SAVED = Rows(Saved, AttendanceRow)
CHECK_INS = Rows(CheckIn, CheckInRow)
CODES = Rows(CheckInCode, CheckInCodeRow)

_ATTENDEES = table_of(AttendeeRow)
_PUT = LastCounts(SAVED, "meeting_id")
_FORGET_PEOPLE = delete(_ATTENDEES).where(_ATTENDEES.c.meeting_id == bindparam("meeting"))
_ADD_PEOPLE = insert(_ATTENDEES)
_OF_MEETINGS = SAVED.select.where(SAVED.table.c.meeting_id.in_(bindparam("meetings", expanding=True)))
_PEOPLE_OF = (
    select(_ATTENDEES.c.meeting_id, _ATTENDEES.c.person_id)
    .where(_ATTENDEES.c.meeting_id.in_(bindparam("meetings", expanding=True)))
    .order_by(_ATTENDEES.c.person_id)
)
_CHECK_IN = IfNew(CHECK_INS.table, "meeting_id", "person_id")
_CHECKED_IN = (
    select(CHECK_INS.table.c.person_id)
    .where(CHECK_INS.table.c.meeting_id == bindparam("meeting"))
    .order_by(CHECK_INS.table.c.at, CHECK_INS.table.c.person_id)
)
_PUT_CODE = LastCounts(CODES, "meeting_id", "made_by")
_BY_HASH = CODES.select.where(CODES.table.c.code_hash == bindparam("hash"))


class Attendances(Drawer[Saved]):
    """Who came; one record a meeting."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, SAVED)

    def put(self, attendance: Attendance) -> None:
        """The last one counts."""
        saved = Saved(attendance.meeting_id, attendance.total, attendance.saved_by, attendance.saved_at)
        self._connection.execute(_PUT.on(self._connection), SAVED.values(saved))
        self._connection.execute(_FORGET_PEOPLE, {"meeting": attendance.meeting_id})
        rows = [{"meeting_id": attendance.meeting_id, "person_id": p} for p in sorted(set(attendance.people))]
        if rows:
            self._connection.execute(_ADD_PEOPLE, rows)

    def of_meetings(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, Attendance]:
        """Those of the meetings that have one; the people in the order of their ids."""
        found: dict[MeetingId, Attendance] = {}
        for page in in_pages(meetings):
            people: dict[MeetingId, list[PersonId]] = {}
            for meeting, person in self._connection.execute(_PEOPLE_OF, {"meetings": page}):
                people.setdefault(meeting, []).append(person)
            for one in self._all(_OF_MEETINGS, meetings=page):
                came = tuple(people.get(one.meeting_id, ()))
                found[one.meeting_id] = Attendance(
                    one.meeting_id, one.total, came, one.saved_by, one.saved_at
                )
        return found


class CheckIns(Drawer[CheckInCode]):
    """Who checked in at the table, and with what codes."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, CODES)

    def put(self, check_in: CheckIn) -> bool:
        """Whether they had not checked in before."""
        return self._touched(_CHECK_IN.on(self._connection), CHECK_INS.values(check_in)) == 1

    def of(self, meeting: MeetingId) -> Sequence[PersonId]:
        """In the order in which they came."""
        return self._connection.execute(_CHECKED_IN, {"meeting": meeting}).scalars().all()

    def put_code(self, code: CheckInCode) -> None:
        """In place of the one that the same person made for the meeting before."""
        self._connection.execute(_PUT_CODE.on(self._connection), CODES.values(code))

    def by_hash(self, code_hash: str) -> CheckInCode | None:
        """The code with that hash, unless another one has taken its place."""
        return self._one(_BY_HASH, hash=code_hash)
