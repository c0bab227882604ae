"""Dates and times as people type them. What is read is always shown back in full before anything happens (SPEC 4.26)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Literal

from babel.dates import get_day_names, get_month_names
from dateparser.date import DateDataParser

from bot.domain.errors import BrokenRule, ValueIsNoDate, ValueIsNoTime
from bot.domain.weeks import Week, week_of

WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
ENGLISH = ("en", "en_GB")

YEARS = range(2000, 2100)
"""Years that a date may lie in."""

LONGEST = 40
"""Characters of a date. What is longer is no date, and looking into it would take long."""

NEXT = {
    "en": ("next", "this", "coming", "on"),
    "de": ("nächsten", "nächster", "nächste", "kommenden", "kommender", "diesen", "am"),
    "es": ("próximo", "próxima", "este", "el"),
    "fr": ("prochain", "ce", "le"),
    "ro": ("următoarea", "viitoare", "viitor", "următor", "această"),
}
"""Before or after a day of the week, what changes nothing about it but that today is not meant."""


class DayIsAnotherWeekday(BrokenRule):
    """`given` names a day of the week that `day` is not."""


class DayHasPassed(BrokenRule):
    """`day` is before the first one that may be chosen."""


class DateIsAmbiguous(BrokenRule):
    """`given` can be read as `first` or as `second`, as in 03/04."""

    @property
    def readings(self) -> tuple[date, ...]:
        """The two days."""
        return tuple(value for value in self.values.values() if isinstance(value, date))


class ValueIsNoWeek(BrokenRule):
    """`given` cannot be read as a week, or names one that its year does not have."""


_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.(?:\s*(\d{4}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?([^\W\d_]+)\.?(?:,?\s+(\d{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_TWO_NUMBERS = re.compile(r"\d\s*[^\w\s]\s*\d")
_AT_THE_END = re.compile(
    r"(?P<day>.*?)[\s,]*(?:\b(?:at|um|a las|a la|à|la|@)\s*)?"
    r"(?P<clock>\b\d{1,2}(?::\d{2}|\.\d{2}(?!\.)|h\d{0,2})(?:\s*[ap]\.?\s?m\.?)?|\b\d{1,2}\s*[ap]\.?\s?m\.?)"
    r"(?:\s*uhr)?"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?\s*(?:(a|p)\.?\s?m\.?)?")


def read_date(given: str, *, language: str, today: date, field: str) -> date:
    """The day, on or after `today` where no year is given. Raises ValueIsNoDate, also for 31 June, and DateIsAmbiguous.

    Read are 2026-10-13, 13.10.2026, 13.10., 13 Oct, October 13 2026, each with a day of the week before it; a day of the
    week alone (the next such day, today included) or with "next" (today not included); and what a language says of days that
    are near: tomorrow, in two weeks.
    """
    text = " ".join(given.casefold().replace(",", " ").split())
    broken = ValueIsNoDate(field=field, given=given)
    if len(given) > LONGEST:
        raise broken
    if (day := _by_name(text, language=language, today=today)) is not None:
        return day
    _refuse_two_readings(text, given=given, today=today, field=field)
    days = _names_of_days(language)
    first, _, rest = text.partition(" ")
    weekday = days.get(first.rstrip(".")) if rest else None
    found = _read_day(rest if weekday is not None else text, language=language, today=today)
    if found is None:
        found = _in_words(text, language=language, today=today)
        if found is not None and found < today:
            raise DayHasPassed(field=field, day=found)
    if found is None or found.year not in YEARS:
        raise broken
    if weekday is not None and found.weekday() != weekday:
        raise DayIsAnotherWeekday(field=field, given=given, day=found)
    return found


def read_moment(
    given: str, *, language: str, today: date, near: date | None = None, field: str
) -> tuple[date | None, time | None]:
    """A day, a time of day, or a day and then a time: "thu 18:30", "tomorrow 7pm", "12 Nov", "18:30".

    With `near`, a day of the week alone is the one in that day's week, unless it has passed. Raises as read_date and
    read_time do.
    """
    text = " ".join(given.split())
    match = _AT_THE_END.fullmatch(text.casefold()) if len(text) <= LONGEST else None
    if match is None:
        return _read_near(text, language=language, today=today, near=near, field=field), None
    at = read_time(match["clock"], field=field)
    if not match["day"]:
        return None, at
    return _read_near(match["day"], language=language, today=today, near=near, field=field), at


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


def _read_near(text: str, *, language: str, today: date, near: date | None, field: str) -> date:
    weekday = _names_of_days(language).get(text.casefold().strip(" .,"))
    if near is not None and weekday is not None:
        day = near + timedelta(days=weekday - near.weekday())
        if day >= today:
            return day
    return read_date(text, language=language, today=today, field=field)


def _by_name(text: str, *, language: str, today: date) -> date | None:
    """A day of the week by its name."""
    days = _names_of_days(language)
    if text.rstrip(".") in days:
        return today + timedelta(days=(days[text.rstrip(".")] - today.weekday()) % 7)
    near = {*NEXT["en"], *NEXT.get(language.partition("-")[0], ())}
    words = [word.rstrip(".") for word in text.split()]
    names = [word for word in words if word not in near]
    if len(words) > 1 and len(names) == 1 and names[0] in days:
        return today + timedelta(days=(days[names[0]] - today.weekday() - 1) % 7 + 1)
    return None


def _refuse_two_readings(text: str, *, given: str, today: date, field: str) -> None:
    match = _SLASHED.fullmatch(text)
    if match is None or match[1] == match[2]:
        return
    one, other = int(match[1]), int(match[2])
    first, second = _ahead(match[3], other, one, today=today), _ahead(match[3], one, other, today=today)
    if first is not None and second is not None:
        raise DateIsAmbiguous(field=field, given=given, first=first, second=second)


def _in_words(text: str, *, language: str, today: date) -> date | None:
    """What the words of a language say of a day. Numbers alone say nothing, for they could be read two ways."""
    if not any(letter.isalpha() for letter in text) or _TWO_NUMBERS.search(text):
        return None
    shapes = (_DAY_MONTH, _MONTH_DAY, _WEEK)
    if any(shape.fullmatch(text) for shape in shapes):
        return None
    try:
        found = _parser(language, today).get_date_data(text).date_obj
    except Exception:  # whatever a text does to a parser of many languages, it is no date then
        return None
    if found is None or (found.hour, found.minute, found.second) != (0, 0, 0):
        return None
    months = _names_of_months(language)
    numbers = {int(number) for number in re.findall(r"\d{1,4}", text)}
    if any(word.strip(".") in months for word in text.split()) and found.day not in numbers:
        return None
    return found.date()


@lru_cache(maxsize=64)
def _parser(language: str, today: date) -> DateDataParser:
    languages = list(dict.fromkeys([language.partition("-")[0], "en"]))
    return DateDataParser(
        languages=languages,
        settings={
            "PARSERS": ["relative-time", "absolute-time"],
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time()),
            "REQUIRE_PARTS": ["day", "month"],
            # Never a zone from the text, nor the machine's: a day is a day.
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )


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
