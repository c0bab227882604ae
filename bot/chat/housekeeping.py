"""What is done once a day: what is old is anonymised, and what came in or was looked for is forgotten (SPEC 9)."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.app.browsing import forget_searches
from bot.app.keeping import anonymise_old
from bot.app.ports import Clock, Store
from bot.chat.catalog import Catalog
from bot.domain.arrivals import KEPT_FOR

DAILY = timedelta(days=1)
"""How often."""

HOURLY = timedelta(hours=1)
"""How often what people looked for is gone through, so that it is forgotten within a day of its last use."""

MOST_ROUNDS = 100
"""Transactions in one day's run; what is left over waits for the next, so that no other work waits for this."""

PORTION = 1000
"""Arrivals that one transaction forgets."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Anonymises what ended more than `keep` ago, and forgets what platforms brought and where people looked."""

    store: Store
    clock: Clock
    catalog: Catalog
    keep: timedelta

    async def once(self) -> int:
        """A day's run; returns how many circles and people were anonymised."""
        done = 0
        for _ in range(MOST_ROUNDS):
            now = self.clock.now()
            found = await self.store.run(
                lambda work, now=now: anonymise_old(work, now=now, keep=self.keep, called=self._called)
            )
            if not found:
                break
            done += found
        await self._forget_arrivals()
        await self.forget_searches()
        if done:
            log.info("%s circles and people are anonymised", done)
        return done

    async def forget_searches(self) -> None:
        """Forgets where people looked from, once that is of no more use."""
        await self.store.run(lambda work: forget_searches(work, now=self.clock.now()))

    async def _forget_arrivals(self) -> None:
        before = self.clock.now() - KEPT_FOR
        for _ in range(MOST_ROUNDS):
            if await self.store.run(lambda work: work.inbox.forget(before=before, limit=PORTION)) < PORTION:
                break

    def _called(self, language: str) -> str:
        return self.catalog.speaker(language).line("somebody-who-left")
