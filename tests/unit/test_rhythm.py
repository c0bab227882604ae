"""On which days a circle meets."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import ValueIsOutOfRange
from bot.domain.rhythm import MOST_MEETINGS, Rhythm, days_of
from tests.unit.making import SOME

TUESDAY = date(2026, 10, 13)
SIX = time(18)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))


def test_weekly_meetings_keep_their_weekday() -> None:
    assert list(days_of(Rhythm(TUESDAY, SIX, 3))) == [TUESDAY, date(2026, 10, 20), date(2026, 10, 27)]


def test_every_other_week_leaves_one_out() -> None:
    assert list(days_of(Rhythm(TUESDAY, SIX, 3, every_weeks=2))) == [
        TUESDAY,
        date(2026, 10, 27),
        date(2026, 11, 10),
    ]


@pytest.mark.parametrize("count", [1, MOST_MEETINGS])
def test_from_one_to_52_meetings(count: int) -> None:
    """SPEC 2, `new`."""
    assert len(days_of(Rhythm(TUESDAY, SIX, count))) == count


@pytest.mark.parametrize("count", [0, -1, MOST_MEETINGS + 1, 10**9])
def test_no_other_number_of_meetings(count: int) -> None:
    with pytest.raises(ValueIsOutOfRange) as broken:
        days_of(Rhythm(TUESDAY, SIX, count))
    assert broken.value.field == "count"
    assert broken.value.values == {"given": str(count), "least": 1, "most": MOST_MEETINGS}


def test_a_holiday_week_is_left_out_and_the_count_stays() -> None:
    """The day that is named may be any of that week."""
    rhythm = Rhythm(date(2026, 12, 15), SIX, 3, leaving_out=(date(2026, 12, 25), date(2026, 12, 31)))
    assert list(days_of(rhythm)) == [date(2026, 12, 15), date(2027, 1, 5), date(2027, 1, 12)]


def test_a_week_belongs_together_across_the_end_of_the_year() -> None:
    """The week of Thursday 31 December 2026 holds Sunday 3 January 2027."""
    sundays = Rhythm(date(2026, 12, 27), SIX, 2, leaving_out=(date(2026, 12, 31),))
    assert list(days_of(sundays)) == [date(2026, 12, 27), date(2027, 1, 10)]


def test_a_week_of_another_year_with_the_same_number_is_kept() -> None:
    assert list(days_of(Rhythm(date(2026, 10, 13), SIX, 1, leaving_out=(date(2025, 10, 13),)))) == [TUESDAY]


def test_the_first_week_may_be_left_out_too() -> None:
    assert days_of(Rhythm(TUESDAY, SIX, 1, leaving_out=(date(2026, 10, 12),)))[0] == date(2026, 10, 20)


@SOME
@given(DAYS, st.integers(1, MOST_MEETINGS), st.integers(1, 5), st.lists(DAYS, max_size=5))
def test_any_rhythm_keeps_its_weekday_its_step_and_its_count(
    first: date, count: int, step: int, leaving_out: list[date]
) -> None:
    days = days_of(Rhythm(first, SIX, count, step, tuple(leaving_out)))
    left_out = {day - timedelta(days=day.weekday()) for day in leaving_out}
    assert len(days) == len(set(days)) == count
    assert all((day - first).days % (7 * step) == 0 for day in days)
    assert list(days) == sorted(days)
    assert not left_out & {day - timedelta(days=day.weekday()) for day in days}
