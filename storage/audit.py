"""The audit trail."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam

from bot.domain.audit import AuditEntry
from bot.domain.ids import TeamId
from storage.shelves import Drawer, Rows
from storage.tables import AuditRow

ENTRIES = Rows(AuditEntry, AuditRow)

_OF_TEAM = ENTRIES.select.where(ENTRIES.table.c.team_id == bindparam("team")).order_by(ENTRIES.table.c.no)


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
