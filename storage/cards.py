"""Messages that are edited later."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, delete, func, null, or_, select, update

from bot.domain.cards import Card, CardKind
from bot.domain.ids import CircleId, MeetingId, PlaceId
from bot.domain.people import Platform
from storage.moments import Choice
from storage.shelves import Drawer, LastCounts, Rows
from storage.tables import CardRow, PlaceRow, table_of

CARDS = Rows(Card, CardRow)

_cards, _places = CARDS.table.c, table_of(PlaceRow).c
_PUT = LastCounts(CARDS, "kind", "subject", "place_id", keeping={"id"})
_OF = CARDS.select.where(
    _cards.kind == bindparam("of_kind"), _cards.subject == bindparam("of_subject")
).order_by(_cards.posted_at, _cards.id)
_BY_REFERENCE = CARDS.select.where(_cards.reference == bindparam("its_reference")).limit(1)
_NEWEST = (
    CARDS.select.where(
        _cards.circle_id == bindparam("of_circle"),
        _cards.place_id == bindparam("at_place"),
        _cards.reference.is_not(None),
    )
    .order_by(_cards.posted_at.desc(), _cards.id)
    .limit(1)
)
_REMOVE = delete(CARDS.table).where(
    _cards.circle_id == bindparam("circle"), _cards.place_id == bindparam("place")
)
_MARK = (
    update(CARDS.table)
    .where(_cards.circle_id == bindparam("circle"), _cards.reference.is_not(None))
    .values(
        # What is put off stays so: whoever said "not before then" meant every change.
        dirty_at=func.coalesce(_cards.dirty_at, bindparam("now", type_=_cards.dirty_at.type)),
        marks=_cards.marks + 1,
    )
)
_MARK_MEETING = _MARK.where(_cards.kind == CardKind.MEETING, _cards.subject == bindparam("meeting"))
_HERE = select(_places.id).where(
    _places.platform.in_(bindparam("platforms", expanding=True, type_=Choice(Platform)))
)
_TO_DRAW = (
    # That it is not null is implied, and said so that both engines see that the partial index serves.
    CARDS.select.where(
        _cards.dirty_at.is_not(None),
        _cards.dirty_at <= bindparam("now"),
        or_(_cards.held_until.is_(None), _cards.held_until <= bindparam("now")),
        _cards.place_id.in_(_HERE),
    )
    .order_by(_cards.dirty_at, _cards.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, key_share=True, of=CARDS.table)
)
_CLAIM = update(CARDS.table).where(_cards.id.in_(bindparam("ids", expanding=True)))
_HOLD = _CLAIM.values(held_until=bindparam("until", type_=_cards.held_until.type), epoch=_cards.epoch + 1)
_OURS = update(CARDS.table).where(
    _cards.id == bindparam("the_id"),
    _cards.epoch == bindparam("the_epoch"),
    _cards.held_until.is_not(None),
    _cards.reference == bindparam("was"),
)
_UNMARKED = _cards.marks == bindparam("seen")
_DRAWN = _OURS.values(
    held_until=null(),
    dirty_at=case((_UNMARKED, null()), else_=_cards.dirty_at),
    reference=bindparam("reference", type_=_cards.reference.type),
    digest=bindparam("digest", type_=_cards.digest.type),
)
_PUT_OFF = _OURS.values(held_until=null(), dirty_at=bindparam("until", type_=_cards.dirty_at.type))
_WANTED_AT = case(
    (_cards.held_until > _cards.dirty_at, _cards.held_until),
    else_=_cards.dirty_at,
)
_NEXT_AT = select(func.min(_WANTED_AT)).where(_cards.dirty_at.is_not(None))


class Cards(Drawer[Card]):
    """Messages that are edited later; kind, subject and place are unique."""

    remembers = False

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, CARDS)

    def put(self, card: Card) -> None:
        """Keeps a card that was just posted, in place of the one before; it is dirty, as things may have changed meanwhile."""
        dirty = replace(card, dirty_at=card.posted_at, held_until=None)
        self._touched(_PUT.on(self._connection), CARDS.values(dirty))

    def of(self, kind: CardKind, subject: str) -> Sequence[Card]:
        """Those that show that subject, the oldest first."""
        return self._all(_OF, of_kind=kind, of_subject=subject)

    def by_reference(self, reference: str) -> Card | None:
        """The card that is the message of that reference."""
        return self._one(_BY_REFERENCE, its_reference=reference)

    def newest(self, circle: CircleId, place: PlaceId) -> Card | None:
        """The one of the circle that was posted last in that place and is still there."""
        return self._one(_NEWEST, of_circle=circle, at_place=place)

    def remove(self, circle: CircleId, place: PlaceId) -> None:
        """Those of the circle in that place are drawn no more."""
        self._touched(_REMOVE, {"circle": circle, "place": place})

    def mark(self, circle: CircleId, meeting: MeetingId | None = None, *, now: datetime) -> None:
        """The circle's cards, or those of one meeting, may show something old now."""
        if meeting is None:
            self._touched(_MARK, {"circle": circle, "now": now})
        else:
            self._touched(_MARK_MEETING, {"circle": circle, "meeting": meeting, "now": now})

    def claim(
        self, *, now: datetime, lease: timedelta, limit: int, platforms: Collection[Platform]
    ) -> Sequence[Card]:
        """Takes up to `limit` dirty ones in places of these platforms; nobody else gets them for the time of the lease."""
        found = self._all(_TO_DRAW, now=now, limit=limit, platforms=list(platforms))
        if found:
            self._touched(_HOLD, {"ids": [card.id for card in found], "until": now + lease})
        return [replace(card, held_until=now + lease, epoch=card.epoch + 1) for card in found]

    def drawn(self, card: Card, *, reference: str | None, digest: str) -> bool:
        """Lets go of it as drawn: clean, unless it was marked since it was claimed. False when it is no longer ours."""
        given = {"seen": card.marks, "reference": reference, "digest": digest}
        return self._touched(_DRAWN, {**self._ours(card), **given}) == 1

    def put_off(self, card: Card, *, until: datetime) -> bool:
        """Lets go of it, to be drawn then. False when it is no longer ours."""
        return self._touched(_PUT_OFF, {**self._ours(card), "until": until}) == 1

    def next_at(self) -> datetime | None:
        """When the next one is to be drawn."""
        return self._connection.execute(_NEXT_AT).scalar()

    def _ours(self, card: Card) -> dict[str, object]:
        return {"the_id": card.id, "the_epoch": card.epoch, "was": card.reference}
