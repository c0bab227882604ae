"""The audit trail."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from bot.domain.audit import AuditEntry
from bot.domain.ids import TeamId
from storage.shelves import Drawer, Rows
from storage.tables import AuditRow

ENTRIES = Rows(AuditEntry, AuditRow)

_entries = ENTRIES.table.c
_OF_TEAM = ENTRIES.select.where(_entries.team_id == bindparam("team")).order_by(_entries.no)
_PAGE = (
    ENTRIES.select.where(_entries.team_id == bindparam("team"))
    .order_by(_entries.no.desc())
    .offset(bindparam("offset"))
    .limit(bindparam("limit"))
)
_COUNT = select(func.count()).where(_entries.team_id == bindparam("team"))


class Audit(Drawer[AuditEntry]):
    """The audit trail, which only grows."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, ENTRIES)

    def append(self, entry: AuditEntry) -> None:
        """Notes it."""
        self._connection.execute(ENTRIES.insert, ENTRIES.values(entry))

    def of_team(self, team: TeamId) -> Sequence[AuditEntry]:
        """What was noted in the team, in order."""
        return self._all(_OF_TEAM, team=team)

    def count(self, team: TeamId) -> int:
        """How much was noted in the team."""
        return self._number(_COUNT, team=team)

    def page(self, team: TeamId, *, offset: int, limit: int) -> Sequence[AuditEntry]:
        """Some of what was noted in the team, the latest first."""
        return self._all(_PAGE, team=team, offset=offset, limit=limit)
