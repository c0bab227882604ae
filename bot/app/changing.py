"""What every change of meetings has in common: who had heard, what is dropped, who is told, and how it is taken back.

A notice is due when the change cannot be taken back any more, so that *Undo* is a delay and never a recall.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from bot.app.heard import answered_for, places_needing, was_told_since, who_needs
from bot.app.plans import LIVE, NOT_YET_SENDING, new_post, remind_missed, replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.ids import PersonId, UndoId, new_id
from bot.domain.meetings import Meeting, MeetingsCollide, place_of, renumbered
from bot.domain.posts import Post, PostKind, Reason
from bot.domain.telling import NOTICES, has_gone
from bot.domain.timing import Timing
from bot.domain.undos import REMEMBERED_FOR, Facts, Undo, facts_of, undo_until


@dataclass(frozen=True, slots=True)
class Change:
    """One meeting before and after; the same twice where only things around it change."""

    before: Meeting
    after: Meeting


@dataclass(frozen=True, slots=True)
class Settled:
    """How to take a change back where that is possible, who is told of it, and when."""

    undo: UndoId | None
    told: set[PersonId]
    due_at: datetime


def ensure_is_there(circle: Circle) -> None:
    """Raises NotFound once the circle is deleted."""
    if circle.stage is Stage.DELETED:
        raise NotFound


def ensure_free(work: Work, meetings: Sequence[Meeting]) -> None:
    """Raises MeetingsCollide when the circle meets at the time of one of them already."""
    moving = {meeting.id for meeting in meetings}
    taken = {
        other.starts_at
        for other in work.meetings.of_circle(meetings[0].circle_id)
        if other.is_on and other.id not in moving
    }
    for meeting in meetings:
        if meeting.starts_at in taken:
            raise MeetingsCollide(field="on", starts=meeting.starts)


def heard_start(work: Work, meeting: Meeting) -> datetime:
    """The start that people know of: the one before a move that nobody has been told of yet."""
    notices = [p for p in work.posts.of(PostKind.MOVED, meeting.id) if p.revision >= meeting.revision]
    waiting = any(post.state in NOT_YET_SENDING for post in notices)
    if meeting.moved_from_at is None or not waiting or any(has_gone(post) for post in notices):
        return meeting.starts_at
    return meeting.moved_from_at


def as_before(work: Work, meeting: Meeting) -> Meeting:
    """The meeting with the revision that it had when it was at that time before, if nobody was told otherwise since.

    So answers stand, and what went out for that time does not go out again.
    """
    plans = work.plans.of(PostKind.REMINDER, meeting.id)
    known = next((plan.revision for plan in plans if plan.useless_at == meeting.starts_at), None)
    if known is None or was_told_since(work, meeting, known):
        return meeting
    return replace(meeting, revision=known)


def shows_elsewhere(circle: Circle, before: Meeting, after: Meeting) -> bool:
    """Whether a linked place sees that the meeting is somewhere else: of a link only where it is shown there."""
    return circle.link_in_places or place_of(circle, before) != place_of(circle, after)


def write(work: Work, change: Change) -> None:
    """Writes the columns in which the meetings differ, and no others."""
    names = [field.name for field in fields(Meeting)]
    before, after = change.before, change.after
    columns = {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
    if columns:
        work.meetings.change(after.id, **columns)


def renumber(work: Work, circle: Circle) -> None:
    """Has numbers follow the order in time (SPEC 4.20)."""
    present = {meeting.id: meeting.number for meeting in work.meetings.of_circle(circle.id)}
    for meeting in renumbered(work.meetings.of_circle(circle.id)):
        if meeting.number != present[meeting.id]:
            work.meetings.change(meeting.id, number=meeting.number)


def settle(
    work: Work,
    by: PersonId,
    circle: Circle,
    changes: Sequence[Change],
    dropped: Sequence[Post] = (),
    *,
    circle_before: Circle | None = None,
    everybody: bool = False,
    now: datetime,
) -> Settled:
    """Has people told once the change cannot be taken back any more, and plans anew; says who, and how to take it back.

    The changes are written already; `circle_before` is the circle as it was if it has changed too. With `everybody` those
    hear too who know of no time. There is no way back where a meeting is so near that people are told at once.
    """
    starts = [start for one in changes for start in (one.before.starts_at, one.after.starts_at)]
    until = undo_until(now, starts)
    undo = None
    if until is not None:
        before: dict[str, Facts] = {one.before.id: facts_of(one.before) for one in changes}
        after: dict[str, Facts] = {one.after.id: facts_of(one.after) for one in changes}
        if circle_before is not None:
            before[circle.id], after[circle.id] = facts_of(circle_before), facts_of(circle)
        undo = remember(work, by, circle, before, after, dropped, now=now, until=until)
    told: set[PersonId] = set()
    if circle.stage in LIVE:
        for change in changes:
            told |= put_right(work, circle, change.after, but=by, everybody=everybody, due_at=until or now)
        replan_circle(work, circle, now=now)
        remind_missed(work, circle, due_at=until or now, now=now)
    work.cards.mark(circle.id, now=now)
    return Settled(undo, told, until or now)


def put_right(
    work: Work,
    circle: Circle,
    meeting: Meeting,
    *,
    but: PersonId,
    everybody: bool = False,
    knowing: Collection[PersonId] = (),
    due_at: datetime,
) -> set[PersonId]:
    """Whoever heard last of another time, or that it is off or on, is told what holds, then; returns who.

    Those `knowing` of it, though no post told them, hear too where it is off. What waited to tell them something else is
    dropped. Who knows of nothing else keeps their answer for that time.
    """
    for kind in NOTICES:
        work.posts.drop(kind, meeting.id, reason=Reason.SUBJECT_CHANGED)
    told: set[PersonId] = set()
    needs = who_needs(work, circle, meeting, everybody=everybody) if due_at < meeting.starts_at else {}
    if PostKind.CANCELLED in needs:
        needs[PostKind.CANCELLED] |= set(knowing)
    for kind, people in needs.items():
        key, timing = (kind, meeting.id, meeting.sequence), Timing(due_at, meeting.starts_at)
        work.posts.put([new_post(key, timing, person=person) for person in sorted(people - {but})])
        told |= people - {but}
    places = places_needing(work, meeting) if due_at < meeting.starts_at else {}
    for kind, these in places.items():
        key, timing = (kind, meeting.id, meeting.sequence), Timing(due_at, meeting.starts_at)
        work.posts.put([new_post(key, timing, place=place) for place in sorted(these)])
    for person, rsvp in work.rsvps.of_meetings([meeting.id]).get(meeting.id, {}).items():
        same_time = answered_for(work, meeting, rsvp) == meeting.starts_at
        if same_time and person not in told and rsvp.revision != meeting.revision:
            work.rsvps.put(replace(rsvp, revision=meeting.revision))
    return told


def remember(
    work: Work,
    by: PersonId,
    circle: Circle,
    before: Mapping[str, Facts],
    after: Mapping[str, Facts],
    dropped: Sequence[Post],
    *,
    now: datetime,
    until: datetime,
) -> UndoId:
    """Keeps how to take a change back; those of the circle that were over long ago are forgotten."""
    work.undos.forget(circle.id, over_before=now - REMEMBERED_FOR)
    undo = UndoId(new_id())
    work.undos.add(
        Undo(
            id=undo,
            circle_id=circle.id,
            person_id=by,
            before=before,
            after=after,
            dropped=tuple(post.id for post in dropped),
            made_at=now,
            until_at=until,
            undone_at=None,
        )
    )
    return undo
