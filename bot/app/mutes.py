"""Muting: nothing more from one circle, or nothing more at all, until it is wanted again (SPEC 4.31)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.ids import CircleId, PersonId
from bot.domain.mutes import Mute
from bot.domain.posts import PostKind


@dataclass(frozen=True, slots=True)
class Muting:
    """What a person could mute: the circles they are in, and those they run; with what is muted now.

    `everything` is the mute that is about no circle in particular.
    """

    circles: tuple[Circle, ...]
    runs: tuple[Circle, ...]
    muted: dict[CircleId, Mute]
    everything: Mute | None


def see_muting(work: Work, actor: PersonId, *, now: datetime) -> Muting:
    """What the actor could mute, and has muted."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    circles = [work.circles.get(signup.circle_id) for signup in work.signups.of_person(actor)]
    mutes = work.mutes.of(actor)
    return Muting(
        circles=tuple(circle for circle in circles if circle.stage is not Stage.DELETED),
        runs=tuple(work.circles.run_by(actor)),
        muted={mute.circle_id: mute for mute in mutes if mute.circle_id is not None},
        everything=next((mute for mute in mutes if mute.circle_id is None), None),
    )


def mute(
    work: Work, actor: PersonId, circle_id: CircleId | None, *, cancellations: bool = False, now: datetime
) -> Circle | None:
    """Nothing is sent to the actor by itself any more about the circle, or about anything without one.

    That a meeting is cancelled or moved they still hear, unless `cancellations` mutes that too. Again changes only that.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    circle = work.circles.get(circle_id) if circle_id is not None else None
    work.mutes.put(Mute(actor, circle_id, cancellations, now))
    return circle


def unmute(work: Work, actor: PersonId, circle_id: CircleId | None, *, now: datetime) -> Circle | None:
    """The actor is written to again about the circle, or about everything without one; then no circle stays muted either."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    if circle_id is None:
        for one in work.mutes.of(actor):
            work.mutes.lift(actor, one.circle_id)
        return None
    work.mutes.lift(actor, circle_id)
    # Who wants this circle again has had enough of hearing nothing at all; the other circles stay muted one by one.
    if work.mutes.lift(actor, None):
        for other in see_muting(work, actor, now=now).circles:
            if other.id != circle_id:
                work.mutes.put(Mute(actor, other.id, cancellations=False, since_at=now))
    return work.circles.get(circle_id)


def is_muted(work: Work, person: PersonId, kind: PostKind, circle: CircleId | None) -> bool:
    """Whether the person does not want posts of that kind about that circle."""
    return any(one.silences(kind, circle) for one in work.mutes.of(person))
