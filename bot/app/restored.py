"""What was due when a backup was made that is restored now: it may have gone out since (SPEC 3.2, 8).

Only the server's command line calls this, while nothing is being sent: nobody acts, so nobody is asked.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.app.delivery import why_skip
from bot.app.erasure import forget
from bot.app.mishaps import A_WHILE, ABOUT_POSTS
from bot.app.ports import Work
from bot.domain.ids import PersonId
from bot.domain.posts import Post, PostKind, PostState, Reason

RATHER_TWICE = ABOUT_POSTS | {PostKind.PREVIEW}
"""What those who run a circle or a team get about posts: better twice than not at all, and nobody could be asked about it."""

LEASE = timedelta(minutes=1)
"""For how long posts are taken that are looked at in one transaction."""


def forget_who_was_sending(work: Work, *, now: datetime) -> None:
    """Nobody has in hand what was being sent when the backup was made."""
    work.posts.end_leases(now=now)


def forget_again(work: Work, person: PersonId, *, called: str, now: datetime) -> bool:
    """Forgets somebody who had asked for that after the backup was made; False where they are nobody by now, or never were.

    Raises a broken rule where that would leave a circle or a team without anybody.
    """
    found = work.people.find(person)
    if found is None or found.erased_at is not None:
        return False
    forget(work, person, called=called, now=now)
    return True


def hold_due(work: Work, *, now: datetime, limit: int) -> Sequence[Post] | None:
    """Of up to `limit` posts that are due, those that now wait for somebody's word; None when nothing is due.

    They are not sent by themselves. What would not be sent anyhow is skipped, with its reason; RATHER_TWICE stays due.
    """
    claim = work.posts.claim(now=now, lease=LEASE, limit=limit)
    if not claim.due and not claim.lost:
        return None
    held: list[Post] = []
    for post in claim.lost:
        work.posts.change(post.id, reason=Reason.RESTORED)
        held.append(work.posts.get(post.id))
    for post in claim.due:
        if post.kind in RATHER_TWICE:
            work.posts.postpone(post, until=now + A_WHILE)
        elif (reason := _why_skip(work, post, now=now)) is not None:
            work.posts.finish(post, PostState.SKIPPED, now=now, reason=reason)
        else:
            work.posts.finish(post, PostState.UNKNOWN, now=now, reason=Reason.RESTORED)
            held.append(work.posts.get(post.id))
    return held


def set_arrivals_aside(work: Work, *, now: datetime) -> int:
    """What came in and was not answered yet, most likely was since; returns how much that was."""
    return work.inbox.set_aside(now=now)


def _why_skip(work: Work, post: Post, *, now: datetime) -> Reason | None:
    """A reason to skip it for good; a digest that belongs elsewhere by now may have gone out all the same."""
    reason = why_skip(work, post, now=now)
    return None if reason is Reason.REPLACED else reason
