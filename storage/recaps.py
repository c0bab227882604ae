"""What was told to the learners after meetings."""

from sqlalchemy import Connection, bindparam

from bot.domain.ids import MeetingId
from bot.domain.recaps import Recap
from storage.shelves import Drawer, LastCounts, Rows
from storage.tables import RecapRow

RECAPS = Rows(Recap, RecapRow)

_PUT = LastCounts(RECAPS, "meeting_id")
_FIND = RECAPS.select.where(RECAPS.table.c.meeting_id == bindparam("meeting"))


class Recaps(Drawer[Recap]):
    """Recaps; one a meeting."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, RECAPS)

    def find(self, meeting: MeetingId) -> Recap | None:
        """The meeting's recap, if one was written."""
        return self._one(_FIND, meeting=meeting)

    def put(self, recap: Recap) -> None:
        """The last one counts."""
        self._connection.execute(_PUT.on(self._connection), RECAPS.values(recap))
