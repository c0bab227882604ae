"""Wall-clock times and the moments they name, across every kind of clock change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.times import Moment, known_zone, moment_on, wall_clock_before, zone_named
from tests.unit.making import SOME

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
TWO_DAYS = timedelta(hours=48)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/Berlin", date(2026, 10, 24), time(18), utc(2026, 10, 24, 16)),
        ("Europe/Berlin", date(2026, 10, 25), time(18), utc(2026, 10, 25, 17)),
        ("America/New_York", date(2026, 10, 31), time(18), utc(2026, 10, 31, 22)),
        ("America/New_York", date(2026, 11, 1), time(18), utc(2026, 11, 1, 23)),
        ("Australia/Lord_Howe", date(2026, 10, 3), time(18), utc(2026, 10, 3, 7, 30)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(18), utc(2026, 10, 4, 7)),
        ("Asia/Kathmandu", date(2026, 10, 13), time(18), utc(2026, 10, 13, 12, 15)),
    ],
)
def test_six_in_the_evening_stays_six_in_the_evening(
    zone: str, day: date, at: time, moment: datetime
) -> None:
    """SPEC 4.24."""
    assert moment_on(day, at, zone) == moment
    assert Moment(moment, zone).local.replace(tzinfo=None) == datetime.combine(day, at)


@pytest.mark.parametrize(
    ("zone", "day", "skipped", "meant"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), time(3, 30)),
        ("America/New_York", date(2026, 3, 8), time(2), time(3)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), time(2, 45)),
    ],
)
def test_a_skipped_time_is_taken_after_the_gap(zone: str, day: date, skipped: time, meant: time) -> None:
    """SPEC 4.24."""
    assert Moment(moment_on(day, skipped, zone), zone).local.time() == meant


@pytest.mark.parametrize(
    ("zone", "day", "at", "first"),
    [
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 5, 30)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), utc(2026, 4, 4, 14, 45)),
    ],
)
def test_of_a_time_that_comes_twice_the_first_is_meant(
    zone: str, day: date, at: time, first: datetime
) -> None:
    """SPEC 4.24."""
    assert moment_on(day, at, zone) == first


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", date(2026, 3, 30)),
        ("Europe/Berlin", date(2026, 10, 26)),
        ("America/New_York", date(2026, 3, 9)),
        ("America/New_York", date(2026, 11, 2)),
        ("Australia/Lord_Howe", date(2026, 4, 6)),
        ("Australia/Lord_Howe", date(2026, 10, 5)),
        ("Asia/Kathmandu", date(2026, 10, 13)),
    ],
)
def test_two_days_before_is_the_same_time_on_the_wall(zone: str, day: date) -> None:
    """SPEC 3: the same wall-clock time, also when the clocks change in between."""
    before = wall_clock_before(moment_on(day, time(18), zone), TWO_DAYS, zone)
    assert Moment(before, zone).local.replace(tzinfo=None) == datetime.combine(
        day - timedelta(days=2), time(18)
    )


def test_two_days_that_hold_a_clock_change_are_not_48_hours() -> None:
    spring, autumn = utc(2026, 3, 30, 16), utc(2026, 10, 26, 17)
    assert spring - wall_clock_before(spring, TWO_DAYS, "Europe/Berlin") == timedelta(hours=47)
    assert autumn - wall_clock_before(autumn, TWO_DAYS, "Europe/Berlin") == timedelta(hours=49)


def test_a_lead_that_ends_in_a_gap_is_taken_after_it() -> None:
    start = moment_on(date(2026, 3, 31), time(2, 30), "Europe/Berlin")
    assert wall_clock_before(start, TWO_DAYS, "Europe/Berlin") == utc(2026, 3, 29, 1, 30)


@SOME
@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)),  # noqa: DTZ001 - a wall clock
    st.sampled_from(ZONES),
)
def test_a_wall_clock_shows_what_it_was_set_to_unless_skipped(local: datetime, zone: str) -> None:
    """SPEC 4.24."""
    moment = moment_on(local.date(), local.time(), zone)
    shown = Moment(moment, zone).local.replace(tzinfo=None)
    gap = shown - local
    assert moment.tzinfo is UTC
    assert not gap or timedelta() < gap <= timedelta(hours=1)
    assert moment_on(shown.date(), shown.time(), zone) == moment


@SOME
@given(
    st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - UTC
    st.integers(min_value=3, max_value=21 * 24),
    st.sampled_from(ZONES),
)
def test_a_lead_is_as_long_as_it_says_up_to_an_hour_or_so(moment: datetime, hours: int, zone: str) -> None:
    lead = timedelta(hours=hours)
    real = moment - wall_clock_before(moment, lead, zone)
    assert abs(real - lead) <= timedelta(hours=2)


@pytest.mark.parametrize(
    ("given_name", "known"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("AMERICA/NEW YORK", "America/New_York"),
        (" america/new  york ", "America/New_York"),
        ("utc", "UTC"),
        ("Berlin", "Europe/Berlin"),
        ("singapore", "Asia/Singapore"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("EST", None),
        ("MST", None),
        ("CET", None),
        ("EST5EDT", None),
        ("GMT+5", None),
        ("Etc/GMT+5", None),
        ("Etc/UTC", None),
        ("US/Pacific", None),
        ("Europe/Atlantis", None),
        ("", None),
        ("../../etc/passwd", None),
        ("/usr/share/zoneinfo/UTC", None),
        ("Europe/Berlin\0", None),
    ],
)
def test_zones_are_known_in_any_case_and_nothing_else_is(given_name: str, known: str | None) -> None:
    assert known_zone(given_name) == known


@pytest.mark.parametrize("stored", ["EST", "Etc/GMT+5", "US/Pacific"])
def test_a_zone_that_is_refused_by_now_can_still_be_read(stored: str) -> None:
    """What was kept when more was taken stays what it was."""
    assert zone_named(stored).key == stored


@SOME
@given(st.text())
def test_any_text_is_a_zone_that_exists_or_none(text: str) -> None:
    found = known_zone(text)
    assert found is None or zone_named(found).key == found
