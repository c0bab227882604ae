"""What is due becomes letters: claimed, rendered as things are now, and marked as sending before they go (SPEC 3.1 to 3.6)."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.delivery import may_hold_again_at, note_going_out, waits_until, why_skip
from bot.app.digest_places import send_where_it_belongs
from bot.app.ports import Clock, Work
from bot.app.reach import account_for
from bot.chat.catalog import Catalog
from bot.chat.courier import Address, ToAccount, ToPlace
from bot.chat.outgoing import Message
from bot.chat.trouble import Trouble
from bot.chat.views.posts import render_post
from bot.domain.mishaps import Alert
from bot.domain.people import Platform
from bot.domain.posts import Post, PostKind, PostState, Reason
from bot.domain.timing import Timing

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Letter:
    """A post, ready to go."""

    post: Post
    to: Address
    message: Message


@dataclass(frozen=True, slots=True)
class Wave:
    """Letters that go together, posts that another process has to send, and what became of others: kind and state."""

    letters: list[Letter]
    elsewhere: list[Post]
    ended: Sequence[tuple[PostKind, PostState]] = ()


class Writing:
    """Writes letters from the posts that are due to those platforms that this process serves."""

    def __init__(
        self,
        clock: Clock,
        catalog: Catalog,
        trouble: Trouble,
        platforms: Collection[Platform],
        lease: timedelta,
    ) -> None:
        self._clock = clock
        self._catalog = catalog
        self._trouble = trouble
        self._platforms = platforms
        self._lease = lease

    def next_wave(self, work: Work, *, limit: int, one_by_one: bool = False) -> Wave | None:
        """The next wave, marked as sending; None when nothing is due.

        A post that cannot be made into a letter raises. With `one_by_one` it fails instead, at some cost for all of them:
        it does not hold up the others, and the log says why.
        """
        now = self._clock.now()
        claim = work.posts.claim(now=now, lease=self._lease, limit=limit)
        # The posts of a wave are mostly about one meeting.
        work.remember([(post.subject, post.person_id) for post in claim.due if post.person_id])
        for post in claim.lost:
            log.warning("nobody knows whether post %s of kind %s arrived", post.id, post.kind)
            self._trouble.is_unknown(work, post, now=now)
        write = self._attempt if one_by_one else self._write
        written = [(post, write(work, post, now=now)) for post in claim.due]
        ready = [one for _, one in written if isinstance(one, Letter)]
        ours = work.posts.mark_sending([letter.post for letter in ready], now=now, lease=self._lease)
        letters = [letter for letter in ready if letter.post.id in ours]
        elsewhere = [one for _, one in written if isinstance(one, Post)]
        ended = [(post.kind, one) for post, one in written if isinstance(one, PostState)]
        ended += [(post.kind, PostState.UNKNOWN) for post in claim.lost]
        return Wave(letters, elsewhere, ended) if claim.due or claim.lost else None

    def _attempt(self, work: Work, post: Post, *, now: datetime) -> Letter | Post | PostState:
        try:
            return work.attempt(lambda: self._write(work, post, now=now))
        except Exception:
            log.exception("post %s of kind %s cannot be prepared", post.id, post.kind)
            if work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.BROKEN):
                self._trouble.alert(work, Alert.BROKEN, post.kind, now=now)
                self._trouble.is_given_up(work, post, now=now)
            return PostState.FAILED

    def _write(self, work: Work, post: Post, *, now: datetime) -> Letter | Post | PostState:
        """The letter; the post itself when another process sends it; else its state: skipped, waiting, or it cannot go out."""
        reason = why_skip(work, post, now=now)
        if reason is Reason.USELESS_BY_NOW and post.attempts:
            log.error("post %s of kind %s was tried until it was of no use", post.id, post.kind)
            if work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.GAVE_UP):
                self._trouble.is_given_up(work, post, now=now)
            return PostState.FAILED
        if reason is Reason.SUBJECT_CHANGED and (back := may_hold_again_at(work, post, now=now)) is not None:
            work.posts.postpone(post, until=back)
            return PostState.PLANNED
        if reason is not None:
            skipped = work.posts.finish(post, PostState.SKIPPED, now=now, reason=reason)
            if skipped and reason is Reason.REPLACED:
                send_where_it_belongs(work, post.subject, Timing(now, post.useless_at), now=now)
            return PostState.SKIPPED
        until = waits_until(work, post, now=now)
        if until is not None:
            work.posts.postpone(post, until=until)
            return PostState.PLANNED
        to = _address(work, post)
        if to is None:
            work.posts.finish(post, PostState.FAILED, now=now, reason=Reason.UNREACHABLE)
            self._trouble.is_lost(work, post, now=now)
            return PostState.FAILED
        if platform_of(to) not in self._platforms:
            return post
        message = render_post(work, self._catalog, post, now=now)
        note_going_out(work, post, now=now)
        return Letter(post, to, message)


def platform_of(to: Address) -> Platform:
    """The platform on which it goes."""
    return to.account.platform if isinstance(to, ToAccount) else to.platform


def _address(work: Work, post: Post) -> Address | None:
    if post.place_id is not None:
        place = work.places.get(post.place_id)
        return None if place.unreachable_at else ToPlace(place.platform, place.workspace, place.key)
    account = account_for(work, post.person_id) if post.person_id else None
    return None if account is None else ToAccount(account.key)
