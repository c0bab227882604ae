"""Processes that serve one platform each (SPEC 3.1, 8)."""

from datetime import timedelta

from adapters.demo.rooms import SLACK
from bot.domain.people import Platform
from tests.scenario.posts_stage import OwnCourier, scene


async def test_two_processes_of_two_platforms_send_once_each():
    """SPEC 3.1, 8: a process that serves one platform leaves the other's posts to the other, whoever comes first each time."""
    async with scene() as s:
        await s.joins("Dana")
        eve = await s.known("Eve", surface=SLACK)
        await s.signs_up(eve)
        await s.until("2026-10-11 17:59")
        s.stage.clock.advance(timedelta(minutes=1))
        telegram, slack = OwnCourier(), OwnCourier()
        ticks = [s.another_tick({Platform.TELEGRAM: telegram}), s.another_tick({Platform.SLACK: slack})]
        for _ in range(30):
            for tick in ticks:
                await tick.once()
                s.stage.clock.advance(timedelta(seconds=2))
            s.stage.clock.advance(timedelta(seconds=1))
        assert (telegram.names, slack.names) == (["dana"], ["eve"])
