"""How changes can be taken back, and calendar feeds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.domain.feeds import Feed
from bot.domain.ids import CircleId, FeedId, PersonId, UndoId
from bot.domain.undos import Undo
from storage.shelves import Shelf, Things
from storage.tables import FeedRow, UndoRow

UNDOS = Things(Undo, UndoRow)
FEEDS = Things(Feed, FeedRow)

_undos, _feeds = UNDOS.table.c, FEEDS.table.c
_OPEN_UNTIL = select(func.max(_undos.until_at)).where(
    _undos.circle_id == bindparam("circle"), _undos.until_at > bindparam("now"), _undos.undone_at.is_(None)
)
_FORGET = delete(UNDOS.table).where(
    _undos.circle_id == bindparam("circle"), _undos.until_at <= bindparam("over_before")
)
_SINCE = UNDOS.select.where(
    _undos.circle_id == bindparam("circle"), _undos.made_at >= bindparam("moment")
).order_by(_undos.made_at, _undos.id)
_BY_HASH = FEEDS.select.where(_feeds.code_hash == bindparam("its_hash"))
_REVOKE = update(FEEDS.table).where(_feeds.person_id == bindparam("person"), _feeds.revoked_at.is_(None))


class Undos(Shelf[UndoId, Undo]):
    """How to take changes back."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, UNDOS)

    def open_until(self, circle: CircleId, *, now: datetime) -> datetime | None:
        """Until when the latest change of the circle can be taken back, if one can be."""
        return self._connection.execute(_OPEN_UNTIL, {"circle": circle, "now": now}).scalar()

    def since(self, circle: CircleId, moment: datetime) -> Sequence[Undo]:
        """Those of the circle that were made from that moment on, the first first."""
        return self._all(_SINCE, circle=circle, moment=moment)

    def forget(self, circle: CircleId, *, over_before: datetime) -> int:
        """Removes those of the circle whose time was over by then; returns how many there were."""
        return self._touched(_FORGET, {"circle": circle, "over_before": over_before})


class Feeds(Shelf[FeedId, Feed]):
    """Calendar feeds; the hash of the secret is unique."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, FEEDS)

    def by_hash(self, code_hash: str) -> Feed | None:
        """The feed whose secret has that hash."""
        return self._one(_BY_HASH, its_hash=code_hash)

    def revoke(self, person: PersonId, *, now: datetime) -> int:
        """Revokes those of the person that are not yet; returns how many there were."""
        return self._touched(_REVOKE, {"person": person, "revoked_at": now})
