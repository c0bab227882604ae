"""What was passed on."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.ids import RelayId
from bot.domain.relays import Relay
from storage.shelves import Shelf, Things
from storage.tables import RelayRow
from storage.tables.messages import IS_LATE

RELAYS = Things(Relay, RelayRow)

_relays = RELAYS.table.c
_ANSWERS_TO = RELAYS.select.where(_relays.answers == bindparam("answered")).order_by(
    _relays.said_at, _relays.id
)
_LATE = ("meeting_id", "from_person")
_PUT_LATE = {
    "sqlite": sqlite.insert(RELAYS.table).on_conflict_do_nothing(index_elements=_LATE, index_where=IS_LATE),
    "postgresql": postgresql.insert(RELAYS.table).on_conflict_do_nothing(
        index_elements=_LATE, index_where=IS_LATE
    ),
}


class Relays(Shelf[RelayId, Relay]):
    """What was passed on."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, RELAYS)

    def put_late(self, relay: Relay) -> bool:
        """Adds that somebody runs late; False when they have said so for the meeting already."""
        return self._touched(_PUT_LATE[self._connection.dialect.name], RELAYS.values(relay)) == 1

    def answers_to(self, relay: RelayId) -> Sequence[Relay]:
        """What answers it, in order."""
        return self._all(_ANSWERS_TO, answered=relay)
