"""Links with which to take a seat, and what goes along with it."""

from sqlalchemy import (
    Connection,
    Delete,
    String,
    Update,
    bindparam,
    delete,
    exists,
    literal,
    select,
    true,
    update,
)

from bot.domain.claims import SeatLink
from bot.domain.feedback import Author
from bot.domain.ids import CircleId, PersonId, SeatLinkId, SignupId
from bot.domain.posts import PostState
from bot.domain.relays import RelayKind
from storage.shelves import Shelf, Things
from storage.tables import (
    AttendeeRow,
    CheckInRow,
    FeedbackRow,
    MeetingRow,
    MessageRow,
    PostRow,
    RelayRow,
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


_RELAYS, _MESSAGES, _POSTS = table_of(RelayRow), table_of(MessageRow), table_of(PostRow)
_BEFORE, _AFTER = bindparam("before", type_=String()), bindparam("after", type_=String())
_CIRCLES_RELAYS = _RELAYS.c.circle_id == bindparam("circle")
_ADDRESSED = (
    select(_RELAYS.c.id)
    .where(_CIRCLES_RELAYS, _RELAYS.c.to_person == _AFTER)
    .union_all(
        select(_MESSAGES.c.id).where(
            _MESSAGES.c.circle_id == bindparam("circle"), _MESSAGES.c.to_person == _AFTER
        )
    )
)
_other_relay = _RELAYS.alias()
_TALKING = (
    # Somebody runs late once for a meeting: a second time is words that were passed on.
    update(_RELAYS)
    .where(
        _CIRCLES_RELAYS,
        _RELAYS.c.from_person == _BEFORE,
        exists().where(
            _other_relay.c.meeting_id == _RELAYS.c.meeting_id, _other_relay.c.from_person == _AFTER
        ),
    )
    .values(kind=RelayKind.WORDS, meeting_id=None),
    update(_RELAYS).where(_CIRCLES_RELAYS, _RELAYS.c.from_person == _BEFORE).values(from_person=_AFTER),
    update(_RELAYS).where(_CIRCLES_RELAYS, _RELAYS.c.to_person == _BEFORE).values(to_person=_AFTER),
    update(_MESSAGES)
    .where(_MESSAGES.c.circle_id == bindparam("circle"), _MESSAGES.c.to_person == _BEFORE)
    .values(to_person=_AFTER),
    # What is on its way there goes to where they are now.
    update(_POSTS)
    .where(
        _POSTS.c.person_id == _BEFORE, _POSTS.c.state == PostState.PLANNED, _POSTS.c.subject.in_(_ADDRESSED)
    )
    .values(person_id=_AFTER, recipient=literal("person:") + _AFTER),
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
        for statement in _TALKING:
            self._connection.execute(statement, given)
