"""Clocks. This is the only reader of real time."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The time it really is."""

    def now(self) -> datetime:
        """The present UTC moment."""
        return datetime.now(UTC)


class MovedClock:
    """A clock that stands still until somebody moves it, and that never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = _in_utc(start)

    def now(self) -> datetime:
        """The UTC moment it was moved to."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Moves it on. Raises ValueError when `by` is negative."""
        self.set(self._now + by)

    def set(self, moment: datetime) -> None:
        """Moves it to that moment. Raises ValueError when the moment has passed or names no zone."""
        moment = _in_utc(moment)
        if moment < self._now:
            raise ValueError(f"the clock shows {self._now:%c} and does not go back to {moment:%c}")
        self._now = moment


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} names no zone")
    return moment.astimezone(UTC)
