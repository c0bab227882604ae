"""When messages go out, what mutes hold back, when one can run late, and how long texts are shortened."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import CircleId, MessageId, PersonId
from bot.domain.messages import MESSAGE_FOR, SECOND_THOUGHTS, CircleMessage, Recipients, message_timing
from bot.domain.mutes import NEVER_MUTED, NEWS_OF_TIME, Mute
from bot.domain.posts import PostKind
from bot.domain.relays import LATE_FROM, can_run_late
from bot.domain.rsvps import Answer
from bot.domain.text import shortened
from tests.unit.making import CIRCLE, NOW, meetings

BEN = PersonId("ben")
MINUTE = timedelta(minutes=1)


def message(goes_in: timedelta | None) -> CircleMessage:
    return CircleMessage(
        id=MessageId("m"),
        circle_id=CIRCLE,
        written_by=PersonId("ada"),
        recipients=Recipients.ALL,
        meeting_id=None,
        to_person=None,
        text="Hi",
        for_later=False,
        goes_at=None if goes_in is None else NOW + goes_in,
        revision=0,
        written_at=NOW,
    )


@pytest.mark.parametrize(
    ("goes_in", "due_in"),
    [
        (None, SECOND_THOUGHTS),
        (MINUTE, SECOND_THOUGHTS),
        (-MINUTE, SECOND_THOUGHTS),
        (timedelta(hours=1), timedelta(hours=1)),
    ],
)
def test_a_message_can_always_be_taken_back_for_two_minutes(
    goes_in: timedelta | None, due_in: timedelta
) -> None:
    """SPEC 2, message."""
    timing = message_timing(message(goes_in), now=NOW)
    assert timing.due_at == NOW + due_in
    assert timing.useless_at == timing.due_at + MESSAGE_FOR


def test_which_recipients_depend_on_answers() -> None:
    """SPEC 2, message."""
    assert {one: one.answer for one in Recipients if one.needs_meeting} == {
        Recipients.YES: Answer.YES,
        Recipients.MAYBE: Answer.MAYBE,
        Recipients.NO: Answer.NO,
        Recipients.SILENT: None,
    }


@pytest.mark.parametrize("kind", PostKind)
@pytest.mark.parametrize("scope", [CIRCLE, None])
@pytest.mark.parametrize("cancellations", [False, True])
def test_a_mute_holds_back_what_was_not_asked_for(
    kind: PostKind, scope: CircleId | None, cancellations: bool
) -> None:
    """SPEC 4.31; 2, settings: also cancellations?"""
    mute = Mute(BEN, scope, cancellations, NOW)
    expected = kind not in NEVER_MUTED and (cancellations or kind not in NEWS_OF_TIME)
    assert mute.silences(kind, CIRCLE) is expected
    assert mute.silences(kind, CircleId("another")) is (expected and scope is None)


def test_one_runs_late_from_six_hours_before_the_start_until_the_end() -> None:
    """SPEC 2, rsvp."""
    meeting = meetings(1)[0]
    assert not can_run_late(meeting, now=meeting.starts_at - LATE_FROM - MINUTE)
    assert can_run_late(meeting, now=meeting.starts_at - LATE_FROM)
    assert can_run_late(meeting, now=meeting.ends_at - MINUTE)
    assert not can_run_late(meeting, now=meeting.ends_at)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Bring a pen", 20, "Bring a pen"),
        ("Bring a pen", 11, "Bring a pen"),
        ("Bring a pen", 10, "Bring a…"),
        ("Bring a pen", 8, "Bring a…"),
        ("Bring\na pen", 7, "Bring…"),
        ("Donaudampfschiff", 6, "Donau…"),
    ],
)
def test_what_is_too_long_ends_with_a_word(text: str, limit: int, short: str) -> None:
    """SPEC 4.28: shortened as a person would."""
    assert shortened(text, limit) == short


@given(st.text(max_size=80), st.integers(min_value=2, max_value=80))
def test_what_is_shortened_is_never_longer(text: str, limit: int) -> None:
    """SPEC 4.28."""
    assert len(shortened(text, limit)) <= limit
