"""How a person can be reached: by which account, and what happens when one is lost (SPEC 3.3)."""

from datetime import datetime

from bot.app.ports import Work
from bot.domain.ids import PersonId
from bot.domain.people import Account, AccountKey
from bot.domain.posts import Post, PostState, Reason

MOST_MADE_UP = 50
"""How many of the latest posts to somebody are looked through when they are back."""


def account_for(work: Work, person: PersonId) -> Account | None:
    """The account that receives what is for the person, None when none can be reached.

    It is the one preferred last, else the oldest.
    """
    reachable = [account for account in work.accounts.of(person) if account.unreachable_at is None]
    preferred = [(account.preferred_at, account) for account in reachable if account.preferred_at is not None]
    if preferred:
        return max(preferred, key=lambda one: one[0])[1]
    return next(iter(reachable), None)


def mark_unreachable(work: Work, key: AccountKey, *, now: datetime) -> None:
    """Notes that the account cannot be reached, until the person writes again."""
    account = work.accounts.by_key(key)
    if account is not None and account.unreachable_at is None:
        work.accounts.change(account.id, unreachable_at=now)


def make_up(work: Work, person: PersonId, *, now: datetime) -> None:
    """Has what failed because the person was out of reach go out after all, if it is of use; of one subject the latest."""
    latest: dict[str, Post] = {}
    for post in work.posts.of_person(person, limit=MOST_MADE_UP):
        missed = post.state is PostState.FAILED and post.reason is Reason.UNREACHABLE
        if missed and now < post.useless_at:
            latest.setdefault(post.subject, post)
    for post in latest.values():
        work.posts.change(post.id, state=PostState.PLANNED, reason=None, attempts=0, due_at=now)


def lost_at(work: Work, person: PersonId) -> datetime | None:
    """When the last of the person's accounts was lost; None while one can be reached, or there never was one."""
    accounts = work.accounts.of(person)
    moments = [account.unreachable_at for account in accounts if account.unreachable_at is not None]
    return max(moments) if moments and len(moments) == len(accounts) else None
