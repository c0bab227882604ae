"""How much there is."""

from datetime import datetime
from typing import Protocol

from bot.domain.tallies import Pulse, Tally


class Tallies(Protocol):
    """Counts over everything."""

    def take(self, *, since: datetime, now: datetime) -> Tally:
        """All counts; posts are those that were due or sent from `since` on."""
        ...

    def pulse(self, *, now: datetime) -> Pulse:
        """What waits and who is out of reach, by indexes that hold nothing else."""
        ...
