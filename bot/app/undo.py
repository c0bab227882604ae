"""Taking a change back within its two minutes: all is as it was, and nobody has heard of it (SPEC 2, `meeting`)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.changing import GONE, Change, renumber, write
from bot.app.plans import drop_posts, new_post, replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.ids import MeetingId, PersonId, PostId, UndoId
from bot.domain.meetings import Meeting
from bot.domain.posts import PlanState, PostKind, PostState, Reason
from bot.domain.timing import Timing
from bot.domain.undos import Undo, UndoIsOvertaken, UndoIsTooLate, facts_of, put_back

TELLING = (PostKind.MOVED, PostKind.CANCELLED, PostKind.ON_AGAIN, PostKind.CHANGED, PostKind.DELETED)
"""What tells people of a change."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A circle and its meetings as they were before a change; `again` when that had been done already."""

    circle: Circle
    meetings: tuple[Meeting, ...]
    again: bool


def undo_change(work: Work, actor: PersonId, undo_id: UndoId, *, now: datetime) -> Undone:
    """Takes a change back. Pressed again it does nothing. Raises UndoIsTooLate or UndoIsOvertaken.

    Answers for the old time stand again, what was dropped and planned is again, and a new time's number is never used anew.
    Who has answered for the new time meanwhile is told.
    """
    undo = work.undos.find(undo_id)
    if undo is None:
        raise UndoIsTooLate
    circle = work.circles.lock(undo.circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    undo = work.undos.get(undo_id)
    if undo.undone_at is not None:
        return Undone(circle, _present(work, undo), again=True)
    if now >= undo.until_at or _somebody_heard(work, undo):
        raise UndoIsTooLate
    present = {meeting.id: meeting for meeting in work.meetings.of_circle(circle.id)}
    things: dict[str, Meeting | Circle] = {circle.id: circle, **present}
    if any(name not in things or facts_of(things[name]) != facts for name, facts in undo.after.items()):
        raise UndoIsOvertaken
    work.undos.change(undo_id, undone_at=now)
    for subject in undo.after:
        drop_posts(work, subject, reason=Reason.REPLACED)
        facts = undo.before.get(subject)
        if subject == circle.id and facts is not None:
            work.circles.change(circle.id, stage=Stage(facts[0]), zone=facts[1])
        elif facts is None:
            _remove(work, MeetingId(subject))
        else:
            after = present[MeetingId(subject)]
            before = put_back(after, facts)
            write(work, Change(after, before))
            _tell_who_answered(work, after, before, now=now)
    _revive(work, undo)
    circle = work.circles.get(circle.id)
    renumber(work, circle)
    work.cards.mark(circle.id, now=now)
    if circle.stage is not Stage.DRAFT:
        replan_circle(work, circle, now=now)
    return Undone(circle, _present(work, undo), again=False)


def _present(work: Work, undo: Undo) -> tuple[Meeting, ...]:
    found = (work.meetings.find(MeetingId(subject)) for subject in undo.before)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.starts_at))


def _somebody_heard(work: Work, undo: Undo) -> bool:
    return any(
        post.state in GONE and post.due_at >= undo.until_at
        for subject in undo.after
        for kind in TELLING
        for post in work.posts.of(kind, subject)
    )


def _remove(work: Work, meeting: MeetingId) -> None:
    for plan in work.plans.about([meeting]):
        if plan.state is PlanState.PLANNED:
            work.plans.change(plan.id, state=PlanState.DROPPED, reason=Reason.REPLACED)
    work.meetings.remove(meeting)


def _revive(work: Work, undo: Undo) -> None:
    """What the change had dropped waits again, unless it was dropped for another reason before that."""
    for dropped in undo.dropped:
        post = work.posts.find(PostId(dropped))
        if post is not None and post.state is PostState.SKIPPED and post.reason is Reason.SUBJECT_CHANGED:
            work.posts.change(post.id, state=PostState.PLANNED, reason=None)


def _tell_who_answered(work: Work, after: Meeting, before: Meeting, *, now: datetime) -> None:
    """Who has answered for the time that it was to be at believes in it."""
    if after.revision == before.revision or not before.is_on:
        return
    answers = work.rsvps.of_meetings([after.id]).get(after.id, {})
    people = sorted(person for person, rsvp in answers.items() if rsvp.revision == after.revision)
    key, timing = (PostKind.MOVED, before.id, before.revision), Timing(now, before.starts_at)
    work.posts.put([new_post(key, timing, person=person) for person in people])
