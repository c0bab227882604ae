"""What is of no more use is gone after a while, and nothing that people ask for misses it (SPEC 9)."""

from datetime import timedelta

from bot.app.plans import new_post, next_revision
from bot.chat.catalog import Catalog
from bot.chat.housekeeping import Housekeeping
from bot.domain.posts import PostKind, PostState
from bot.domain.rsvps import Answer
from bot.domain.timing import Timing
from tests.scenario.posts_stage import Scene, scene

KEEP = timedelta(days=3650)
LEDGER = timedelta(days=30)
"""As little as can be set, so that a circle outlives it."""


async def tidied(s: Scene) -> None:
    await Housekeeping(s.stage.store, s.stage.clock, Catalog.load(), KEEP, LEDGER).once()


async def a_long_circle(s: Scene, *, tidy: bool) -> list[str]:
    """Twelve weeks of one, as everybody in it was shown them."""
    await s.new_circle(count=12)
    ben = await s.joins("Ben", goal="Pass")
    await s.stage.advance(minutes=1)
    cleo = await s.joins("Cleo")
    for week in range(14):
        if week % 3 == 0 and week < 12:
            await s.answers(ben, Answer.YES, number=week + 1)
        if week == 8:
            await s.cancel(11)
            await s.leaves(cleo)
        await s.stage.advance(weeks=1)
        if tidy:
            await tidied(s)
    for actor, said in (
        (ben, "/mine"),
        (s.ada, "/circle manage"),
        (s.omar, "/circle week"),
        (s.omar, "/circle digest 2026-W42"),
        (s.omar, "/circle circles"),
        (s.omar, "/circle reports"),
    ):
        await actor.says(said)
    return [f"{one.name}: {shown.text}" for one in (ben, cleo, s.ada, s.omar) for shown in one.room.shown]


async def test_a_circle_that_outlives_the_ledger_goes_on_as_ever():
    """SPEC 3.1, 3.8, 9: what everybody gets and sees is what they would without it, each thing once."""
    async with scene(circle=False) as s:
        without = await a_long_circle(s, tidy=False)
    async with scene(circle=False) as s:
        assert await a_long_circle(s, tidy=True) == without
        posts = [
            await s.run(lambda work, m=m: work.posts.about(set(PostKind), [m.id])) for m in await s.meetings()
        ]
        assert [bool(about) for about in posts[:10]] == [False] * 9 + [True]


async def test_why_knows_of_the_last_weeks_and_no_more():
    """SPEC 3.1, 9."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-12-20 12:00")
        await ben.says("/why")
        assert ben.sees("reminder 6")
        await tidied(s)
        await ben.says("/why")
        assert not ben.sees("reminder 6")
        await ben.says("/mydata")
        assert ben.sees("everything")


async def test_what_is_told_again_after_an_earlier_notice_is_forgotten_has_a_number_of_its_own():
    """SPEC 3.1: or the next notice would count as sent already, and nobody would hear."""
    async with scene() as s:
        ben = await s.id_of(await s.joins("Ben"))
        for week in range(2):
            timing = Timing(s.now, s.now + timedelta(days=1))
            post = new_post((PostKind.REMOVED, "his-signup", week), timing, person=ben)
            await s.run(lambda work, post=post: work.posts.put([post]))
            await s.run(lambda work, post=post: work.posts.change(post.id, state=PostState.SKIPPED))
            s.stage.clock.advance(timedelta(days=20))
        await tidied(s)
        assert await s.run(lambda work: len(work.posts.of(PostKind.REMOVED, "his-signup"))) == 1
        assert await s.run(lambda work: next_revision(work, PostKind.REMOVED, "his-signup")) == 2
