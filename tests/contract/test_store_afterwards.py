"""Who came, who checked in, recaps and covers, as the store keeps them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.attendance import Attendance, CheckIn, CheckInCode
from bot.domain.covers import Cover
from bot.domain.feedback import Author, Feedback
from bot.domain.recaps import Recap

HOUR = timedelta(hours=1)


async def test_feedback_keeps_its_words_and_is_found_by_who_gave_it(store, cast, now):
    given = Feedback(
        cast.meeting.id, cast.ada.id, Author.FACILITATOR, 4, now, now, "Good talk", "Start on time"
    )
    await store.run(lambda work: work.feedbacks.put(given))
    learner = replace(given, author=Author.LEARNER, went_well=None, to_change=None, sentence="Fun")
    await store.run(lambda work: work.feedbacks.put(learner))
    of = (cast.meeting.id, cast.ada.id)
    assert await store.run(lambda work: work.feedbacks.of(*of, Author.FACILITATOR)) == given
    assert await store.run(lambda work: work.feedbacks.of(*of, Author.LEARNER)) == learner
    assert await store.run(lambda work: work.feedbacks.of(of[0], cast.ben.id, Author.LEARNER)) is None


async def test_the_last_word_on_who_came_counts(store, cast, now):
    """SPEC 4.23."""
    both = tuple(sorted((cast.ben.id, cast.cleo.id)))
    first = Attendance(cast.meeting.id, 2, both, cast.ada.id, now)
    await store.run(lambda work: work.attendances.put(first))
    assert await store.run(lambda work: work.attendances.of_meetings([cast.meeting.id, "none"])) == {
        cast.meeting.id: first
    }
    for last in (
        Attendance(cast.meeting.id, 1, (cast.ben.id,), cast.omar.id, now + HOUR),
        Attendance(cast.meeting.id, 12, (), cast.ada.id, now + HOUR),
    ):
        await store.run(lambda work, last=last: work.attendances.put(last))
        found = await store.run(lambda work: work.attendances.of_meetings([cast.meeting.id]))
        assert found[cast.meeting.id] == last
    assert await store.run(lambda work: work.attendances.of_meetings([])) == {}


async def test_nobody_is_less_than_nobody(store, cast, now):
    with pytest.raises(IntegrityError):
        await store.run(
            lambda work: work.attendances.put(Attendance(cast.meeting.id, -1, (), cast.ada.id, now))
        )


async def test_one_checks_in_once(store, cast, now):
    ben, cleo = (
        CheckIn(cast.meeting.id, person.id, now + wait)
        for person, wait in ((cast.ben, HOUR), (cast.cleo, 0 * HOUR))
    )
    for check_in, is_new in ((ben, True), (cleo, True), (replace(ben, at=now), False)):
        assert await store.run(lambda work, one=check_in: work.check_ins.put(one)) is is_new
    assert await store.run(lambda work: work.check_ins.of(cast.meeting.id)) == [cast.cleo.id, cast.ben.id]
    assert await store.run(lambda work: work.check_ins.of("none")) == []


async def test_a_new_code_takes_the_place_of_ones_own(store, cast, now):
    """SPEC 9: codes can be revoked."""
    old = CheckInCode(cast.meeting.id, cast.ada.id, "hash-1", now)
    new, omars = replace(old, code_hash="hash-2"), replace(old, made_by=cast.omar.id, code_hash="hash-3")
    for code in (old, omars, new):
        await store.run(lambda work, code=code: work.check_ins.put_code(code))
    found = [await store.run(lambda work, h=f"hash-{n}": work.check_ins.by_hash(h)) for n in (1, 2, 3)]
    assert found == [None, new, omars]


async def test_a_meeting_has_one_recap(store, cast, now):
    first = Recap(cast.meeting.id, "We read chapter 1", cast.ada.id, 1, now)
    assert await store.run(lambda work: work.recaps.find(cast.meeting.id)) is None
    for recap in (first, replace(first, words="And 2", version=2), replace(first, version=2, sent_at=now)):
        await store.run(lambda work, recap=recap: work.recaps.put(recap))
        assert await store.run(lambda work: work.recaps.find(cast.meeting.id)) == recap


async def test_covers_of_a_meeting_are_listed_the_latest_first(store, cast, now):
    asked = Cover("cover-1", cast.meeting.id, 0, cast.ada.id, now)
    again = Cover("cover-2", cast.meeting.id, 0, cast.omar.id, now + HOUR)
    await store.run(lambda work: work.covers.add(asked, again))
    await store.run(lambda work: work.covers.change("cover-1", taken_by=cast.omar.id, taken_at=now))
    taken = replace(asked, taken_by=cast.omar.id, taken_at=now)
    assert await store.run(lambda work: work.covers.of_meeting(cast.meeting.id)) == [again, taken]
    meetings = [cast.meeting.id, "none"]
    assert await store.run(lambda work: work.covers.of_meetings(meetings)) == [again, taken]
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.covers.change("cover-2", taken_by=cast.ada.id))
