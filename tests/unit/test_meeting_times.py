"""Meetings: scheduled, moved, cancelled, numbered, and when their reminders are due."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings import (
    MeetingHasStarted,
    MeetingIsCancelled,
    MeetingIsInThePast,
    cancelled,
    ensure_ahead,
    moved,
    renumbered,
    schedule,
)
from bot.domain.rhythm import Rhythm
from bot.domain.times import moment_on
from bot.domain.timing import reminder_timing
from tests.unit.making import CIRCLE, NOW, SOME, meeting

TWO_DAYS = timedelta(hours=48)


def test_scheduled_meetings_keep_their_wall_clock_time_across_a_clock_change() -> None:
    """SPEC 4.24."""
    found = schedule(CIRCLE, Rhythm(date(2026, 10, 20), time(18), 2), zone="Europe/Berlin", minutes=90)
    assert [m.number for m in found] == [1, 2]
    assert [m.starts.local.time() for m in found] == [time(18), time(18)]
    assert found[1].starts_at - found[0].starts_at == timedelta(weeks=1, hours=1)
    assert len({m.id for m in found}) == 2


def test_a_meeting_lasts_as_long_as_it_says_also_while_the_clocks_change() -> None:
    (night,) = schedule(CIRCLE, Rhythm(date(2026, 10, 24), time(23), 1), zone="Europe/Berlin", minutes=300)
    assert night.ends_at - night.starts_at == timedelta(hours=5)


def test_a_meeting_has_started_at_its_start_and_is_over_at_its_end() -> None:
    one = meeting()
    moment = timedelta(microseconds=1)
    assert not one.has_started(now=one.starts_at - moment)
    assert one.has_started(now=one.starts_at)
    assert not one.is_over(now=one.ends_at - moment)
    assert one.is_over(now=one.ends_at)


def test_a_moved_meeting_has_a_new_time_and_a_new_revision() -> None:
    """SPEC 4.11."""
    later = moved(meeting(), on=date(2026, 10, 27), at=time(19, 30), now=NOW)
    assert later.starts_at == moment_on(date(2026, 10, 27), time(19, 30), "Europe/Berlin")
    assert later.ends_at - later.starts_at == timedelta(minutes=90)
    assert later.revision == 1


def test_moved_to_where_it_is_a_meeting_stays_as_it_is() -> None:
    one = meeting()
    assert moved(one, on=one.on, at=one.at, now=NOW) == one


def test_moved_there_and_back_a_meeting_is_still_another_time() -> None:
    """An answer belongs to one time, also when the time comes again."""
    one = meeting()
    back = moved(moved(one, on=one.on, at=time(19), now=NOW), on=one.on, at=one.at, now=NOW)
    assert (back.starts_at, back.revision) == (one.starts_at, 2)


@pytest.mark.parametrize(("on", "at"), [(date(2026, 10, 5), time(11)), (date(2025, 10, 13), time(18))])
def test_no_meeting_moves_into_the_past(on: date, at: time) -> None:
    """Not even to this very moment."""
    with pytest.raises(MeetingIsInThePast) as broken:
        moved(meeting(), on=on, at=at, now=NOW)
    assert broken.value.field == "on"


def test_what_has_started_is_neither_moved_nor_cancelled() -> None:
    """SPEC 4.9."""
    one = meeting()
    with pytest.raises(MeetingHasStarted):
        moved(one, on=date(2026, 10, 27), at=time(18), now=one.starts_at)
    with pytest.raises(MeetingHasStarted):
        cancelled(one, now=one.starts_at)


def test_what_is_cancelled_is_neither_moved_nor_cancelled_again() -> None:
    off = cancelled(meeting(), now=NOW)
    assert (off.is_on, off.cancelled_at, off.revision) == (False, NOW, 0)
    with pytest.raises(MeetingIsCancelled):
        moved(off, on=date(2026, 10, 27), at=time(18), now=NOW)
    with pytest.raises(MeetingIsCancelled):
        cancelled(off, now=NOW)


def test_a_cancelled_meeting_is_named_cancelled_also_when_it_would_have_begun() -> None:
    """SPEC 4.10: what became of it matters more than that it is late."""
    off = meeting(cancelled_at=NOW)
    with pytest.raises(MeetingIsCancelled) as broken:
        ensure_ahead(off, now=off.starts_at)
    assert broken.value.values == {"number": 1, "starts": off.starts}


def test_numbers_follow_when_meetings_change_places() -> None:
    """SPEC 4.20."""
    first, second, third = (
        meeting(1),
        meeting(2, on=date(2026, 10, 20)),
        meeting(3, on=date(2026, 10, 27)),
    )
    away = moved(first, on=date(2026, 10, 22), at=time(18), now=NOW)
    assert [(m.id, m.number) for m in renumbered([away, second, third])] == [
        (second.id, 1),
        (first.id, 2),
        (third.id, 3),
    ]


def test_two_meetings_on_one_day_have_two_numbers() -> None:
    """SPEC 4.13."""
    morning, evening = meeting(2, at=time(9)), meeting(1, at=time(18))
    assert [(m.at, m.number) for m in renumbered([evening, morning])] == [(time(9), 1), (time(18), 2)]


def test_two_at_the_same_moment_keep_their_order() -> None:
    one, other = meeting(1), meeting(2)
    assert [m.id for m in renumbered([other, one])] == [one.id, other.id]


@SOME
@given(st.permutations(range(6)), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_numbering_is_whole_and_does_nothing_a_second_time(order: list[int], days: list[int]) -> None:
    """SPEC 4.20."""
    found = [meeting(n + 1, on=date(2026, 10, 13) + timedelta(days=days[n])) for n in order]
    once = renumbered(found)
    assert [m.number for m in once] == [1, 2, 3, 4, 5, 6]
    assert [m.starts_at for m in once] == sorted(m.starts_at for m in found)
    assert renumbered(reversed(once)) == once


def test_a_reminder_is_due_two_days_before_at_the_same_time_of_day() -> None:
    """SPEC 3, across the clock change of 25 October."""
    timing = reminder_timing(meeting(on=date(2026, 10, 26)), lead=TWO_DAYS, previous_end=None)
    assert timing.due_at == moment_on(date(2026, 10, 24), time(18), "Europe/Berlin")


def test_a_reminder_is_of_no_use_from_the_start_on() -> None:
    """SPEC 3.4."""
    assert reminder_timing(meeting(), lead=TWO_DAYS, previous_end=None).useless_at == meeting().starts_at


def test_a_reminder_never_comes_before_the_previous_meeting_has_ended() -> None:
    """SPEC 3."""
    first, second = meeting(on=date(2026, 10, 13)), meeting(2, on=date(2026, 10, 14))
    timing = reminder_timing(second, lead=TWO_DAYS, previous_end=first.ends_at)
    assert timing.due_at == first.ends_at
    far = reminder_timing(
        replace(second, starts_at=second.starts_at + timedelta(weeks=1)),
        lead=TWO_DAYS,
        previous_end=first.ends_at,
    )
    assert far.due_at > first.ends_at
