"""Held seats, links with which to take one, and what goes along, as the store keeps them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.app.plans import new_post
from bot.domain.attendance import Attendance, CheckIn
from bot.domain.claims import SeatLink
from bot.domain.feedback import Author, Feedback
from bot.domain.ids import new_id
from bot.domain.invitations import hash_of, new_code
from bot.domain.posts import PostKind
from bot.domain.relays import Relay, RelayKind
from bot.domain.rsvps import Answer
from bot.domain.signups import Standing
from bot.domain.timing import Timing

DAY = timedelta(days=1)


def link(cast, signup, now, **given) -> SeatLink:
    return SeatLink(**{
        "id": new_id(), "code_hash": hash_of(new_code()), "signup_id": signup.id, "made_by": cast.ada.id,
        "made_at": now, "expires_at": now + 7 * DAY, **given,
    })  # fmt: skip


async def test_a_held_seat_is_taken_and_nobody_learns_on_it(store, cast, now):
    held = {"standing": Standing.OFFERED, "line_no": 1, "held_until": now + DAY, "times_offered": 3}
    ben, cleo = cast.signup(cast.ben, seat=2), cast.signup(cast.cleo, seat=1, **held)
    omar = cast.signup(cast.omar, standing=Standing.IN_LINE, seat=None, line_no=2, passed_until=now)
    await store.run(lambda work: work.signups.add(ben, cleo, omar))
    circle = cast.circle.id
    assert await store.run(lambda work: work.signups.get(cleo.id)) == cleo
    assert await store.run(lambda work: work.signups.seated(circle)) == [ben]
    assert await store.run(lambda work: work.signups.offered(circle)) == [cleo]
    assert await store.run(lambda work: work.signups.line(circle)) == [omar]
    assert await store.run(lambda work: work.signups.count_taken([circle])) == {circle: 2}
    assert await store.run(lambda work: work.signups.of_person(cast.cleo.id)) == [cleo]
    with pytest.raises(IntegrityError):
        await store.run(
            lambda work: work.signups.change(omar.id, standing=Standing.SEATED, seat=1, line_no=None)
        )


async def test_who_has_an_account(store, cast, now):
    lost = cast.account(cast.cleo, unreachable_at=now)
    await store.run(lambda work: work.accounts.add(cast.account(cast.ben), cast.account(cast.ben), lost))
    everybody = {cast.ada.id, cast.ben.id, cast.cleo.id, "nobody"}
    owners = await store.run(lambda work: work.accounts.owners(everybody))
    assert owners == {cast.ben.id, cast.cleo.id}
    assert await store.run(lambda work: work.accounts.owners([])) == frozenset()


async def test_links_for_a_seat(store, cast, now):
    signup = cast.signup(cast.ben)
    used = link(cast, signup, now, used_by=cast.cleo.id, used_at=now)
    fresh = link(cast, signup, now)
    await store.run(lambda work: work.signups.add(signup))
    await store.run(lambda work: work.seat_links.add(used, fresh))
    assert await store.run(lambda work: work.seat_links.by_hash(fresh.code_hash)) == fresh
    assert await store.run(lambda work: work.seat_links.by_hash("another")) is None
    assert await store.run(lambda work: work.seat_links.withdraw(signup.id)) == 1
    assert await store.run(lambda work: work.seat_links.by_hash(fresh.code_hash)) is None
    assert await store.run(lambda work: work.seat_links.by_hash(used.code_hash)) == used
    for wrong in (
        replace(used, id=new_id()),
        link(cast, signup, now, used_by=cast.ben.id),
        link(cast, signup, now, signup_id="none"),
    ):
        with pytest.raises(IntegrityError):
            await store.run(lambda work, wrong=wrong: work.seat_links.add(wrong))


async def test_words_move_and_of_two_the_later_stays(store, cast, now):
    second, third = cast.new_meeting(number=2), cast.new_meeting(number=3)
    elsewhere = cast.new_circle()
    other = cast.new_meeting(circle_id=elsewhere.id)
    rsvps = [
        cast.rsvp(cast.ben, answer=Answer.NO, reason="sick"),
        cast.rsvp(cast.ben, meeting_id=second.id, answered_at=now + DAY),
        cast.rsvp(cast.cleo, meeting_id=second.id, answer=Answer.NO),
        cast.rsvp(cast.ben, meeting_id=third.id),
        cast.rsvp(cast.cleo, meeting_id=third.id, answer=Answer.MAYBE, answered_at=now + DAY),
        cast.rsvp(cast.ben, meeting_id=other.id),
    ]
    rated = Feedback(cast.meeting.id, cast.ben.id, Author.LEARNER, rating=4, given_at=now, changed_at=now)
    led = replace(rated, author=Author.FACILITATOR)

    def add(work):
        work.circles.add(elsewhere)
        work.meetings.add(second, third, other)
        for rsvp in rsvps:
            work.rsvps.put(rsvp)
        for feedback in (rated, led, replace(rated, person_id=cast.cleo.id, rating=1)):
            work.feedbacks.put(feedback)
        work.attendances.put(Attendance(cast.meeting.id, 2, (cast.ben.id, cast.omar.id), cast.ada.id, now))
        work.check_ins.put(CheckIn(cast.meeting.id, cast.ben.id, now))
        work.seat_links.move_words(cast.circle.id, cast.ben.id, cast.cleo.id)

    await store.run(add)
    of_cleo = await store.run(lambda work: work.rsvps.of_person(cast.cleo.id, cast.circle.id))
    answers = {meeting: (rsvp.answer, rsvp.reason) for meeting, rsvp in of_cleo.items()}
    assert answers == {
        cast.meeting.id: (Answer.NO, "sick"),
        second.id: (Answer.YES, None),
        third.id: (Answer.MAYBE, None),
    }
    assert await store.run(lambda work: work.rsvps.of_person(cast.ben.id, cast.circle.id)) == {}
    assert await store.run(lambda work: work.rsvps.of(other.id, cast.ben.id)) == rsvps[-1]
    given = await store.run(lambda work: work.feedbacks.of_meetings([cast.meeting.id]))
    assert {(one.person_id, one.author, one.rating) for one in given} == {
        (cast.cleo.id, Author.LEARNER, 4),
        (cast.ben.id, Author.FACILITATOR, 4),
    }
    came = await store.run(lambda work: work.attendances.of_meetings([cast.meeting.id]))
    assert set(came[cast.meeting.id].people) == {cast.cleo.id, cast.omar.id}
    assert await store.run(lambda work: work.check_ins.of(cast.meeting.id)) == [cast.cleo.id]


async def test_words_to_and_fro_move_too(store, cast, now):
    late = Relay(
        id=new_id(), circle_id=cast.circle.id, from_person=cast.ben.id, to_person=None, kind=RelayKind.LATE,
        meeting_id=cast.meeting.id, text="", answers=None, said_at=now,
    )  # fmt: skip
    same = replace(late, id=new_id(), from_person=cast.cleo.id)
    answer = replace(
        late, id=new_id(), from_person=cast.ada.id, to_person=cast.ben.id, kind=RelayKind.WORDS, meeting_id=None
    )  # fmt: skip
    elsewhere = cast.new_circle()
    other = replace(answer, id=new_id(), circle_id=elsewhere.id)
    posts = [
        new_post((PostKind.RELAY, relay.id, 0), Timing(now, now + DAY), person=cast.ben.id)
        for relay in (answer, other)
    ]

    def move(work):
        work.circles.add(elsewhere)
        for relay in (late, same, answer, other):
            work.relays.add(relay)
        work.posts.put(posts)
        work.seat_links.move_words(cast.circle.id, cast.ben.id, cast.cleo.id)
        return [work.relays.get(relay.id) for relay in (late, same, answer, other)]

    moved, same_now, answer_now, other_now = await store.run(move)
    assert moved == replace(late, from_person=cast.cleo.id, kind=RelayKind.WORDS, meeting_id=None)
    assert (same_now, other_now) == (same, other)
    assert answer_now == replace(answer, to_person=cast.cleo.id)
    waiting = {
        person.id: await store.run(lambda work, person=person: work.posts.waiting_for(person.id))
        for person in (cast.ben, cast.cleo)
    }
    assert [post.subject for post in waiting[cast.cleo.id]] == [answer.id]
    assert [post.subject for post in waiting[cast.ben.id]] == [other.id]
