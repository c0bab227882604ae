"""A meeting that moves while nobody knows who has heard what."""

from datetime import date, time

from bot.chat.courier import Unclear
from bot.domain.posts import PostKind
from tests.scenario.posts_stage import scene


async def test_who_may_have_been_reminded_hears_of_the_move():
    """SPEC 4.16, 3.2: a reminder that is to go once more may have arrived the first time."""
    async with scene() as s:
        kim = await s.joins("Kim")
        await s.until("2026-10-11 17:59")
        kim.room.outcome = Unclear()
        await s.until("2026-10-11 18:00")
        assert await s.move(1, date(2026, 10, 20), time(7)) == 1
        kim.room.outcome = None
        await s.until("2026-10-11 18:30")
        assert [line.split()[2] for line in await s.got(kim, PostKind.MOVED)] == ["moved"]
