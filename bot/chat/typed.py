"""Dates and times as people type them. What is read is always shown back in full before anything happens (SPEC 4.26)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from functools import cache
from typing import Literal

from babel.dates import get_day_names, get_month_names

from bot.domain.errors import BrokenRule, ValueIsNoDate, ValueIsNoTime
from bot.domain.weeks import Week, week_of

WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
ENGLISH = ("en", "en_GB")

YEARS = range(2000, 2100)
"""Years that a date may lie in."""


class DayIsAnotherWeekday(BrokenRule):
    """`given` names a day of the week that `day` is not."""


class ValueIsNoWeek(BrokenRule):
    """`given` cannot be read as a week, or names one that its year does not have."""


_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.(?:\s*(\d{4}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?([^\W\d_]+)\.?(?:,?\s+(\d{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?\s*(?:(a|p)\.?\s?m\.?)?")


def read_date(given: str, *, language: str, today: date, field: str) -> date:
    """The day, on or after `today` where no year is given. Raises ValueIsNoDate, also for 31 June.

    Read are 2026-10-13, 13.10.2026, 13.10., 13 Oct, October 13 2026, each with a day of the week before it, and a day of
    the week alone (the next such day, today included).
    """
    text = " ".join(given.casefold().replace(",", " ").split())
    broken = ValueIsNoDate(field=field, given=given)
    days = _names_of_days(language)
    if text in days:
        return today + timedelta(days=(days[text] - today.weekday()) % 7)
    first, _, rest = text.partition(" ")
    weekday = days.get(first.rstrip(".")) if rest else None
    found = _read_day(rest if weekday is not None else text, language=language, today=today)
    if found is None or found.year not in YEARS:
        raise broken
    if weekday is not None and found.weekday() != weekday:
        raise DayIsAnotherWeekday(field=field, given=given, day=found)
    return found


def read_time(given: str, *, field: str) -> time:
    """The time of day: 18:30, 18.30, 18h30, 18, 6pm, 6:30 p.m. Raises ValueIsNoTime."""
    match = _CLOCK.fullmatch(" ".join(given.casefold().split()))
    if match is None:
        raise ValueIsNoTime(field=field, given=given)
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            raise ValueIsNoTime(field=field, given=given)
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise ValueIsNoTime(field=field, given=given) from None


def read_week(given: str, *, today: Week) -> Week:
    """The week: last, this, next, 2026-W42, or its Monday as 2026-10-12. Raises ValueIsNoWeek, also for 2026-W60."""
    text = given.strip().casefold()
    near = {"last": today.before, "this": today, "next": today.after}
    if text in near:
        return near[text]
    try:
        if match := _WEEK.fullmatch(text):
            week = Week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        else:
            week = week_of(date.fromisoformat(text))
    except (ValueError, OverflowError):
        raise ValueIsNoWeek(given=given.strip()[:40]) from None
    if week.monday.year not in YEARS:
        raise ValueIsNoWeek(given=given.strip()[:40])
    return week


def _read_day(text: str, *, language: str, today: date) -> date | None:
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(text):
        return _ahead(match[3], int(match[2]), int(match[1]), today=today)
    months = _names_of_months(language)
    if (match := _DAY_MONTH.fullmatch(text)) and match[2] in months:
        return _ahead(match[3], months[match[2]], int(match[1]), today=today)
    if (match := _MONTH_DAY.fullmatch(text)) and match[1] in months:
        return _ahead(match[3], months[match[1]], int(match[2]), today=today)
    return None


def _ahead(year: str | None, month: int, day: int, *, today: date) -> date | None:
    if year is not None:
        return _day(int(year), month, day)
    years = range(today.year, today.year + 5)  # 29 February may be four years away
    return next((found for y in years if (found := _day(y, month, day)) and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _names_of_days(language: str) -> dict[str, int]:
    return _numbers(
        get_day_names(width, locale=locale) for width in WIDTHS for locale in (language, *ENGLISH)
    )


@cache
def _names_of_months(language: str) -> dict[str, int]:
    return _numbers(
        get_month_names(width, locale=locale) for width in WIDTHS for locale in (language, *ENGLISH)
    )


def _numbers(lists: Iterable[Mapping[int, str]]) -> dict[str, int]:
    return {name.casefold().rstrip("."): number for names in lists for number, name in names.items()}
