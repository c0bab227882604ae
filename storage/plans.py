"""What will be due."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Update, bindparam, case, literal, null, select

from bot.domain.ids import PlanId
from bot.domain.posts import Plan, PlanState, PostKind
from storage.shelves import Shelf, Things, in_pages
from storage.tables import PlanRow

PLANS = Things(Plan, PlanRow)

_plans = PLANS.table.c
_OF = PLANS.select.where(_plans.kind == bindparam("kind"), _plans.subject == bindparam("subject"))
_OF_IN_ORDER = _OF.order_by(_plans.revision.desc())
_FIND_FOR = _OF.where(_plans.revision == bindparam("revision"))
_ABOUT = PLANS.select.where(_plans.subject.in_(bindparam("subjects", expanding=True)))
_ABOUT_OF_KIND = _ABOUT.where(_plans.kind == bindparam("kind"))
# "is not null" is implied, and said so that both engines see that the partial index serves.
_DUE = (
    PLANS.select.where(_plans.next_at.is_not(None), _plans.next_at <= bindparam("now"))
    .order_by(_plans.next_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, key_share=True)
)

_NEXT_AT = select(_plans.next_at).where(_plans.next_at.is_not(None)).order_by(_plans.next_at).limit(1)


class Plans(Shelf[PlanId, Plan]):
    """What will be due; kind, subject and revision are unique."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, PLANS)

    def lock(self, plan: PlanId) -> Plan:
        """The plan, its row locked until the transaction ends."""
        return self._lock(plan)

    def find_for(self, kind: PostKind, subject: str, revision: int) -> Plan | None:
        """The plan of that kind for that revision of the subject."""
        return self._one(_FIND_FOR, kind=kind, subject=subject, revision=revision)

    def of(self, kind: PostKind, subject: str) -> Sequence[Plan]:
        """All revisions, the latest first."""
        return self._all(_OF_IN_ORDER, kind=kind, subject=subject)

    def about(self, subjects: Collection[str], *, kind: PostKind | None = None) -> Sequence[Plan]:
        """All plans about any of these subjects, or those of one kind, by when they are due."""
        statement, given = (_ABOUT, {}) if kind is None else (_ABOUT_OF_KIND, {"kind": kind})
        found = [plan for page in in_pages(subjects) for plan in self._all(statement, subjects=page, **given)]
        return sorted(found, key=lambda plan: (plan.due_at, plan.id))

    def next_at(self) -> datetime | None:
        """When the next one is due."""
        return self._connection.execute(_NEXT_AT).scalar()

    def due(self, *, now: datetime, limit: int) -> Sequence[Plan]:
        """Planned ones that are due, the longest due first; locked, those locked by others left out."""
        return self._all(_DUE, now=now, limit=limit)

    def _values(self, entity: Plan) -> dict[str, object]:
        next_at = entity.due_at if entity.state is PlanState.PLANNED else None
        return {**super()._values(entity), "next_at": next_at}

    def _changing(self, columns: Mapping[str, object]) -> Update:
        if not columns.keys() & {"state", "due_at"}:
            return super()._changing(columns)
        state = literal(columns["state"], _plans.state.type) if "state" in columns else _plans.state
        due_at = literal(columns["due_at"], _plans.due_at.type) if "due_at" in columns else _plans.due_at
        next_at = case((state == PlanState.PLANNED, due_at), else_=null())
        return self._things.update.values(next_at=next_at)
