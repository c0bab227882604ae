"""Taking a change back within its two minutes: all is as it was, and nobody has heard of it (SPEC 2, `meeting`)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.app.audiences import learners_of
from bot.app.authority import Action, may
from bot.app.changing import Change, put_right, renumber, shows_elsewhere, write
from bot.app.circles import upcoming
from bot.app.heard import last_words, places_that_had, who_got_since
from bot.app.line import fill_seats
from bot.app.plans import LIVE, new_post, remind_missed, replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.ids import CircleId, MeetingId, PersonId, PostId, UndoId
from bot.domain.meetings import Meeting, cancelled, link_of, place_of
from bot.domain.posts import PlanState, PostKind, PostState, Reason
from bot.domain.telling import TELLING_PLACE, has_gone
from bot.domain.timing import Timing
from bot.domain.undos import Facts, Undo, UndoIsOvertaken, UndoIsTooLate, circle_put_back, facts_of, put_back

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

    Answers for the old time stand again, what was planned is again, and a new time's number is never used anew. Who has heard
    what does not hold, by *Send now* or because they answered for it, is told what does.
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
    welcomed = _welcomed(work, undo, present.values(), now=now)
    changes = _take_back(work, undo, present, welcomed, now=now)
    circle = work.circles.get(circle.id)
    renumber(work, circle)
    work.cards.mark(circle.id, now=now)
    if circle.stage is not Stage.DRAFT:
        replan_circle(work, circle, now=now)
    if circle.stage in LIVE:
        # What an earlier change planned waits for as long as that can be taken back.
        due_at = work.undos.open_until(circle.id, now=now) or now
        for change in changes:
            after = work.meetings.get(change.after.id)
            told = put_right(
                work, circle, after, but=actor, knowing=welcomed.get(after.id, ()), due_at=due_at
            )
            _tell_of_place(
                work, circle, replace(change, after=after), told, since=undo.made_at, due_at=due_at
            )
        remind_missed(work, circle, due_at=due_at, now=now)
        fill_seats(work, circle, now=now)
    return Undone(circle, _present(work, undo), again=False)


def _welcomed(
    work: Work, undo: Undo, meetings: Collection[Meeting], *, now: datetime
) -> dict[MeetingId, set[PersonId]]:
    """The meeting that is new by the change, if it is the next one, and who has joined since: their welcome named it."""
    coming = upcoming(list(meetings), now=now)
    if coming is None or coming.id not in undo.after or coming.id in undo.before:
        return {}
    joined = {one.person_id for one in work.signups.seated(undo.circle_id) if one.changed_at >= undo.made_at}
    return {coming.id: joined} if joined else {}


def _take_back(
    work: Work,
    undo: Undo,
    present: dict[MeetingId, Meeting],
    welcomed: Mapping[MeetingId, Collection[PersonId]],
    *,
    now: datetime,
) -> list[Change]:
    """Puts back the facts; returns the meetings that are others by that, and are not gone."""
    changes: list[Change] = []
    for subject in undo.after:
        facts = undo.before.get(subject)
        if subject == undo.circle_id and facts is not None:
            for post in work.posts.of(PostKind.DELETED, subject):
                work.posts.drop(post.kind, subject, reason=Reason.REPLACED)
            _put_back_circle(work, undo.circle_id, facts)
            continue
        after = present[MeetingId(subject)]
        if facts is not None:
            changes.append(Change(after, put_back(after, facts)))
        elif after.id in welcomed or _is_known(work, after):
            changes.append(Change(after, cancelled(after, now=now)))
        else:
            _remove(work, after.id)
    for change in changes:
        write(work, change)
        _bring_back_word_of_place(work, undo, change)
    return changes


def _put_back_circle(work: Work, circle_id: CircleId, facts: Facts) -> None:
    before = circle_put_back(work.circles.get(circle_id), facts)
    work.circles.change(
        circle_id,
        stage=before.stage,
        zone=before.zone,
        city=before.city,
        region=before.region,
        country=before.country,
        latitude=before.latitude,
        longitude=before.longitude,
        pinned=before.pinned,
    )


def _is_known(work: Work, meeting: Meeting) -> bool:
    """Whether somebody has heard of the meeting, or done something about it: then it is called off rather than forgotten."""
    return bool(last_words(work, meeting)) or work.meetings.is_referred_to(meeting.id)


def _present(work: Work, undo: Undo) -> tuple[Meeting, ...]:
    found = (work.meetings.find(MeetingId(subject)) for subject in undo.before)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.starts_at))


def _somebody_heard(work: Work, undo: Undo) -> bool:
    """Whether word of the change has left already, by the clock of another process."""
    return any(
        has_gone(post) and post.due_at >= undo.until_at
        for subject in undo.after
        for kind in TELLING
        for post in work.posts.of(kind, subject)
    )


def _remove(work: Work, meeting: MeetingId) -> None:
    for plan in work.plans.about([meeting]):
        if plan.state is PlanState.PLANNED:
            work.plans.change(plan.id, state=PlanState.DROPPED, reason=Reason.REPLACED)
    work.meetings.remove(meeting)


def _bring_back_word_of_place(work: Work, undo: Undo, change: Change) -> None:
    """What waited to tell of the place that holds again waits once more, and nothing tells of the other."""
    before, after = change.before, change.after
    if (before.place, before.link) == (after.place, after.link):
        return
    work.posts.drop(PostKind.CHANGED, before.id, reason=Reason.REPLACED)
    for dropped in undo.dropped:
        post = work.posts.find(PostId(dropped))
        mine = post is not None and post.subject == before.id
        if post is not None and mine and post.reason is Reason.SUBJECT_CHANGED:
            work.posts.change(post.id, state=PostState.PLANNED, reason=None)


def _tell_of_place(
    work: Work, circle: Circle, change: Change, told: set[PersonId], *, since: datetime, due_at: datetime
) -> None:
    """Who was sent the place that does not hold any more hears which does, unless they are told more."""
    before, after = change.before, change.after
    same = (place_of(circle, before), link_of(circle, before)) == (
        place_of(circle, after),
        link_of(circle, after),
    )
    if same or not after.is_on:
        return
    got = who_got_since(work, after, TELLING_PLACE, since)
    people = [person for person in learners_of(work, circle) if person in got and person not in told]
    places = places_that_had(work, after) & got if shows_elsewhere(circle, before, after) else ()
    key, timing = (PostKind.CHANGED, after.id, after.sequence), Timing(due_at, after.starts_at)
    work.posts.put([new_post(key, timing, person=person) for person in people])
    work.posts.put([new_post(key, timing, place=place) for place in sorted(places)])
