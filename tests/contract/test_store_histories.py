"""What the store does with all that is somebody's: reads it out, erases it, moves it to somebody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.attendance import Attendance, CheckIn
from bot.domain.circles import Facilitation
from bot.domain.feedback import Author, Feedback, GoalCheck, Progress
from bot.domain.linking import LinkCode
from bot.domain.mutes import Mute
from bot.domain.posts import PostKind, PostState, Reason, loss_subject
from bot.domain.relays import Relay, RelayKind
from bot.domain.rsvps import Answer
from bot.domain.signups import Standing
from bot.domain.teams import Membership, Role

HOUR = timedelta(hours=1)


def relay(cast, person, now, **given):
    return Relay(**{
        "id": f"r-{person.id}", "circle_id": cast.circle.id, "from_person": person.id, "to_person": None,
        "kind": RelayKind.LATE, "meeting_id": cast.meeting.id, "text": "Soon", "answers": None, "said_at": now, **given,
    })  # fmt: skip


async def test_all_that_is_somebody_s_is_read_out(store, cast, now):
    signup = cast.signup(cast.ben)
    await store.run(lambda work: work.signups.add(signup))
    await store.run(lambda work: work.goal_checks.put(GoalCheck(signup.id, False, Progress.REACHED, now)))
    await store.run(lambda work: work.rsvps.put(cast.rsvp(cast.ben, reason="Sick")))
    found = await store.run(lambda work: work.traces.of(cast.ben.id))
    assert found["person"][0]["name"] == "Ben"
    assert found["signups"][0]["goal"] == "Finish"
    assert found["answers"][0]["reason"] == "Sick"
    assert found["answers"][0]["answered_at"] == now
    assert found["goal_checks"][0]["circle_id"] == cast.circle.id
    assert found["accounts"] == []


async def test_codes_that_link_are_used_up_together(store, cast, now):
    codes = [LinkCode(code, cast.ben.id, now, None) for code in ("one", "two")]
    for code in codes:
        await store.run(lambda work, code=code: work.link_codes.add(code))
    assert await store.run(lambda work: work.link_codes.lock("one")) == codes[0]
    assert await store.run(lambda work: work.link_codes.lock("three")) is None
    assert await store.run(lambda work: work.link_codes.use_up(cast.ben.id, now=now)) == 2
    assert await store.run(lambda work: work.link_codes.use_up(cast.ben.id, now=now)) == 0
    assert (await store.run(lambda work: work.link_codes.lock("two"))).used_at == now


async def test_what_was_said_and_who_said_it_is_erased_and_counts_stay(store, cast, now):
    past = cast.new_meeting(number=2, starts_at=now - timedelta(days=1))
    told = cast.post(cast.ben, subject=past.id, state=PostState.PLANNED)
    waiting = cast.post(cast.ben)
    signup = cast.signup(cast.ben)

    def live(work):
        work.meetings.add(past)
        work.accounts.add(cast.account(cast.ben, user="ben-7"))
        work.signups.add(signup)
        work.rsvps.put(cast.rsvp(cast.ben, reason="Sick"))
        work.rsvps.put(cast.rsvp(cast.ben, meeting_id=past.id, reason="Sick too"))
        work.feedbacks.put(Feedback(past.id, cast.ben.id, Author.LEARNER, 4, now, now, sentence="Loud"))
        work.attendances.put(Attendance(past.id, 1, (cast.ben.id,), cast.ada.id, now))
        work.relays.put_late(relay(cast, cast.ben, now))
        work.drafts.add(cast.draft(cast.ben))
        work.mutes.put(Mute(cast.ben.id, None, False, now))
        work.posts.put([told, waiting])
        work.posts.change(told.id, state=PostState.SENT, reference="chat-7", sent_at=now)

    await store.run(live)
    await store.run(lambda work: work.erasing.person(cast.ben.id, called="somebody", now=now))

    def seen(work):
        person = work.people.get(cast.ben.id)
        assert (person.name, person.zone, person.erased_at) == ("somebody", None, now)
        assert work.accounts.of(cast.ben.id) == work.mutes.of(cast.ben.id) == []
        assert (work.signups.get(signup.id).goal, work.relays.get(f"r-{cast.ben.id}").text) == (None, "")
        assert work.rsvps.of(cast.meeting.id, cast.ben.id) is None
        assert work.rsvps.of(past.id, cast.ben.id).reason is None
        feedback = work.feedbacks.of(past.id, cast.ben.id, Author.LEARNER)
        assert (feedback.rating, feedback.sentence) == (4, None)
        assert work.attendances.of_meetings([past.id])[past.id].total == 1
        assert work.posts.get(told.id).reference is None
        assert (work.posts.get(waiting.id).state, work.posts.get(waiting.id).reason) == (
            PostState.SKIPPED,
            Reason.RECIPIENT_LEFT,
        )
        assert work.posts.next_at() is None

    await store.run(seen)


async def test_circles_and_people_that_are_over_are_found(store, cast, now):
    ended = cast.meeting.ends_at
    await store.run(lambda work: work.signups.add(cast.signup(cast.ben)))
    await store.run(lambda work: work.rsvps.put(cast.rsvp(cast.ben)))

    async def found(before):
        return await store.run(
            lambda work: (
                work.erasing.circles_over(before=before, limit=9),
                work.erasing.learners_gone(before=before, limit=9),
            )
        )

    assert await found(ended) == ([], [])
    assert await found(ended + HOUR) == ([cast.circle.id], [cast.ben.id])
    await store.run(lambda work: work.erasing.circle(cast.circle.id, now=ended + HOUR))
    await store.run(lambda work: work.rsvps.put(cast.rsvp(cast.ben, answered_at=ended + 2 * HOUR)))
    assert await found(ended + HOUR) == ([], [])
    later = cast.new_meeting(number=2, starts_at=ended + 3 * HOUR)
    await store.run(lambda work: work.meetings.add(later))
    assert await found(later.ends_at + HOUR) == ([cast.circle.id], [cast.ben.id])


async def test_two_histories_become_one(store, cast, now):
    ben, cleo, place = cast.ben, cast.cleo, cast.meeting.id
    theirs, ours = cast.signup(cleo, seat=1), cast.signup(ben, seat=2, goal="Think", changed_at=now + HOUR)
    sent, planned = cast.post(cleo), cast.post(ben)
    lost = cast.post(cast.ada, kind=PostKind.UNREACHABLE, subject=loss_subject(cast.circle.id, cleo.id))

    def live(work):
        work.accounts.add(cast.account(ben), cast.account(cleo))
        work.signups.add(theirs, ours)
        work.goal_checks.put(GoalCheck(theirs.id, False, Progress.NOT_YET, now))
        work.goal_checks.put(GoalCheck(ours.id, False, Progress.REACHED, now + HOUR))
        work.goal_checks.put(GoalCheck(theirs.id, True, Progress.REACHED, now))
        work.rsvps.put(cast.rsvp(ben, answer=Answer.NO))
        work.rsvps.put(cast.rsvp(cleo, answered_at=now + HOUR))
        for person in (ben, cleo):
            work.teams.join(Membership(cast.team.id, person.id, Role.FACILITATOR, now))
            work.circles.add_facilitator(Facilitation(cast.circle.id, person.id, now))
            work.check_ins.put(CheckIn(place, person.id, now))
            work.relays.put_late(relay(cast, person, now))
            work.mutes.put(Mute(person.id, None, person is cleo, now))
        work.attendances.put(Attendance(place, 3, (ben.id, cleo.id, cast.ada.id), cast.ada.id, now))
        work.posts.put([planned, sent, lost])
        work.posts.change(sent.id, state=PostState.SENT, sent_at=now)

    await store.run(live)

    def merge(work):
        work.merging.signups(replace(ours, seat=1), theirs.id)
        work.merging.person(cleo.id, ben.id)

    await store.run(merge)

    def seen(work):
        assert work.people.find(cleo.id) is None
        assert len(work.accounts.of(ben.id)) == 2
        assert [signup.seat for signup in work.signups.seated(cast.circle.id)] == [1]
        assert {check.progress for check in work.goal_checks.of_circle(cast.circle.id)} == {Progress.REACHED}
        assert len(work.goal_checks.of_circle(cast.circle.id)) == 2
        assert work.rsvps.of(place, ben.id).answer is Answer.YES
        assert [member.person_id for member in work.teams.members(cast.team.id)].count(ben.id) == 1
        assert work.attendances.of_meetings([place])[place].total == 2
        assert [mute.cancellations for mute in work.mutes.of(ben.id)] == [True]
        assert [post.id for post in work.posts.of(PostKind.REMINDER, place)] == [sent.id]
        assert work.posts.of(PostKind.REMINDER, place)[0].person_id == ben.id
        (told,) = work.posts.of(PostKind.UNREACHABLE, loss_subject(cast.circle.id, ben.id))
        assert (told.id, told.state) == (lost.id, PostState.SKIPPED)
        assert work.relays.get(f"r-{cleo.id}").kind is RelayKind.WORDS

    await store.run(seen)


async def test_two_sign_ups_that_are_not_made_one_are_in_the_way(store, cast):
    await store.run(lambda work: work.signups.add(cast.signup(cast.ben), cast.signup(cast.cleo, seat=2)))
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.merging.person(cast.cleo.id, cast.ben.id))
    assert len(await store.run(lambda work: work.signups.seated(cast.circle.id))) == 2


async def test_what_somebody_ever_signed_up_for(store, cast):
    left = cast.signup(cast.ben, standing=Standing.LEFT, seat=None)
    await store.run(lambda work: work.signups.add(left))
    assert await store.run(lambda work: work.signups.of_person(cast.ben.id)) == []
    assert await store.run(lambda work: work.signups.ever_of(cast.ben.id)) == [left]
    assert (await store.run(lambda work: work.people.lock(cast.ben.id))).id == cast.ben.id
