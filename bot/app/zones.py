"""Another time zone for a circle: its meetings ahead stay at their time on the wall, what is planned goes along (SPEC 4.25)."""

from dataclasses import replace
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.changing import (
    Change,
    Notice,
    drop_about,
    ensure_is_there,
    heard_start,
    renumber,
    settle,
    who_heard,
    write,
)
from bot.app.meetings import Shift
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.errors import UnknownZone
from bot.domain.ids import CircleId, PersonId
from bot.domain.meetings import MeetingIsInThePast, in_zone
from bot.domain.posts import PostKind
from bot.domain.times import known_zone


def see_zone(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Circle:
    """The circle, for those who may change its zone."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    return circle


def change_zone(work: Work, actor: PersonId, circle_id: CircleId, given: str, *, now: datetime) -> Shift:
    """Has the circle go by the clocks of that zone: 18:00 stays 18:00, at another moment. Meetings that have begun stay.

    To who knows the old time of a meeting it is a move. Raises UnknownZone, or MeetingIsInThePast when a meeting ahead would
    have begun.
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
    work.circles.change(circle_id, zone=zone)
    circle = work.circles.get(circle_id)
    moving = [one for one in changes if one.after.starts_at != one.before.starts_at]
    moved = {one.before.id: replace(one.after, moved_from_at=heard_start(work, one.before)) for one in moving}
    changes = [Change(one.before, moved.get(one.before.id, one.after)) for one in changes]
    notices: list[Notice] = []
    for one in changes:
        if one.after.id in moved and one.after.is_on and circle.stage is not Stage.DRAFT:
            people = who_heard(work, circle, one.before)
            notices.append(Notice(PostKind.MOVED, one.after, people, one.after.revision))
        write(work, one)
    renumber(work, circle)
    dropped = drop_about(work, [one.before for one in changes if one.after.id in moved])
    undo = settle(work, actor, circle, changes, notices, dropped, circle_before=before, now=now)
    return Shift(
        circle=circle,
        before=tuple(one.before for one in changes if one.after.is_on),
        after=tuple(work.meetings.get(one.after.id) for one in changes if one.after.is_on),
        told=len({person for notice in notices for person in notice.people}),
        undo=undo,
    )
