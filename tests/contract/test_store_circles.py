"""Courses, circles, meetings, answers and sign-ups, as the store keeps them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.circles import Facilitation, Stage
from bot.domain.errors import NotFound
from bot.domain.rsvps import Answer
from bot.domain.signups import Standing
from tests.contract.conftest import NOW

DAY = timedelta(days=1)


async def test_courses_by_title(store, cast):
    others = [cast.new_course(title=title) for title in ("zoology", "Ärzte", "algebra")]
    await store.run(lambda work: work.courses.add(*others))
    listed = await store.run(lambda work: work.courses.of_team(cast.team.id))
    assert [course.title for course in listed] == ["algebra", "Logic", "zoology", "Ärzte"]
    assert await store.run(lambda work: work.courses.of_team("another")) == []


async def test_a_circle_comes_back_as_it_was_added(store, cast):
    circle = cast.new_circle(capacity=None, reminder_lead=timedelta(hours=30), published_at=None)
    await store.run(lambda work: work.circles.add(circle))
    assert await store.run(lambda work: work.circles.lock(circle.id)) == circle
    await store.run(lambda work: work.circles.change(circle.id, stage=Stage.CLOSED, capacity=0))
    found = await store.run(lambda work: work.circles.get(circle.id))
    assert found == replace(circle, stage=Stage.CLOSED, capacity=0)


async def test_facilitators_in_the_order_in_which_they_came(store, cast, now):
    coming = Facilitation(cast.circle.id, cast.ben.id, now - DAY)
    assert await store.run(lambda work: work.circles.add_facilitator(coming)) is True
    assert await store.run(lambda work: work.circles.add_facilitator(replace(coming, since_at=now))) is False
    assert await store.run(lambda work: work.circles.facilitators(cast.circle.id)) == [
        cast.ben.id,
        cast.ada.id,
    ]
    leave = (cast.circle.id, cast.ben.id)
    assert await store.run(lambda work: work.circles.remove_facilitator(*leave)) is True
    assert await store.run(lambda work: work.circles.remove_facilitator(*leave)) is False
    assert await store.run(lambda work: work.circles.facilitators(cast.circle.id)) == [cast.ada.id]


async def test_circles_by_facilitator_and_team(store, cast, now):
    newer = cast.new_circle(name="a newer one", stage=Stage.DRAFT, created_at=now + DAY)
    deleted = cast.new_circle(stage=Stage.DELETED)
    not_hers = cast.new_circle(name="Zoology")

    def add(work):
        work.circles.add(newer, deleted, not_hers)
        for circle in (newer, deleted):
            work.circles.add_facilitator(Facilitation(circle.id, cast.ada.id, now))

    await store.run(add)
    assert await store.run(lambda work: work.circles.run_by(cast.ada.id)) == [newer, cast.circle]
    assert await store.run(lambda work: work.circles.of_team(cast.team.id)) == [newer, cast.circle, not_hers]


async def test_meetings_of_a_circle_and_the_next(store, cast, now):
    past = cast.new_meeting(number=1, starts_at=now - DAY)
    off = cast.new_meeting(number=2, starts_at=now + DAY, cancelled_at=now)
    second = replace(cast.meeting, number=3)
    later = cast.new_meeting(number=4, starts_at=now + 10 * DAY)

    def add(work):
        work.meetings.add(later, past, off)
        work.meetings.change(cast.meeting.id, number=3)

    await store.run(add)
    assert await store.run(lambda work: work.meetings.of_circle(cast.circle.id)) == [past, off, second, later]
    assert await store.run(lambda work: work.meetings.count(cast.circle.id)) == 4
    assert await store.run(lambda work: work.meetings.count("another")) == 0
    assert await store.run(lambda work: work.circles.lock_of(off.id)) == cast.circle
    with pytest.raises(NotFound):
        await store.run(lambda work: work.circles.lock_of("another"))
    ids = {cast.circle.id, "another"}
    assert await store.run(lambda work: work.meetings.next_of(ids, now=now)) == {cast.circle.id: second}
    after = second.ends_at
    assert await store.run(lambda work: work.meetings.next_of(ids, now=after)) == {cast.circle.id: later}
    assert await store.run(lambda work: work.meetings.next_of(ids, now=now + 99 * DAY)) == {}
    assert await store.run(lambda work: work.meetings.next_of([], now=now)) == {}


async def test_a_moved_meeting_and_words_of_its_own_come_back_as_they_were_added(store, cast, now):
    meeting = cast.new_meeting(
        moved_from_at=now,
        reminder_lead=timedelta(hours=24),
        reminder_words="Bring $what 📚",
        words_by=cast.ada.id,
    )
    circle = cast.new_circle(reminder_words="See you\nsoon")
    await store.run(lambda work: work.circles.add(circle))
    await store.run(lambda work: work.meetings.add(meeting))
    assert await store.run(lambda work: work.meetings.get(meeting.id)) == meeting
    assert await store.run(lambda work: work.circles.get(circle.id)) == circle
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.meetings.add(cast.new_meeting(words_by="nobody")))


async def test_circles_of_a_team_that_have_met_since(store, cast, now):
    deleted, later, past = (
        cast.new_circle(name=name, stage=stage)
        for name, stage in (("Deleted", Stage.DELETED), ("A later one", Stage.DRAFT), ("Past", Stage.CLOSED))
    )

    def add(work):
        work.circles.add(deleted, later, past)
        for circle, days in ((deleted, 1), (later, 9), (later, 2), (past, -1)):
            work.meetings.add(cast.new_meeting(circle_id=circle.id, starts_at=now + days * DAY))

    await store.run(add)
    found = await store.run(lambda work: work.circles.of_team(cast.team.id, meeting_since=now))
    assert found == [later, cast.circle]


async def test_many_circles_are_read_at_once(store, cast, now):
    other, empty = cast.new_circle(), cast.new_circle()
    second = cast.new_meeting(number=2, starts_at=now + 9 * DAY)
    seats = [cast.signup(person, seat=seat) for person, seat in ((cast.cleo, 2), (cast.ben, 1))]

    def add(work):
        work.circles.add(other, empty)
        work.meetings.add(second, cast.new_meeting(circle_id=other.id))
        work.signups.add(*seats)
        work.circles.add_facilitator(Facilitation(cast.circle.id, cast.omar.id, now - DAY))

    await store.run(add)
    ids = [cast.circle.id, empty.id]
    assert await store.run(lambda work: work.meetings.of_circles(ids)) == {
        cast.circle.id: [cast.meeting, second],
        empty.id: [],
    }
    assert await store.run(lambda work: work.signups.seated_in(ids)) == {
        cast.circle.id: seats[::-1],
        empty.id: [],
    }
    assert await store.run(lambda work: work.circles.facilitators_of(ids)) == {
        cast.circle.id: [cast.omar.id, cast.ada.id],
        empty.id: [],
    }
    assert await store.run(lambda work: work.circles.several([other.id, "none"])) == {other.id: other}


async def test_moments_are_kept_in_utc_whatever_zone_they_are_given_in(store, cast):
    local = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)
    await store.run(lambda work: work.meetings.change(cast.meeting.id, starts_at=local, ends_at=local + DAY))
    found = (await store.run(lambda work: work.meetings.get(cast.meeting.id))).starts_at
    assert found == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert found.tzinfo is UTC


async def test_a_naive_moment_is_refused(store, cast, now):
    with pytest.raises(Exception, match="names no moment"):
        await store.run(lambda work: work.people.change(cast.ada.id, named_at=now.replace(tzinfo=None)))
    with pytest.raises(Exception, match="names no moment"):
        await store.run(lambda work: work.posts.claim(now=now.replace(tzinfo=None), lease=DAY, limit=1))


async def test_a_part_of_a_second_and_a_strange_choice_are_refused(store, cast):
    with pytest.raises(Exception, match="whole number of seconds"):
        await store.run(
            lambda work: work.circles.change(cast.circle.id, reminder_lead=timedelta(seconds=1.5))
        )
    with pytest.raises(Exception, match="gone"):
        await store.run(lambda work: work.circles.change(cast.circle.id, stage="gone"))


async def test_the_last_answer_counts(store, cast, now):
    first = cast.rsvp(cast.ben, answer=Answer.NO, reason="sick", answered_at=now + DAY)
    last = replace(first, answer=Answer.MAYBE, reason=None, revision=1)
    cleo_s = cast.rsvp(cast.cleo)
    for rsvp in (first, last, cleo_s):
        await store.run(lambda work, rsvp=rsvp: work.rsvps.put(rsvp))
    assert await store.run(lambda work: work.rsvps.of(cast.meeting.id, cast.ben.id)) == last
    assert await store.run(lambda work: work.rsvps.of(cast.meeting.id, cast.ada.id)) is None
    by_meeting = await store.run(lambda work: work.rsvps.of_meetings([cast.meeting.id, "another"]))
    assert by_meeting == {cast.meeting.id: {cast.cleo.id: cleo_s, cast.ben.id: last}, "another": {}}
    assert list(by_meeting[cast.meeting.id]) == [cast.cleo.id, cast.ben.id]
    of_ben = await store.run(lambda work: work.rsvps.of_person(cast.ben.id, cast.circle.id))
    assert of_ben == {cast.meeting.id: last}
    assert await store.run(lambda work: work.rsvps.of_person(cast.ben.id, "another")) == {}


async def test_seats_and_the_line(store, cast, now):
    in_line = {"standing": Standing.IN_LINE, "seat": None}
    ben = cast.signup(cast.ben, seat=2)
    ada = cast.signup(cast.ada, seat=1, signed_up_at=now + DAY)
    cleo = cast.signup(cast.cleo, **in_line, line_no=2)
    omar = cast.signup(cast.omar, **in_line, line_no=1)
    await store.run(lambda work: work.signups.add(ben, ada, cleo, omar))
    circle = cast.circle.id
    assert await store.run(lambda work: work.signups.of(circle, cast.ben.id)) == ben
    assert await store.run(lambda work: work.signups.of("another", cast.ben.id)) is None
    assert await store.run(lambda work: work.signups.seated(circle)) == [ada, ben]
    assert await store.run(lambda work: work.signups.line(circle)) == [omar, cleo]
    counts = await store.run(lambda work: work.signups.count_taken([circle, "another"]))
    assert counts == {circle: 2, "another": 0}


async def test_a_number_in_the_line_is_never_given_twice(store, cast, now):
    circle = cast.circle.id
    cleo = cast.signup(cast.cleo, standing=Standing.IN_LINE, seat=None, line_no=1)
    assert await store.run(lambda work: work.signups.last_line_no(circle)) == 0
    await store.run(lambda work: work.signups.add(cleo, cast.signup(cast.ben)))
    assert await store.run(lambda work: work.signups.last_line_no(circle)) == 1
    await store.run(lambda work: work.signups.change(cleo.id, standing=Standing.LEFT, line_no=None))
    assert await store.run(lambda work: work.signups.last_line_no(circle)) == 1
    await store.run(lambda work: work.signups.change(cleo.id, standing=Standing.IN_LINE, line_no=2))
    assert await store.run(lambda work: work.signups.last_line_no(circle)) == 2
    await store.run(lambda work: work.signups.change(cleo.id, line_no=1))
    assert await store.run(lambda work: work.signups.last_line_no(circle)) == 2


async def test_signups_of_a_person_and_of_a_team(store, cast, now):
    draft, closed = cast.new_circle(stage=Stage.DRAFT), cast.new_circle(stage=Stage.CLOSED)
    here = cast.signup(cast.ben)
    waiting = cast.signup(
        cast.ben, circle_id=closed.id, standing=Standing.IN_LINE, seat=None, line_no=1, signed_up_at=now + DAY
    )
    gone = cast.signup(cast.cleo, standing=Standing.LEFT, seat=None)
    unseen = cast.signup(cast.cleo, circle_id=draft.id)
    late = cast.signup(cast.omar, seat=2, signed_up_at=now + 2 * DAY)

    def add(work):
        work.circles.add(draft, closed)
        work.signups.add(here, waiting, gone, unseen, late)

    await store.run(add)
    assert await store.run(lambda work: work.signups.of_person(cast.ben.id)) == [waiting, here]
    assert await store.run(lambda work: work.signups.of_person(cast.cleo.id)) == [unseen]
    found = await store.run(lambda work: work.signups.of_team(cast.team.id, start=now, end=now + 2 * DAY))
    assert found == [here, waiting]


@pytest.mark.parametrize(
    "given",
    [
        {"seat": None},
        {"seat": 0},
        {"line_no": 1},
        {"standing": Standing.LEFT},
        {"standing": Standing.IN_LINE, "seat": None},
        {"standing": Standing.IN_LINE, "seat": None, "line_no": 0},
        {"standing": Standing.OFFERED},
        {"standing": Standing.OFFERED, "line_no": 1},
        {"standing": Standing.OFFERED, "seat": None, "line_no": 1, "held_until": NOW},
        {"held_until": NOW},
    ],
)
async def test_seat_and_line_follow_the_standing(store, cast, given):
    with pytest.raises(IntegrityError):
        await store.run(lambda work: work.signups.add(cast.signup(cast.ben, **given)))


async def test_a_seat_a_number_in_line_and_a_person_are_there_once(store, cast):
    await store.run(lambda work: work.signups.add(cast.signup(cast.ben)))
    in_line = {"standing": Standing.IN_LINE, "seat": None, "line_no": 1}
    await store.run(lambda work: work.signups.add(cast.signup(cast.cleo, **in_line)))
    for twice in (
        cast.signup(cast.omar, seat=1),
        cast.signup(cast.ben, seat=2),
        cast.signup(cast.omar, **in_line),
    ):
        with pytest.raises(IntegrityError):
            await store.run(lambda work, twice=twice: work.signups.add(twice))
