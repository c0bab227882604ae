"""A digest that could not go at once: when it does, it is looked at again, and goes where it belongs by then (SPEC 3.8)."""

from datetime import date

from adapters.demo.rooms import Room
from bot.chat.courier import NotNow, Unclear, Unreachable
from bot.domain.posts import PostKind
from bot.domain.teams import Role
from tests.scenario.posts_stage import Scene, scene

MONDAY = date(2026, 10, 12)
WEEK = "the week of Mon 12 Oct"


def _digests(room: Room) -> int:
    return sum(WEEK in shown.text for shown in room.shown)


async def _held_up(s: Scene) -> Room:
    """Monday's digest cannot go to its channel for now."""
    await s.joins("Ben")
    old = s.stage.group("#old")
    await s.omar.says("/circle digest here", at=old)
    old.outcome = NotNow()
    await s.until("2026-10-12 10:10")
    old.outcome = None
    return old


async def test_a_digest_in_back_off_goes_to_the_new_place():
    """SPEC 3.8, 3.1: once, and not to the old one."""
    async with scene() as s:
        old, new = await _held_up(s), s.stage.group("#new")
        await s.omar.says("/circle digest here", at=new)
        await s.until("2026-10-12 15:00")
        assert (_digests(old), _digests(new)) == (0, 1)
        assert await s.got(s.omar, PostKind.DIGEST) == []


async def test_a_place_that_is_chosen_and_unchosen_gets_it_once():
    """SPEC 3.8, 3.1: to and fro while it is in back-off, it goes once to the one that holds in the end."""
    async with scene() as s:
        old, new = await _held_up(s), s.stage.group("#new")
        old.outcome = new.outcome = NotNow()
        await s.omar.says("/circle digest here", at=new)
        await s.until("2026-10-12 11:00")
        await s.omar.says("/circle digest here", at=old)
        await s.until("2026-10-12 14:00")
        old.outcome = new.outcome = None
        await s.until("2026-10-12 20:00")
        assert (_digests(old), _digests(new)) == (1, 0)


async def test_a_digest_that_was_paused_meanwhile_does_not_go():
    """SPEC 2, 3.8."""
    async with scene() as s:
        old = await _held_up(s)
        await s.run(lambda work: work.teams.change(s.team, digest_paused=True))
        await s.until("2026-10-12 20:00")
        assert _digests(old) == 0
        assert [(post.state, post.reason) for post in await s.digests(MONDAY)] == [
            ("skipped", "nothing-to-say")
        ]


async def test_a_digest_that_was_emptied_meanwhile_does_not_go():
    """SPEC 3.8: nothing happened: not sent."""
    async with scene() as s:
        old = await _held_up(s)
        await s.run(lambda work: work.circles.change(s.circle, stage="deleted"))
        await s.until("2026-10-12 20:00")
        assert _digests(old) == 0


async def test_private_digests_that_wait_go_to_the_place_that_was_chosen():
    """SPEC 3.8: until a place is chosen each organizer hears in private; then the place does, once, and they do not."""
    async with scene() as s:
        await s.joins("Ben")
        olga = await s.also("Olga", Role.ORGANIZER)
        await s.until("2026-10-12 09:59")
        s.omar.room.outcome = olga.room.outcome = NotNow()
        await s.until("2026-10-12 10:10")
        s.omar.room.outcome = olga.room.outcome = None
        channel = s.stage.group("#organizers")
        await s.omar.says("/circle digest here", at=channel)
        await s.until("2026-10-12 20:00")
        assert _digests(channel) == 1
        assert (await s.got(s.omar, PostKind.DIGEST), await s.got(olga, PostKind.DIGEST)) == ([], [])


async def test_a_lost_place_that_was_left_already_changes_nothing():
    """SPEC 3.3, 3.8: the old place fails for good after a new one was chosen: the digest goes there, and stays."""
    async with scene() as s:
        old, new = await _held_up(s), s.stage.group("#new")
        old.outcome = Unreachable()
        await s.omar.says("/circle digest here", at=new)
        await s.until("2026-10-19 11:00")
        assert _digests(new) == 1
        assert any("the week of Mon 19 Oct" in shown.text for shown in new.shown)
        assert await s.got(s.omar, PostKind.DIGEST) == []


async def test_a_digest_that_may_have_arrived_is_not_sent_to_another_place_by_itself():
    """SPEC 3.2: it is shown to the organizers, who have it sent again: to the place that holds by then."""
    async with scene() as s:
        await s.joins("Ben")
        old, new = s.stage.group("#old"), s.stage.group("#new")
        await s.omar.says("/circle digest here", at=old)
        old.outcome = Unclear()
        await s.until("2026-10-12 10:05")
        old.outcome = None
        await s.omar.says("/circle digest here", at=new)
        await s.until("2026-10-12 12:00")
        assert (_digests(old), _digests(new)) == (0, 0)
        await s.omar.presses("Send again")
        await s.until("2026-10-12 13:00")
        assert (_digests(old), _digests(new)) == (0, 1)
