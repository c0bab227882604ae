"""One pass over what is due: plans fan out, posts are claimed, rendered, sent and marked, cards redrawn (SPEC 3.1 to 3.5)."""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.app.fan_out import due_plans, fan_out_due, hold_back
from bot.app.ports import Clock, Store, Work
from bot.chat.catalog import Catalog
from bot.chat.courier import Courier, Delivered, Delivery, Unclear
from bot.chat.letters import Letter, Wave, Writing, platform_of
from bot.chat.redrawing import Redrawing
from bot.chat.sent import Marking, state_of
from bot.chat.trouble import Trouble
from bot.chat.watch import NOBODY, Watch
from bot.domain.ids import PlanId
from bot.domain.mishaps import Alert
from bot.domain.people import PlaceKey, Platform
from bot.domain.posts import Post

PLANS_AT_ONCE = 20
"""Plans that fan out in one transaction: a circle or a team each."""

WAVE = 16
"""Posts that are on their way at once. Marking them as sending before they go keeps them from going twice."""

LATER = timedelta(minutes=1)
"""When a plan is tried again that could not be turned into posts."""

MARK_TRIES = 3
"""How often we try to write down what came of a wave; the fence makes it harmless to do so twice."""

FAILURES = 3
"""After so many passes in a row that failed the operator hears of it."""

LEASE = timedelta(minutes=2)
"""How long a wave may take before its posts count as abandoned."""

log = logging.getLogger(__name__)


class Tick:
    """Sends what is due through the couriers, however often it is called and by how many at once.

    `couriers` are those of the platforms that are connected, which may become more; without any nothing is done yet.
    `operator` hears where nobody else can be told.
    `chance`, from 0 to 1, spreads the retries of what failed together; nothing secret depends on it.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        catalog: Catalog,
        couriers: Mapping[Platform, Courier],
        *,
        operator: PlaceKey | None = None,
        watch: Watch = NOBODY,
        lease: timedelta = LEASE,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._clock = clock
        self._watch = watch
        self._couriers = couriers
        self._trouble = Trouble(operator)
        self._writing = Writing(clock, catalog, self._trouble, couriers.keys(), lease)
        self._marking = Marking(clock, self._trouble, chance)
        self._redrawing = Redrawing(store, clock, catalog, couriers, lease)
        self._stopping = False
        self._failures = 0

    def stop(self) -> None:
        """Ends the pass that is under way after its wave; what is left is due as before (SIGTERM)."""
        self._stopping = True

    async def once(self) -> int:
        """Sends all that is due now; returns how many posts were sent. The operator hears when it fails again and again."""
        try:
            sent = await self._pass()
        except Exception:
            self._failures += 1
            if self._failures % FAILURES == 0:
                await self._cry_for_help()
            raise
        self._failures = 0
        return sent

    async def _pass(self) -> int:
        if not self._couriers:
            return 0
        failed: set[PlanId] = set()
        while not self._stopping:
            plans = [plan for plan in await self._store.run(self._due_plans) if plan not in failed]
            if not plans:
                break
            for plan in plans:
                if not await self._fan_out(plan):
                    failed.add(plan)
        sent = 0
        # What another process has to send is held until this pass ends, so as to be met only once.
        elsewhere: list[Post] = []
        while not self._stopping and (wave := await self._next_wave()) is not None:
            elsewhere += wave.elsewhere
            for kind, state in wave.ended:
                self._watch.post_ended(kind, state)
            sent += await self._send(wave.letters)
        if elsewhere:
            await self._store.run(lambda work: self._give_back(work, elsewhere))
        while not self._stopping and await self._redrawing.wave():
            pass
        return sent

    async def _next_wave(self, limit: int = WAVE) -> Wave | None:
        """What is due, as letters; where they cannot be written together, one by one, so that one holds up no other."""
        try:
            return await self._store.run(lambda work: self._writing.next_wave(work, limit=limit))
        except Exception:
            log.warning("a wave cannot be written together", exc_info=True)
        return await self._store.run(lambda work: self._writing.next_wave(work, limit=limit, one_by_one=True))

    async def _send(self, letters: list[Letter]) -> int:
        deliveries = await asyncio.gather(*(self._deliver(letter) for letter in letters))
        await self._written_down(list(zip(letters, deliveries, strict=True)))
        return sum(isinstance(delivery, Delivered) for delivery in deliveries)

    async def _deliver(self, letter: Letter) -> Delivery:
        platform = platform_of(letter.to)
        try:
            return await self._couriers[platform].deliver(letter.to, letter.message)
        except Exception:
            log.exception("the courier of %s broke down over post %s", platform, letter.post.id)
            return Unclear()

    async def _written_down(self, done: list[tuple[Letter, Delivery]]) -> None:
        for left in reversed(range(MARK_TRIES)):
            try:
                await self._store.run(lambda work: self._marking.mark(work, done))
            except Exception:
                if not left:
                    raise
                log.exception("what came of a wave cannot be written down yet")
            else:
                for letter, delivery in done:
                    self._watch.post_ended(letter.post.kind, state_of(delivery))
                return

    async def _cry_for_help(self) -> None:
        """Has the operator told, by a wave of one, which what stands in the way has no part in."""
        try:
            await self._store.run(lambda work: self._trouble.alert(work, Alert.STUCK, now=self._clock.now()))
            wave = await self._next_wave(limit=1)
            await self._send(wave.letters if wave else [])
        except Exception:
            log.exception("the operator cannot be told that sending fails")

    def _give_back(self, work: Work, posts: list[Post]) -> None:
        """Leaves to other processes what goes to platforms that this one does not serve; no attempt is counted."""
        now = self._clock.now()
        for post in posts:
            work.posts.postpone(post, until=now)

    def _due_plans(self, work: Work) -> list[PlanId]:
        return due_plans(work, now=self._clock.now(), limit=PLANS_AT_ONCE)

    async def _fan_out(self, plan: PlanId) -> bool:
        """Each in a transaction of its own: one that fails is tried later and leaves the others alone (SPEC 3.8)."""
        try:
            await self._store.run(lambda work: fan_out_due(work, plan, now=self._clock.now()))
        except Exception:
            log.exception("plan %s cannot be turned into posts now", plan)
        else:
            return True
        try:
            await self._store.run(lambda work: self._hold_back(work, plan))
        except Exception:
            log.exception("plan %s cannot be held back", plan)
        return False

    def _hold_back(self, work: Work, plan: PlanId) -> None:
        now = self._clock.now()
        hold_back(work, plan, until=now + LATER)
        self._trouble.alert(work, Alert.BROKEN, work.plans.get(plan).kind, now=now)
