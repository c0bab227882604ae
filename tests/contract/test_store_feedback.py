"""Feedback, goal checks, hands and the numbers of digests, as the store keeps them."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.feedback import Author, Feedback, GoalCheck, Progress
from bot.domain.hands import Hand, Need
from bot.domain.reports import Mean, Reflection
from bot.domain.signups import Standing

HOUR = timedelta(hours=1)
MONDAY = date(2026, 3, 2)


async def test_the_last_feedback_counts_and_keeps_when_it_was_first_given(store, cast, now):
    first = Feedback(cast.meeting.id, cast.ada.id, Author.FACILITATOR, 3, now, now)
    last = replace(first, rating=4, given_at=now + HOUR, changed_at=now + HOUR)
    as_learner = replace(first, author=Author.LEARNER, rating=5, given_at=now - HOUR)
    for feedback in (first, last, as_learner):
        await store.run(lambda work, feedback=feedback: work.feedbacks.put(feedback))
    found = await store.run(lambda work: work.feedbacks.of_meetings([cast.meeting.id, "another"]))
    assert found == [as_learner, replace(last, given_at=now)]
    assert await store.run(lambda work: work.feedbacks.of_meetings([])) == []


@pytest.mark.parametrize("rating", [0, 6])
async def test_a_rating_is_from_1_to_5(store, cast, now, rating):
    feedback = Feedback(cast.meeting.id, cast.ada.id, Author.FACILITATOR, rating, now, now)
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.feedbacks.put(feedback))


async def test_the_last_answer_to_a_goal_check_counts(store, cast, now):
    signup, elsewhere = cast.signup(cast.ben), cast.signup(cast.ben, circle_id="other")

    def add(work):
        work.circles.add(cast.new_circle(id="other"))
        work.signups.add(signup, elsewhere)

    await store.run(add)
    midway = GoalCheck(signup.id, last=False, progress=Progress.NOT_YET, answered_at=now)
    at_last = GoalCheck(signup.id, last=True, progress=Progress.REACHED, answered_at=now + HOUR)
    changed = replace(midway, progress=Progress.ON_THE_WAY)
    for check in (midway, at_last, changed, replace(midway, signup_id=elsewhere.id)):
        await store.run(lambda work, check=check: work.goal_checks.put(check))
    assert await store.run(lambda work: work.goal_checks.of_circle(cast.circle.id)) == [changed, at_last]
    assert await store.run(lambda work: work.goal_checks.of_circle("none")) == []


async def test_a_need_is_taken_on_once(store, cast, now):
    omar_s = Hand(cast.team.id, MONDAY, cast.circle.id, Need.NOBODY_COMES, cast.omar.id, now)
    other = replace(omar_s, need=Need.SILENT_TWICE, taken_at=now - HOUR)
    next_week = replace(omar_s, monday=MONDAY + timedelta(weeks=1))
    for hand in (omar_s, other, next_week):
        assert await store.run(lambda work, hand=hand: work.hands.take(hand)) is True
    assert await store.run(lambda work: work.hands.take(replace(omar_s, person_id=cast.ada.id))) is False
    assert await store.run(lambda work: work.hands.of_week(cast.team.id, MONDAY)) == [other, omar_s]
    assert await store.run(lambda work: work.hands.of_week("another", MONDAY)) == []


async def test_of_many_who_reach_for_one_need_one_has_it(store, another, cast, now):
    hands = [
        Hand(cast.team.id, MONDAY, cast.circle.id, Need.UNREACHABLE, person.id, now)
        for person in (cast.ada, cast.ben, cast.cleo, cast.omar)
    ]
    ways = zip((store, another) * 2, hands, strict=True)
    taken = await asyncio.gather(
        *(each.run(lambda work, hand=hand: work.hands.take(hand)) for each, hand in ways)
    )
    assert sorted(taken) == [False, False, False, True]
    held = await store.run(lambda work: work.hands.of_week(cast.team.id, MONDAY))
    assert held == [hands[taken.index(True)]]


async def test_the_first_numbers_of_a_digest_are_kept(store, now):
    await store.run(lambda work: work.digest_numbers.keep("team:2026-03-02", {"attended": 5}, now=now))
    await store.run(lambda work: work.digest_numbers.keep("team:2026-03-02", {"attended": 6}, now=now))
    found = await store.run(lambda work: work.digest_numbers.find("team:2026-03-02"))
    assert found == {"attended": 5}
    assert await store.run(lambda work: work.digest_numbers.find("team:2026-03-09")) is None


async def test_ratings_by_circle_and_role(store, cast, now):
    other = cast.new_circle()
    later = cast.new_meeting(number=2)
    elsewhere = cast.new_meeting(circle_id=other.id)

    def add(work):
        work.circles.add(other)
        work.meetings.add(later, elsewhere)
        for meeting, person, author, rating in (
            (cast.meeting, cast.ada, Author.FACILITATOR, 5),
            (later, cast.ada, Author.FACILITATOR, 2),
            (cast.meeting, cast.ben, Author.LEARNER, 4),
            (elsewhere, cast.ben, Author.LEARNER, 1),
        ):
            work.feedbacks.put(Feedback(meeting.id, person.id, author, rating, now, now))

    await store.run(add)
    found = await store.run(lambda work: work.feedbacks.means([cast.circle.id, "none"]))
    assert found == {
        (cast.circle.id, Author.FACILITATOR): Mean(7, 2),
        (cast.circle.id, Author.LEARNER): Mean(4, 1),
    }
    assert found[cast.circle.id, Author.FACILITATOR].value == 3.5


async def test_what_was_said_in_words_the_latest_meeting_first(store, cast, now):
    later = cast.new_meeting(number=2, on=date(2026, 3, 12), starts_at=now + timedelta(days=10))
    said = Feedback(cast.meeting.id, cast.ada.id, Author.FACILITATOR, 4, now, now, "Good talk", "Less haste")
    sentence = Feedback(later.id, cast.ben.id, Author.LEARNER, 5, now, now, sentence="Fun")

    def add(work):
        work.meetings.add(later)
        for feedback in (said, sentence, replace(said, meeting_id=later.id, went_well=None, to_change=None)):
            work.feedbacks.put(feedback)

    await store.run(add)
    circle = cast.circle.id
    assert await store.run(lambda work: work.feedbacks.reflections([circle])) == [
        Reflection(circle, later.id, 2, later.on, Author.LEARNER, None, None, "Fun"),
        Reflection(
            circle, cast.meeting.id, 1, cast.meeting.on, Author.FACILITATOR, "Good talk", "Less haste", None
        ),
    ]
    assert await store.run(lambda work: work.feedbacks.reflections(["none"])) == []


async def test_all_who_ever_signed_up_and_their_goals(store, cast, now):
    seated, left = cast.signup(cast.ben), cast.signup(cast.cleo, standing=Standing.LEFT, seat=None)
    check = GoalCheck(seated.id, last=True, progress=Progress.REACHED, answered_at=now)

    def add(work):
        work.signups.add(seated, left)
        work.goal_checks.put(check)

    await store.run(add)
    found = await store.run(lambda work: work.signups.ever_in([cast.circle.id, "none"]))
    assert {signup.id for signup in found} == {seated.id, left.id}
    assert await store.run(lambda work: work.goal_checks.of_circles([cast.circle.id])) == [check]
    assert await store.run(lambda work: work.goal_checks.of_circles(["none"])) == []
