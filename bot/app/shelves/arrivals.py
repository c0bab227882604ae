"""What platforms brought."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.arrivals import Arrival
from bot.domain.ids import ArrivalId
from bot.domain.people import Platform


class Inbox(Protocol):
    """What came in, kept until it is answered, and known for some days more."""

    def keep(self, arrivals: Sequence[Arrival]) -> set[ArrivalId]:
        """Keeps those that are new; returns which they were."""
        ...

    def finish(self, arrival: ArrivalId, *, now: datetime) -> bool:
        """Marks it done and empties it; False when it was done already, or never came."""
        ...

    def unfinished(
        self, platform: Platform, workspace: str, *, before: datetime, limit: int
    ) -> list[Arrival]:
        """Up to `limit` that came before that moment and are not done, the first to come first."""
        ...

    def set_aside(self, *, now: datetime) -> int:
        """Marks all done that are not, and empties them; returns how many there were."""
        ...

    def forget(self, *, before: datetime, limit: int) -> int:
        """Forgets up to `limit` that were done before that moment; returns how many."""
        ...
