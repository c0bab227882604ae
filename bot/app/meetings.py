"""Moving, cancelling and un-cancelling a meeting, and who hears of it (SPEC 4.16, 4.17, 4.20)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.app.authority import Action, may
from bot.app.changing import (
    Change,
    as_before,
    ensure_free,
    ensure_is_there,
    heard_start,
    renumber,
    settle,
    write,
)
from bot.app.heard import was_told_since, who_needs
from bot.app.plans import LIVE
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.feedback import MeetingIsNotOver
from bot.domain.ids import MeetingId, PersonId, UndoId
from bot.domain.meetings import (
    Meeting,
    MeetingIsOn,
    cancelled,
    ensure_ahead,
    ensure_unchanged,
    moved,
    not_held,
    on_again,
)


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """A meeting before and after, how many people will be told, and how to take it back where that is still possible."""

    circle: Circle
    before: Meeting
    after: Meeting
    told: int
    undo: UndoId | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """Meetings that move together, before and after; `told` counts people, each once."""

    circle: Circle
    before: tuple[Meeting, ...]
    after: tuple[Meeting, ...]
    told: int
    undo: UndoId | None = None


def move_meeting(
    work: Work,
    actor: PersonId,
    meeting_id: MeetingId,
    *,
    on: date,
    at: time,
    seen: int | None = None,
    now: datetime,
) -> MeetingChange:
    """Moves one meeting; answers ask to be confirmed, whoever heard of the old time is told once, a reminder follows.

    `seen` is the meeting's sequence when it was looked at. Raises MeetingHasStarted, MeetingIsCancelled, MeetingIsInThePast,
    HourIsSkipped, MeetingsCollide or MeetingHasChanged.
    """
    circle, before = _locked(work, actor, meeting_id, now=now)
    after = moved(before, on=on, at=at, now=now)
    if after == before:
        return MeetingChange(circle, before, before, told=0)
    ensure_unchanged(before, seen)
    shift = _move(work, actor, circle, [(before, after)], now=now)
    return MeetingChange(circle, before, shift.after[0], shift.told, shift.undo)


def propose_move(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, on: date, at: time, now: datetime
) -> MeetingChange:
    """What a move would do, to be shown before it happens; raises as the move would."""
    circle, before = _seen(work, actor, meeting_id, now=now)
    after = moved(before, on=on, at=at, now=now)
    if after != before:
        ensure_free(work, [after])
    told = _would_hear(work, circle, [after]) if after != before else ()
    return MeetingChange(circle, before, after, len(told))


def move_following(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, weeks: int, seen: int | None = None, now: datetime
) -> Shift:
    """Moves a meeting and all later ones that are on by so many weeks, backwards where negative. Raises as a move does."""
    _locked(work, actor, meeting_id, now=now)
    circle, meeting, pairs = _following(work, meeting_id, weeks, now=now)
    ensure_unchanged(meeting, seen)
    return _move(work, actor, circle, pairs, now=now)


def propose_following(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, weeks: int, now: datetime
) -> Shift:
    """What moving a meeting and all later ones would do, to be shown before it happens; raises as that would."""
    _seen(work, actor, meeting_id, now=now)
    circle, _, pairs = _following(work, meeting_id, weeks, now=now)
    ensure_free(work, [after for _, after in pairs])
    told = _would_hear(work, circle, [after for _, after in pairs])
    return Shift(circle, tuple(b for b, _ in pairs), tuple(a for _, a in pairs), len(told))


def cancel_meeting(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> MeetingChange:
    """Calls one meeting off; everyone in the circle is told before its time. Raises MeetingHasStarted, MeetingIsCancelled."""
    circle, before = _locked(work, actor, meeting_id, now=now)
    after = cancelled(before, now=now)
    write(work, Change(before, after))
    settled = settle(work, actor, circle, [Change(before, after)], everybody=True, now=now)
    return MeetingChange(circle, before, after, len(settled.told), settled.undo)


def restore_meeting(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> MeetingChange:
    """A cancelled meeting is on again, its reminders are planned anew, and who heard that it was off hears that it is on.

    One of which it was said that it did not happen did. Raises MeetingIsOn, MeetingHasStarted or MeetingsCollide.
    """
    circle, before = _locked(work, actor, meeting_id, now=now)
    after = on_again(before, now=now)
    ensure_free(work, [after])
    if not was_told_since(work, before, before.revision):
        after = replace(after, revision=before.revision)
    write(work, Change(before, after))
    settled = settle(work, actor, circle, [Change(before, after)], now=now)
    return MeetingChange(circle, before, after, len(settled.told), settled.undo)


def did_not_happen(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> MeetingChange:
    """A meeting that is over did not take place: nobody is asked how it was, and it does not count.

    Raises MeetingIsNotOver or MeetingIsCancelled.
    """
    circle, before = _locked(work, actor, meeting_id, now=now)
    if not before.is_over(now=now):
        raise MeetingIsNotOver(number=before.number, starts=before.starts)
    after = not_held(before, now=now)
    write(work, Change(before, after))
    settled = settle(work, actor, circle, [Change(before, after)], now=now)
    return MeetingChange(circle, before, after, len(settled.told), settled.undo)


def see_meeting(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime
) -> tuple[Circle, Meeting]:
    """The meeting and its circle, for those who run it."""
    return _seen(work, actor, meeting_id, now=now)


def ensure_can_change(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime
) -> tuple[Circle, Meeting]:
    """The meeting and its circle, if the actor may change it and it is still ahead; raises the reason why not."""
    circle, meeting = _seen(work, actor, meeting_id, now=now)
    ensure_ahead(meeting, now=now)
    return circle, meeting


def ensure_is_off(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime
) -> tuple[Circle, Meeting]:
    """The meeting and its circle, if it is off and could be on again; raises the reason why not."""
    circle, meeting = _seen(work, actor, meeting_id, now=now)
    if meeting.is_on:
        raise MeetingIsOn(number=meeting.number, starts=meeting.starts)
    return circle, meeting


def _locked(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> tuple[Circle, Meeting]:
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    return circle, work.meetings.get(meeting_id)


def _seen(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> tuple[Circle, Meeting]:
    meeting = work.meetings.get(meeting_id)
    circle = work.circles.get(meeting.circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    ensure_is_there(circle)
    return circle, meeting


def _move(
    work: Work, by: PersonId, circle: Circle, pairs: Sequence[tuple[Meeting, Meeting]], *, now: datetime
) -> Shift:
    changes = [
        Change(before, replace(as_before(work, after), moved_from_at=heard_start(work, before)))
        for before, after in pairs
    ]
    ensure_free(work, [change.after for change in changes])
    for change in changes:
        write(work, change)
    renumber(work, circle)
    settled = settle(work, by, circle, changes, now=now)
    return Shift(
        circle=circle,
        before=tuple(change.before for change in changes),
        after=tuple(work.meetings.get(change.after.id) for change in changes),
        told=len(settled.told),
        undo=settled.undo,
    )


def _would_hear(work: Work, circle: Circle, meetings: Sequence[Meeting]) -> set[PersonId]:
    if circle.stage not in LIVE:
        return set()
    found = [people for one in meetings for people in who_needs(work, circle, one).values()]
    return set[PersonId]().union(*found)


def _following(
    work: Work, meeting_id: MeetingId, weeks: int, *, now: datetime
) -> tuple[Circle, Meeting, list[tuple[Meeting, Meeting]]]:
    meeting = work.meetings.get(meeting_id)
    ensure_ahead(meeting, now=now)
    found = [
        one
        for one in work.meetings.of_circle(meeting.circle_id)
        if one.is_on and one.starts_at >= meeting.starts_at
    ]
    by = timedelta(weeks=weeks)
    pairs = [(one, moved(one, on=one.on + by, at=one.at, now=now)) for one in found]
    return work.circles.get(meeting.circle_id), meeting, pairs
