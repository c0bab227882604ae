"""While a change can be taken back: nothing due is lost, and whoever heard what does not hold hears what does (SPEC 2, 3)."""

from datetime import date, time

import pytest

from bot.app.covers import ask_cover
from bot.app.deletion import delete_circle
from bot.app.meeting_details import Details, add_meeting, give_details
from bot.app.meetings import cancel_meeting, move_meeting, restore_meeting
from bot.app.messages import Desired, send_message, write_message
from bot.app.ports import Work
from bot.app.recaps import send_recap, write_recap
from bot.app.relays import pass_on
from bot.app.timeline import send_now
from bot.app.undo import undo_change
from bot.chat.courier import NotNow
from bot.domain.ids import UndoId
from bot.domain.messages import Recipients
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer, stands
from bot.domain.teams import Role
from tests.scenario.posts_stage import OwnCourier, Scene, scene


async def moved(s: Scene, number: int, on: date, at: time = time(18)) -> UndoId:
    """By Ada; how to take it back."""
    ada, meeting = await s.id_of(s.ada), await s.meeting(number)
    done = await s.run(lambda work: move_meeting(work, ada, meeting.id, on=on, at=at, now=s.now))
    assert done.undo is not None
    return done.undo


async def undone(s: Scene, undo: UndoId) -> None:
    ada = await s.id_of(s.ada)
    await s.run(lambda work: undo_change(work, ada, undo, now=s.now))


async def sent_now(s: Scene, kind: PostKind, number: int = 1) -> None:
    """Ada presses *Send now*."""
    ada, meeting = await s.id_of(s.ada), await s.meeting(number)

    def press(work: Work) -> None:
        plan = work.plans.find_for(kind, meeting.id, meeting.revision)
        assert plan is not None
        send_now(work, ada, plan.id, now=s.now)

    await s.stage.advance(minutes=0.2)
    await s.run(press)
    await s.stage.advance(minutes=0.2)


async def deleted(s: Scene) -> UndoId:
    ada = await s.id_of(s.ada)
    return (await s.run(lambda work: delete_circle(work, ada, s.circle, now=s.now))).undo


async def test_a_message_that_falls_due_while_a_deletion_can_be_undone():
    """SPEC 3.2, 2: it waits, and goes after the undo."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        later = Desired(Recipients.ALL, "Bring a pen", goes_at=(await s.meeting()).starts_at)
        message = await s.run(lambda work: write_message(work, ada, s.circle, later, now=s.now))
        await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))
        await s.until("2026-10-13 17:59")
        undo = await deleted(s)
        await s.until("2026-10-13 18:00")
        assert await s.got(ben, PostKind.MESSAGE) == []
        await undone(s, undo)
        await s.until("2026-10-13 18:02")
        assert await s.got(ben, PostKind.MESSAGE) == ["10-13 18:01 message"]


async def test_what_waits_for_the_morning_when_a_circle_is_deleted_and_back():
    """SPEC 3.2, 3.6: recap, message and cover fall due within the two minutes, and come after the undo."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        bea = await s.also("Bea", Role.FACILITATOR)
        await s.until("2026-10-13 22:00")
        first, second = await s.meeting(1), await s.meeting(2)
        await s.run(lambda work: write_recap(work, ada, first.id, "We spoke", version=0, now=s.now))
        await s.run(lambda work: send_recap(work, ada, first.id, version=1, now=s.now))
        await s.run(lambda work: ask_cover(work, ada, second.id, now=s.now))
        note = Desired(Recipients.ALL, "Bring a pen")
        message = await s.run(lambda work: write_message(work, ada, s.circle, note, now=s.now))
        await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))
        await s.until("2026-10-14 07:59")
        undo = await deleted(s)
        await s.until("2026-10-14 08:00")
        await undone(s, undo)
        await s.until("2026-10-14 08:05")
        assert [line[12:] for line in await s.got(ben, since="10-14")] == ["message", "recap 1"]
        assert [line[12:] for line in await s.got(bea, PostKind.COVER)] == ["cover"]


async def test_a_relay_that_is_tried_again_while_a_deletion_can_be_undone():
    """SPEC 3.3, 4.30: what could not be delivered just then is tried again after the undo."""
    async with scene() as s:
        ben = await s.id_of(await s.joins("Ben"))
        await s.run(lambda work: pass_on(work, ben, s.circle, "I am late", now=s.now))
        await s.another_tick(OwnCourier(NotNow())).once()
        undo = await deleted(s)
        await s.stage.advance(minutes=1)
        assert await s.got(s.ada, PostKind.RELAY) == []
        await undone(s, undo)
        await s.stage.advance(minutes=2)
        assert len(await s.got(s.ada, PostKind.RELAY)) == 1


async def test_a_deletion_that_stands_drops_what_waited():
    """SPEC 3.5: after the two minutes it is skipped."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        later = Desired(Recipients.ALL, "Bring a pen", goes_at=(await s.meeting()).starts_at)
        message = await s.run(lambda work: write_message(work, ada, s.circle, later, now=s.now))
        await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))
        await s.until("2026-10-13 17:59")
        await deleted(s)
        await s.until("2026-10-20 18:02")
        assert await s.got(ben, PostKind.MESSAGE) == []
        assert await s.settled()


async def test_who_joins_inside_the_lead_while_a_change_can_be_undone():
    """SPEC 3.5: they get the reminder after the undo, once; who had it does not get it again."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-12 10:00")
        undo = await moved(s, 1, date(2026, 10, 15))
        cleo = await s.joins("Cleo")
        await undone(s, undo)
        await s.until("2026-10-12 10:05")
        assert await s.got(cleo) == ["10-12 10:00 reminder 1"]
        assert await s.got(ben) == ["10-11 18:00 reminder 1"]


async def test_who_was_sent_the_undone_time_is_told_the_one_that_holds():
    """SPEC 4.16: *Send now* of the reminder, then *Undo*: what was said is put right, and asked again."""
    async with scene() as s:
        ben = await s.joins("Ben")
        undo = await moved(s, 1, date(2026, 10, 15))
        await sent_now(s, PostKind.REMINDER)
        assert [line[12:] for line in await s.got(ben)] == ["reminder 1"]
        cleo = await s.joins("Cleo")
        await s.stage.advance(minutes=0.2)
        await undone(s, undo)
        await s.stage.advance(minutes=1)
        assert [line[12:] for line in await s.got(ben)] == ["reminder 1", "moved 1"]
        assert ben.sees("It was: Thu 15 Oct, 18:00")
        assert ben.sees("It is now: Tue 13 Oct, 18:00")
        assert [line[12:] for line in await s.got(cleo)] == ["reminder 1", "moved 1"]
        await s.until("2026-10-13 18:00")
        assert await s.got(ben, PostKind.REMINDER, since="10-06") == ["10-11 18:00 reminder 1"]


async def test_who_was_told_of_an_undone_time_twice_is_put_right_twice():
    """SPEC 3.1, 4.16: the second correction is not mistaken for the first."""
    async with scene() as s:
        ben = await s.joins("Ben")
        for day in (15, 16):
            undo = await moved(s, 1, date(2026, 10, day))
            await sent_now(s, PostKind.REMINDER)
            await undone(s, undo)
            await s.stage.advance(minutes=1)
        kinds = [line[12:] for line in await s.got(ben)]
        assert kinds == ["reminder 1", "moved 1", "reminder 1", "moved 1"]


async def test_who_was_sent_that_it_is_on_again_hears_that_it_is_off_after_all():
    """SPEC 4.17: the reminder of a meeting that is on again was sent by hand; then that is taken back."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        await s.cancel(1)
        await s.stage.advance(minutes=3)
        meeting = await s.meeting()
        done = await s.run(lambda work: restore_meeting(work, ada, meeting.id, now=s.now))
        assert done.undo is not None
        await sent_now(s, PostKind.REMINDER)
        await undone(s, done.undo)
        await s.stage.advance(minutes=1)
        assert [line[12:] for line in await s.got(ben)] == ["cancelled 1", "reminder 1", "cancelled 1"]


@pytest.mark.parametrize("by_hand", [True, False])
async def test_who_knows_of_a_new_meeting_hears_that_there_is_none(by_hand: bool):
    """SPEC 4.17: one more meeting, answered or sent word of, then taken back: those people hear that it is off."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        done = await s.run(
            lambda work: add_meeting(
                work, ada, s.circle, on=date(2026, 10, 9), at=time(18), minutes=90, now=s.now
            )
        )
        assert done.undo is not None
        if by_hand:
            await sent_now(s, PostKind.REMINDER)
        else:
            await s.answers(ben, Answer.YES)
        await undone(s, done.undo)
        await s.stage.advance(minutes=1)
        assert [line[12:] for line in await s.got(ben)][-1] == "cancelled 1"
        await s.until("2026-10-09 20:00")
        assert "today 1" not in [line[12:] for line in await s.got(ben)]


async def test_who_was_sent_an_undone_place_hears_the_one_that_holds():
    """SPEC 4.18: the reminder went out with the new place, which then is taken back."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        meeting = await s.meeting()
        details = Details(place="Town hall", link="", agenda="")
        done = await s.run(lambda work: give_details(work, ada, meeting.id, details, now=s.now))
        assert done.undo is not None
        await sent_now(s, PostKind.REMINDER)
        assert ben.sees("Town hall")
        await undone(s, done.undo)
        await s.stage.advance(minutes=1)
        assert [line[12:] for line in await s.got(ben)] == ["reminder 1", "changed 1"]


async def test_who_answered_for_a_time_that_was_moved_back_by_hand():
    """SPEC 4.16, 4.11: they are told; whose answer was for the old time all along is not asked anew."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.answers(cleo, Answer.YES)
        await moved(s, 1, date(2026, 10, 15))
        await s.answers(ben, Answer.YES)
        await moved(s, 1, date(2026, 10, 13))
        await s.stage.advance(minutes=3)
        assert [line[12:] for line in await s.got(ben)] == ["moved 1"]
        assert ben.sees("It was: Thu 15 Oct")
        assert ben.sees("It is now: Tue 13 Oct")
        assert await s.got(cleo) == []
        meeting, person = await s.meeting(), await s.id_of(cleo)
        assert await s.run(lambda work: stands(work.rsvps.of(meeting.id, person), meeting)) is Answer.YES


async def test_moved_back_in_the_night_before_anybody_heard():
    """SPEC 3.6, 4.11: no notice, no second reminder, and answers stand."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 18:30")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-11 22:00")
        await s.move(1, date(2026, 10, 12))
        await s.until("2026-10-11 23:00")
        await s.move(1, date(2026, 10, 13))
        await s.until("2026-10-12 12:00")
        assert await s.got(ben) == ["10-11 18:00 reminder 1"]
        meeting, person = await s.meeting(), await s.id_of(ben)
        assert await s.run(lambda work: stands(work.rsvps.of(meeting.id, person), meeting)) is Answer.YES


async def test_a_move_and_another_change_inside_the_lead_are_one_message():
    """SPEC 4.16: the notice asks, so no reminder follows when the second window ends."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-12 10:00")
        await s.move(1, date(2026, 10, 13), time(19))
        await s.until("2026-10-12 10:01")
        await s.cancel(3)
        await s.until("2026-10-12 10:10")
        assert [line[12:] for line in await s.got(ben, since="10-12")] == ["moved 1", "cancelled 3"]


async def test_off_and_on_again_before_anybody_heard_is_no_second_reminder():
    """SPEC 3.1: it is as it was, answers too."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        await s.until("2026-10-12 10:00")
        await s.answers(ben, Answer.YES)
        meeting = await s.meeting()
        await s.run(lambda work: cancel_meeting(work, ada, meeting.id, now=s.now))
        await s.run(lambda work: restore_meeting(work, ada, meeting.id, now=s.now))
        await s.until("2026-10-12 10:10")
        assert await s.got(ben) == ["10-11 18:00 reminder 1"]
        meeting, person = await s.meeting(), await s.id_of(ben)
        assert await s.run(lambda work: stands(work.rsvps.of(meeting.id, person), meeting)) is Answer.YES


async def test_the_last_meeting_is_cancelled_long_after_the_one_before():
    """SPEC 3: the circle's end has come all the same: goals are asked about, and it is wrapped up."""
    async with scene(circle=False) as s:
        await s.new_circle(count=2)
        ben = await s.joins("Ben", goal="Argue well")
        await s.move(2, date(2026, 11, 3))
        await s.until("2026-10-26 12:00")
        assert await s.got(ben, PostKind.GOAL_CHECK) == []
        await s.cancel(2)
        await s.until("2026-10-26 12:01")
        assert await s.got(s.ada, PostKind.WRAP_UP) == []
        await s.until("2026-10-27 12:00")
        assert await s.got(ben, PostKind.GOAL_CHECK) == ["10-26 12:02 goal-check"]
        assert await s.got(s.ada, PostKind.WRAP_UP) == ["10-26 12:02 wrap-up"]
