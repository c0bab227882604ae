"""An added meeting that is taken back: forgotten where nobody knows of it, called off where somebody does (SPEC 2, 4.17)."""

from datetime import date, time

import pytest

from bot.app.attendance import attendance_at
from bot.app.check_ins import check_in, make_check_in_code
from bot.app.meeting_details import add_meeting
from bot.app.ports import Work
from bot.app.undo import undo_change
from bot.domain.attendance import Attendance
from bot.domain.ids import MeetingId, PersonId, RelayId, UndoId
from bot.domain.posts import PostKind
from bot.domain.relays import Relay, RelayKind
from bot.domain.teams import Role
from tests.scenario.posts_stage import Scene, scene


async def added(s: Scene, on: date, at: time) -> tuple[MeetingId, UndoId]:
    """By Ada, a moment later: a meeting, and how to take it back."""
    await s.stage.advance(minutes=0.5)
    ada = await s.id_of(s.ada)
    done = await s.run(
        lambda work: add_meeting(work, ada, s.circle, on=on, at=at, minutes=60, now=s.now),
    )
    assert done.undo is not None
    return done.meeting.id, done.undo


async def undone(s: Scene, undo: UndoId) -> None:
    ada = await s.id_of(s.ada)
    await s.run(lambda work: undo_change(work, ada, undo, now=s.now))


def runs_late(work: Work, s: Scene, ada: PersonId, ben: PersonId, meeting: MeetingId) -> None:
    """What is left of it once their answer is gone."""
    late = Relay(RelayId("late"), s.circle, ben, None, RelayKind.LATE, meeting, "", None, s.now)
    work.relays.put_late(late)


def has_a_code(work: Work, s: Scene, ada: PersonId, ben: PersonId, meeting: MeetingId) -> None:
    make_check_in_code(work, ada, meeting, now=s.now)


def is_at_the_table(work: Work, s: Scene, ada: PersonId, ben: PersonId, meeting: MeetingId) -> None:
    _, _, code = make_check_in_code(work, ada, meeting, now=s.now)
    check_in(work, ben, code, now=s.now)


def was_counted(work: Work, s: Scene, ada: PersonId, ben: PersonId, meeting: MeetingId) -> None:
    work.attendances.put(Attendance(meeting, 1, (ben,), ada, s.now))
    assert attendance_at(work, work.meetings.get(meeting))


@pytest.mark.parametrize("happened", [runs_late, has_a_code, is_at_the_table, was_counted])
async def test_what_points_to_an_added_meeting_does_not_keep_it_on(happened):
    """SPEC 2: it can be taken back whatever was done about it meanwhile."""
    async with scene() as s:
        ada, ben = await s.id_of(s.ada), await s.id_of(await s.joins("Ben"))
        meeting, undo = await added(s, s.now.date(), time(11, 30))
        await s.run(lambda work: happened(work, s, ada, ben, meeting))
        await undone(s, undo)
        there = await s.run(lambda work: work.meetings.find(meeting))
        assert there is not None
        assert not there.is_on
        await s.stage.advance(hours=3)
        assert await s.settled()


async def test_nobody_knew_of_it():
    """SPEC 2: as if it had never been."""
    async with scene() as s:
        ben = await s.joins("Ben")
        meeting, undo = await added(s, date(2026, 10, 6), time(18))
        await undone(s, undo)
        assert await s.run(lambda work: work.meetings.find(meeting)) is None
        await s.until("2026-10-06 20:00")
        assert await s.got(ben) == []


async def test_who_joined_meanwhile_read_of_it_in_their_welcome():
    """SPEC 3.5, 4.17: their welcome named it as the next meeting, so they hear that it is off; the others do not."""
    async with scene() as s:
        ben = await s.joins("Ben")
        dana = await s.also("Dana", Role.FACILITATOR)
        meeting, undo = await added(s, date(2026, 10, 6), time(18))
        await s.stage.advance(minutes=0.5)
        cleo = await s.joins("Cleo")
        await undone(s, undo)
        await s.until("2026-10-06 20:00")
        assert [line[12:] for line in await s.got(cleo)] == ["cancelled 1"]
        assert await s.got(ben) == []
        assert await s.got(dana, PostKind.CANCELLED) == []
        there = await s.run(lambda work: work.meetings.get(meeting))
        assert not there.is_on


async def test_who_joined_meanwhile_and_read_of_another_meeting():
    """SPEC 4.17: an added meeting that is not the next was in no welcome: it is as if it had never been."""
    async with scene() as s:
        meeting, undo = await added(s, date(2026, 10, 14), time(18))
        await s.stage.advance(minutes=0.5)
        cleo = await s.joins("Cleo")
        await undone(s, undo)
        assert await s.run(lambda work: work.meetings.find(meeting)) is None
        await s.until("2026-10-09 20:00")
        assert await s.got(cleo) == []
