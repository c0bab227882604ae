"""Wall-clock time and the moments it names.

A meeting is wall-clock time in an IANA zone: 18:00 stays 18:00 across a clock change. An hour that a clock change skips is
taken as the same time after the gap (02:30 becomes 03:30); of an hour that comes twice the first is meant. Both follow
PEP 495 with fold=0.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones


@dataclass(frozen=True, slots=True)
class Moment:
    """A UTC moment, to be shown on the clock of `zone`."""

    at: datetime
    zone: str

    @property
    def local(self) -> datetime:
        """The moment as that zone's wall clock shows it."""
        return self.at.astimezone(zone_named(self.zone))


_AREAS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)
"""The parts of the world before the slash."""


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    # Neither EST, which has no summer time, nor Etc/GMT+5, which lies behind UTC, is what people mean by it.
    named = {name for name in available_timezones() if "/" in name and name.partition("/")[0] in _AREAS}
    return {name.casefold(): name for name in (*named, "UTC")}


@lru_cache(maxsize=1)
def _zones_by_city() -> dict[str, set[str]]:
    cities: dict[str, set[str]] = {}
    for folded, name in _zone_names().items():
        cities.setdefault(folded.rpartition("/")[2], set()).add(name)
    return cities


def known_zone(given: str) -> str | None:
    """The proper spelling of an IANA zone that is named for a city, or of UTC; else None.

    It may be written in any case, with spaces for underscores, or as its city alone where only one zone has that.
    """
    folded = "_".join(given.split()).casefold()
    cities = _zones_by_city().get(folded, set())
    return _zone_names().get(folded) or (next(iter(cities)) if len(cities) == 1 else None)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The zone of that IANA name, which must be known."""
    return ZoneInfo(name)


def moment_on(day: date, at: time, zone: str) -> datetime:
    """The UTC moment at which the clocks of `zone` show that day and time (gaps and repeats: see the module)."""
    return datetime.combine(day, at, tzinfo=zone_named(zone)).astimezone(UTC)


def is_skipped(day: date, at: time, zone: str) -> bool:
    """Whether the clocks of `zone` go forward over that time, so that they never show it on that day."""
    local = moment_on(day, at, zone).astimezone(zone_named(zone))
    return (local.date(), local.time()) != (day, at)


def wall_clock_before(moment: datetime, lead: timedelta, zone: str) -> datetime:
    """The UTC moment that lies `lead` earlier on the wall clock of `zone`.

    48 hours before Tuesday 18:00 is Sunday 18:00, also when the clocks change in between.
    """
    local = moment.astimezone(zone_named(zone)).replace(tzinfo=None) - lead
    return moment_on(local.date(), local.time(), zone)
