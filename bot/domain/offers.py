"""Seats that come free shortly before a meeting are offered, and held for a while (SPEC 4.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.quiet import quiet_ends
from bot.domain.times import moment_on, zone_named

OFFERED_WITHIN = timedelta(hours=24)
"""So near to the next meeting a freed seat is offered, not given."""

SHORTEST_HOLD, LONGEST_HOLD = timedelta(hours=1), timedelta(hours=12)
"""For how long a seat is held at least and at most; quiet hours do not count."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rest:
    """Somebody's quiet hours, on the clock of `zone`."""

    start: time
    end: time
    zone: str

    def waking(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The spans outside of the quiet hours, without end, the first one from `since` on or later."""
        while True:
            begins = quiet_ends(since, start=self.start, end=self.end, zone=self.zone) or since
            since = self._next_night(begins)
            yield begins, since

    def _next_night(self, moment: datetime) -> datetime:
        if self.start == self.end:
            return moment + DAY
        day = moment.astimezone(zone_named(self.zone)).date()
        nights = (moment_on(day + n * DAY, self.start, self.zone) for n in range(3))
        return next(night for night in nights if night > moment)


def is_soon(starts_at: datetime, *, now: datetime) -> bool:
    """Whether the meeting is so near that a freed seat is only offered."""
    return now < starts_at <= now + OFFERED_WITHIN


def held_until(starts_at: datetime, rest: Rest, *, now: datetime) -> datetime:
    """Until when a seat is held: for half the time left before the meeting, from 1 to 12 hours, quiet hours not counted.

    Longer than until the meeting starts only where that is less than the one hour.
    """
    hold = min(max(_time_awake(now, starts_at, rest) / 2, SHORTEST_HOLD), LONGEST_HOLD)
    latest = max(starts_at, now + SHORTEST_HOLD)
    for begins, ends in rest.waking(now):
        if begins >= latest:
            break
        if begins + hold <= ends:
            return min(begins + hold, latest)
        hold -= ends - begins
    return latest


def _time_awake(start: datetime, end: datetime, rest: Rest) -> timedelta:
    total = timedelta()
    for begins, ends in rest.waking(start):
        if begins >= end:
            break
        total += min(ends, end) - begins
    return total
