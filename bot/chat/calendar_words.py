"""Days, times of day and zones in the words of a locale, for the catalogs."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_skeleton, format_time, get_day_names, get_timezone_location

from bot.domain.times import zone_named

_MINUS = "\N{MINUS SIGN}"
_YEAR_IS_CLEAR = timedelta(days=300)


@lru_cache(maxsize=1024)
def day_in_words(day: date, locale: Locale) -> str:
    """The day where the year is clear: "Tue 13 Oct"."""
    return _by_skeleton("MMMEd", day, locale)


@lru_cache(maxsize=1024)
def date_in_words(day: date, locale: Locale) -> str:
    """The day with its year: "Tue, 13 Oct 2026"."""
    return _by_skeleton("yMMMEd", day, locale)


def month_in_words(day: date, locale: Locale) -> str:
    """The month of that day with its year: "October 2026"."""
    return _by_skeleton("yMMMM", day, locale)


def weekdays_in_words(locale: Locale) -> list[tuple[int, str]]:
    """The days of the week in the locale's order, each with its number from Monday's 0 and its shortest name."""
    named = get_day_names("short", "stand-alone", locale)
    first = locale.first_week_day
    return [(day % 7, named[day % 7]) for day in range(first, first + 7)]


@lru_cache(maxsize=1024)
def time_in_words(at: time, locale: Locale) -> str:
    """The time of day, on 12 or 24 hours as the locale has it."""
    return format_time(at.replace(tzinfo=None), "short", locale=locale)


def year_is_clear(moment: datetime, *, now: datetime | None) -> bool:
    """Whether the moment lies so near that its year need not be said; without `now` that is taken to be so."""
    return now is None or abs(moment - now) <= _YEAR_IS_CLEAR


@lru_cache(maxsize=1024)
def city_of(zone: str, locale: Locale) -> str | None:
    """The city that stands for the zone, in the reader's words; None for UTC and what is counted from it."""
    aliases: Mapping[str, str] = get_global("zone_aliases")
    name = aliases.get(zone, zone)
    if name.startswith("Etc/") or name in {"UTC", "GMT", "Factory"}:
        return None
    # A city that the locale does not list comes with its region: "Argentina/Buenos Aires".
    return get_timezone_location(zone_named(zone), locale=locale, return_city=True).rpartition("/")[2]


def offset_of(local: datetime) -> str:
    """How far that clock is from UTC: "UTC", "UTC+5:30"."""
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else _MINUS}{hours}{f':{rest:02}' if rest else ''}"


def _by_skeleton(skeleton: str, day: date, locale: Locale) -> str:
    return format_skeleton(skeleton, datetime.combine(day, time()), locale=locale)
