"""A place that is another one and then the old one again, before anybody heard (4.18)."""

import pytest

from bot.app.meeting_details import Details, give_details
from bot.domain.posts import PostKind, PostState, Reason
from tests.scenario.posts_stage import Scene, scene

BEFORE_EIGHT, AFTER_EIGHT = "2026-10-12 07:59", "2026-10-12 08:01"


async def _is_in(s: Scene, place: str) -> None:
    ada, meeting = await s.id_of(s.ada), await s.meeting(1)
    await s.run(lambda work: give_details(work, ada, meeting.id, Details(place, "", ""), now=s.now))
    await s.stage.advance(minutes=5)


@pytest.mark.parametrize("way", [("Café",), ("Café", "Park"), ("Café", "Library, room 2", "Park")])
async def test_who_sleeps_meanwhile_hears_nothing_of_it(way: tuple[str, ...]):
    """SPEC 4.18, 3.6: what one heard last holds again when the morning comes; the ledger says why nothing came."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 22:00")
        for place in (*way, "Library, room 2"):
            await _is_in(s, place)
        await s.until(AFTER_EIGHT)
        assert not ben.sees("is somewhere else now")
        meeting = await s.meeting(1)
        posts = await s.run(lambda work: work.posts.of(PostKind.CHANGED, meeting.id))
        assert {post.state for post in posts} == {PostState.SKIPPED}
        assert Reason.NOTHING_TO_SAY in {post.reason for post in posts}


async def test_who_sleeps_meanwhile_hears_where_it_is_in_the_end():
    """SPEC 4.18."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 22:00")
        for place in ("Café", "Library, room 2", "Park"):
            await _is_in(s, place)
        await s.until(BEFORE_EIGHT)
        assert not ben.sees("Park")
        await s.until(AFTER_EIGHT)
        assert ben.sees("Park")


async def test_who_heard_of_the_other_place_hears_of_the_first_again():
    """SPEC 4.18: by day everybody hears of each."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-12 12:00")
        await _is_in(s, "Café")
        assert ben.sees("Café")
        await _is_in(s, "Library, room 2")
        assert ben.sees("Library, room 2")
