"""One pass over what is due: plans fan out, posts are claimed, rendered, sent and marked, cards redrawn (SPEC 3.1 to 3.5)."""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.alerts import alert
from bot.app.cards import keep_card
from bot.app.delivery import may_hold_again_at, note_going_out, waits_until, why_skip
from bot.app.digest_places import send_where_it_belongs
from bot.app.fan_out import due_plans, fan_out_due, hold_back
from bot.app.mishaps import report_given_up, report_loss, settle_unknown
from bot.app.ports import Clock, Store, Work
from bot.app.reach import account_for, mark_unreachable
from bot.chat.catalog import Catalog
from bot.chat.courier import (
    Address,
    Courier,
    Delivered,
    Delivery,
    NotNow,
    ToAccount,
    ToPlace,
    Unclear,
    Unreachable,
)
from bot.chat.outgoing import Message
from bot.chat.redrawing import Redrawing, digest_of
from bot.chat.views.posts import render_post
from bot.domain.ids import PlanId
from bot.domain.mishaps import Alert
from bot.domain.people import PlaceKey, Platform
from bot.domain.posts import Post, PostState, Reason, retry_at
from bot.domain.timing import Timing

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


@dataclass(frozen=True, slots=True)
class Letter:
    """A post, ready to go."""

    post: Post
    to: Address
    message: Message


class Tick:
    """Sends what is due through the couriers, however often it is called and by how many at once.

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
        lease: timedelta = LEASE,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._clock = clock
        self._catalog = catalog
        self._couriers = couriers
        self._operator = operator
        self._lease = lease
        self._chance = chance
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
        failed: set[PlanId] = set()
        while not self._stopping:
            plans = [plan for plan in await self._store.run(self._due_plans) if plan not in failed]
            if not plans:
                break
            for plan in plans:
                if not await self._fan_out(plan):
                    failed.add(plan)
        sent = 0
        elsewhere: list[Post] = []
        while not self._stopping and (letters := await self._claimed(elsewhere)) is not None:
            sent += await self._send(letters)
        if elsewhere:
            await self._store.run(lambda work: self._give_back(work, elsewhere))
        while not self._stopping and await self._redrawing.wave():
            pass
        return sent

    async def _send(self, letters: list[Letter]) -> int:
        deliveries = await asyncio.gather(*(self._deliver(letter) for letter in letters))
        await self._written_down(list(zip(letters, deliveries, strict=True)))
        return sum(isinstance(delivery, Delivered) for delivery in deliveries)

    async def _cry_for_help(self) -> None:
        """Has the operator told, by a wave of one, which what stands in the way has no part in."""
        try:
            await self._store.run(lambda work: self._alert(work, Alert.STUCK))
            await self._send(await self._claimed([], limit=1) or [])
        except Exception:
            log.exception("the operator cannot be told that sending fails")

    def _alert(self, work: Work, what: Alert, of: str = "") -> None:
        alert(work, self._operator, what, of, now=self._clock.now())

    async def _claimed(self, elsewhere: list[Post], *, limit: int = WAVE) -> list[Letter] | None:
        return await self._store.run(lambda work: self._claim(work, elsewhere, limit))

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
        hold_back(work, plan, until=self._clock.now() + LATER)
        self._alert(work, Alert.BROKEN, work.plans.get(plan).kind)

    def _claim(self, work: Work, elsewhere: list[Post], limit: int) -> list[Letter] | None:
        """The next wave, rendered as things are now and marked as sending; None when nothing is due.

        What another process has to send is noted in `elsewhere`, and held until this pass ends, so as to be met only once.
        """
        now = self._clock.now()
        claim = work.posts.claim(now=now, lease=self._lease, limit=limit)
        # The posts of a wave are mostly about one meeting.
        work.remember([(post.subject, post.person_id) for post in claim.due if post.person_id])
        for post in claim.lost:
            log.warning("nobody knows whether post %s of kind %s arrived", post.id, post.kind)
            self._settle(work, post, now=now)
        ready = [letter for post in claim.due if (letter := self._prepared(work, post, elsewhere, now=now))]
        ours = work.posts.mark_sending([letter.post for letter in ready], now=now, lease=self._lease)
        letters = [letter for letter in ready if letter.post.id in ours]
        return letters if claim.due or claim.lost else None

    def _prepared(self, work: Work, post: Post, elsewhere: list[Post], *, now: datetime) -> Letter | None:
        """As _prepare; a post that cannot be prepared fails and does not hold up the others, and the log says why."""
        try:
            return self._prepare(work, post, elsewhere, now=now)
        except Exception:
            log.exception("post %s of kind %s cannot be prepared", post.id, post.kind)
            if work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.BROKEN):
                self._alert(work, Alert.BROKEN, post.kind)
                self._give_up(work, post, now=now)
            return None

    def _give_up(self, work: Work, post: Post, *, now: datetime) -> None:
        try:
            report_given_up(work, post, self._operator, now=now)
        except Exception:
            log.exception("nobody can be told that post %s of kind %s was given up", post.id, post.kind)

    def _settle(self, work: Work, post: Post, *, now: datetime) -> None:
        try:
            settle_unknown(work, post, self._operator, now=now)
        except Exception:
            log.exception("nobody can be asked about post %s of kind %s", post.id, post.kind)

    def _prepare(self, work: Work, post: Post, elsewhere: list[Post], *, now: datetime) -> Letter | None:
        """The letter; None when the post is skipped, waits or cannot go out."""
        reason = why_skip(work, post, now=now)
        if reason is Reason.USELESS_BY_NOW and post.attempts:
            log.error("post %s of kind %s was tried until it was of no use", post.id, post.kind)
            if work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.GAVE_UP):
                self._give_up(work, post, now=now)
            return None
        if reason is Reason.SUBJECT_CHANGED and (back := may_hold_again_at(work, post, now=now)) is not None:
            work.posts.postpone(post, until=back)
            return None
        if reason is not None:
            skipped = work.posts.finish(post, PostState.SKIPPED, now=now, reason=reason)
            if skipped and reason is Reason.REPLACED:
                send_where_it_belongs(work, post.subject, Timing(now, post.useless_at), now=now)
            return None
        until = waits_until(work, post, now=now)
        if until is not None:
            work.posts.postpone(post, until=until)
            return None
        to = self._address(work, post)
        if to is not None and _platform(to) not in self._couriers:
            elsewhere.append(post)
            return None
        if to is None:
            work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.UNREACHABLE)
            report_loss(work, post, self._operator, now=now)
            return None
        message = render_post(work, self._catalog, post, now=now)
        note_going_out(work, post, now=now)
        return Letter(post, to, message)

    def _address(self, work: Work, post: Post) -> Address | None:
        if post.place_id is not None:
            place = work.places.get(post.place_id)
            return None if place.unreachable_at else ToPlace(place.platform, place.workspace, place.key)
        account = account_for(work, post.person_id) if post.person_id else None
        return None if account is None else ToAccount(account.key)

    async def _deliver(self, letter: Letter) -> Delivery:
        platform = _platform(letter.to)
        try:
            return await self._couriers[platform].deliver(letter.to, letter.message)
        except Exception:
            log.exception("the courier of %s broke down over post %s", platform, letter.post.id)
            return Unclear()

    async def _written_down(self, done: list[tuple[Letter, Delivery]]) -> None:
        for left in reversed(range(MARK_TRIES)):
            try:
                await self._store.run(lambda work: self._mark(work, done))
            except Exception:
                if not left:
                    raise
                log.exception("what came of a wave cannot be written down yet")
            else:
                return

    def _mark(self, work: Work, done: list[tuple[Letter, Delivery]]) -> None:
        now = self._clock.now()
        to_people = [
            (one.post, how.reference)
            for one, how in done
            if isinstance(how, Delivered) and one.post.person_id is not None
        ]
        work.posts.mark_sent(to_people, now=now)
        for letter, delivery in done:
            self._mark_one(work, letter, delivery, now=now)

    def _mark_one(self, work: Work, letter: Letter, delivery: Delivery, *, now: datetime) -> None:
        post = letter.post
        match delivery:
            case Delivered(reference) if post.place_id is not None:
                if work.posts.finish(post, PostState.SENT, now=now, reference=reference):
                    keep_card(work, post, reference=reference, digest=digest_of(letter.message), now=now)
            case Delivered():
                # Those to people are marked together.
                return
            case NotNow(after):
                again = retry_at(post.attempts + 1, now=now, at_least=after, jitter=self._chance())
                # Who is responsible hears when it is given up, not hours later.
                work.posts.put_back(post, until=max(now, min(again, post.useless_at)))
            case Unreachable():
                self._lose(work, letter, now=now)
            case Unclear():
                if work.posts.finish(post, PostState.UNKNOWN, now=now, reason=Reason.UNKNOWN_OUTCOME):
                    self._settle(work, post, now=now)

    def _lose(self, work: Work, letter: Letter, *, now: datetime) -> None:
        """The account or place is lost. A person with another account gets it there, else others hear of it."""
        post = letter.post
        if isinstance(letter.to, ToAccount):
            mark_unreachable(work, letter.to.account, now=now)
            if post.person_id is not None and account_for(work, post.person_id) is not None:
                work.posts.postpone(post, until=now)
                return
        elif post.place_id is not None:
            work.places.change(post.place_id, unreachable_at=now)
        if work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.UNREACHABLE):
            self._report(work, post, now=now)

    def _report(self, work: Work, post: Post, *, now: datetime) -> None:
        try:
            report_loss(work, post, self._operator, now=now)
        except Exception:
            log.exception("nobody can be told that post %s of kind %s did not arrive", post.id, post.kind)


def _platform(to: Address) -> Platform:
    return to.account.platform if isinstance(to, ToAccount) else to.platform
