"""Which places a circle is linked with, and the cards in them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.cards import Card, CardKind
from bot.domain.circles import Circle
from bot.domain.ids import CircleId, MeetingId, PlaceId
from bot.domain.people import Place, Platform
from bot.domain.places import PlaceLink


class PlaceLinks(Protocol):
    """Circles and places, many to many."""

    def put(self, link: PlaceLink) -> bool:
        """Whether the two were not linked before."""
        ...

    def remove(self, circle: CircleId, place: PlaceId) -> bool:
        """Whether they were linked."""
        ...

    def places(self, circle: CircleId) -> Sequence[Place]:
        """The circle's places, those that cannot be reached too, in the order in which they were linked."""
        ...

    def circles(self, place: PlaceId) -> Sequence[Circle]:
        """The place's circles that are not deleted, in the order in which they were linked."""
        ...

    def move(self, before: PlaceId, after: PlaceId) -> None:
        """All links of the one place are the other's."""
        ...


class Cards(Protocol):
    """Messages that are edited later; kind, subject and place are unique."""

    def put(self, card: Card) -> None:
        """Keeps a card that was just posted, in place of the one before; it is dirty, as things may have changed meanwhile."""
        ...

    def of(self, kind: CardKind, subject: str) -> Sequence[Card]: ...
    def by_reference(self, reference: str) -> Card | None: ...
    def newest(self, circle: CircleId, place: PlaceId) -> Card | None:
        """The one of the circle that was posted last in that place and is still there."""
        ...

    def remove(self, circle: CircleId, place: PlaceId) -> None:
        """Those of the circle in that place are drawn no more."""
        ...

    def mark(self, circle: CircleId, meeting: MeetingId | None = None, *, now: datetime) -> None:
        """The circle's cards, or those of one meeting, may show something old now."""
        ...

    def claim(
        self, *, now: datetime, lease: timedelta, limit: int, platforms: Collection[Platform]
    ) -> Sequence[Card]:
        """Takes up to `limit` dirty ones in places of these platforms; nobody else gets them for the time of the lease."""
        ...

    def drawn(self, card: Card, *, reference: str | None, digest: str) -> bool:
        """Lets go of it as drawn: clean, unless it was marked since it was claimed. False when it is no longer ours."""
        ...

    def put_off(self, card: Card, *, until: datetime) -> bool:
        """Lets go of it, to be drawn then. False when it is no longer ours."""
        ...

    def next_at(self) -> datetime | None:
        """When the next one is to be drawn."""
        ...
