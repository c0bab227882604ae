"""How changes can be taken back, and the feeds under which calendars find them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.app.shelves.shelf import Shelf
from bot.domain.feeds import Feed
from bot.domain.ids import CircleId, FeedId, PersonId, UndoId
from bot.domain.undos import Undo


class Undos(Shelf[UndoId, Undo], Protocol):
    """How to take changes back."""

    def open_until(self, circle: CircleId, *, now: datetime) -> datetime | None:
        """Until when the latest change of the circle can be taken back, if one can be."""
        ...

    def since(self, circle: CircleId, moment: datetime) -> Sequence[Undo]:
        """Those of the circle that were made from that moment on, the first first."""
        ...

    def forget(self, circle: CircleId, *, over_before: datetime) -> int:
        """Removes those of the circle whose time was over by then; returns how many there were."""
        ...


class Feeds(Shelf[FeedId, Feed], Protocol):
    """Calendar feeds; the hash of the secret is unique."""

    def by_hash(self, code_hash: str) -> Feed | None: ...
    def revoke(self, person: PersonId, *, now: datetime) -> int:
        """Revokes those of the person that are not yet; returns how many there were."""
        ...
