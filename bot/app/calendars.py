"""A person's meetings for their calendar, and the feed under which a calendar finds them (SPEC 2, `calendar`)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, is_allowed, may
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.feeds import Feed
from bot.domain.ids import CircleId, FeedId, PersonId, new_id
from bot.domain.invitations import hash_of, new_code
from bot.domain.meetings import Meeting
from bot.domain.signups import Standing


@dataclass(frozen=True, slots=True)
class Dates:
    """All meetings of a circle, cancelled ones too."""

    circle: Circle
    meetings: tuple[Meeting, ...]


def my_dates(work: Work, actor: PersonId, *, now: datetime) -> list[Dates]:
    """The meetings of the circles in which the actor has a seat or which they facilitate."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    return _dates(work, actor)


def dates_of(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Dates:
    """The meetings of one circle in which the actor has a seat or which they may see. Raises NotFound."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    circle = work.circles.get(circle_id)
    signup = work.signups.of(circle_id, actor)
    seated = signup is not None and signup.standing is Standing.SEATED
    if circle.stage is Stage.DELETED or not (seated or is_allowed(work, actor, Action.SEE_CIRCLE, circle)):
        raise NotFound
    return Dates(circle, tuple(work.meetings.of_circle(circle_id)))


def open_feed(work: Work, actor: PersonId, *, now: datetime) -> str:
    """A new secret for the actor's feed, which is told this once; the one before opens nothing any more."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    work.feeds.revoke(actor, now=now)
    code = new_code()
    work.feeds.add(Feed(FeedId(new_id()), actor, hash_of(code), made_at=now, revoked_at=None))
    return code


def revoke_feed(work: Work, actor: PersonId, *, now: datetime) -> bool:
    """Has the actor's feed show nothing any more; whether there was one."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    return work.feeds.revoke(actor, now=now) > 0


def dates_of_feed(work: Work, code: str) -> tuple[PersonId, list[Dates]]:
    """Whose feed has that secret, and their meetings as they are now. Raises NotFound, also when it was revoked."""
    feed = work.feeds.by_hash(hash_of(code))
    if feed is None or feed.revoked_at is not None:
        raise NotFound
    return feed.person_id, _dates(work, feed.person_id)


def _dates(work: Work, person: PersonId) -> list[Dates]:
    seats = [s.circle_id for s in work.signups.of_person(person) if s.standing is Standing.SEATED]
    run = [circle.id for circle in work.circles.run_by(person)]
    circles = [work.circles.get(circle) for circle in dict.fromkeys([*seats, *run])]
    found = [
        Dates(circle, tuple(work.meetings.of_circle(circle.id)))
        for circle in circles
        if circle.stage is not Stage.DELETED
    ]
    return [dates for dates in found if dates.meetings]
