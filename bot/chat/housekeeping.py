"""What is done once a day: what is old is anonymised, and what is of no more use is forgotten (SPEC 9)."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.app.browsing import forget_searches
from bot.app.keeping import anonymise_old, forget_leftovers
from bot.app.ports import Clock, Store
from bot.chat.catalog import Catalog
from bot.domain.arrivals import KEPT_FOR
from bot.domain.leftovers import LEDGER_FOR, Leftover

DAILY = timedelta(days=1)
"""How often."""

HOURLY = timedelta(hours=1)
"""How often what people looked for is gone through, so that it is forgotten within a day of its last use."""

MOST_ROUNDS = 100
"""Transactions in one day's run; what is left over waits for the next, so that no other work waits for this."""

PORTION = 1000
"""Arrivals that one transaction forgets."""

FEW = 50
"""Leftovers that one transaction removes: so few that nobody waits for it noticeably."""

FEW_ROUNDS = 1000
"""Transactions for each kind of leftovers in one day's run."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Anonymises what ended more than `keep` ago, and forgets what is of no more use; the ledger after `ledger`."""

    store: Store
    clock: Clock
    catalog: Catalog
    keep: timedelta
    ledger: timedelta = LEDGER_FOR

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
        for what in Leftover:
            await self._forget(what)
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

    async def _forget(self, what: Leftover) -> None:
        """In small portions, between which others have their turn."""
        for _ in range(FEW_ROUNDS):
            found = await self.store.run(
                lambda work: forget_leftovers(work, what, now=self.clock.now(), ledger=self.ledger, limit=FEW)
            )
            if found < FEW:
                break

    def _called(self, language: str) -> str:
        return self.catalog.speaker(language).line("somebody-who-left")
