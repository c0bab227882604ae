"""One pass over what is due: plans fan out, posts are claimed, rendered, sent and marked (SPEC 3.1 to 3.5)."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.app.ports import Clock, Store, Work
from bot.app.posts import fan_out_due, why_skip
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
from bot.chat.views.posts import render_post
from bot.domain.people import Platform
from bot.domain.posts import Post, PostState, Reason, retry_at

PLANS_AT_ONCE = 20
"""Plans that fan out in one transaction: a circle or a team each."""

WAVE = 16
"""Posts that are on their way at once. Marking them as sending before they go keeps them from going twice."""

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
    """Sends what is due through the couriers, however often it is called and by how many at once."""

    def __init__(
        self, store: Store, clock: Clock, catalog: Catalog, couriers: Mapping[Platform, Courier]
    ) -> None:
        self._store = store
        self._clock = clock
        self._catalog = catalog
        self._couriers = couriers

    async def once(self) -> int:
        """Sends all that is due now; returns how many posts were sent."""
        while await self._store.run(self._fan_out):
            pass
        sent = 0
        while (letters := await self._store.run(self._claim)) is not None:
            deliveries = await asyncio.gather(*(self._deliver(letter) for letter in letters))
            done = list(zip(letters, deliveries, strict=True))
            await self._store.run(lambda work, done=done: self._mark(work, done))
            sent += sum(isinstance(delivery, Delivered) for delivery in deliveries)
        return sent

    def _fan_out(self, work: Work) -> int:
        return fan_out_due(work, now=self._clock.now(), limit=PLANS_AT_ONCE)

    def _claim(self, work: Work) -> list[Letter] | None:
        """The next wave, rendered as things are now and marked as sending; None when nothing is due."""
        now = self._clock.now()
        posts = work.posts.claim(now=now, lease=LEASE, limit=WAVE)
        letters: list[Letter] = []
        for post in posts:
            reason = why_skip(work, post, now=now)
            to = None if reason else self._address(work, post)
            if reason is not None:
                work.posts.finish(post, PostState.SKIPPED, now=now, reason=reason)
            elif to is None:
                work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.UNREACHABLE)
            elif (message := self._render(work, post)) is None:
                work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.GAVE_UP)
            elif work.posts.mark_sending(post, now=now, lease=LEASE):
                letters.append(Letter(post, to, message))
        return letters if posts else None

    def _render(self, work: Work, post: Post) -> Message | None:
        try:
            return render_post(work, self._catalog, post, now=self._clock.now())
        except Exception:
            # One post that cannot be written must not hold up the others; it fails, and the log says why.
            log.exception("post %s of kind %s cannot be rendered", post.id, post.kind)
            return None

    def _address(self, work: Work, post: Post) -> Address | None:
        if post.place_id is not None:
            place = work.places.get(post.place_id)
            return None if place.unreachable_at else ToPlace(place.platform, place.workspace, place.key)
        account = account_for(work, post.person_id) if post.person_id else None
        return None if account is None else ToAccount(account.key)

    async def _deliver(self, letter: Letter) -> Delivery:
        platform = letter.to.account.platform if isinstance(letter.to, ToAccount) else letter.to.platform
        courier = self._couriers.get(platform)
        if courier is None:
            return NotNow()
        try:
            return await courier.deliver(letter.to, letter.message)
        except Exception:
            log.exception("the courier of %s broke down over post %s", platform, letter.post.id)
            return Unclear()

    def _mark(self, work: Work, done: list[tuple[Letter, Delivery]]) -> None:
        now = self._clock.now()
        for letter, delivery in done:
            post = letter.post
            match delivery:
                case Delivered(reference):
                    work.posts.finish(post, PostState.SENT, now=now, reference=reference)
                case NotNow(after):
                    again = retry_at(post.attempts + 1, now=now, at_least=after)
                    if again is None:
                        work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.GAVE_UP)
                    else:
                        work.posts.put_back(post, until=again)
                case Unreachable():
                    work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.UNREACHABLE)
                    self._lose(work, letter.to)
                case Unclear():
                    work.posts.finish(post, PostState.UNKNOWN, now=now)

    def _lose(self, work: Work, to: Address) -> None:
        now = self._clock.now()
        if isinstance(to, ToAccount):
            mark_unreachable(work, to.account, now=now)
        else:
            place = work.places.by_key(to.platform, to.workspace, to.key)
            if place is not None:
                work.places.change(place.id, unreachable_at=now)
