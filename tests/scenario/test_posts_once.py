"""Once per kind, subject, revision and recipient, and the ledger that says so (SPEC 3.1)."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

from adapters.demo.rooms import SLACK
from bot.app.ledger import why_this
from bot.app.mutes import mute
from bot.chat.courier import NotNow, Unreachable
from bot.domain.ids import AccountId
from bot.domain.people import Account, AccountKey, Platform
from bot.domain.posts import PostKind, PostState
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from tests.scenario.posts_stage import OwnCourier, Scene, restarted, scene


async def _rows(s: Scene, kind: PostKind, number: int = 1) -> list[PostState]:
    meeting = await s.meeting(number)
    return [post.state for post in await s.run(lambda work: work.posts.of(kind, meeting.id))]


async def _due(s: Scene, learners: int) -> None:
    """So many learners are to be reminded at this very moment."""
    for number in range(learners):
        await s.joins(f"Learner {number}")
    await s.until("2026-10-11 17:59")
    s.stage.clock.advance(timedelta(minutes=1))


async def test_ten_ticks_send_once():
    """SPEC 3.1: however often the tick comes, everybody gets it once and has one row in the ledger."""
    async with scene() as s:
        await _due(s, 3)
        courier = OwnCourier()
        ticks = [s.another_tick(courier) for _ in range(10)]
        assert [await tick.once() for tick in ticks] == [3, *([0] * 9)]
        assert sorted(courier.names) == ["learner 0", "learner 1", "learner 2"]
        assert await _rows(s, PostKind.REMINDER) == [PostState.SENT] * 3


async def test_overlapping_ticks_send_once():
    """SPEC 3.1: two runs at once share the work: more than two waves of posts, and nobody gets two."""
    async with scene() as s:
        await _due(s, 40)
        courier = OwnCourier()
        sent = await asyncio.gather(*(s.another_tick(courier).once() for _ in range(2)))
        assert sum(sent) == len(courier.names) == len(set(courier.names)) == 40
        assert all(count > 0 for count in sent)
        assert await _rows(s, PostKind.REMINDER) == [PostState.SENT] * 40


async def test_ten_presses_of_two_facilitators_send_once():
    """SPEC 3.1: *Send now* pressed ten times at once by two people is one reminder, told as sent to one of them."""
    async with scene() as s:
        fay = await s.also("Fay", Role.FACILITATOR)
        ben = await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        presses = [actor.presses("Send now") for _ in range(5) for actor in (s.ada, fay)]
        await asyncio.gather(*presses)
        told = [shown.text for actor in (s.ada, fay) for shown in actor.room.shown]
        assert told.count("On its way to one person.") == 1
        await s.until("2026-10-12 12:00")
        assert await s.got(ben) == ["10-09 18:00 reminder 1"]
        assert await _rows(s, PostKind.REMINDER) == [PostState.SENT]


async def test_send_now_while_the_tick_runs_sends_once():
    """SPEC 3.1: by hand and by itself at the same moment."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        s.stage.clock.advance(timedelta(days=2))
        courier = OwnCourier()
        await asyncio.gather(s.another_tick(courier).once(), s.ada.presses("Send now"))
        await s.another_tick(courier).once()
        assert courier.names.count("ben") == 1


async def test_a_restart_sends_what_was_due_and_nothing_twice(tmp_path: Path):
    """SPEC 3.1, 3.2: what was sent stays sent, what came due while nothing ran goes out, and neither comes again."""
    async with scene(folder=tmp_path) as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.until("2026-10-11 17:59")
        cleo.room.outcome = NotNow()
        await s.until("2026-10-11 18:00")
        assert await s.got(ben) == ["10-11 18:00 reminder 1"]
        before = s
    before.stage.clock.set(before.now + timedelta(hours=1))
    async with restarted(before, folder=tmp_path) as s:
        ben, cleo = s.stage.person("Ben"), s.stage.person("Cleo")
        for _ in range(3):
            await s.stage.advance()
        assert not ben.room.shown
        assert len(cleo.room.shown) == 1
        assert await s.got(cleo) == ["10-11 19:00 reminder 1"]


async def test_a_restart_after_a_death_while_sending(tmp_path: Path):
    """SPEC 3.2: what was on its way when the process died goes once more after the restart, marked as such."""
    async with scene(folder=tmp_path) as s:
        await _due(s, 1)
        await s.killed_while_sending()
        before = s
    async with restarted(before, folder=tmp_path) as s:
        learner = s.stage.person("Learner 0")
        await s.stage.advance()
        assert not learner.room.shown
        await s.stage.advance(minutes=5)
        assert len(learner.room.shown) == 1
        (post,) = await s.ended(learner)
        assert (post.state, post.again) == (PostState.SENT, True)


async def test_the_recipient_is_a_person_and_not_an_account():
    """SPEC 3.1, 1.1: who is here with two accounts gets one reminder, on the account that they had first."""
    async with scene() as s:
        ben = await s.joins("Ben")
        person, now = await s.id_of(ben), s.now + timedelta(minutes=1)
        key = AccountKey(Platform.SLACK, "demo", "ben")
        second = Account(AccountId("second"), key.platform, key.workspace, key.user, person, None, now)
        await s.run(lambda work: work.accounts.add(second))
        slack = s.stage.person("Ben", surface=SLACK)
        await s.until("2026-10-11 18:00")
        assert ben.sees("are you coming to:")
        assert not slack.room.shown
        ben.room.outcome = Unreachable()
        await s.until("2026-10-12 18:00")
        assert slack.sees("a short word would help")
        assert await s.got(ben) == ["10-11 18:00 reminder 1", "10-12 18:00 nudge 1"]
        assert await s.got(s.ada, PostKind.UNREACHABLE) == []


async def test_a_new_time_is_a_new_revision_and_the_old_one_again_too():
    """SPEC 3.1, 4.16: moved away and back, the meeting has three times, of which nobody hears twice."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 18:30")
        await s.move(1, date(2026, 10, 15))
        await s.until("2026-10-11 19:00")
        await s.move(1, date(2026, 10, 13))
        await s.until("2026-10-13 18:00")
        assert await s.got(ben, since="10-11") == [
            "10-11 18:00 reminder 1",
            "10-11 18:32 moved 1",
            "10-11 19:02 moved 1",
            "10-12 18:00 nudge 1",
            "10-13 16:00 today 1",
        ]
        assert len({post.revision for post in await s.ended(ben)}) == 3


async def test_why_says_what_it_was_and_why_it_came_or_not():
    """SPEC 3.1: sent, answered meanwhile, muted: each with its reason, the latest first."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        person = await s.id_of(cleo)
        await s.run(lambda work: mute(work, person, s.circle, cancellations=False, now=s.now))
        await s.until("2026-10-12 17:59")
        ben.room.outcome = NotNow()
        await s.until("2026-10-12 18:00")
        await s.answers(ben, Answer.MAYBE)
        ben.room.outcome = None
        await s.until("2026-10-13 16:00")
        await ben.says("/why")
        told = ben.screen
        assert "reminder 1, Logic. You are signed up for it." in told
        assert "second question about meeting 1, Logic. not sent: there was an answer already" in told
        assert "“today” 1, Logic. You are signed up, and had not said no." in told
        assert told.index("today") < told.index("second question") < told.index("reminder 1")
        await cleo.says("/why")
        assert cleo.sees("reminder 1, Logic. not sent: quiet was asked for (muted)")


async def test_why_in_reply_to_a_message_is_about_that_one():
    """SPEC 3.1: "why did I get this"; somebody else's is not told."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.until("2026-10-12 18:00")
        reference = ben.room.with_reference_of("are you coming to:")
        assert reference is not None
        for actor, kind in ((ben, PostKind.REMINDER), (cleo, None)):
            person = await s.id_of(actor)
            entry = await s.run(lambda work, p=person: why_this(work, p, reference, now=s.now))
            assert (entry.post.kind if entry else None) is kind


async def test_who_got_the_reminder_says_why_and_why_not_of_each():
    """SPEC 3.1: for the facilitator by name: sent, out of reach, left, muted, and what is still on its way."""
    async with scene() as s:
        names = ("Ben", "Cleo", "Dana", "Eve", "Finn")
        ben, cleo, dana, eve, finn = [await s.joins(name, zone=s.zone) for name in names]
        person = await s.id_of(eve)
        await s.run(lambda work: mute(work, person, s.circle, cancellations=False, now=s.now))
        await s.until("2026-10-11 17:59")
        cleo.room.outcome = Unreachable()
        dana.room.outcome = finn.room.outcome = NotNow(timedelta(hours=1))
        await s.until("2026-10-11 18:00")
        await s.leaves(dana)
        await s.until("2026-10-11 18:30")
        await s.ada.says("/circle manage")
        await s.ada.presses("Who got the reminder")
        for line in (
            "Ben: sent Sun 11 Oct, 18:00 (Berlin time)",
            "Cleo: not delivered: out of reach",
            "Eve: not sent: quiet was asked for (muted)",
            "Finn: not delivered yet; I try again Sun 11 Oct, 19:00 (Berlin time)",
        ):
            assert s.ada.sees(line), line
        await s.until("2026-10-11 19:30")
        await s.ada.presses("Who got the reminder")
        assert s.ada.sees("Dana: not sent: they had left the circle")
        # It went to nobody else, and nobody else reads it.
        assert len(await _rows(s, PostKind.REMINDER)) == 5
        assert not ben.sees("Cleo")


async def test_what_was_skipped_by_hand_was_nobodys():
    """SPEC 3.1: a skipped reminder has no recipients; the facilitator is told that none has gone out."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        await s.ada.presses("Skip")
        await s.until("2026-10-12 18:00")
        await s.ada.says("/circle manage")
        await s.ada.presses("Who got the reminder")
        assert s.ada.sees("No reminder has gone out for that meeting.")
        await ben.says("/why")
        assert ben.sees("reminder 1, Logic. not sent: skipped by a facilitator")
