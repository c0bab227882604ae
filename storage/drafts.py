"""Unfinished forms."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete

from bot.domain.drafts import Draft
from bot.domain.ids import DraftId, PersonId
from storage.shelves import Shelf, Things
from storage.tables import DraftRow

DRAFTS = Things(Draft, DraftRow)

_drafts = DRAFTS.table.c
_IS_THERE = (_drafts.person_id == bindparam("person"), _drafts.spot == bindparam("spot"))
_ALL_AT = DRAFTS.select.where(*_IS_THERE).order_by(
    _drafts.changed_at.desc(), _drafts.made_at.desc(), _drafts.id
)
_OPEN_AT = _ALL_AT.limit(1)
_REMOVE = delete(DRAFTS.table).where(_drafts.id == bindparam("the_id"))
_REMOVE_AT = delete(DRAFTS.table).where(*_IS_THERE)


class Drafts(Shelf[DraftId, Draft]):
    """Unfinished forms."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, DRAFTS)

    def open_at(self, person: PersonId, spot: str) -> Draft | None:
        """The form that the person has open there, the one changed last if several."""
        return self._one(_OPEN_AT, person=person, spot=spot)

    def all_at(self, person: PersonId, spot: str) -> Sequence[Draft]:
        """The forms that the person has begun there, the one changed last first."""
        return self._all(_ALL_AT, person=person, spot=spot)

    def remove(self, draft: DraftId) -> None:
        """Forgets the form, if it is still there."""
        self._connection.execute(_REMOVE, {"the_id": draft})

    def remove_at(self, person: PersonId, spot: str) -> None:
        """Forgets all that the person has open there."""
        self._connection.execute(_REMOVE_AT, {"person": person, "spot": spot})
