"""What platforms brought."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.domain.arrivals import Arrival
from bot.domain.ids import ArrivalId
from bot.domain.people import Platform
from storage.shelves import Drawer, IfNew, Rows
from storage.tables import ArrivalRow

ARRIVALS = Rows(Arrival, ArrivalRow)

EMPTIED = {"lane": "", "payload": ""}

_arrivals = ARRIVALS.table.c
_KEEP = IfNew(ARRIVALS.table, "id")
_FINISH = update(ARRIVALS.table).where(_arrivals.id == bindparam("the_id"), _arrivals.done_at.is_(None))
_SET_ASIDE = update(ARRIVALS.table).where(_arrivals.done_at.is_(None))
_UNFINISHED = (
    ARRIVALS.select.where(
        _arrivals.done_at.is_(None),
        _arrivals.platform == bindparam("its_platform"),
        _arrivals.workspace == bindparam("its_workspace"),
        _arrivals.arrived_at < bindparam("before"),
    )
    .order_by(_arrivals.arrived_at)
    .limit(bindparam("most"))
)
_DONE = select(_arrivals.id).where(_arrivals.done_at < bindparam("before")).limit(bindparam("most"))
_FORGET = delete(ARRIVALS.table).where(_arrivals.id.in_(_DONE.scalar_subquery()))


class Inbox(Drawer[Arrival]):
    """What came in, kept until it is answered, and known for some days more."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, ARRIVALS)

    def keep(self, arrivals: Sequence[Arrival]) -> set[ArrivalId]:
        """Keeps those that are new; returns which they were."""
        if len(arrivals) <= 1:
            # A list of one takes several times as long as one.
            return {
                one.id for one in arrivals if self._touched(_KEEP.on(self._connection), ARRIVALS.values(one))
            }
        rows = [ARRIVALS.values(arrival) for arrival in arrivals]
        insert = _KEEP.on(self._connection).returning(_arrivals.id)
        return set(self._connection.execute(insert, rows).scalars())

    def finish(self, arrival: ArrivalId, *, now: datetime) -> bool:
        """Marks it done and empties it; False when it was done already, or never came."""
        return self._touched(_FINISH, {"the_id": arrival, "done_at": now, **EMPTIED}) > 0

    def set_aside(self, *, now: datetime) -> int:
        """Marks all done that are not, and empties them; returns how many there were."""
        return self._touched(_SET_ASIDE, {"done_at": now, **EMPTIED})

    def unfinished(
        self, platform: Platform, workspace: str, *, before: datetime, limit: int
    ) -> list[Arrival]:
        """Up to `limit` that came before that moment and are not done, the first to come first."""
        given = {"its_platform": platform, "its_workspace": workspace, "before": before, "most": limit}
        return self._read_all(_UNFINISHED, given)

    def forget(self, *, before: datetime, limit: int) -> int:
        """Forgets up to `limit` that were done before that moment; returns how many."""
        return self._connection.execute(_FORGET, {"before": before, "most": limit}).rowcount
