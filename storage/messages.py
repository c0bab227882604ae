"""Messages to learners."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select

from bot.domain.ids import CircleId, MessageId, PersonId
from bot.domain.messages import CircleMessage
from bot.domain.posts import PostKind
from storage.shelves import Shelf, Things
from storage.tables import MessageRow, PostRow, table_of

MESSAGES = Things(CircleMessage, MessageRow)

_messages, _posts = MESSAGES.table.c, table_of(PostRow).c
_OF_CIRCLE = MESSAGES.select.where(_messages.circle_id == bindparam("circle")).order_by(
    _messages.written_at.desc(), _messages.id
)
_HAS_A_POST = (
    select(_posts.id)
    .where(
        _posts.kind == PostKind.MESSAGE,
        _posts.subject == _messages.id,
        _posts.revision == _messages.revision,
        _posts.person_id == bindparam("person"),
    )
    .exists()
)
_TO_PERSON = _OF_CIRCLE.where(_HAS_A_POST).limit(bindparam("limit"))
_REMOVE = delete(MESSAGES.table).where(_messages.id == bindparam("the_id"))


class Messages(Shelf[MessageId, CircleMessage]):
    """What those who run circles write to learners."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, MESSAGES)

    def of_circle(self, circle: CircleId) -> Sequence[CircleMessage]:
        """The latest first."""
        return self._all(_OF_CIRCLE, circle=circle)

    def to_person(self, circle: CircleId, person: PersonId, *, limit: int) -> Sequence[CircleMessage]:
        """The latest in that circle that have gone out to the person, delivered or not, the latest first."""
        return self._all(_TO_PERSON, circle=circle, person=person, limit=limit)

    def remove(self, message: MessageId) -> None:
        """Forgets it, if it is still there."""
        self._connection.execute(_REMOVE, {"the_id": message})
