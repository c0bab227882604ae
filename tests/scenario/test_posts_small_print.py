"""What is easy to overlook about posts: who is back, what waits for the morning, what was answered or moved meanwhile."""

from datetime import date, time

from bot.app.feedback import rate
from bot.app.messages import Desired, send_message, write_message
from bot.app.timeline import write_words
from bot.chat.courier import NotNow, Unreachable
from bot.domain.messages import Recipients
from bot.domain.posts import PostKind, PostState, digest_subject
from bot.domain.rsvps import Answer
from bot.domain.weeks import week_of
from tests.scenario.posts_stage import Scene, scene


async def test_a_reminder_that_met_a_block_is_made_up():
    """SPEC 3.3: `/start` revives, and what is still of use comes, once, in the same ledger."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        ben.room.outcome = Unreachable()
        await s.until("2026-10-11 18:30")
        ben.room.outcome = None
        await ben.says("/start")
        await s.until("2026-10-11 18:40")
        await ben.says("/start")
        await s.until("2026-10-11 19:00")
        assert await s.got(ben, PostKind.REMINDER) == ["10-11 18:30 reminder 1"]


async def test_of_several_that_met_a_block_the_latest_is_made_up():
    """SPEC 3.3, 3.4: reminder and today of one meeting would say the same; after the start neither is of use."""
    for back, got in (("2026-10-13 16:30", ["10-13 16:30 today 1"]), ("2026-10-13 18:00", [])):
        async with scene() as s:
            ben = await s.joins("Ben")
            await s.until("2026-10-11 17:59")
            ben.room.outcome = Unreachable()
            await s.until(back)
            ben.room.outcome = None
            await ben.says("/start")
            await s.until("2026-10-13 19:00")
            assert await s.got(ben, PostKind.REMINDER, PostKind.NUDGE, PostKind.TODAY) == got


async def test_a_failed_post_is_dated_by_its_failure():
    """SPEC 3.1: not by when it was due or to be tried next."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        ben.room.outcome = NotNow()
        await s.until("2026-10-11 18:05")
        ben.room.outcome = Unreachable()
        await s.down_until("2026-10-11 20:00")
        (failed,) = [post for post in await s.ended(ben) if post.state is PostState.FAILED]
        assert failed.due_at == s.now


async def test_who_has_said_how_it_was_is_not_asked():
    """SPEC 3: in the quarter of an hour before the question; the other facilitator is asked."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-13 19:35")
        meeting = await s.meeting()
        for actor in (s.ada, ben):
            person = await s.id_of(actor)
            await s.run(lambda work, person=person: rate(work, person, meeting.id, 4, now=s.now))
        await s.until("2026-10-13 20:00")
        assert await s.got(s.ada, PostKind.HOW_WAS_IT) == []
        assert await s.got(ben, PostKind.RATING) == []


async def test_who_comes_back_gets_the_messages_for_later_too():
    """SPEC 3.5: a message for those who join later that was skipped because they had left."""
    async with scene() as s:
        ben = await s.joins("Ben")
        ada, desired = await s.id_of(s.ada), Desired(Recipients.ALL, "Bring a pen", for_later=True)
        message = await s.run(lambda work: write_message(work, ada, s.circle, desired, now=s.now))
        await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))
        ben.room.outcome = NotNow()
        await s.stage.advance(minutes=5)
        ben.room.outcome = None
        await s.leaves(ben)
        await s.stage.advance(hours=3)
        assert await s.got(ben, PostKind.MESSAGE) == []
        await s.signs_up(ben)
        await s.stage.advance(minutes=5)
        assert len(await s.got(ben, PostKind.MESSAGE)) == 1


async def test_old_buttons_say_that_the_meeting_was_moved():
    """SPEC 4.10: a preview from before the move: what was moved, and what holds now."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-09 18:30")
        await s.move(1, date(2026, 10, 15), time(19))
        for button in ("Looks good", "Skip", "Send now"):
            await s.ada.presses(button)
            assert s.ada.sees(
                "Meeting 1 has been moved since. It is on Thu 15 Oct, 19:00 (Berlin time) now"
            ), button


async def _reminders_wait(s: Scene) -> None:
    """Ada sends the reminder at ten in the evening."""
    await s.until("2026-10-10 22:00")
    await s.ada.says("/circle reminder")
    await s.ada.presses("reminder 1")
    await s.ada.presses("Send now")


async def test_send_now_says_when_it_goes_in_quiet_hours():
    """SPEC 3.6: who has quiet hours gets it in the morning."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await _reminders_wait(s)
        assert s.ada.sees("Sun 11 Oct, 08:00 (Berlin time)")
        assert not s.ada.sees("On its way")
        await ben.says("/why")
        assert ben.sees("reminder 1, Logic. waits until Sun 11 Oct, 08:00")
        await s.until("2026-10-11 08:01")
        assert (
            await s.got(ben, PostKind.REMINDER)
            == await s.got(cleo, PostKind.REMINDER)
            == ["10-11 08:00 reminder 1"]
        )


async def test_what_waits_for_the_morning_can_be_edited():
    """SPEC 3.7: it is not sent yet; once it is, an edit is refused."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _reminders_wait(s)
        await s.ada.says("/circle meeting 1")
        meeting, ada = await s.meeting(), await s.id_of(s.ada)

        await s.run(lambda work: write_words(work, ada, meeting.id, "Bring a poem", seen=None, now=s.now))
        await s.until("2026-10-11 08:01")
        assert ben.sees("Bring a poem")


async def test_the_outcome_of_what_was_taken_on_waits_for_the_next_digest():
    """SPEC 3.8: the Monday on which it was to be reported was missed: the next one that goes reports it."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-19 10:30")
        await s.omar.presses("I’ll take it: Logic – feedback missing")
        await s.run(lambda work: work.teams.change(s.team, digest_paused=True))
        await s.until("2026-10-26 10:30")
        assert await s.digests(date(2026, 10, 26)) == []
        await s.run(lambda work: work.teams.change(s.team, digest_paused=False))
        await s.until("2026-11-02 10:30")
        assert s.omar.sees("Omar took it on, and it is still open")
        await s.until("2026-11-09 10:30")
        assert await s.run(
            lambda work: work.digest_numbers.find(digest_subject(s.team, week_of(date(2026, 11, 9))))
        )
        assert not s.omar.sees("Omar took it on")
