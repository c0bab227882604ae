"""Codes that link accounts."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from bot.domain.ids import PersonId
from bot.domain.linking import LinkCode
from storage.shelves import Drawer, Rows
from storage.tables import LinkCodeRow

LINK_CODES = Rows(LinkCode, LinkCodeRow)

_codes = LINK_CODES.table.c
_BY_HASH = LINK_CODES.select.where(_codes.code_hash == bindparam("its_hash"))
_LOCKED = _BY_HASH.with_for_update()
_USE_UP = update(LINK_CODES.table).where(_codes.person_id == bindparam("of_person"), _codes.used_at.is_(None))


class LinkCodes(Drawer[LinkCode]):
    """Codes that link accounts, by the hash of their secret."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, LINK_CODES)

    def add(self, code: LinkCode) -> None:
        """Keeps a new code."""
        self._connection.execute(LINK_CODES.insert, LINK_CODES.values(code))

    def lock(self, code_hash: str) -> LinkCode | None:
        """The code of that hash, its row locked until the transaction ends."""
        return self._one(_LOCKED, its_hash=code_hash)

    def use_up(self, person: PersonId, *, now: datetime) -> int:
        """None of the person's codes can be used any more; returns how many could."""
        return self._touched(_USE_UP, {"of_person": person, "used_at": now})
