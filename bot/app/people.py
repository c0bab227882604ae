"""People: arriving on a platform, and what they want to be called."""

from datetime import datetime

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.app.reach import make_up
from bot.domain.ids import AccountId, PersonId, new_id
from bot.domain.people import Account, AccountKey, Person
from bot.domain.text import NAME, one_line


def arrive(
    work: Work, key: AccountKey, *, name: str, language: str, zone: str | None, now: datetime
) -> Person:
    """The person behind an account; someone new is made known with what the platform tells about them.

    An account that could not be reached before is reachable again, and what did not arrive meanwhile is made up.
    """
    account = work.accounts.by_key(key)
    if account is not None:
        if account.unreachable_at is not None:
            work.accounts.change(account.id, unreachable_at=None)
            make_up(work, account.person_id, now=now)
        return work.people.get(account.person_id)
    person = Person(
        id=PersonId(new_id()),
        name=name,
        language=language,
        zone=zone,
        named_at=None,
        created_at=now,
    )
    work.people.add(person)
    work.accounts.add(
        Account(
            id=AccountId(new_id()),
            platform=key.platform,
            workspace=key.workspace,
            user=key.user,
            person_id=person.id,
            unreachable_at=None,
            created_at=now,
        )
    )
    return person


def call_me(work: Work, actor: PersonId, name: str, *, now: datetime) -> str:
    """Sets what the actor is called. Raises ValueIsMissing or ValueIsTooLong."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    called = one_line(name, field="name", limit=NAME)
    work.people.change(actor, name=called, named_at=now)
    for signup in work.signups.of_person(actor):
        work.cards.mark(signup.circle_id, now=now)
    return called
