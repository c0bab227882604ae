"""A database that fails for a moment loses nothing (SPEC 3.2)."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import pytest

from adapters.demo.rooms import SLACK, TELEGRAM
from bot.app.ports import Store, Work
from bot.chat.tick import Tick
from tests.scenario.posts_stage import CATALOG, OwnCourier, scene

Outcome = TypeVar("Outcome")


@dataclass
class ForgetfulStore:
    """Fails just once: at that transaction, which is rolled back."""

    store: Store
    fails_at: int

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        self.fails_at -= 1

        def failing(work: Work) -> Outcome:
            job(work)
            raise ConnectionError("the database has gone away")

        return await self.store.run(failing if self.fails_at == 0 else job)


@pytest.mark.parametrize("fails_at", range(1, 7))
async def test_a_transaction_that_fails_once_costs_nobody_the_reminder(fails_at: int):
    """SPEC 3.2: lost silently is the one thing that must not happen; at worst it comes a little later, or once more."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        s.stage.clock.advance(timedelta(minutes=1))
        courier = OwnCourier()
        store = ForgetfulStore(s.stage.store, fails_at)
        couriers = {surface.platform: courier for surface in (TELEGRAM, SLACK)}
        tick = Tick(store, s.stage.clock, CATALOG, couriers)
        for _ in range(10):
            with suppress(ConnectionError):
                await tick.once()
            s.stage.clock.advance(timedelta(minutes=1))
        assert courier.names in (["ben"], ["ben", "ben"])
        assert await s.settled()
