"""What goes out follows how circle, meeting and learner stand at that moment (SPEC 3.5)."""

from datetime import date, time

import pytest

from bot.app.deletion import delete_circle
from bot.app.meeting_details import add_meeting
from bot.app.meetings import did_not_happen, restore_meeting
from bot.app.messages import Desired, send_message, write_message
from bot.app.undo import undo_change
from bot.domain.circles import Facilitation, Stage
from bot.domain.messages import Recipients
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from tests.scenario.posts_stage import scene


async def test_nothing_goes_out_for_a_draft():
    """SPEC 3.5: no preview, no question, no wrap-up, from before its first meeting to after its last."""
    async with scene(circle=False) as s:
        await s.new_circle(publish=False, count=2)
        await s.move(1, date(2026, 10, 14))
        await s.cancel(2)
        await s.until("2026-11-10 12:00")
        assert await s.got(s.ada) == []
        assert {line[12:] for line in await s.got(s.omar)} <= {"digest"}


async def test_nothing_goes_out_for_a_cancelled_meeting_and_the_others_stay():
    """SPEC 3.5: neither before its time nor after it; the next meeting is as it was."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.cancel(1)
        await s.until("2026-10-20 17:00")
        assert await s.got(ben) == [
            "10-05 11:02 cancelled 1",
            "10-18 18:00 reminder 2",
            "10-19 18:00 nudge 2",
            "10-20 16:00 today 2",
        ]
        assert await s.got(s.ada) == ["10-16 18:00 preview 2"]


async def test_a_cancellation_drops_what_waits_for_the_morning():
    """SPEC 3.5, 3.6: a reminder that is held back by quiet hours is not sent once the meeting is off."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(22))
        ben = await s.joins("Ben")
        await s.until("2026-10-11 23:00")
        await s.cancel(1)
        await s.until("2026-10-12 09:00")
        assert [line[12:] for line in await s.got(ben)] == ["cancelled 1"]
        assert "reminder 1: skipped, subject-changed" in await s.missed(ben)


async def test_a_meeting_that_is_on_again_inside_the_lead_reminds_within_one_cycle():
    """SPEC 3.5: who had not heard that it was off hears the reminder; who had heard hears that it is on."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.cancel(1)
        await s.until("2026-10-12 10:00")
        cleo = await s.joins("Cleo")
        ada, meeting = await s.id_of(s.ada), await s.meeting()
        await s.run(lambda work: restore_meeting(work, ada, meeting.id, now=s.now))
        await s.until("2026-10-12 10:10")
        assert await s.got(ben, since="10-12") == ["10-12 10:02 on-again 1"]
        assert await s.got(cleo) == ["10-12 10:02 reminder 1"]


async def test_nothing_goes_out_for_a_deleted_circle_but_that_it_is_deleted():
    """SPEC 3.5, 4.19: learners hear that, and nothing after it; messages that were to come are dropped."""
    async with scene() as s:
        ben, ada = await s.joins("Ben", goal="Argue well"), await s.id_of(s.ada)
        await s.answers(ben, Answer.YES)
        later = Desired(Recipients.ALL, "Bring a pen", goes_at=(await s.meeting()).starts_at)
        message = await s.run(lambda work: write_message(work, ada, s.circle, later, now=s.now))
        await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))
        await s.until("2026-10-11 19:00")
        await s.run(lambda work: delete_circle(work, ada, s.circle, now=s.now))
        await s.until("2026-12-01 12:00")
        assert await s.got(ben, since="10-11 19") == ["10-11 19:02 deleted"]
        assert await s.got(s.ada, since="10-11 19") == []
        assert not any("wrap-up" in line for line in await s.got(s.omar))
        assert await s.settled()


async def test_a_deletion_that_is_taken_back_is_not_told_and_all_goes_on():
    """SPEC 3.5, 2: undone within two minutes, nobody hears of it and the reminder comes."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        await s.until("2026-10-11 17:59")
        done = await s.run(lambda work: delete_circle(work, ada, s.circle, now=s.now))
        await s.until("2026-10-11 18:00")
        assert await s.got(ben) == []
        await s.run(lambda work: undo_change(work, ada, done.undo, now=s.now))
        await s.until("2026-10-11 18:30")
        assert [line[12:] for line in await s.got(ben)] == ["reminder 1"]


async def test_a_meeting_that_did_not_happen_is_not_asked_about():
    """SPEC 3.5: said before the question, there is none; said before nine, it does not come again."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-13 19:40")
        meeting = await s.meeting()
        await s.run(lambda work: did_not_happen(work, ada, meeting.id, now=s.now))
        await s.until("2026-10-14 20:00")
        assert await s.got(s.ada, since="10-13") == []
        assert await s.got(ben, PostKind.RATING) == []


async def test_closed_for_sign_up_is_no_reason_for_silence():
    """SPEC 3.5: only drafts, cancelled and deleted are silent."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.run(lambda work: work.circles.change(s.circle, stage=Stage.CLOSED))
        await s.until("2026-10-11 18:00")
        assert await s.got(ben) == ["10-11 18:00 reminder 1"]


@pytest.mark.parametrize(
    ("published", "preview"), [("2026-10-10 12:00", ["10-10 12:00 preview 1"]), ("2026-10-12 12:00", [])]
)
async def test_publishing_inside_the_lead(published: str, preview: list[str]):
    """SPEC 3.5: what is due already goes within one cycle, what has passed does not: a preview only before the reminder."""
    async with scene(circle=False) as s:
        await s.new_circle(publish=False)
        await s.until(published)
        await s.publish()
        ben = await s.joins("Ben")
        await s.stage.advance()
        assert await s.got(s.ada) == preview
        assert await s.got(ben) == ([] if preview else ["10-12 12:00 reminder 1"])
        await s.until("2026-10-13 18:00")
        assert len(await s.got(ben, PostKind.REMINDER)) == 1


async def test_publishing_inside_the_last_two_hours():
    """SPEC 3.5: reminder and *today* are both due; neither the nudge nor the preview is of use."""
    async with scene(circle=False) as s:
        await s.new_circle(publish=False)
        await s.until("2026-10-13 17:00")
        await s.publish()
        ben = await s.joins("Ben")
        await s.until("2026-10-13 18:00")
        assert await s.got(ben) == ["10-13 17:00 reminder 1", "10-13 17:00 today 1"]
        assert await s.got(s.ada) == []


async def test_a_meeting_added_inside_the_lead_reminds_within_one_cycle():
    """SPEC 3.5: as soon as the addition cannot be taken back any more."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        await s.run(
            lambda work: add_meeting(
                work, ada, s.circle, on=date(2026, 10, 6), at=time(18), minutes=60, now=s.now
            )
        )
        await s.stage.advance(minutes=3)
        assert await s.got(ben) == ["10-05 11:02 reminder 1"]


async def test_who_joins_inside_the_lead_gets_the_reminder_with_the_welcome():
    """SPEC 3.5: within one cycle, under the same key of the ledger as everybody's, and once however often they sign up."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-12 17:00")
        cleo = await s.joins("Cleo")
        await s.signs_up(cleo, goal="Argue well")
        await s.stage.advance()
        await s.signs_up(cleo, goal="Argue better")
        await s.until("2026-10-13 12:00")
        assert await s.got(cleo) == ["10-12 17:00 reminder 1"]
        keys = {
            (post.kind, post.subject, post.revision)
            for actor in (ben, cleo)
            for post in await s.ended(actor)
            if post.kind is PostKind.REMINDER
        }
        assert len(keys) == 1
        await s.ada.says("/circle manage")
        await s.ada.presses("Who got the reminder")
        assert s.ada.sees("Cleo: sent Mon 12 Oct, 17:00 (Berlin time)")


async def test_a_long_lead_tells_who_joins_of_the_next_meeting_only():
    """SPEC 3.5, 3: not of one that is over, nor of one whose reminder waits for the meeting before it to end."""
    async with scene() as s:
        await s.lead(14 * 24)
        await s.joins("Ben")
        await s.until("2026-10-14 12:00")
        cleo = await s.joins("Cleo")
        await s.until("2026-10-20 20:00")
        assert await s.got(cleo, PostKind.REMINDER) == ["10-14 12:00 reminder 2", "10-20 19:30 reminder 3"]


async def test_who_joins_a_reminder_that_was_skipped_by_hand_gets_none():
    """SPEC 3.5, 2: skipped is skipped for those who come later too."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        await s.ada.presses("Skip")
        await s.until("2026-10-12 12:00")
        cleo = await s.joins("Cleo")
        await s.until("2026-10-13 12:00")
        assert await s.got(cleo) == []


async def test_who_waits_in_line_gets_nothing():
    """SPEC 3.5, 4.3: no reminder before there is a seat."""
    async with scene(circle=False) as s:
        await s.new_circle(capacity=1)
        await s.joins("Ben")
        await s.until("2026-10-12 12:00")
        cleo = await s.joins("Cleo")
        await s.until("2026-10-14 12:00")
        assert await s.got(cleo) == []


async def test_who_leaves_before_the_tick_gets_nothing():
    """SPEC 3.5: not what was due when they left, nor what was planned for them, nor anything later."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben", goal="Argue well"), await s.joins("Cleo")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-11 17:59")
        await s.leaves(ben)
        await s.move(1, date(2026, 10, 14))
        await s.until("2026-11-20 12:00")
        assert await s.got(ben) == []
        assert await s.got(cleo, PostKind.REMINDER)


async def test_who_joins_and_leaves_before_the_tick_gets_nothing():
    """SPEC 3.5: the reminder that was due for the latecomer is skipped, and the ledger says why."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-12 17:00")
        cleo = await s.joins("Cleo")
        await s.leaves(cleo)
        await s.until("2026-10-13 18:00")
        assert await s.got(cleo) == []
        assert await s.missed(cleo) == ["reminder 1: skipped, recipient-left"]


async def test_who_changes_the_answer_before_the_tick():
    """SPEC 3.5: *today* and rating by what was said last."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.answers(ben, Answer.NO)
        await s.answers(cleo, Answer.YES)
        await s.until("2026-10-13 15:59")
        await s.answers(ben, Answer.YES)
        await s.answers(cleo, Answer.NO)
        await s.until("2026-10-14 12:00")
        assert [line[12:] for line in await s.got(ben, since="10-13")] == ["today 1", "rating 1"]
        assert await s.got(cleo, since="10-13") == []


async def test_a_facilitator_who_is_gone_before_the_tick_is_asked_nothing():
    """SPEC 3.5: neither preview nor *how was it*; who came instead is asked."""
    async with scene() as s:
        await s.joins("Ben")
        ada, omar = await s.id_of(s.ada), await s.id_of(s.omar)
        await s.run(lambda work: work.circles.add_facilitator(Facilitation(s.circle, omar, s.now)))
        await s.run(lambda work: work.circles.remove_facilitator(s.circle, ada))
        await s.until("2026-10-13 20:00")
        assert await s.got(s.ada) == []
        assert [line[12:] for line in await s.got(s.omar)] == ["preview 1", "digest", "how-was-it 1"]
