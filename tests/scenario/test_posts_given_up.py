"""What was tried until it was of no use, or is found only then: it is not lost silently (SPEC 3.2)."""

from adapters.demo.actor import Actor
from bot.app.messages import Desired, send_message, write_message
from bot.app.recaps import send_recap, write_recap
from bot.chat.courier import NotNow
from bot.domain.messages import Recipients
from bot.domain.posts import PostKind
from bot.domain.teams import Role
from tests.scenario.posts_stage import Scene, scene

SEND_AGAIN = "Send again"


async def _message(s: Scene) -> None:
    ada, desired = await s.id_of(s.ada), Desired(Recipients.ALL, "Bring a pen")
    message = await s.run(lambda work: write_message(work, ada, s.circle, desired, now=s.now))
    await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))


async def _busy(s: Scene, *actors: Actor, until: str) -> None:
    """Their platform takes nothing for them until then."""
    for actor in actors:
        actor.room.outcome = NotNow()
    await s.until(until)
    for actor in actors:
        actor.room.outcome = None


async def _next_due(s: Scene) -> None:
    """The clock is moved on to what is due next, which is not sent yet."""
    moments = await s.run(lambda work: (work.plans.next_at(), work.posts.next_at()))
    s.stage.clock.set(max(min(moment for moment in moments if moment is not None), s.now))


def _times(actor: Actor, words: str) -> int:
    return sum(words in shown.text for shown in actor.room.shown)


async def test_the_author_hears_of_a_message_that_was_given_up():
    """SPEC 3.2: once, whoever it was that did not get it, with *Send again*, which sends it to them and nobody else."""
    async with scene() as s:
        ben, cleo, dana = await s.joins("Ben"), await s.joins("Cleo"), await s.joins("Dana")
        fay = await s.also("Fay", Role.FACILITATOR)
        await _message(s)
        await _busy(s, ben, cleo, until="2026-10-12 12:00")
        await s.stage.advance(minutes=5)
        assert _times(s.ada, "has not reached everyone: Ben and Cleo.") == 1
        assert _times(fay, "has not reached everyone") == 0
        assert await s.got(ben, PostKind.MESSAGE) == []
        for _ in range(3):
            await s.ada.presses(SEND_AGAIN)
        assert s.ada.sees("That was done already.")
        await s.stage.advance(minutes=5)
        for actor in (ben, cleo, dana):
            assert len(await s.got(actor, PostKind.MESSAGE)) == 1, actor.name


async def test_a_message_that_is_given_up_twice_is_told_of_twice():
    """SPEC 3.2: sent again and given up again, its author hears of that too."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _message(s)
        await _busy(s, ben, until="2026-10-12 12:00")
        await s.ada.presses(SEND_AGAIN)
        await _busy(s, ben, until="2026-10-20 12:00")
        assert _times(s.ada, "Your message in Logic has not reached everyone: Ben.") == 2


async def test_the_author_is_shown_a_message_that_is_unknown_and_late():
    """SPEC 3.2: the process died while sending and is back when the message was of no use by itself any more."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _message(s)
        await _next_due(s)
        await s.killed_while_sending()
        await s.down_until("2026-10-14 12:00")
        await s.stage.advance(minutes=5)
        assert _times(s.ada, "I don’t know whether it arrived: Ben.") == 1
        await s.ada.presses(SEND_AGAIN)
        await s.stage.advance(minutes=5)
        assert len(await s.got(ben, PostKind.MESSAGE)) == 1


async def test_who_said_something_hears_that_it_was_given_up():
    """SPEC 3.2, 4.30: a learner's words that never reached the facilitator; they can have them sent again."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await ben.says("May I bring cake?")
        await _busy(s, s.ada, until="2026-10-13 08:00")
        await s.stage.advance(minutes=5)
        assert _times(ben, "What you said in Logic has not reached everyone: Ada.") == 1
        await ben.presses(SEND_AGAIN)
        await s.stage.advance(minutes=5)
        assert len(await s.got(s.ada, PostKind.RELAY)) == 1


async def test_the_facilitators_hear_of_a_recap_that_was_given_up():
    """SPEC 3.2: with *Send again*."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-13 20:00")
        ada, meeting = await s.id_of(s.ada), await s.meeting()
        await s.run(lambda work: write_recap(work, ada, meeting.id, "We argued", version=0, now=s.now))
        await s.run(lambda work: send_recap(work, ada, meeting.id, version=1, now=s.now))
        await _busy(s, ben, until="2026-10-20 22:00")
        await s.ada.presses(SEND_AGAIN)
        await s.until("2026-10-21 09:00")
        assert len(await s.got(ben, PostKind.RECAP)) == 1


async def test_facilitators_hear_once_a_meeting_whom_its_reminders_did_not_reach():
    """SPEC 3.2: reminder and today of two learners were tried until the meeting began: one word of it, without a button."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.joins("Dana")
        await s.until("2026-10-11 17:00")
        await _busy(s, ben, cleo, until="2026-10-13 19:00")
        told = "What I had to say about meeting 1 of Logic has not reached everyone: Ben and Cleo."
        assert _times(s.ada, told) == 1
        labels = [button.label for shown in s.ada.room.shown for button in shown.buttons()]
        assert SEND_AGAIN not in labels


async def test_facilitators_hear_of_a_reminder_that_is_unknown_and_late():
    """SPEC 3.2, 3.4: the process died while sending and is back when the meeting has begun."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-13 15:59")
        await _next_due(s)
        await s.killed_while_sending()
        await s.down_until("2026-10-13 18:30")
        await s.stage.advance(minutes=5)
        assert await s.got(ben, PostKind.TODAY) == []
        assert _times(s.ada, "I don’t know whether it arrived: Ben.") == 1
