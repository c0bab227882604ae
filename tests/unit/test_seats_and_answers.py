"""Seats, headcounts, who must stay, and what may still be joined."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.circles import (
    CircleHasFinished,
    CircleIsDeleted,
    CircleIsDraft,
    LastFacilitator,
    SignupIsClosed,
    Stage,
    ensure_open_for_signup,
    keep_a_facilitator,
)
from bot.domain.errors import BrokenRule
from bot.domain.ids import PersonId
from bot.domain.rsvps import Answer, headcount, stands
from bot.domain.signups import free_seat
from bot.domain.teams import LastOrganizer, Membership, Role, keep_an_organizer
from tests.unit.making import ADA, BEN, CLEO, NOW, OMAR, SOME, TEAM, circle, meeting, rsvp


@pytest.mark.parametrize(
    ("taken", "capacity", "seat"),
    [
        ((), 1, 1),
        ((), 0, None),
        ((), None, 1),
        ((1,), 1, None),
        ((1, 3), 3, 2),
        ((2, 3), 3, 1),
        ((1, 2, 3), None, 4),
        ((1, 2, 3, 4), 3, None),
        ((4, 5), 3, 1),
    ],
)
def test_the_lowest_free_seat_is_given(
    taken: tuple[int, ...], capacity: int | None, seat: int | None
) -> None:
    """SPEC 4.2: 0 means nobody, none means unlimited."""
    assert free_seat(taken, capacity) == seat


@SOME
@given(st.sets(st.integers(1, 12)), st.none() | st.integers(0, 12))
def test_a_seat_is_free_within_capacity_and_the_lowest(taken: set[int], capacity: int | None) -> None:
    """SPEC 4.2."""
    seat = free_seat(taken, capacity)
    if seat is None:
        assert capacity is not None
        assert set(range(1, capacity + 1)) <= taken
    else:
        assert seat not in taken
        assert capacity is None or seat <= capacity
        assert set(range(1, seat)) <= taken


def test_an_answer_stands_for_the_time_it_was_given_for() -> None:
    """SPEC 4.11."""
    before, after = meeting(), meeting(revision=1)
    said = rsvp(BEN, Answer.NO, about=before)
    assert stands(said, before) is Answer.NO
    assert stands(said, after) is None
    assert stands(None, before) is None


def test_a_headcount_sorts_learners_by_what_they_say() -> None:
    one = meeting(revision=2)
    rsvps = {
        ADA: rsvp(ADA, Answer.YES, about=one),
        BEN: rsvp(BEN, Answer.NO, about=one),
        CLEO: rsvp(CLEO, Answer.MAYBE, about=one),
    }
    heads = headcount(one, [ADA, BEN, CLEO, OMAR], rsvps)
    assert (heads.coming, heads.not_coming, heads.maybe, heads.silent) == ((ADA,), (BEN,), (CLEO,), (OMAR,))
    assert (heads.answered, heads.total) == (3, 4)


def test_who_left_is_in_no_count() -> None:
    """SPEC 4.15."""
    one = meeting()
    rsvps = {BEN: rsvp(BEN, Answer.YES, about=one), CLEO: rsvp(CLEO, Answer.YES, about=one)}
    heads = headcount(one, [CLEO], rsvps)
    assert (heads.coming, heads.total) == ((CLEO,), 1)


def test_an_answer_for_an_earlier_time_counts_as_none() -> None:
    """SPEC 4.11."""
    one = meeting(revision=1)
    heads = headcount(one, [BEN], {BEN: rsvp(BEN, Answer.YES, about=one, revision=0)})
    assert (heads.silent, heads.answered) == ((BEN,), 0)


@SOME
@given(
    st.lists(st.integers(0, 20).map(lambda n: PersonId(str(n))), unique=True),
    st.dictionaries(st.integers(0, 20).map(lambda n: PersonId(str(n))), st.sampled_from(Answer)),
)
def test_every_learner_is_counted_once(learners: list[PersonId], said: dict[PersonId, Answer]) -> None:
    """SPEC 4.15."""
    one = meeting()
    heads = headcount(one, learners, {p: rsvp(p, answer, about=one) for p, answer in said.items()})
    groups = (*heads.coming, *heads.maybe, *heads.not_coming, *heads.silent)
    assert sorted(groups) == sorted(learners)
    assert heads.total == len(learners)


@pytest.mark.parametrize(
    ("stage", "finished", "reason"),
    [
        (Stage.DRAFT, False, CircleIsDraft),
        (Stage.DRAFT, True, CircleIsDraft),
        (Stage.CLOSED, False, SignupIsClosed),
        (Stage.CLOSED, True, CircleHasFinished),
        (Stage.OPEN, True, CircleHasFinished),
        (Stage.DELETED, True, CircleIsDeleted),
    ],
)
def test_where_nobody_can_sign_up_the_reason_is_given(
    stage: Stage, finished: bool, reason: type[BrokenRule]
) -> None:
    """SPEC 4.4."""
    with pytest.raises(reason) as broken:
        ensure_open_for_signup(circle(stage=stage), finished=finished)
    assert broken.value.values == {"circle": "Intro to Python"}


def test_an_open_circle_is_open() -> None:
    ensure_open_for_signup(circle(), finished=False)


def test_the_last_facilitator_stays() -> None:
    """SPEC 1.3."""
    keep_a_facilitator([ADA, BEN], ADA)
    keep_a_facilitator([ADA], BEN)
    with pytest.raises(LastFacilitator):
        keep_a_facilitator([ADA], ADA)


def test_the_last_organizer_stays_however_many_facilitate() -> None:
    """SPEC 1.3."""
    organizes = [Membership(TEAM, person, Role.ORGANIZER, NOW) for person in (OMAR, ADA)]
    facilitates = [Membership(TEAM, person, Role.FACILITATOR, NOW) for person in (BEN, CLEO, OMAR)]
    keep_an_organizer([*organizes, *facilitates], OMAR)
    with pytest.raises(LastOrganizer):
        keep_an_organizer([organizes[0], *facilitates], OMAR)


def test_a_person_who_joins_twice_keeps_the_team_no_longer() -> None:
    """One person's two rows are one organizer."""
    twice = [Membership(TEAM, OMAR, Role.ORGANIZER, NOW + timedelta(days=n)) for n in range(2)]
    with pytest.raises(LastOrganizer):
        keep_an_organizer(twice, OMAR)
