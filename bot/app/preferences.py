"""Settings: what somebody is called, when they may be written to, and where (SPEC 2, `settings`)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.app.authority import Action, may
from bot.app.mutes import Muting, see_muting
from bot.app.plans import replan_circle
from bot.app.ports import Work
from bot.app.post_subjects import zone_of
from bot.app.reach import account_for
from bot.domain.errors import NotFound, UnknownZone, ValueIsNoChoice
from bot.domain.ids import AccountId, MeetingId, PersonId
from bot.domain.leads import TODAY_LEADS
from bot.domain.people import Account, Person
from bot.domain.posts import EVEN_WHEN_QUIET, Post, PostKind
from bot.domain.quiet import quiet_ends
from bot.domain.signups import Standing
from bot.domain.text import NAME, one_line
from bot.domain.times import known_zone
from bot.domain.timing import today_for


@dataclass(frozen=True, slots=True)
class Preferences:
    """How somebody wants it: their accounts, the oldest first, and the one that receives."""

    person: Person
    accounts: tuple[Account, ...]
    receives: Account | None
    muting: Muting


@dataclass(frozen=True, slots=True)
class Preferred:
    """What can be chosen at once. The same time twice means no quiet hours; without `zone` each circle's counts.

    `today` is how long before a meeting they hear of it on its day, None for nothing.
    """

    name: str
    language: str
    zone: str | None
    quiet_from: time
    quiet_until: time
    today: timedelta | None


def see_preferences(work: Work, actor: PersonId, *, now: datetime) -> Preferences:
    """The actor's settings."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    return Preferences(
        person=work.people.get(actor),
        accounts=tuple(work.accounts.of(actor)),
        receives=account_for(work, actor),
        muting=see_muting(work, actor, now=now),
    )


def change_preferences(
    work: Work, actor: PersonId, wanted: Preferred, *, languages: Collection[str], now: datetime
) -> Person:
    """Sets what was chosen; what waited for the end of other quiet hours is looked at anew (SPEC 4.25).

    Raises ValueIsMissing or ValueIsTooLong for the name, ValueIsNoChoice, UnknownZone.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    if wanted.language not in languages:
        raise ValueIsNoChoice(field="language", given=wanted.language)
    zone = known_zone(wanted.zone) if wanted.zone else None
    if wanted.zone and zone is None:
        raise UnknownZone(field="zone", given=wanted.zone)
    if wanted.today is not None and wanted.today not in TODAY_LEADS:
        raise ValueIsNoChoice(field="today", given=str(wanted.today))
    person = work.people.get(actor)
    seats = [s.circle_id for s in work.signups.of_person(actor) if s.standing is Standing.SEATED]
    circles = [work.circles.lock(circle) for circle in sorted(seats)]
    _wake(work, person, now=now)
    name = one_line(wanted.name, field="name", limit=NAME)
    work.people.change(
        actor,
        name=name,
        named_at=now if name != person.name else person.named_at,
        language=wanted.language,
        zone=zone,
        quiet_from=wanted.quiet_from,
        quiet_until=wanted.quiet_until,
        wants_today=wanted.today is not None,
        today_lead=wanted.today or person.today_lead,
    )
    _hear_today(work, work.people.get(actor), now=now)
    for circle in circles:
        replan_circle(work, circle, now=now)
    return work.people.get(actor)


def _wake(work: Work, person: Person, *, now: datetime) -> None:
    """What the person's quiet hours have held back is due now; if it is quiet still, it goes on waiting."""
    for post in work.posts.waiting_for(person.id):
        if post.kind in EVEN_WHEN_QUIET:
            continue
        zone = person.zone or _zone_of(work, post)
        if post.due_at == quiet_ends(now, start=person.quiet_from, end=person.quiet_until, zone=zone):
            work.posts.change(post.id, due_at=now)


def _hear_today(work: Work, person: Person, *, now: datetime) -> None:
    """What waits to tell them of a meeting on its day comes when they want it now."""
    for post in work.posts.waiting_for(person.id):
        meeting = work.meetings.find(MeetingId(post.subject)) if post.kind is PostKind.TODAY else None
        if meeting is not None:
            work.posts.change(post.id, due_at=max(now, today_for(meeting, person)))


def _zone_of(work: Work, post: Post) -> str:
    try:
        return zone_of(work, post)
    except NotFound:
        # What it is about is gone; it will be skipped when its turn comes.
        return "UTC"


def receive_here(work: Work, actor: PersonId, account_id: AccountId, *, now: datetime) -> Account:
    """From now on that account of the actor's receives. Raises NotFound when it is not theirs."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    account = work.accounts.get(account_id)
    if account.person_id != actor:
        raise NotFound
    work.accounts.change(account_id, preferred_at=now)
    return work.accounts.get(account_id)
