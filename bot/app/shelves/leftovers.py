"""What is of no more use."""

from datetime import datetime
from typing import Protocol

from bot.domain.leftovers import Leftover


class Leftovers(Protocol):
    """Removes what is of no more use."""

    def forget(self, what: Leftover, *, before: datetime, limit: int) -> int:
        """Removes up to `limit` that have been of no use since before that moment; returns how many there were."""
        ...
