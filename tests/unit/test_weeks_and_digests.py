"""Weeks on somebody's calendar, when digests are due, and how long a post waits after a failure."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import TeamId
from bot.domain.posts import JITTER, RETRY_AFTER, digest_subject, parse_digest_subject, retry_at
from bot.domain.timing import digest_timing, next_digest_week
from bot.domain.weeks import Week, week_at, week_of
from tests.unit.making import NOW, SOME, team

MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - UTC
ZONES = st.sampled_from(
    ("Pacific/Auckland", "America/Chicago", "Europe/Berlin", "Pacific/Apia", "Asia/Kathmandu")
)


@SOME
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)))
def test_a_week_runs_from_monday_to_sunday(day: date) -> None:
    """SPEC 3.8."""
    week = week_of(day)
    assert day in week
    assert (week.monday.weekday(), week.sunday.weekday()) == (0, 6)
    assert week.monday - timedelta(days=1) not in week
    assert week.sunday + timedelta(days=1) not in week
    assert (week.before.after, week.after.before) == (week, week)
    assert week.before < week < week.after


def test_a_week_belongs_together_across_the_end_of_the_year() -> None:
    assert week_of(date(2027, 1, 3)) == week_of(date(2026, 12, 28)) == Week(date(2026, 12, 28))


def test_the_same_moment_lies_in_different_weeks() -> None:
    """Sunday noon in UTC is Monday in Auckland."""
    moment = datetime(2026, 10, 11, 12, tzinfo=UTC)
    assert week_at(moment, "Pacific/Auckland") == Week(date(2026, 10, 12))
    assert week_at(moment, "America/Chicago") == Week(date(2026, 10, 5))


def test_a_week_that_holds_a_clock_change_is_an_hour_longer_or_shorter() -> None:
    def hours(monday: date) -> float:
        start, end = Week(monday).span("Europe/Berlin")
        return (end - start) / timedelta(hours=1)

    assert [hours(date(2026, 3, 23)), hours(date(2026, 10, 19)), hours(date(2026, 6, 1))] == [167, 169, 168]


@SOME
@given(MOMENTS, ZONES)
def test_every_moment_lies_in_the_span_of_its_week(moment: datetime, zone: str) -> None:
    start, end = week_at(moment, zone).span(zone)
    assert start <= moment < end


@pytest.mark.parametrize(
    ("zone", "due_at"),
    [
        ("Pacific/Auckland", datetime(2026, 10, 11, 21, tzinfo=UTC)),
        ("America/Chicago", datetime(2026, 10, 12, 15, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 12, 8, tzinfo=UTC)),
    ],
)
def test_the_digest_is_due_on_monday_at_ten_on_the_teams_clock(zone: str, due_at: datetime) -> None:
    """SPEC 3."""
    timing = digest_timing(team(zone=zone), Week(date(2026, 10, 12)))
    assert timing.due_at == due_at


def test_a_digest_is_of_use_until_the_next_one_is_due() -> None:
    """SPEC 3.8: a missed Monday is made up."""
    week = Week(date(2026, 10, 19))
    library = team(zone="Europe/Berlin")
    assert digest_timing(library, week).useless_at == digest_timing(library, week.after).due_at
    assert digest_timing(library, week).useless_at - digest_timing(library, week).due_at == timedelta(
        weeks=1, hours=1
    )


def test_a_digest_may_go_out_on_another_day_and_at_another_time() -> None:
    timing = digest_timing(team(digest_weekday=6, digest_at=time(20, 30)), Week(date(2026, 10, 12)))
    assert timing.due_at == datetime(2026, 10, 18, 18, 30, tzinfo=UTC)


def test_the_next_digest_is_this_weeks_until_it_is_due() -> None:
    due_at = digest_timing(team(), Week(date(2026, 10, 5))).due_at
    assert next_digest_week(team(), now=due_at - timedelta(seconds=1)) == Week(date(2026, 10, 5))
    assert next_digest_week(team(), now=due_at) == Week(date(2026, 10, 12))


@SOME
@given(MOMENTS, ZONES, st.integers(0, 6), st.times(max_value=time(23, 59)))
def test_the_next_digest_is_due_within_a_week_or_so(
    moment: datetime, zone: str, weekday: int, at: time
) -> None:
    one = team(zone=zone, digest_weekday=weekday, digest_at=at.replace(second=0, microsecond=0))
    due_at = digest_timing(one, next_digest_week(one, now=moment)).due_at
    assert moment < due_at <= moment + timedelta(days=8)


@SOME
@given(st.text(alphabet=st.characters(codec="ascii"), min_size=1), st.dates(min_value=date(2000, 1, 3)))
def test_a_digest_names_its_team_and_week(name: str, day: date) -> None:
    """SPEC 3.1: the subject is the team-week."""
    subject = digest_subject(TeamId(name), week_of(day))
    assert parse_digest_subject(subject) == (name, week_of(day))


def test_waits_grow_and_then_stay() -> None:
    """SPEC 3.3: what is still of use is tried for as long as it is."""
    waits = [retry_at(attempts, now=NOW) - NOW for attempts in range(1, len(RETRY_AFTER) + 3)]
    assert waits == sorted(waits) == [*RETRY_AFTER, RETRY_AFTER[-1], RETRY_AFTER[-1]]


def test_a_wait_is_never_shorter_than_the_platform_asks() -> None:
    """SPEC 3.3: Retry-After."""
    assert retry_at(1, now=NOW, at_least=timedelta(seconds=90)) == NOW + timedelta(seconds=90)
    assert retry_at(4, now=NOW, at_least=timedelta(seconds=90)) == NOW + timedelta(seconds=600)


@SOME
@given(st.integers(1, len(RETRY_AFTER)), st.floats(0, 1), st.integers(0, 10_000))
def test_what_failed_together_comes_back_a_little_later_and_never_earlier(
    attempts: int, jitter: float, seconds: int
) -> None:
    """SPEC 3.3."""
    asked = timedelta(seconds=seconds)
    again = retry_at(attempts, now=NOW, at_least=asked, jitter=jitter)
    wait = max(RETRY_AFTER[attempts - 1], asked)
    assert wait <= again - NOW <= wait * (1 + JITTER)
