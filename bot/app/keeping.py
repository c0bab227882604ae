"""How long things are kept: what learners said, a set number of days after their circle's last meeting, and what is of no use
any more (SPEC 9).
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.app.ports import Work
from bot.domain.leftovers import KEPT_FOR, Leftover

AT_ONCE = 20
"""How many circles, and how many people, one transaction anonymises."""


def anonymise_old(
    work: Work, *, now: datetime, keep: timedelta, called: Callable[[str], str], limit: int = AT_ONCE
) -> int:
    """Erases what learners said in circles that ended more than `keep` ago, and who they were.

    A name stays while its person runs something, did something lately or is in a circle that goes on. `called` names somebody
    who is not known any more, in a language. Returns how many circles and people there were; 0 when nothing is left to do.
    """
    circles = work.erasing.circles_over(before=now - keep, limit=limit)
    for circle in sorted(circles):
        work.circles.lock(circle)
        work.erasing.circle(circle, now=now)
    people = work.erasing.learners_gone(before=now - keep, limit=limit)
    for person in sorted(people):
        language = work.people.lock(person).language
        work.erasing.person(person, called=called(language), now=now)
    return len(circles) + len(people)


def forget_leftovers(work: Work, what: Leftover, *, now: datetime, ledger: timedelta, limit: int) -> int:
    """Removes up to `limit` of those; returns how many there were. `ledger` is how long posts and plans are remembered."""
    return work.leftovers.forget(what, before=now - KEPT_FOR.get(what, ledger), limit=limit)
