"""Links with which to take a seat, and what goes along with it."""

from sqlalchemy import Connection, Delete, String, Update, bindparam, delete, exists, select, true, update

from bot.domain.claims import SeatLink
from bot.domain.feedback import Author
from bot.domain.ids import CircleId, PersonId, SeatLinkId, SignupId
from storage.shelves import Shelf, Things
from storage.tables import (
    AttendeeRow,
    CheckInRow,
    FeedbackRow,
    MeetingRow,
    Row,
    RsvpRow,
    SeatLinkRow,
    table_of,
)

LINKS = Things(SeatLink, SeatLinkRow)

_links, _MEETINGS = LINKS.table.c, table_of(MeetingRow)
_BY_HASH = LINKS.select.where(_links.code_hash == bindparam("its_hash"))
_WITHDRAW = delete(LINKS.table).where(_links.signup_id == bindparam("signup"), _links.used_by.is_(None))
_OF_CIRCLE = select(_MEETINGS.c.id).where(_MEETINGS.c.circle_id == bindparam("circle"))


def _moving(rows: type[Row], said_at: str | None) -> tuple[Delete, Delete, Update]:
    """Of two rows about one meeting only the later stays, where no time is kept either; what is left moves."""
    table = table_of(rows)
    one, other = table.c, table.alias().c
    here = one.meeting_id.in_(_OF_CIRCLE)
    same = other.meeting_id == one.meeting_id
    if "author" in one:
        here, same = here & (one.author == Author.LEARNER), same & (other.author == one.author)
    later = other[said_at] > one[said_at] if said_at else true()
    before, after = bindparam("before", type_=String()), bindparam("after", type_=String())
    return (
        delete(table).where(
            here, one.person_id == before, exists().where(same, other.person_id == after, later)
        ),
        delete(table).where(here, one.person_id == after, exists().where(same, other.person_id == before)),
        update(table).where(here, one.person_id == before),
    )


_MOVING = (
    *_moving(RsvpRow, "answered_at"),
    *_moving(FeedbackRow, "changed_at"),
    *_moving(CheckInRow, "at"),
    *_moving(AttendeeRow, None),
)


class SeatLinks(Shelf[SeatLinkId, SeatLink]):
    """Links with which to take a seat; the hash of the code is unique."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, LINKS)

    def by_hash(self, code_hash: str) -> SeatLink | None:
        """The link whose code has that hash."""
        return self._one(_BY_HASH, its_hash=code_hash)

    def withdraw(self, signup: SignupId) -> int:
        """Forgets those for that seat that nobody has used; returns how many there were."""
        return self._touched(_WITHDRAW, {"signup": signup})

    def move_words(self, circle: CircleId, before: PersonId, after: PersonId) -> None:
        """What one person has said and done as a learner of the circle counts as the other's; of two, the later one does."""
        given = {"circle": circle, "before": before, "after": after}
        for statement in _MOVING:
            moves = isinstance(statement, Update)
            self._touched(statement, {**given, "person_id": after} if moves else given)
