"""What digests said, and who has taken on what they asked for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from bot.domain.hands import Hand
from bot.domain.ids import TeamId
from storage.shelves import Drawer, IfNew, Rows
from storage.tables import DigestNumbersRow, HandRow, table_of

HANDS = Rows(Hand, HandRow)
NUMBERS = table_of(DigestNumbersRow)

_hands = HANDS.table.c
_TAKE = IfNew(HANDS.table, "team_id", "monday", "circle_id", "need")
_OF_WEEK = HANDS.select.where(
    _hands.team_id == bindparam("team"), _hands.monday == bindparam("week")
).order_by(_hands.taken_at, _hands.circle_id, _hands.need)
_KEEP = IfNew(NUMBERS, "subject")
_FIND = select(NUMBERS.c.numbers).where(NUMBERS.c.subject == bindparam("about"))


class Hands(Drawer[Hand]):
    """Who has taken on what; one a team, week, circle and need."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, HANDS)

    def take(self, hand: Hand) -> bool:
        """False when somebody has it already."""
        return self._touched(_TAKE.on(self._connection), HANDS.values(hand)) == 1

    def of_week(self, team: TeamId, monday: date) -> Sequence[Hand]:
        """What was taken on in the team in the week that begins on `monday`, in order."""
        return self._all(_OF_WEEK, team=team, week=monday)


class DigestNumbers:
    """The numbers of digests as they were sent, by digest_subject."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, subject: str, numbers: Mapping[str, int], *, now: datetime) -> None:
        """Only the first are kept."""
        given = {"subject": subject, "numbers": dict(numbers), "kept_at": now}
        self._connection.execute(_KEEP.on(self._connection), given)

    def find(self, subject: str) -> Mapping[str, int] | None:
        """The numbers that were kept for that digest."""
        return self._connection.execute(_FIND, {"about": subject}).scalar_one_or_none()
