"""What people look for, and the circles that they find."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.circles import Circle
from bot.domain.cities import Point
from bot.domain.ids import CircleId, SearchId
from bot.domain.searches import Search


class Searches(Shelf[SearchId, Search], Protocol):
    """Searches, kept for a short while, and what is found: circles open for sign-up that meet again."""

    def forget(self, *, before: datetime) -> int:
        """Removes those that were last used before that; returns how many there were."""
        ...

    def near(
        self, wanted: Search | None, point: Point, *, within: float, now: datetime, offset: int, limit: int
    ) -> tuple[Sequence[Circle], int]:
        """One page of those within so many kilometres, by distance, then by their next start, and how many there are."""
        ...

    def closest(self, wanted: Search | None, point: Point, *, now: datetime, limit: int) -> Sequence[Circle]:
        """Those whose places are closest, however far that is."""
        ...

    def soonest(
        self,
        wanted: Search | None,
        *,
        without: Sequence[CircleId] = (),
        now: datetime,
        offset: int,
        limit: int,
        most: int,
    ) -> tuple[Sequence[Circle], int]:
        """One page by the next start, but for those `without`, and how many there are, counted up to `most`."""
        ...

    def languages(self) -> Sequence[str]:
        """The languages of circles that are open, by their codes."""
        ...
