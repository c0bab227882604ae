"""A restored backup, made ready: what was due in it waits for somebody's word (SPEC 3.2, 8)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.app.fan_out import due_plans, fan_out_due, hold_back
from bot.app.ports import Clock, Store, Work
from bot.app.restored import forget_again as again
from bot.app.restored import forget_who_was_sending, hold_due, set_arrivals_aside
from bot.chat.catalog import Catalog
from bot.chat.tick import LATER
from bot.chat.trouble import Trouble
from bot.domain.errors import BrokenRule
from bot.domain.ids import PersonId
from bot.domain.people import PlaceKey

PORTION = 100
"""Plans or posts that one transaction looks at."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """How many posts wait for somebody's word, and how much of what came in was set aside."""

    posts: int
    arrivals: int


@dataclass(frozen=True, slots=True)
class ForgottenAgain:
    """How many were forgotten once more, and how many could not be, for nobody would look after what they run."""

    done: int
    left: int


async def forget_again(
    store: Store, clock: Clock, catalog: Catalog, people: Sequence[PersonId]
) -> ForgottenAgain:
    """Forgets those who had asked for that since the backup was made (SPEC 2, `forgetme`; 9)."""
    done = left = 0
    for person in people:

        def forget(work: Work, person: PersonId = person) -> bool:
            found = work.people.find(person)
            called = catalog.speaker(found.language if found else None).line("somebody-who-left")
            return again(work, person, called=called, now=clock.now())

        try:
            done += await store.run(forget)
        except BrokenRule:
            left += 1
    return ForgottenAgain(done, left)


class Holding:
    """Holds what is due, once, before anything is sent. `operator` hears where nobody else can be told."""

    def __init__(self, store: Store, clock: Clock, operator: PlaceKey | None) -> None:
        self._store = store
        self._clock = clock
        self._trouble = Trouble(operator)

    async def once(self) -> Held:
        """Holds it all; whoever is responsible is asked when the bot runs, and can send it."""
        now = self._clock.now()
        await self._store.run(lambda work: forget_who_was_sending(work, now=now))
        while await self._store.run(self._fan_out):
            pass
        posts = 0
        while (held := await self._store.run(self._hold)) is not None:
            posts += held
        return Held(posts, await self._store.run(lambda work: set_arrivals_aside(work, now=now)))

    def _fan_out(self, work: Work) -> int:
        now = self._clock.now()
        plans = due_plans(work, now=now, limit=PORTION)
        for plan in plans:
            try:
                work.attempt(lambda plan=plan: fan_out_due(work, plan, now=now))
            except Exception:
                log.exception("plan %s cannot be turned into posts now", plan)
                hold_back(work, plan, until=now + LATER)
        return len(plans)

    def _hold(self, work: Work) -> int | None:
        now = self._clock.now()
        held = hold_due(work, now=now, limit=PORTION)
        for post in held or ():
            self._trouble.is_given_up(work, post, now=now)
        return None if held is None else len(held)
