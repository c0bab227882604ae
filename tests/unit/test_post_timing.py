"""When each kind of post is due, from when on it is of no use, and quiet hours."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import CircleId, PersonId
from bot.domain.meetings import Meeting
from bot.domain.posts import (
    EVEN_WHEN_QUIET,
    ON_UNKNOWN,
    OnUnknown,
    PostKind,
    loss_subject,
    parse_loss_subject,
)
from bot.domain.quiet import QUIET_FROM, QUIET_UNTIL, quiet_ends
from bot.domain.times import moment_on
from bot.domain.timing import (
    Timing,
    feedback_again_timing,
    feedback_timing,
    goal_check_timing,
    midway,
    nudge_timing,
    preview_timing,
    reminder_timing,
    today_timing,
    wrap_up_timing,
)
from tests.unit.making import SOME, meeting, meetings

BERLIN = "Europe/Berlin"
TWO_DAYS = timedelta(hours=48)
ZONES = st.sampled_from(
    (BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Auckland")
)
MEETINGS = st.builds(
    lambda on, hour, minutes, zone: meeting(on=on, at=time(hour), minutes=minutes, zone=zone),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(5, 23),
    st.integers(15, 720),
    ZONES,
)


def at(day: date, clock: time) -> datetime:
    return moment_on(day, clock, BERLIN)


def reminder(one: Meeting, lead: timedelta = TWO_DAYS) -> Timing:
    return reminder_timing(one, lead=lead, previous_end=None)


def test_the_preview_comes_two_days_before_the_reminder_and_is_of_use_until_then() -> None:
    """SPEC 3, across the clock change of 25 October."""
    one = meeting(on=date(2026, 10, 28))
    assert preview_timing(one, reminder(one)) == Timing(
        at(date(2026, 10, 24), time(18)), reminder(one).due_at
    )


def test_the_nudge_comes_a_day_before_until_the_day_itself_asks() -> None:
    """SPEC 3."""
    one = meeting(on=date(2026, 10, 26))
    assert nudge_timing(one, reminder(one)) == Timing(
        at(date(2026, 10, 25), time(18)), at(date(2026, 10, 26), time(16))
    )


@pytest.mark.parametrize(("hours", "nudged"), [(48, True), (36, True), (35, False), (24, False), (2, False)])
def test_there_is_a_nudge_only_if_the_reminder_is_twelve_hours_older(hours: int, nudged: bool) -> None:
    """SPEC 3."""
    one = meeting()
    assert (nudge_timing(one, reminder(one, timedelta(hours=hours))) is not None) is nudged


def test_today_comes_two_hours_before_the_start() -> None:
    """SPEC 3."""
    assert today_timing(meeting()) == Timing(at(date(2026, 10, 13), time(16)), meeting().starts_at)


@pytest.mark.parametrize(
    ("starts", "minutes", "asked", "again"),
    [
        (time(18), 90, (13, time(19, 45)), (14, time(9))),
        (time(10), 90, (13, time(11, 45)), (14, time(9))),
        (time(23), 90, (14, time(0, 45)), (14, time(9))),
        (time(1), 90, (13, time(2, 45)), (13, time(9))),
        (time(1), 105, (13, time(3)), (13, time(9))),
        (time(1), 120, (13, time(3, 15)), (14, time(9))),
    ],
)
def test_how_was_it_is_asked_after_the_end_and_again_next_morning(
    starts: time, minutes: int, asked: tuple[int, time], again: tuple[int, time]
) -> None:
    """SPEC 3; 4.21: a meeting from 23:00 to 00:30 is asked about at 00:45."""
    one = meeting(at=starts, minutes=minutes)
    noon = at(date(2026, 10, again[0]), time(12))
    assert feedback_timing(one) == Timing(at(date(2026, 10, asked[0]), asked[1]), noon)
    assert feedback_again_timing(one) == Timing(at(date(2026, 10, again[0]), again[1]), noon)


@SOME
@given(MEETINGS)
def test_feedback_is_asked_within_its_time_and_never_after_noon(one: Meeting) -> None:
    """SPEC 3."""
    first, again = feedback_timing(one), feedback_again_timing(one)
    assert first.due_at == one.ends_at + timedelta(minutes=15)
    assert again.due_at - first.due_at >= timedelta(hours=6)
    assert first.due_at < again.due_at < again.useless_at == first.useless_at
    assert again.useless_at - again.due_at == timedelta(hours=3)


@SOME
@given(MEETINGS, st.integers(1, 359))
def test_posts_about_a_meeting_come_in_their_order(one: Meeting, hours: int) -> None:
    """SPEC 3."""
    first = reminder(one, timedelta(hours=hours))
    preview, nudge = preview_timing(one, first), nudge_timing(one, first)
    assert preview.due_at < preview.useless_at == first.due_at
    assert first.due_at < first.useless_at == today_timing(one).useless_at == one.starts_at
    if nudge is not None:
        assert (
            first.due_at + timedelta(hours=12) <= nudge.due_at < nudge.useless_at == today_timing(one).due_at
        )
    assert one.ends_at < goal_check_timing(one).due_at
    assert one.ends_at < wrap_up_timing(one).due_at


def test_goals_are_asked_about_the_day_after_at_ten() -> None:
    """SPEC 3."""
    assert goal_check_timing(meeting()).due_at == at(date(2026, 10, 14), time(10))
    assert goal_check_timing(meeting(at=time(23))).due_at == at(date(2026, 10, 15), time(10))


def test_the_wrap_up_comes_two_days_after_the_last_meeting() -> None:
    """SPEC 3, across the clock change of 25 October."""
    last = meeting(6, on=date(2026, 10, 24))
    assert wrap_up_timing(last).due_at == at(date(2026, 10, 26), time(19, 30))


@pytest.mark.parametrize(
    ("count", "number"), [(1, None), (2, None), (3, None), (4, 2), (5, 3), (6, 3), (7, 4), (52, 26)]
)
def test_mid_way_is_when_half_of_the_meetings_are_over(count: int, number: int | None) -> None:
    """SPEC 3."""
    middle = midway(meetings(count))
    assert (middle.number if middle else None) == number


def ends(
    moment: datetime, start: time = QUIET_FROM, end: time = QUIET_UNTIL, zone: str = BERLIN
) -> datetime | None:
    return quiet_ends(moment, start=start, end=end, zone=zone)


@pytest.mark.parametrize(
    ("clock", "until"),
    [
        (time(20, 59), None),
        (time(21), (14, time(8))),
        (time(23, 59), (14, time(8))),
        (time(0), (13, time(8))),
        (time(7, 59), (13, time(8))),
        (time(8), None),
        (time(12), None),
    ],
)
def test_quiet_hours_end_at_eight_on_the_persons_clock(clock: time, until: tuple[int, time] | None) -> None:
    """SPEC 3.6."""
    expected = at(date(2026, 10, until[0]), until[1]) if until else None
    assert ends(at(date(2026, 10, 13), clock)) == expected


def test_quiet_hours_are_on_the_persons_clock_and_not_on_the_circles() -> None:
    """SPEC 3.6."""
    noon_in_berlin = at(date(2026, 10, 13), time(12))
    assert ends(noon_in_berlin) is None
    assert ends(noon_in_berlin, zone="America/Chicago") == datetime(2026, 10, 13, 13, tzinfo=UTC)


def test_quiet_hours_may_lie_within_a_day_or_not_be() -> None:
    one = at(date(2026, 10, 13), time(13))
    assert ends(one, time(12), time(14)) == at(date(2026, 10, 13), time(14))
    assert ends(one, time(14), time(16)) is None
    assert ends(one, time(13), time(13)) is None


def test_a_night_with_a_clock_change_ends_at_eight_too() -> None:
    """SPEC 4.24."""
    assert ends(at(date(2026, 10, 24), time(23))) == at(date(2026, 10, 25), time(8))
    assert ends(at(date(2026, 3, 28), time(23))) == at(date(2026, 3, 29), time(8))


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_end_after_it_began() -> None:
    """What waits for a moment that has passed would be due again at once, without end."""
    second_time = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    until = ends(second_time, time(21), time(2, 30))
    assert until is None or until > second_time


@SOME
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - UTC
    st.sampled_from((time(20), time(21), time(22, 30))),
    st.sampled_from((time(6), time(8), time(9, 30))),
    ZONES,
)
def test_whoever_waits_for_quiet_hours_waits_once(
    moment: datetime, start: time, end: time, zone: str
) -> None:
    """SPEC 3.6."""
    until = ends(moment, start, end, zone)
    if until is not None:
        assert moment < until <= moment + timedelta(hours=15)
        assert ends(until, start, end, zone) is None


def test_only_what_cannot_wait_comes_in_quiet_hours() -> None:
    """SPEC 3.6: *today*, the facilitators' *how was it*, and replies."""
    assert {PostKind.TODAY, PostKind.HOW_WAS_IT, PostKind.RELAY} == EVEN_WHEN_QUIET


def test_for_every_kind_it_is_known_what_follows_when_nobody_knows() -> None:
    """SPEC 3.2."""
    assert ON_UNKNOWN.keys() == set(PostKind)
    again = {PostKind.REMINDER, PostKind.TODAY, PostKind.MOVED, PostKind.CANCELLED}
    assert {ON_UNKNOWN[kind] for kind in again} == {OnUnknown.SEND_AGAIN}
    assert ON_UNKNOWN[PostKind.DIGEST] is OnUnknown.ASK
    dropped = {
        PostKind.NUDGE,
        PostKind.HOW_WAS_IT,
        PostKind.HOW_WAS_IT_AGAIN,
        PostKind.RATING,
        PostKind.GOAL_CHECK,
    }
    assert {kind for kind, rule in ON_UNKNOWN.items() if rule is OnUnknown.DROP} == dropped


def test_a_loss_names_its_circle_and_its_person() -> None:
    for circle, person in (("circle-4567", "person-8901"), ("", "person-8901")):
        assert parse_loss_subject(loss_subject(CircleId(circle), PersonId(person))) == (circle, person)
