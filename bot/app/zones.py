"""Another time zone for a circle: its meetings ahead stay at their time on the wall, what is planned goes along (SPEC 4.25)."""

from dataclasses import replace
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.changing import (
    Change,
    as_before,
    ensure_is_there,
    heard_start,
    renumber,
    settle,
    write,
)
from bot.app.circles import CityFacts
from bot.app.meetings import Shift
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.errors import UnknownZone
from bot.domain.ids import CircleId, PersonId
from bot.domain.meetings import Meeting, MeetingIsInThePast, in_zone
from bot.domain.times import known_zone


def see_zone(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Circle:
    """The circle, for those who may change its zone."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    return circle


def change_zone(
    work: Work,
    actor: PersonId,
    circle_id: CircleId,
    given: str,
    *,
    city: CityFacts | None = None,
    now: datetime,
) -> Shift:
    """Has the circle go by the clocks of that zone: 18:00 stays 18:00, at another moment. Meetings that have begun stay.

    With `city` that changes along, and is taken back along. To who knows the old time of a meeting it is a move. Raises
    UnknownZone, or MeetingIsInThePast when a meeting ahead would have begun.
    """
    before = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, before, now=now)
    ensure_is_there(before)
    zone = known_zone(given)
    if zone is None:
        raise UnknownZone(field="zone", given=given)
    if zone == before.zone:
        return Shift(before, (), (), 0)
    ahead = [one for one in work.meetings.of_circle(circle_id) if not one.has_started(now=now)]
    changes = [Change(one, in_zone(one, zone)) for one in ahead]
    for one in changes:
        if one.after.is_on and one.after.has_started(now=now):
            raise MeetingIsInThePast(field="zone", starts=one.after.starts)
    work.circles.change(circle_id, zone=zone, **(city or {}))
    circle = work.circles.get(circle_id)
    changes = [Change(one.before, _as_heard(work, one)) for one in changes]
    for one in changes:
        write(work, one)
    renumber(work, circle)
    settled = settle(work, actor, circle, changes, circle_before=before, now=now)
    return Shift(
        circle=circle,
        before=tuple(one.before for one in changes if one.after.is_on),
        after=tuple(work.meetings.get(one.after.id) for one in changes if one.after.is_on),
        told=len(settled.told),
        undo=settled.undo,
    )


def _as_heard(work: Work, change: Change) -> Meeting:
    """The meeting in its new zone; at a time of which people know it has the revision that it had then."""
    if change.after.starts_at == change.before.starts_at:
        return change.after
    return replace(as_before(work, change.after), moved_from_at=heard_start(work, change.before))
