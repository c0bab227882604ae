"""The digest where two rules meet."""

from datetime import date

from bot.app.feedback import rate
from bot.chat.courier import NotNow, Unreachable
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from tests.scenario.posts_stage import Scene, scene


async def test_three_missed_mondays_give_one_digest():
    """SPEC 3.4, 3.8: a missed Monday is made up: after an outage of weeks the present week's digest comes, once."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-11 12:00")
        await s.down_until("2026-10-28 12:00")
        await s.until("2026-11-01 12:00")
        assert await s.got(s.omar, PostKind.DIGEST) == ["10-28 12:00 digest"]
        assert len(await s.digests(date(2026, 10, 26))) == 1


async def test_a_place_that_is_chosen_again_is_written_to_again():
    """SPEC 3.3: what was lost revives; the bot was let back into the channel and told so there."""
    async with scene() as s:
        await s.joins("Ben")
        organizers = s.stage.group("#organizers")
        await s.omar.says("/circle digest here", at=organizers)
        organizers.outcome = Unreachable()
        await s.until("2026-10-12 10:30")
        assert s.omar.sees("I can’t write in #organizers any more")
        organizers.outcome = None
        await s.omar.says("/circle digest here", at=organizers)
        await s.until("2026-10-19 10:30")
        assert organizers.sees("the week of Mon 19 Oct")
        assert await s.got(s.omar, since="10-19") == []


async def test_a_digest_that_was_held_up_has_no_since():
    """SPEC 3.8: *since then* belongs to a later view, not to the digest itself."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-12 09:59")
        s.omar.room.outcome = NotNow()
        await s.until("2026-10-12 10:00")
        await s.answers(ben, Answer.YES)
        s.omar.room.outcome = None
        await s.until("2026-10-12 11:00")
        assert s.omar.sees("the week of Mon 12 Oct")
        assert not s.omar.sees("Since it was sent")


async def test_a_circle_has_started_and_finished_whichever_meetings_were_cancelled():
    """SPEC 3.8: a circle starts with its first meeting that is on and has finished after its last."""
    async with scene() as s:
        await s.joins("Ben")
        await s.cancel(1)
        await s.cancel(6)
        await s.until("2026-10-19 10:30")
        assert s.omar.sees("Starting: Logic")
        await s.until("2026-11-16 10:30")
        assert s.omar.sees("Finished: Logic")


async def _feedback_is_taken_on(s: Scene) -> None:
    """Omar takes on in the week of 19 October that meeting 1 has no feedback."""
    await s.joins("Ben")
    await s.until("2026-10-19 10:30")
    await s.omar.presses("I’ll take it: Logic – feedback missing")


async def _rated(s: Scene, number: int) -> None:
    ada, meeting = await s.id_of(s.ada), await s.meeting(number)
    await s.run(lambda work: rate(work, ada, meeting.id, 4, now=s.now))


async def test_the_outcome_is_of_what_was_taken_on_solved():
    """SPEC 3.8: that another meeting has no feedback does not reopen what was taken on."""
    async with scene() as s:
        await _feedback_is_taken_on(s)
        await _rated(s, 1)
        await s.until("2026-10-26 10:30")
        assert s.omar.sees("Omar took it on, and it is solved")


async def test_the_outcome_is_of_what_was_taken_on_open():
    """SPEC 3.8: feedback on another meeting does not solve it."""
    async with scene() as s:
        await _feedback_is_taken_on(s)
        await s.until("2026-10-21 10:00")
        await _rated(s, 2)
        await s.until("2026-10-26 10:30")
        assert s.omar.sees("Omar took it on, and it is still open")


async def test_an_outcome_is_something_that_happened():
    """SPEC 3.8: what was taken on is reported the Monday after, also when there is nothing else to say."""
    async with scene(circle=False) as s:
        await s.new_circle(publish=False, count=1)
        await s.until("2026-10-19 10:30")
        await s.omar.presses("I’ll take it: Logic – still a draft")
        await s.until("2026-10-26 10:30")
        assert s.omar.sees("Taken on last week")
