"""Moving and cancelling a meeting, and who hears of it (SPEC 4.16, 4.17, 4.20)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.app.authority import Action, may
from bot.app.plans import drop_posts, new_post, replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.ids import MeetingId, PersonId
from bot.domain.meetings import Meeting, MeetingsCollide, cancelled, ensure_ahead, moved, renumbered
from bot.domain.posts import PostKind, PostState, Reason
from bot.domain.timing import Timing


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """A meeting before and after, and how many people will be told."""

    circle: Circle
    before: Meeting
    after: Meeting
    told: int


def move_meeting(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, on: date, at: time, now: datetime
) -> MeetingChange:
    """Moves one meeting; answers ask to be confirmed, whoever heard of the old time is told once, a reminder follows.

    Raises MeetingHasStarted, MeetingIsCancelled, MeetingIsInThePast or MeetingsCollide.
    """
    circle, before = _locked(work, actor, meeting_id, now=now)
    after = moved(before, on=on, at=at, now=now)
    if after == before:
        return MeetingChange(circle, before, before, told=0)
    others = [m for m in work.meetings.of_circle(circle.id) if m.id != meeting_id]
    if any(other.is_on and other.starts_at == after.starts_at for other in others):
        raise MeetingsCollide(field="on", starts=after.starts)
    told = _who_heard(work, before)
    work.meetings.change(
        meeting_id,
        on=after.on,
        at=after.at,
        starts_at=after.starts_at,
        ends_at=after.ends_at,
        revision=after.revision,
        moved_from_at=after.moved_from_at,
    )
    _renumber(work, circle)
    drop_posts(work, before, reason=Reason.SUBJECT_CHANGED)
    if circle.stage is not Stage.DRAFT:
        _tell(work, PostKind.MOVED, after, told, now=now)
        replan_circle(work, circle, now=now)
    return MeetingChange(circle, before, work.meetings.get(meeting_id), told=len(told))


def cancel_meeting(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> MeetingChange:
    """Calls one meeting off; everyone in the circle is told before its time. Raises MeetingHasStarted, MeetingIsCancelled."""
    circle, before = _locked(work, actor, meeting_id, now=now)
    after = cancelled(before, now=now)
    work.meetings.change(meeting_id, cancelled_at=after.cancelled_at)
    drop_posts(work, before, reason=Reason.SUBJECT_CHANGED)
    told: set[PersonId] = set()
    if circle.stage is not Stage.DRAFT:
        everyone = {s.person_id for s in work.signups.seated(circle.id)}
        told = (everyone | set(work.circles.facilitators(circle.id))) - {actor}
        _tell(work, PostKind.CANCELLED, before, told, now=now)
        replan_circle(work, circle, now=now)
    return MeetingChange(circle, before, after, told=len(told))


def ensure_can_change(
    work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime
) -> tuple[Circle, Meeting]:
    """The meeting and its circle, if the actor may change it and it is still ahead; raises the reason why not."""
    meeting = work.meetings.get(meeting_id)
    circle = work.circles.get(meeting.circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    ensure_ahead(meeting, now=now)
    return circle, meeting


def _locked(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> tuple[Circle, Meeting]:
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    if circle.stage is Stage.DELETED:
        raise NotFound
    return circle, work.meetings.get(meeting_id)


def _who_heard(work: Work, meeting: Meeting) -> set[PersonId]:
    seated = {signup.person_id for signup in work.signups.seated(meeting.circle_id)}
    told = {
        post.person_id
        for kind in (PostKind.REMINDER, PostKind.MOVED)
        for post in work.posts.of(kind, meeting.id)
        if post.state in {PostState.SENT, PostState.SENDING, PostState.UNKNOWN} and post.person_id
    }
    answered = set(work.rsvps.of_meetings([meeting.id]).get(meeting.id, {}))
    return seated & (told | answered)


def _tell(work: Work, kind: PostKind, meeting: Meeting, people: set[PersonId], *, now: datetime) -> None:
    key, timing = (kind, meeting.id, meeting.revision), Timing(now, meeting.starts_at)
    work.posts.put([new_post(key, timing, person=person) for person in sorted(people)])


def _renumber(work: Work, circle: Circle) -> None:
    present = {meeting.id: meeting.number for meeting in work.meetings.of_circle(circle.id)}
    for meeting in renumbered(work.meetings.of_circle(circle.id)):
        if meeting.number != present[meeting.id]:
            work.meetings.change(meeting.id, number=meeting.number)
