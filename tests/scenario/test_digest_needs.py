"""What needs a hand in the digest, the rule beside it, and who takes it on (SPEC 3.8)."""

import asyncio
from datetime import date

import pytest

from adapters.demo.actor import Actor
from bot.app.deletion import delete_circle
from bot.app.digests import see_digest
from bot.app.feedback import rate
from bot.app.ports import Work
from bot.chat.courier import Unreachable
from bot.domain.hands import Need
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from bot.domain.weeks import week_of
from tests.scenario.posts_stage import Scene, scene

FIRST = "2026-10-12 10:30"
"""Half an hour after the digest of the week of the first meeting."""


async def _rated(s: Scene, number: int) -> None:
    ada, meeting = await s.id_of(s.ada), await s.meeting(number)
    await s.run(lambda work: rate(work, ada, meeting.id, 4, now=s.now))


async def _needs(s: Scene, monday: date | None = None) -> list[Need]:
    """What needs a hand now, in that week or this one."""
    omar, week = await s.id_of(s.omar), week_of(monday) if monday else None
    seen = await s.run(lambda work: see_digest(work, omar, s.team, week=week, now=s.now))
    return [line.need for line in seen.needs]


async def _lost(s: Scene, actor: Actor) -> None:
    """They cannot be reached any more."""
    actor.room.outcome = Unreachable()
    person = await s.id_of(actor)

    def lose(work: Work) -> None:
        for account in work.accounts.of(person):
            work.accounts.change(account.id, unreachable_at=s.now)

    await s.run(lose)


async def test_nobody_comes():
    """SPEC 3.8: the reminder is out and nobody has said yes; one yes, also one of two, is enough, a maybe is not."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.answers(ben, Answer.MAYBE)
        await s.until("2026-10-11 17:59")
        assert await _needs(s, date(2026, 10, 12)) == []
        await s.until(FIRST)
        assert s.omar.sees("🔴 Logic: meets this week, the reminder is out, and nobody has said yes")
        await s.answers(cleo, Answer.YES)
        assert await _needs(s) == []
        await s.answers(cleo, Answer.NO)
        assert await _needs(s) == [Need.NOBODY_COMES]
        await s.until("2026-10-13 19:30")
        assert await _needs(s) == []


async def test_no_facilitator():
    """SPEC 3.8: a meeting is ahead this week and none of the facilitators can be reached; one who can is enough."""
    async with scene() as s:
        ben, fay = await s.joins("Ben"), await s.also("Fay", Role.FACILITATOR)
        await s.answers(ben, Answer.YES)
        await _lost(s, s.ada)
        assert Need.NO_FACILITATOR not in await _needs(s, date(2026, 10, 12))
        await _lost(s, fay)
        assert Need.NO_FACILITATOR not in await _needs(s)
        await s.until(FIRST)
        assert s.omar.sees("🔴 Logic: meets this week, and no facilitator can be reached")
        fay.room.outcome = None
        await fay.says("/circle start")
        assert Need.NO_FACILITATOR not in await _needs(s)


async def test_feedback_missing():
    """SPEC 3.8: a meeting of last week without a facilitator's feedback; a learner's rating is no such feedback."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-13 20:00")
        await ben.presses("4")
        assert Need.FEEDBACK_MISSING not in await _needs(s)
        await s.until("2026-10-19 10:30")
        assert s.omar.sees("🟡 Logic: no feedback for last week’s meeting")
        await _rated(s, 1)
        assert Need.FEEDBACK_MISSING not in await _needs(s)


async def test_a_cancelled_meeting_needs_no_feedback():
    """SPEC 3.8, 3.5: what did not take place is not missed."""
    async with scene() as s:
        await s.joins("Ben")
        await s.cancel(1)
        await s.until("2026-10-19 10:30")
        assert Need.FEEDBACK_MISSING not in await _needs(s)


async def test_silent_twice():
    """SPEC 3.8: asked about the last two meetings and answered neither; named in private, with their number."""
    async with scene() as s:
        ben, cleo, dana = await s.joins("Ben"), await s.joins("Cleo"), await s.joins("Dana")
        for number in (1, 2, 3):
            await s.answers(ben, Answer.YES, number=number)
        await s.answers(cleo, Answer.NO, number=1)
        await s.until("2026-10-19 10:30")
        assert Need.SILENT_TWICE not in await _needs(s)
        await s.until("2026-10-26 10:30")
        assert s.omar.sees("🟡 Logic: one learner has not answered twice in a row (Dana)")
        for learner in (cleo, dana):
            await s.answers(learner, Answer.MAYBE, number=3)
        await s.until("2026-10-28 12:00")
        assert Need.SILENT_TWICE not in await _needs(s)


async def test_who_joined_late_was_not_silent_twice():
    """SPEC 3.8, 3: nobody is silent about what they were not asked."""
    async with scene() as s:
        ben = await s.joins("Ben")
        for number in (1, 2):
            await s.answers(ben, Answer.YES, number=number)
        await s.until("2026-10-19 12:00")
        await s.joins("Cleo")
        await s.until("2026-10-26 10:30")
        assert Need.SILENT_TWICE not in await _needs(s)


async def test_out_of_reach():
    """SPEC 3.8: learners who cannot be reached, by name; not once they have written again, left, or the circle is over."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.answers(ben, Answer.YES)
        await _lost(s, ben)
        await _lost(s, cleo)
        await s.until(FIRST)
        assert s.omar.sees("🟡 Logic: 2 learners can’t be reached (Ben and Cleo)")
        ben.room.outcome = None
        await ben.says("/start")
        await s.leaves(cleo)
        assert Need.UNREACHABLE not in await _needs(s)
        await _lost(s, ben)
        assert Need.UNREACHABLE in await _needs(s)
        await s.until("2026-11-30 10:30")
        assert Need.UNREACHABLE not in await _needs(s)


async def test_nobody_signed_up():
    """SPEC 3.8: the first meeting is this week; not a week earlier, not for a later meeting, not once one has come."""
    async with scene() as s:
        assert await _needs(s) == []
        await s.until(FIRST)
        assert s.omar.sees("🟡 Logic: begins this week, and nobody has signed up")
        await s.joins("Ben")
        assert Need.NOBODY_SIGNED_UP not in await _needs(s)
        await s.until("2026-10-13 20:00")
        await s.leaves(s.stage.person("Ben"))
        assert Need.NOBODY_SIGNED_UP not in await _needs(s, date(2026, 10, 19))


async def test_a_stale_draft():
    """SPEC 3.8: a draft whose first meeting is this week or was last week, and only that is said of drafts."""
    async with scene(circle=False) as s:
        await s.new_circle(publish=False)
        assert await _needs(s) == []
        await s.until(FIRST)
        assert s.omar.sees("🟡 Logic: still a draft, though its first meeting is near")
        assert not s.omar.sees("Tue 13 Oct")
        await s.until("2026-10-19 10:30")
        assert s.omar.sees("still a draft")
        await s.until("2026-10-27 10:30")
        assert not s.omar.sees("still a draft")


async def test_what_is_deleted_needs_no_hand():
    """SPEC 3.8: deleted things never appear, whatever was the matter with them, nor what was taken on for them."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until(FIRST)
        await s.omar.presses("I’ll take it: Logic – nobody comes")
        ada = await s.id_of(s.ada)
        await s.run(lambda work: delete_circle(work, ada, s.circle, now=s.now))
        await s.omar.says("/circle digest")
        assert not s.omar.sees("Logic")
        await s.until("2026-10-19 12:00")
        assert not s.omar.sees("Logic")


async def test_other_teams_needs_are_not_ours():
    """SPEC 3.8, 1.3: nor can they be taken on."""
    async with scene() as s:
        await s.joins("Ben")
        mo = await s.known("Mo")
        await mo.opens(await s.stage.organizer_link())
        await mo.fills({"team": "School", "zone": s.zone})
        await s.until(FIRST)
        await mo.says("/digest")
        assert not mo.sees("Logic")
        message = next(shown.message for shown in reversed(s.omar.room.shown) if list(shown.buttons()))
        assert message is not None
        mo.room.show(message, "passed-on")
        await mo.presses("I’ll take it: Logic – nobody comes")
        assert mo.sees("That’s for others to decide here.")
        await s.omar.says("/circle digest")
        assert not s.omar.sees("is on it")


async def test_two_organizers_take_it_in_private():
    """SPEC 3.8: the first is on it; the second is told who, and sees it; the first again is thanked again."""
    async with scene() as s:
        olga = await s.also("Olga", Role.ORGANIZER)
        await s.joins("Ben")
        await s.until(FIRST)
        take = "I’ll take it: Logic – nobody comes"
        await s.omar.presses(take)
        assert s.omar.sees("Thank you! The others see that you are on it.")
        assert s.omar.sees("nobody has said yes — Omar is on it")
        await olga.presses(take)
        assert olga.sees("Omar is on it already.")
        await olga.says("/circle digest")
        assert olga.sees("Omar is on it")
        assert not any("take it" in button.label for button in olga.room.shown[-1].buttons())


async def test_two_organizers_take_it_in_a_channel_at_once():
    """SPEC 3.8: of two presses at the same moment one counts; the channel shows one name, and the outcome next Monday."""
    async with scene() as s:
        olga = await s.also("Olga", Role.ORGANIZER)
        ben = await s.joins("Ben")
        channel = s.stage.group("#organizers")
        await s.omar.says("/circle digest here", at=channel)
        await s.until(FIRST)
        take = "I’ll take it: Logic – nobody comes"
        await asyncio.gather(s.omar.presses(take, at=channel), olga.presses(take, at=channel))
        told = "\n".join(shown.text for shown in channel.shown)
        names = [name for name in ("Omar", "Olga") if f"{name} is on it" in told]
        assert len(names) == 1
        assert told.count("Thank you! The others see that you are on it.") == 1
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-19 10:30")
        assert channel.sees(f"✅ Logic: nobody comes. {names[0]} took it on, and it is solved.")


async def test_what_was_taken_on_before_the_digest_went_out():
    """SPEC 3.8: taken on from a digest that was looked at, it says so on Monday, and has no button there."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-12 09:00")
        await s.omar.says("/circle digest")
        await s.omar.presses("I’ll take it: Logic – nobody comes")
        await s.until(FIRST)
        assert s.omar.sees("Omar is on it")
        assert not list(s.omar.room.shown[-1].buttons())


@pytest.mark.parametrize("solved", [True, False])
async def test_the_outcome_is_told_next_monday(*, solved: bool):
    """SPEC 3.8: reported next Monday and not again the Monday after."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until(FIRST)
        await s.omar.presses("I’ll take it: Logic – nobody comes")
        if solved:
            await s.answers(ben, Answer.YES)
        await s.until("2026-10-19 10:30")
        assert s.omar.sees(f"Omar took it on, and it is {'solved' if solved else 'still open'}.")
        await s.until("2026-10-26 10:30")
        assert not s.omar.sees("took it on")


async def test_a_public_place_gets_counts():
    """SPEC 3.8, 9: goals, reflections and names of learners become counts; details in private. Who organizes is named."""
    async with scene() as s:
        ben = await s.joins("Ben", goal="Argue well")
        cleo = await s.joins("Cleo", goal="Win elections")
        channel = s.stage.group("#everybody")
        await s.omar.says("/circle digest here", at=channel)
        await _lost(s, cleo)
        await s.until(FIRST)
        assert channel.sees("Logic: 2")
        assert channel.sees("one learner can’t be reached")
        await s.omar.presses("I’ll take it: Logic – out of reach", at=channel)
        await s.until("2026-10-26 10:30")
        told = "\n".join(shown.text for shown in channel.shown)
        assert "Omar is on it" in told
        for secret in ("Ben", "Cleo", "Argue well", "Win elections"):
            assert secret not in told, secret
        await s.omar.opens(channel.link("Details in private"))
        assert s.omar.sees("Cleo")
        assert await s.got(s.omar, PostKind.DIGEST) == []
        assert not ben.sees("Cleo")


async def test_several_needs_of_several_circles():
    """SPEC 3.8: each with its own line and its own button; taking one leaves the others."""
    async with scene() as s:
        await s.joins("Ben")
        await s.new_circle("Ethics", by=s.omar)
        await s.until(FIRST)
        labels = [button.label for button in s.omar.room.shown[-1].buttons()]
        assert set(labels) == {"I’ll take it: Ethics – no sign-ups", "I’ll take it: Logic – nobody comes"}
        await s.omar.presses(labels[0])
        assert [button.label for button in s.omar.room.shown[-1].buttons()] == labels[1:]
        assert await s.settled()
