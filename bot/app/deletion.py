"""Deleting a circle: learners hear, and nothing else goes out after (SPEC 3.5, 4.19)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.audiences import learners_of
from bot.app.authority import Action, may
from bot.app.changing import ensure_is_there, remember
from bot.app.heard import places_that_had
from bot.app.plans import LIVE, new_post, next_revision, replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.ids import CircleId, PersonId, UndoId
from bot.domain.posts import PostKind
from bot.domain.timing import Timing
from bot.domain.undos import UNDO_FOR, facts_of

TOLD_FOR = timedelta(days=7)
"""For how long it is of use to hear that a circle is no more."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A circle that is no more, how many people will be told, and how to take it back."""

    circle: Circle
    told: int
    undo: UndoId


def delete_circle(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Deleted:
    """Deletes the circle. Who has a seat, waits in line or facilitates it is told; a draft goes unnoticed."""
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    work.circles.change(circle_id, stage=Stage.DELETED)
    deleted = work.circles.get(circle_id)
    people = [
        *learners_of(work, circle),
        *(signup.person_id for signup in work.signups.offered(circle_id)),
        *(signup.person_id for signup in work.signups.line(circle_id)),
        *work.circles.facilitators(circle_id),
    ]
    told = set(people) - {actor} if circle.stage in LIVE else set[PersonId]()
    until = now + UNDO_FOR
    undo = remember(
        work,
        actor,
        circle,
        {circle_id: facts_of(circle)},
        {circle_id: facts_of(deleted)},
        (),
        now=now,
        until=until,
    )
    key = (PostKind.DELETED, circle_id, next_revision(work, PostKind.DELETED, circle_id))
    timing = Timing(until, until + TOLD_FOR)
    work.posts.put([new_post(key, timing, person=person) for person in sorted(told)])
    meetings = work.meetings.of_circle(circle_id)
    places = [place for meeting in meetings for place in places_that_had(work, meeting)]
    if circle.stage in LIVE:
        work.posts.put([new_post(key, timing, place=place) for place in dict.fromkeys(places)])
    work.cards.mark(circle_id, now=now)
    if circle.stage is not Stage.DRAFT:
        replan_circle(work, deleted, now=now)
    return Deleted(deleted, len(told), undo)
