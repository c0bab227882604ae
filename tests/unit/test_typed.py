"""Dates and times as people type them."""

import re
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.catalog import Catalog
from bot.chat.typed import (
    YEARS,
    DateIsAmbiguous,
    DayHasPassed,
    DayIsAnotherWeekday,
    ValueIsNoWeek,
    read_date,
    read_moment,
    read_time,
    read_week,
)
from bot.domain.errors import BrokenRule, ValueIsNoDate, ValueIsNoTime
from bot.domain.weeks import Week
from tests.unit.making import SOME, attempt

MONDAY = date(2026, 10, 5)


def read(text: str, *, language: str = "en", today: date = MONDAY) -> date:
    return read_date(text, language=language, today=today, field="on")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-13", date(2026, 10, 13)),
        ("2026-1-3", date(2026, 1, 3)),
        ("13.10.2026", date(2026, 10, 13)),
        ("13.10.", date(2026, 10, 13)),
        ("3. 1.", date(2027, 1, 3)),
        ("13 Oct", date(2026, 10, 13)),
        ("13. October", date(2026, 10, 13)),
        ("13th of October, 2026", date(2026, 10, 13)),
        ("oct 13", date(2026, 10, 13)),
        ("October 1st 2027", date(2027, 10, 1)),
        ("SEPT 30", date(2027, 9, 30)),
        ("12 Nov", date(2026, 11, 12)),
        ("Tue 13 Oct", date(2026, 10, 13)),
        ("tue, 13 oct", date(2026, 10, 13)),
        ("Tuesday 13.10.2026", date(2026, 10, 13)),
        ("Tue. 2026-10-13", date(2026, 10, 13)),
        ("  13   oct  ", date(2026, 10, 13)),
        ("thu", date(2026, 10, 8)),
        ("Sunday", date(2026, 10, 11)),
        ("may 5", date(2027, 5, 5)),
        ("5 May", date(2027, 5, 5)),
        ("Tue.", date(2026, 10, 6)),
        ("today", MONDAY),
        ("tomorrow", date(2026, 10, 6)),
    ],
)
def test_dates_are_read(typed: str, day: date) -> None:
    """SPEC 4.26."""
    assert read(typed) == day


def test_what_a_refusal_suggests_can_be_read() -> None:
    """Whoever types what they were told to type is not refused again."""
    say = Catalog.load().speaker("en")
    dates = re.split(
        r", | or ", say.line("error-value-is-no-date", given="").partition("Try ")[2].rstrip(".")
    )
    times = re.split(
        r", | or ", say.line("error-value-is-no-time", given="").partition("Try ")[2].rstrip(".")
    )
    assert len(dates) >= 3
    assert len(times) >= 2
    assert [
        text for text in dates if isinstance(attempt(lambda text=text: read(text.strip("“”"))), BrokenRule)
    ] == []
    assert [
        text
        for text in times
        if isinstance(attempt(lambda text=text: read_time(text, field="at")), BrokenRule)
    ] == []


def test_a_day_of_the_week_may_be_today() -> None:
    assert read("monday") == MONDAY


def test_a_date_without_a_year_is_today_or_later() -> None:
    """SPEC 4.26."""
    assert read("5 Oct") == MONDAY
    assert read("4 Oct") == date(2027, 10, 4)


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        ("13. Oktober", "de", date(2026, 10, 13)),
        ("Di 13.10.", "de", date(2026, 10, 13)),
        ("Dienstag, 13. Okt.", "de", date(2026, 10, 13)),
        ("3. März", "de", date(2027, 3, 3)),
        ("13 de octubre", "es", date(2026, 10, 13)),
        ("martes 13 octubre", "es", date(2026, 10, 13)),
        ("13 octobre", "fr", date(2026, 10, 13)),
        ("mardi 13 oct.", "fr", date(2026, 10, 13)),
        ("13 octombrie", "ro", date(2026, 10, 13)),
        ("Tue 13 Oct", "de", date(2026, 10, 13)),
    ],
)
def test_dates_are_read_in_their_language_and_in_english(typed: str, language: str, day: date) -> None:
    """SPEC 4.26."""
    assert read(typed, language=language) == day


@pytest.mark.parametrize(
    "typed",
    [
        "31 June",
        "31.6.",
        "2026-06-31",
        "0 Oct",
        "32.13.2026",
        "2026-00-10",
        "29 Feb 2027",
        "2027-02-29",
        "1999-12-31",
        "2100-01-01",
        "0000-01-01",
        "9999-12-31",
        "13",
        "Oct",
        "2026",
        "13/10/2026",
        "1.2",
        "soon",
        "13 Foo",
        "",
        " ",
        "²-²-²",
    ],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    """SPEC 4.26: 31 June is no day, and what could be read two ways is asked."""
    with pytest.raises(ValueIsNoDate) as broken:
        read(typed)
    assert (broken.value.field, broken.value.values) == ("on", {"given": typed})


def test_the_29th_of_february_is_found_years_ahead() -> None:
    assert read("29 Feb") == date(2028, 2, 29)
    assert read("29.2.", today=date(2028, 2, 29)) == date(2028, 2, 29)
    assert read("29 Feb 2028") == date(2028, 2, 29)


def test_a_day_that_is_another_weekday_is_asked_about() -> None:
    """SPEC 4.26: which of the two was meant is not for us to say."""
    with pytest.raises(DayIsAnotherWeekday) as broken:
        read("Fri 13 Oct")
    assert broken.value.values == {"given": "Fri 13 Oct", "day": date(2026, 10, 13)}


TYPED = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ["31", "29", "0", "2026", "99999", "٣", "²", "oct", "february", "mon", "tue.", "of", "de", "st",
         ".", "-", ":", ",", "/", "am", "p.m.", "h", " ", "\n", "\0", "İ", "ß", "\ud800"]
    ),
    max_size=7,
).map(" ".join) | st.from_regex(r"\d{1,5}[-. ]{0,2}(\d{1,3}|[a-zé]{3})[-. ]{0,2}\d{0,5}", fullmatch=True)  # fmt: skip


@SOME
@given(TYPED, st.sampled_from(["en", "de", "fr", "es", "ro"]), st.dates(date(2000, 1, 1), date(2095, 12, 31)))
@example("29 feb", "en", date(2095, 12, 31))
def test_any_text_is_a_day_ahead_or_a_broken_rule(text: str, language: str, today: date) -> None:
    found = attempt(lambda: read(text, language=language, today=today))
    assert found.field == "on" if isinstance(found, BrokenRule) else found.year in YEARS


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("18:30", time(18, 30)),
        ("18.30", time(18, 30)),
        ("18h30", time(18, 30)),
        ("18h", time(18)),
        ("18", time(18)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("6pm", time(18)),
        ("6 PM", time(18)),
        ("6:30 p.m.", time(18, 30)),
        ("6:30 p. m.", time(18, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        (" 09:05 ", time(9, 5)),
    ],
)
def test_times_are_read(typed: str, at: time) -> None:
    """SPEC 4.26."""
    assert read_time(typed, field="at") == at


@pytest.mark.parametrize(
    "typed",
    [
        "25:00",
        "24:00",
        "18:60",
        "13pm",
        "0am",
        "18:3",
        "183",
        "1830",
        "-1",
        "six",
        "18:30:00",
        "",
        "6 pm or 7",
    ],
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueIsNoTime) as broken:
        read_time(typed, field="at")
    assert (broken.value.field, broken.value.values) == ("at", {"given": typed})


@SOME
@given(TYPED)
def test_any_text_is_a_time_of_day_or_a_broken_rule(text: str) -> None:
    found = attempt(lambda: read_time(text, field="at"))
    if isinstance(found, BrokenRule):
        assert found.field == "at"
    else:
        assert (found.second, found.microsecond, found.tzinfo) == (0, 0, None)


THIS_WEEK = Week(MONDAY)


@pytest.mark.parametrize(
    ("typed", "monday"),
    [
        ("last", date(2026, 9, 28)),
        ("THIS", MONDAY),
        (" next ", date(2026, 10, 12)),
        ("2026-W42", date(2026, 10, 12)),
        ("2026w42", date(2026, 10, 12)),
        ("2026-W53", date(2026, 12, 28)),
        ("2026-10-12", date(2026, 10, 12)),
        ("2026-10-18", date(2026, 10, 12)),
    ],
)
def test_weeks_are_read(typed: str, monday: date) -> None:
    assert read_week(typed, today=THIS_WEEK) == Week(monday)


@pytest.mark.parametrize(
    "typed", ["2026-W60", "2025-W53", "2026-W0", "42", "2026-02-30", "here", "", "W42", "²"]
)
def test_what_is_no_week_is_refused(typed: str) -> None:
    with pytest.raises(ValueIsNoWeek) as broken:
        read_week(typed, today=THIS_WEEK)
    assert broken.value.values == {"given": typed}


@SOME
@given(TYPED | st.sampled_from(["9999-12-31", "0001-01-01", "9999-W52", "0001-W01"]))
@example("9999-12-31")
@example("0001-01-01")
def test_any_text_is_a_week_with_neighbours_or_a_broken_rule(text: str) -> None:
    """A digest tells of the week before, and lies on a clock."""
    week = attempt(lambda: read_week(text, today=THIS_WEEK))
    if isinstance(week, Week):
        assert week.before < week < week.after
        assert week.before.span("America/Chicago") < week.span("Pacific/Auckland")


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        ("next tuesday", "en", date(2026, 10, 6)),
        ("next Monday", "en", date(2026, 10, 12)),
        ("this thu", "en", date(2026, 10, 8)),
        ("day after tomorrow", "en", date(2026, 10, 7)),
        ("in 2 weeks", "en", date(2026, 10, 19)),
        ("übermorgen", "de", date(2026, 10, 7)),
        ("nächsten Dienstag", "de", date(2026, 10, 6)),
        ("mardi prochain", "fr", date(2026, 10, 6)),
        ("le 12 novembre", "fr", date(2026, 11, 12)),
        ("mañana", "es", date(2026, 10, 6)),
        ("12 de noviembre de 2026", "es", date(2026, 11, 12)),
        ("mâine", "ro", date(2026, 10, 6)),
    ],
)
def test_days_that_are_near_are_read_in_words(typed: str, language: str, day: date) -> None:
    """SPEC 4.26."""
    assert read(typed, language=language) == day


@pytest.mark.parametrize(
    "typed",
    [
        "12 Nov EST",
        "31 de junio de 2026",
        "tomorrow" + " " * 40,
    ],
)
def test_neither_a_zone_nor_a_long_text_is_a_day(typed: str) -> None:
    """SPEC 4.26: a zone is never taken from what somebody types."""
    with pytest.raises(ValueIsNoDate):
        read(typed)


@pytest.mark.parametrize(
    ("typed", "day"), [("yesterday", date(2026, 10, 4)), ("2 days ago", date(2026, 10, 3))]
)
def test_a_day_that_words_say_is_past_is_understood_and_refused(typed: str, day: date) -> None:
    """SPEC 4.26."""
    with pytest.raises(DayHasPassed) as broken:
        read(typed)
    assert broken.value.values == {"day": day}


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("03/04", date(2027, 4, 3), date(2027, 3, 4)),
        ("11/12", date(2026, 12, 11), date(2026, 11, 12)),
        ("3/4/2028", date(2028, 4, 3), date(2028, 3, 4)),
    ],
)
def test_a_date_that_can_be_read_two_ways_names_both(typed: str, first: date, second: date) -> None:
    """SPEC 4.26: what is ambiguous is asked."""
    with pytest.raises(DateIsAmbiguous) as broken:
        read(typed)
    assert broken.value.readings == (first, second)


@pytest.mark.parametrize(
    ("typed", "language", "moment"),
    [
        ("thu 18:30", "en", (date(2026, 10, 8), time(18, 30))),
        ("tomorrow 7pm", "en", (date(2026, 10, 6), time(19))),
        ("tomorrow at 6:30 p.m.", "en", (date(2026, 10, 6), time(18, 30))),
        ("12 Nov 18:30", "en", (date(2026, 11, 12), time(18, 30))),
        ("13.10.2026 18.30", "de", (date(2026, 10, 13), time(18, 30))),
        ("morgen um 18:30 Uhr", "de", (date(2026, 10, 6), time(18, 30))),
        ("demain à 18h30", "fr", (date(2026, 10, 6), time(18, 30))),
        ("mañana a las 19:00", "es", (date(2026, 10, 6), time(19))),
        ("7pm", "en", (None, time(19))),
        ("18:30", "en", (None, time(18, 30))),
        ("next tuesday", "en", (date(2026, 10, 6), None)),
        ("13.10.", "de", (date(2026, 10, 13), None)),
    ],
)
def test_a_day_and_a_time_are_read_together(
    typed: str, language: str, moment: tuple[date | None, time | None]
) -> None:
    """SPEC 4.26: "thu 18:30", "tomorrow 7pm", "12 Nov", in one's language."""
    assert read_moment(typed, language=language, today=MONDAY, field="on") == moment


@SOME
@given(TYPED, st.sampled_from(["en", "de", "fr", "es", "ro"]))
def test_any_text_is_a_moment_ahead_or_a_broken_rule(text: str, language: str) -> None:
    attempt(lambda: read_moment(text, language=language, today=MONDAY, field="on"))
