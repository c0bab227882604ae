"""For how long a seat is held, and where people sit when there are fewer seats."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.offers import Rest, held_until, is_soon
from bot.domain.quiet import quiet_ends
from bot.domain.signups import closed_up
from tests.unit.making import SOME

NIGHT = Rest(time(21), time(8), "Europe/Berlin")
HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of October 2026 on Berlin's clock, in summer time."""
    return datetime(2026, 10, day, hour - 2, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        (at(14, 10), at(14, 18), at(14, 14)),
        (at(14, 16), at(14, 18), at(14, 17)),
        (at(14, 17), at(14, 18), at(14, 18)),
        (at(14, 17, 40), at(14, 18), at(14, 18, 40)),
        (at(13, 20), at(14, 18), at(14, 12, 30)),
        (at(13, 18), at(14, 18), at(14, 11, 30)),
        (at(13, 23), at(14, 18), at(14, 13)),
        (at(13, 22), at(14, 8, 30), at(14, 8, 30)),
    ],
)
def test_half_the_time_left_without_the_night(now: datetime, starts: datetime, until: datetime) -> None:
    """SPEC 4.3: at least an hour, quiet hours not counted, and no longer than until the meeting where that is later."""
    assert held_until(starts, NIGHT, now=now) == until


def test_twelve_hours_at_the_most() -> None:
    """SPEC 4.3: for somebody who has no quiet hours, and half a day or more is half of it."""
    awake = Rest(time(0), time(0), "UTC")
    assert held_until(at(15, 18), awake, now=at(13, 18)) == at(13, 18) + 12 * HOUR
    assert held_until(at(14, 12), awake, now=at(13, 18)) == at(13, 18) + 9 * HOUR


@SOME
@given(
    st.timedeltas(timedelta(), timedelta(days=366)).map(
        lambda since: datetime(2026, 1, 1, tzinfo=UTC) + since
    ),
    st.timedeltas(timedelta(minutes=1), timedelta(hours=24)),
    st.times(),
    st.times(),
    st.sampled_from(["Europe/Berlin", "America/Chicago", "Pacific/Auckland", "UTC"]),
)
def test_a_hold_ends(now: datetime, left: timedelta, start: time, end: time, zone: str) -> None:
    """SPEC 4.3: whatever the quiet hours, after now, and by the meeting's start or within the hour."""
    until = held_until(now + left, Rest(start, end, zone), now=now)
    assert now < until <= max(now + left, now + HOUR)
    if until < now + left and until != now + HOUR:
        assert quiet_ends(until - timedelta(microseconds=1), start=start, end=end, zone=zone) is None


def test_what_is_soon() -> None:
    """SPEC 4.3: 24 hours and less, before it has begun."""
    starts = at(14, 18)
    assert [is_soon(starts, now=now) for now in (at(13, 17, 59), at(13, 18), at(14, 17, 59), starts)] == [
        False,
        True,
        True,
        False,
    ]


@SOME
@given(st.sets(st.integers(1, 20)), st.integers(0, 20))
def test_fewer_seats(seats: set[int], more: int) -> None:
    """SPEC 4.2: numbers above the capacity become lower ones, nobody else moves, and no number is there twice."""
    capacity = len(seats) + more
    moves = closed_up(seats, capacity)
    after = [moves.get(seat, seat) for seat in seats]
    assert len(set(after)) == len(seats)
    assert all(1 <= seat <= capacity for seat in after)
    assert set(moves) == {seat for seat in seats if seat > capacity}
