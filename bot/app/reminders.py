"""Planning reminders: one plan for each meeting to come and its present time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.ids import PersonId, PlanId, PostId, new_id
from bot.domain.meetings import Meeting
from bot.domain.posts import Plan, PlanState, Post, PostKind, PostState, Reason, Timing, reminder_timing

MEETING_POSTS = (PostKind.REMINDER, PostKind.MOVED, PostKind.CANCELLED)
"""Posts whose subject is a meeting."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    meeting: Meeting
    timing: Timing


def replan_reminders(work: Work, circle: Circle, *, now: datetime) -> None:
    """Brings the circle's reminder plans in line with its meetings, lead and stage; doing it again changes nothing."""
    if circle.stage in {Stage.DRAFT, Stage.DELETED}:
        return
    lead = circle.reminder_lead or work.teams.get(circle.team_id).reminder_lead
    for wanted in _wanted(work, circle, lead=lead, now=now):
        meeting, timing = wanted.meeting, wanted.timing
        plan = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
        if plan is None:
            work.plans.add(_plan(meeting, timing, now=now))
        elif plan.state is PlanState.PLANNED and plan.due_at != timing.due_at:
            work.plans.change(plan.id, due_at=timing.due_at, useless_at=timing.useless_at)


def drop_reminders(work: Work, meeting: Meeting, *, reason: Reason) -> None:
    """Drops what is planned or not yet sent for the meeting's present or earlier times."""
    for plan in work.plans.of(PostKind.REMINDER, meeting.id):
        if plan.state is PlanState.PLANNED:
            work.plans.change(plan.id, state=PlanState.DROPPED, reason=reason)
    for kind in MEETING_POSTS:
        work.posts.drop(kind, meeting.id, reason=reason)


def catch_up(work: Work, circle: Circle, person: PersonId, *, now: datetime) -> None:
    """Gives someone who joins late the reminders that have gone out for meetings still to come (SPEC 3.5)."""
    missed: list[Post] = []
    for meeting in work.meetings.of_circle(circle.id):
        if not meeting.is_on or meeting.has_started(now=now):
            continue
        plan = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
        if plan is not None and plan.state is PlanState.FANNED_OUT:
            missed.append(
                to_person(
                    PostKind.REMINDER,
                    meeting.id,
                    meeting.revision,
                    person,
                    due_at=now,
                    useless_at=meeting.starts_at,
                )
            )
    work.posts.put(missed)


def to_person(
    kind: PostKind, subject: str, revision: int, person: PersonId, *, due_at: datetime, useless_at: datetime
) -> Post:
    """A new post to a person."""
    return Post(
        id=PostId(new_id()),
        kind=kind,
        subject=subject,
        revision=revision,
        person_id=person,
        place_id=None,
        state=PostState.PLANNED,
        reason=None,
        due_at=due_at,
        useless_at=useless_at,
        attempts=0,
        epoch=0,
        reference=None,
        sent_at=None,
    )


def _wanted(work: Work, circle: Circle, *, lead: timedelta, now: datetime) -> list[_Wanted]:
    previous_end: datetime | None = None
    wanted: list[_Wanted] = []
    for meeting in work.meetings.of_circle(circle.id):
        if not meeting.is_on:
            continue
        if not meeting.has_started(now=now):
            wanted.append(_Wanted(meeting, reminder_timing(meeting, lead=lead, previous_end=previous_end)))
        previous_end = meeting.ends_at
    return wanted


def _plan(meeting: Meeting, timing: Timing, *, now: datetime) -> Plan:
    return Plan(
        id=PlanId(new_id()),
        kind=PostKind.REMINDER,
        subject=meeting.id,
        revision=meeting.revision,
        state=PlanState.PLANNED,
        reason=None,
        due_at=timing.due_at,
        useless_at=timing.useless_at,
        made_at=now,
    )
