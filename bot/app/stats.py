"""How much there is (SPEC 8). Only the server's command line calls this: nobody acts, so nobody is asked."""

from datetime import datetime, timedelta

from bot.app.ports import Work
from bot.domain.tallies import Pulse, Tally

LATELY = timedelta(days=7)
"""How far back posts are counted."""


def tally_of(work: Work, *, now: datetime) -> Tally:
    """Counts of everything, without names."""
    return work.tallies.take(since=now - LATELY, now=now)


def pulse_of(work: Work, *, now: datetime) -> Pulse:
    """What tells whether all is well, without names."""
    return work.tallies.pulse(now=now)
