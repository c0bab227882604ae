"""Linking a second account, and unlinking it (SPEC 1.1)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.line import fill_seats, get_up, give_back
from bot.app.ports import Work
from bot.app.reach import account_for
from bot.domain.circles import Circle
from bot.domain.errors import NotFound
from bot.domain.ids import AccountId, CircleId, PersonId, new_id
from bot.domain.linking import (
    LinkCode,
    LinkCodeUnknown,
    NotLinked,
    ensure_links,
    hash_of_link_code,
    merged_signup,
    new_link_code,
)
from bot.domain.people import Account, AccountKey, Person
from bot.domain.signups import HERE, Standing


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two people who would be one: the one who made the code, and the one who uses it, with their accounts."""

    first: Person
    first_accounts: tuple[Account, ...]
    second: Person
    second_accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """One person, with all accounts, and the one that receives."""

    person: Person
    accounts: tuple[Account, ...]
    receives: Account | None


def make_link_code(work: Work, actor: PersonId, *, now: datetime) -> str:
    """A one-time code by which another account becomes the actor's; one made before is good for nothing any more."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    code = new_link_code()
    work.link_codes.use_up(actor, now=now)
    work.link_codes.add(LinkCode(hash_of_link_code(code), actor, now, None))
    return code


def look_at_link(work: Work, actor: PersonId, code: str, *, now: datetime) -> Proposal:
    """Who would become one person, before anything happens.

    Raises LinkCodeUnknown, LinkCodeExpired, LinkCodeUsed, or LinkedAlready for one's own code.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    first = _usable(work, actor, code, now=now).person_id
    return Proposal(
        work.people.get(first),
        tuple(work.accounts.of(first)),
        work.people.get(actor),
        tuple(work.accounts.of(actor)),
    )


def link_accounts(
    work: Work, actor: PersonId, code: str, *, receives: AccountKey | None, now: datetime
) -> Linked:
    """Makes the actor and whoever made the code one person, who goes on as the latter. Raises as look_at_link does.

    Roles add up, mutes and removals stay, the stronger place in each circle and the later answers count, and what was sent to
    either is not sent again. That account receives from now on, else the one that received before.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    kept = _usable(work, actor, code, now=now).person_id
    circles = _lock_all(work, kept, actor)
    account = work.accounts.by_key(receives) if receives else account_for(work, kept)
    moved = work.accounts.of(actor)
    for circle in circles:
        ours, theirs = work.signups.of(circle.id, kept), work.signups.of(circle.id, actor)
        if ours is not None and theirs is not None:
            theirs = give_back(work, theirs, now=now)
            work.merging.signups(merged_signup(ours, theirs), theirs.id)
    work.merging.person(actor, kept)
    for one in moved:
        work.accounts.change(one.id, linked_at=one.linked_at or now, preferred_at=None)
    if account is not None and account in (*moved, *work.accounts.of(kept)):
        work.accounts.change(account.id, preferred_at=now)
    work.link_codes.use_up(kept, now=now)
    for circle in circles:
        _settle(work, circle, kept, now=now)
    return Linked(work.people.get(kept), tuple(work.accounts.of(kept)), account_for(work, kept))


def unlink_account(work: Work, actor: PersonId, account_id: AccountId, *, now: datetime) -> Account:
    """Makes a new person of an account that was linked; the history stays. Raises NotLinked for the first account."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    person = work.people.lock(actor)
    account = work.accounts.find(account_id)
    if account is None or account.person_id != actor:
        raise NotFound
    if account.linked_at is None:
        raise NotLinked
    anew = replace(person, id=PersonId(new_id()), named_at=None, created_at=now)
    work.people.add(anew)
    work.accounts.change(account_id, person_id=anew.id, linked_at=None, preferred_at=None)
    return work.accounts.get(account_id)


def _usable(work: Work, person: PersonId, code: str, *, now: datetime) -> LinkCode:
    found = work.link_codes.lock(hash_of_link_code(code))
    if found is None:
        raise LinkCodeUnknown
    ensure_links(found, person, now=now)
    return found


def _lock_all(work: Work, *people: PersonId) -> list[Circle]:
    """Locks teams, circles and people, each in order of id; returns the circles that either is or was in, or runs."""
    circles: set[CircleId] = set()
    teams = {membership.team_id for person in people for membership in work.teams.of(person)}
    for person in people:
        circles |= {signup.circle_id for signup in work.signups.ever_of(person)}
        circles |= {circle.id for circle in work.circles.run_by(person)}
    for team in sorted(teams):
        work.teams.lock(team)
    locked = [work.circles.lock(circle) for circle in sorted(circles)]
    for person in sorted(people):
        work.people.lock(person)
    return locked


def _settle(work: Work, circle: Circle, person: PersonId, *, now: datetime) -> None:
    """Whoever facilitates a circle takes no seat in it, and what came free goes to those first in line."""
    signup = work.signups.of(circle.id, person)
    if signup is not None and signup.standing in HERE and person in work.circles.facilitators(circle.id):
        get_up(work, circle, signup, Standing.LEFT, now=now)
    fill_seats(work, circle, now=now)
    work.cards.mark(circle.id, now=now)
