"""Checking in at the table by a code that a facilitator shows (SPEC 2, `learners`)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.app.signups import FacilitatesAlready
from bot.domain.attendance import (
    CHECK_IN_AFTER,
    CHECK_IN_BEFORE,
    CheckIn,
    CheckInCode,
    CheckInUnknown,
    ensure_check_in_open,
)
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.ids import CircleId, MeetingId, PersonId
from bot.domain.invitations import hash_of, new_code
from bot.domain.meetings import Meeting
from bot.domain.signups import NotSignedUp, Standing


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """That somebody is here. `is_new` is False when they had checked in before."""

    circle: Circle
    meeting: Meeting
    is_new: bool


def make_check_in_code(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime
) -> tuple[Circle, Meeting, str]:
    """A code for the table, in place of the one that the actor made before; kept only as its hash.

    Raises CheckInIsNotOpen, CheckInIsOver or MeetingIsCancelled.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    meeting = work.meetings.get(meeting_id)
    ensure_check_in_open(meeting, now=now)
    code = new_code()
    work.check_ins.put_code(CheckInCode(meeting_id, actor, hash_of(code), now))
    return circle, meeting, code


def check_in(work: Work, actor: PersonId, code: str, *, now: datetime) -> CheckedIn:
    """Notes that the actor, who has a seat, is at the table.

    Raises CheckInUnknown, CheckInIsNotOpen, CheckInIsOver, MeetingIsCancelled, FacilitatesAlready, or NotSignedUp.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    known = work.check_ins.by_hash(hash_of(code))
    if known is None:
        raise CheckInUnknown
    circle = work.circles.lock(work.meetings.get(known.meeting_id).circle_id)
    meeting = work.meetings.get(known.meeting_id)
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    ensure_check_in_open(meeting, now=now)
    if actor in work.circles.facilitators(circle.id):
        raise FacilitatesAlready(circle=circle.name)
    signup = work.signups.of(circle.id, actor)
    if signup is None or signup.standing is not Standing.SEATED:
        raise NotSignedUp(circle=circle.name)
    return CheckedIn(circle, meeting, work.check_ins.put(CheckIn(meeting.id, actor, now)))


def circle_behind(work: Work, actor: PersonId, code: str, *, now: datetime) -> Circle | None:
    """The circle whose table the code lies on, for someone who might sign up."""
    may(work, actor, Action.FIND, None, now=now)
    known = work.check_ins.by_hash(hash_of(code))
    return work.circles.get(work.meetings.get(known.meeting_id).circle_id) if known else None


def meeting_at_table(work: Work, circle: CircleId, *, now: datetime) -> Meeting | None:
    """The circle's meeting for which people can check in now."""
    around = (
        meeting
        for meeting in work.meetings.of_circle(circle)
        if meeting.is_on and meeting.starts_at - CHECK_IN_BEFORE <= now < meeting.ends_at + CHECK_IN_AFTER
    )
    return next(around, None)
