"""What is done once a day: what is old is anonymised (SPEC 9)."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.app.keeping import anonymise_old
from bot.app.ports import Clock, Store
from bot.chat.catalog import Catalog

DAILY = timedelta(days=1)
"""How often."""

MOST_ROUNDS = 100
"""Transactions in one day's run; what is left over waits for the next, so that no other work waits for this."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Anonymises what ended more than `keep` ago."""

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
        if done:
            log.info("%s circles and people are anonymised", done)
        return done

    def _called(self, language: str) -> str:
        return self.catalog.speaker(language).line("somebody-who-left")
