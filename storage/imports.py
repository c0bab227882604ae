"""Where circles came from."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, insert, select

from bot.domain.ids import CircleId, TeamId
from bot.domain.imports import Source
from storage.shelves import in_pages
from storage.tables import ImportRow, table_of

_TABLE = table_of(ImportRow)
_KNOWN = select(_TABLE.c.key).where(
    _TABLE.c.team_id == bindparam("team"),
    _TABLE.c.source == bindparam("its_source"),
    _TABLE.c.key.in_(bindparam("keys", expanding=True)),
)
_ADD = insert(_TABLE)


class Imports:
    """What circles are called where they came from."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, team: TeamId, source: Source, keys: Collection[str]) -> set[str]:
        """Which of the keys the team has a circle for, deleted since or not."""
        found: set[str] = set()
        for page in in_pages(keys):
            given = {"team": team, "its_source": source, "keys": page}
            found |= set(self._connection.execute(_KNOWN, given).scalars())
        return found

    def add(self, team: TeamId, source: Source, circles: Mapping[str, CircleId]) -> None:
        """Remembers circles by their keys."""
        if circles:
            rows = [
                {"team_id": team, "source": source, "key": key, "circle_id": c} for key, c in circles.items()
            ]
            self._connection.execute(_ADD, rows)
