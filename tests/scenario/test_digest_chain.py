"""One digest leads to the next, whatever becomes of it (SPEC 3.8)."""

from datetime import date, time

import pytest

from tests.scenario.posts_stage import scene


@pytest.mark.parametrize(
    ("weekday", "at", "came"), [(4, time(16), "10-23 16:00"), (0, time(16), "10-19 16:00")]
)
async def test_a_team_may_choose_a_later_day_or_time(weekday: int, at: time, came: str):
    """SPEC 1.2, 3.8: the digest that is planned already keeps its time; the weeks after have the new one."""
    async with scene() as s:
        await s.joins("Ben")
        await s.run(lambda work: work.teams.change(s.team, digest_weekday=weekday, digest_at=at))
        await s.until("2026-10-25 12:00")
        assert await s.got(s.omar) == ["10-12 10:00 digest", f"{came} digest"]
        assert len(await s.digests(date(2026, 10, 19))) == 1
