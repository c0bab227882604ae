"""Writing down what came of letters that were sent (SPEC 3.1 to 3.3)."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.app.cards import keep_card
from bot.app.ports import Clock, Work
from bot.app.reach import account_for, mark_unreachable
from bot.chat.courier import Delivered, Delivery, NotNow, ToAccount, Unclear, Unreachable
from bot.chat.letters import Letter
from bot.chat.redrawing import digest_of
from bot.chat.trouble import Trouble
from bot.domain.posts import PostState, Reason, retry_at

log = logging.getLogger(__name__)


def state_of(delivery: Delivery) -> PostState:
    """What becomes of a post that was delivered so; PLANNED where it is tried again."""
    match delivery:
        case Delivered():
            return PostState.SENT
        case NotNow():
            return PostState.PLANNED
        case Unreachable():
            return PostState.FAILED
        case Unclear():
            return PostState.UNKNOWN


class Marking:
    """Marks posts in the ledger. `chance`, from 0 to 1, spreads the retries of what failed together."""

    def __init__(self, clock: Clock, trouble: Trouble, chance: Callable[[], float]) -> None:
        self._clock = clock
        self._trouble = trouble
        self._chance = chance

    def mark(self, work: Work, done: Sequence[tuple[Letter, Delivery]]) -> None:
        """Writes down what came of each. Done twice it is done once."""
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
                    self._keep_card(work, letter, reference, now=now)
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
                    self._trouble.is_unknown(work, post, now=now)

    def _keep_card(self, work: Work, letter: Letter, reference: str, *, now: datetime) -> None:
        post, digest = letter.post, digest_of(letter.message)
        try:
            work.attempt(lambda: keep_card(work, post, reference=reference, digest=digest, now=now))
        except Exception:
            log.exception("post %s of kind %s is no card that can be kept", post.id, post.kind)

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
            self._trouble.is_lost(work, post, now=now)
