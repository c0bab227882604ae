"""What people do not want to be sent."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, delete

from bot.domain.ids import CircleId, PersonId
from bot.domain.mutes import Mute
from storage.shelves import Drawer, LastCounts, Rows, in_pages
from storage.tables import MuteRow

MUTES = Rows(Mute, MuteRow)
EVERYTHING = "*"

_mutes = MUTES.table.c
_PUT = LastCounts(MUTES, "person_id", "scope")
_LIFT = delete(MUTES.table).where(
    _mutes.person_id == bindparam("person"), _mutes.scope == bindparam("of_scope")
)
_OF = MUTES.select.where(_mutes.person_id == bindparam("person")).order_by(_mutes.since_at, _mutes.scope)

_OF_ALL = MUTES.select.where(_mutes.person_id.in_(bindparam("people", expanding=True))).order_by(
    _mutes.since_at, _mutes.scope
)


class Mutes(Drawer[Mute]):
    """What people do not want to be sent; one a person and circle, and one for everything."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, MUTES)

    def put(self, mute: Mute) -> None:
        """The last one counts."""
        given = {**MUTES.values(mute), "scope": mute.circle_id or EVERYTHING}
        self._connection.execute(_PUT.on(self._connection), given)

    def lift(self, person: PersonId, circle: CircleId | None) -> bool:
        """Whether there was one; None means the one for everything."""
        return self._touched(_LIFT, {"person": person, "of_scope": circle or EVERYTHING}) == 1

    def of(self, person: PersonId) -> Sequence[Mute]:
        """The person's, in the order in which they came."""
        return self._all(_OF, person=person)

    def foresee_of(self, people: Collection[PersonId]) -> None:
        """Reads the mutes of all those at once, to be remembered."""
        for page in in_pages(people):
            found: dict[PersonId, list[Mute]] = {person: [] for person in page}
            for mute in self._read_all(_OF_ALL, {"people": page}):
                found[mute.person_id].append(mute)
            self._foresee(_OF, (({"person": person}, of) for person, of in found.items()))
