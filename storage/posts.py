"""The ledger of what goes out, and who may send what of it (SPEC 3.1, 3.2)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Update, bindparam, case, literal, null, or_, select, update

from bot.domain.ids import PersonId, PostId
from bot.domain.posts import Claim, Post, PostKind, PostState, Reason
from storage.shelves import IfNew, Shelf, Things, in_pages
from storage.tables import PostRow

POSTS = Things(Post, PostRow)

_posts = POSTS.table.c
_IN_HAND = (PostState.CLAIMED, PostState.SENDING)
_NOT_YET_SENDING = (PostState.PLANNED, PostState.CLAIMED)
_ENDED = frozenset({PostState.SENT, PostState.SKIPPED, PostState.FAILED, PostState.UNKNOWN})

_PUT = IfNew(POSTS.table, "kind", "subject", "revision", "recipient")
_OF = POSTS.select.where(_posts.kind == bindparam("of_kind"), _posts.subject == bindparam("of_subject"))
_OF_IN_ORDER = _OF.order_by(_posts.revision, _posts.due_at, _posts.id)
_ABOUT = POSTS.select.where(
    _posts.kind.in_(bindparam("kinds", expanding=True)),
    _posts.subject.in_(bindparam("subjects", expanding=True)),
)
_BY_REFERENCE = (
    POSTS.select.where(_posts.reference == bindparam("its_reference"))
    .order_by(_posts.sent_at.desc(), _posts.id)
    .limit(1)
)
_OF_PERSON = (
    POSTS.select.where(_posts.person_id == bindparam("of_person"), _posts.next_at.is_(None))
    .order_by(_posts.listed_at.desc(), _posts.id)
    .limit(bindparam("limit"))
)
_WAITING_FOR = POSTS.select.where(
    _posts.person_id == bindparam("of_person"),
    _posts.state == PostState.PLANNED,
    _posts.next_at.is_not(None),
).order_by(_posts.next_at, _posts.id)
# "is not null" is implied, and said so that both engines see that the partial index serves.
_WANTING_ATTENTION = (
    POSTS.select.where(_posts.next_at.is_not(None), _posts.next_at <= bindparam("now"))
    .order_by(_posts.next_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, key_share=True)
)
_THESE = update(POSTS.table).where(_posts.id.in_(bindparam("ids", expanding=True)))
_CLAIM = _THESE.values(
    state=PostState.CLAIMED,
    epoch=_posts.epoch + 1,
    next_at=bindparam("lease_ends", type_=_posts.next_at.type),
)
_LOSE = _THESE.values(state=PostState.UNKNOWN, epoch=_posts.epoch + 1, next_at=null())
_OURS = update(POSTS.table).where(
    _posts.id == bindparam("the_id"), _posts.epoch == bindparam("the_epoch"), _posts.state.in_(_IN_HAND)
)
_MARK_SENDING = (
    _THESE.where(
        _posts.epoch == bindparam("the_epoch"),
        _posts.state.in_(_IN_HAND),
        _posts.next_at > bindparam("now"),
    )
    .values(state=PostState.SENDING, next_at=bindparam("lease_ends", type_=_posts.next_at.type))
    .returning(_posts.id)
)
# Run for many at once, which no list within the statement can be.
_MARK_SENT = (
    update(POSTS.table)
    .where(
        _posts.id == bindparam("the_id"),
        _posts.epoch == bindparam("the_epoch"),
        or_(*(_posts.state == state for state in _IN_HAND)),
    )
    .values(
        state=PostState.SENT,
        reason=null(),
        next_at=null(),
        reference=bindparam("its_reference"),
        sent_at=bindparam("was_sent_at", type_=_posts.sent_at.type),
    )
)
_AGAIN = (
    update(POSTS.table)
    .where(_posts.id == bindparam("the_id"), _posts.state == PostState.UNKNOWN)
    .values(state=PostState.PLANNED, again=True, reason=null())
)
_AGAIN_BY_ITSELF = _AGAIN.where(_posts.again.is_(False))
_POSTPONE = _OURS.values(state=PostState.PLANNED)
_PUT_BACK = _OURS.values(state=PostState.PLANNED, attempts=_posts.attempts + 1)
_DROP = (
    update(POSTS.table)
    .where(
        _posts.kind == bindparam("of_kind"),
        _posts.subject == bindparam("of_subject"),
        _posts.state.in_(_NOT_YET_SENDING),
    )
    .values(state=PostState.SKIPPED, next_at=null())
)
_DROP_ONE = _DROP.where(_posts.person_id == bindparam("of_person"))

_END_LEASES = (
    update(POSTS.table)
    .where(_posts.next_at.is_not(None), _posts.next_at > bindparam("now"), _posts.state.in_(_IN_HAND))
    .values(next_at=bindparam("now", type_=_posts.next_at.type))
)

_NEXT_AT = select(_posts.next_at).where(_posts.next_at.is_not(None)).order_by(_posts.next_at).limit(1)


class Posts(Shelf[PostId, Post]):
    """The ledger: one row for each (kind, subject, revision, recipient)."""

    remembers = False

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, POSTS)

    def put(self, posts: Sequence[Post]) -> int:
        """Adds those whose (kind, subject, revision, recipient) is new; returns how many were."""
        statement = _PUT.on(self._connection).returning(_posts.id)
        rows = [self._values(post) for post in posts]
        return sum(len(self._connection.execute(statement, page).all()) for page in in_pages(rows))

    def of(self, kind: PostKind, subject: str) -> Sequence[Post]:
        """All of that kind about that subject, by revision and when they were due."""
        return self._all(_OF_IN_ORDER, of_kind=kind, of_subject=subject)

    def about(self, kinds: Collection[PostKind], subjects: Collection[str]) -> Sequence[Post]:
        """All of these kinds about any of these subjects."""
        return [
            post
            for page in in_pages(subjects)
            for post in self._all(_ABOUT, kinds=sorted(kinds), subjects=page)
        ]

    def by_reference(self, reference: str) -> Post | None:
        """The post that was sent as the message of that reference."""
        return self._one(_BY_REFERENCE, its_reference=reference)

    def of_person(self, person: PersonId, *, limit: int) -> Sequence[Post]:
        """The latest posts to the person that have come to an end, the latest first."""
        return self._all(_OF_PERSON, of_person=person, limit=limit)

    def waiting_for(self, person: PersonId) -> Sequence[Post]:
        """Posts to the person that are PLANNED, by when they are due."""
        return self._all(_WAITING_FOR, of_person=person)

    def claim(self, *, now: datetime, lease: timedelta, limit: int) -> Claim:
        """Takes up to `limit` due posts for this process: CLAIMED, their epoch one higher, the lease runs.

        A claimed post whose lease has run out is due again. A post that was SENDING when its lease ran out
        becomes UNKNOWN and is handed out as lost, once; its epoch rises too, so whoever was sending it is
        refused. Due and lost together are at most `limit`.
        """
        found = self._all(_WANTING_ATTENTION, now=now, limit=limit)
        lost = [post for post in found if post.state is PostState.SENDING]
        due = [post for post in found if post.state is not PostState.SENDING]
        for page in in_pages([post.id for post in lost]):
            self._connection.execute(_LOSE, {"ids": page})
        for page in in_pages([post.id for post in due]):
            self._connection.execute(_CLAIM, {"ids": page, "lease_ends": now + lease})
        return Claim(
            due=[replace(post, state=PostState.CLAIMED, epoch=post.epoch + 1) for post in due],
            lost=[replace(post, state=PostState.UNKNOWN, epoch=post.epoch + 1) for post in lost],
        )

    def end_leases(self, *, now: datetime) -> int:
        """Nobody has any in hand: those that were claimed or sending want attention now; returns how many there were."""
        return self._touched(_END_LEASES, {"now": now})

    def next_at(self) -> datetime | None:
        """When the next one is due, or the next lease runs out."""
        return self._connection.execute(_NEXT_AT).scalar()

    def mark_sending(self, posts: Sequence[Post], *, now: datetime, lease: timedelta) -> Collection[PostId]:
        """Those whose claim of that epoch is still ours; no other may be sent."""
        by_epoch: dict[int, list[PostId]] = {}
        for post in posts:
            by_epoch.setdefault(post.epoch, []).append(post.id)
        return {
            post
            for epoch, of_epoch in by_epoch.items()
            for page in in_pages(of_epoch)
            for post in self._connection.execute(
                _MARK_SENDING, {"ids": page, "the_epoch": epoch, "now": now, "lease_ends": now + lease}
            ).scalars()
        }

    def mark_sent(self, posts: Sequence[tuple[Post, str]], *, now: datetime) -> None:
        """Ends them as SENT with the references of their messages, but for those whose epoch is no longer ours."""
        given = [
            {"the_id": post.id, "the_epoch": post.epoch, "its_reference": reference, "was_sent_at": now}
            for post, reference in posts
        ]
        if given:
            self._connection.execute(_MARK_SENT, given)

    def finish(
        self,
        post: Post,
        state: PostState,
        *,
        now: datetime,
        reference: str | None = None,
        reason: Reason | None = None,
    ) -> bool:
        """Ends it as SENT, SKIPPED, FAILED or UNKNOWN; False when the epoch is no longer ours."""
        if state not in _ENDED:
            raise ValueError(f"{state} is no end")
        sent_at = now if state is PostState.SENT else None
        given = {
            "state": state,
            "reference": reference,
            "reason": reason,
            "sent_at": sent_at,
            "next_at": None,
        }
        if state is PostState.FAILED:
            # It is looked back on by when it failed, not by when it was to be tried.
            given["due_at"] = now
        return self._still_ours(_OURS, post, **given)

    def put_back(self, post: Post, *, until: datetime) -> bool:
        """Back to PLANNED, one attempt more, due at `until`; False when the epoch is no longer ours."""
        return self._still_ours(_PUT_BACK, post, due_at=until, next_at=until)

    def postpone(self, post: Post, *, until: datetime) -> bool:
        """Back to PLANNED without counting an attempt; False when the epoch is no longer ours."""
        return self._still_ours(_POSTPONE, post, due_at=until, next_at=until)

    def send_again(self, post: PostId, *, now: datetime, by_hand: bool = False) -> bool:
        """An UNKNOWN post becomes PLANNED once more, due now; False if there is none. By itself, once a post."""
        statement = _AGAIN if by_hand else _AGAIN_BY_ITSELF
        return self._touched(statement, {"the_id": post, "due_at": now, "next_at": now}) == 1

    def drop(self, kind: PostKind, subject: str, *, reason: Reason, person: PersonId | None = None) -> int:
        """Skips those not yet sending (of one person, if named); returns how many there were."""
        given = {"of_kind": kind, "of_subject": subject, "reason": reason}
        if person is None:
            return self._touched(_DROP, given)
        return self._touched(_DROP_ONE, {**given, "of_person": person})

    def _still_ours(self, statement: Update, post: Post, **given: object) -> bool:
        return self._touched(statement, {"the_id": post.id, "the_epoch": post.epoch, **given}) == 1

    def _values(self, entity: Post) -> dict[str, object]:
        return {
            **super()._values(entity),
            "recipient": _recipient(entity.person_id, entity.place_id),
            "next_at": None if entity.state in _ENDED else entity.due_at,
        }

    def _changing(self, columns: Mapping[str, object]) -> Update:
        statement = super()._changing(columns)
        if columns.keys() & {"state", "due_at"}:
            state = literal(columns["state"], _posts.state.type) if "state" in columns else _posts.state
            due_at = literal(columns["due_at"], _posts.due_at.type) if "due_at" in columns else _posts.due_at
            next_at = case(
                (state == PostState.PLANNED, due_at), (state.in_(_IN_HAND), _posts.next_at), else_=null()
            )
            statement = statement.values(next_at=next_at)
        if columns.keys() & {"person_id", "place_id"}:
            statement = statement.values(
                recipient=_recipient(columns.get("person_id"), columns.get("place_id"))
            )
        return statement


def _recipient(person: object, place: object) -> str:
    return f"person:{person}" if person is not None else f"place:{place}"
