"""What is of no more use."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Delete, Table, bindparam, delete, select

from bot.domain.leftovers import PLANS_THAT_STAY, STAYS, Leftover
from bot.domain.posts import PostKind
from storage import tables as t
from storage.tables import table_of

_posts, _plans, _undos, _drafts, _messages, _codes = (
    table_of(row) for row in (t.PostRow, t.PlanRow, t.UndoRow, t.DraftRow, t.MessageRow, t.LinkCodeRow)
)
_BEFORE = bindparam("before", type_=_posts.c.due_at.type)
_OF_MESSAGE = (_plans.c.kind == PostKind.MESSAGE, _plans.c.subject == _messages.c.id)


def _some(table: Table, *which: ColumnElement[bool], key: str = "id") -> Delete:
    these = select(table.c[key]).where(*which).limit(bindparam("most"))
    return delete(table).where(table.c[key].in_(these.scalar_subquery()))


_FORGET = {
    # What tells of a meeting is of use until that begins, however long ago it went out.
    Leftover.POST: _some(
        _posts,
        _posts.c.next_at.is_(None),
        _posts.c.listed_at < _BEFORE,
        _posts.c.useless_at < _BEFORE,
        _posts.c.kind.not_in(sorted(STAYS)),
    ),
    Leftover.PLAN: _some(
        _plans,
        _plans.c.next_at.is_(None),
        _plans.c.due_at < _BEFORE,
        _plans.c.useless_at < _BEFORE,
        _plans.c.kind.not_in(sorted(PLANS_THAT_STAY)),
    ),
    Leftover.UNDO: _some(_undos, _undos.c.until_at < _BEFORE),
    Leftover.DRAFT: _some(_drafts, _drafts.c.changed_at < _BEFORE),
    Leftover.PREVIEW: _some(
        _messages, _messages.c.written_at < _BEFORE, ~select(_plans.c.id).where(*_OF_MESSAGE).exists()
    ),
    Leftover.LINK_CODE: _some(_codes, _codes.c.made_at < _BEFORE, key="code_hash"),
}


class Leftovers:
    """Removes what is of no more use."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def forget(self, what: Leftover, *, before: datetime, limit: int) -> int:
        """Removes up to `limit` that have been of no use since before that moment; returns how many there were."""
        return self._connection.execute(_FORGET[what], {"before": before, "most": limit}).rowcount
