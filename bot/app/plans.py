"""What is planned for a circle: brought in line with its meetings, its leads and its stage (SPEC 3)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.app.audiences import learners_to_write_to
from bot.app.heard import who_was_told
from bot.app.ports import Work
from bot.domain.circles import Circle, Stage
from bot.domain.ids import PersonId, PlaceId, PlanId, PostId, new_id
from bot.domain.leads import TODAY_LEAD
from bot.domain.meetings import Meeting
from bot.domain.messages import MESSAGE_FOR
from bot.domain.posts import AT_THE_END, MIDWAY, Plan, PlanState, Post, PostKind, PostState, Reason
from bot.domain.telling import ASKING, is_for_present_time
from bot.domain.timing import (
    Timing,
    feedback_again_timing,
    feedback_timing,
    goal_check_timing,
    midway,
    nudge_timing,
    preview_timing,
    reminder_timing,
    today_for,
    today_timing,
    wrap_up_timing,
)

Key = tuple[PostKind, str, int]
"""What a plan is unique by: kind, subject, revision."""

LIVE = frozenset({Stage.OPEN, Stage.CLOSED})
"""Stages in which anything is sent (SPEC 3.5)."""

NOT_YET_SENDING = frozenset({PostState.PLANNED, PostState.CLAIMED})
"""States of a post that can still be dropped."""


def replan_circle(work: Work, circle: Circle, *, now: datetime) -> None:
    """Plans what is wanted, moves what has another time now, drops what is wanted no more. Again changes nothing.

    What has been fanned out or skipped by hand stays as it is.
    """
    meetings = work.meetings.of_circle(circle.id)
    on, off = _parted(meetings)
    wanted = _wanted(work, circle, on, off, now=now)
    present = {
        (plan.kind, plan.subject, plan.revision): plan
        for plan in work.plans.about([circle.id, *(meeting.id for meeting in meetings)])
    }
    for key, plan in present.items():
        if plan.state is PlanState.PLANNED and key not in wanted:
            work.plans.change(plan.id, state=PlanState.DROPPED, reason=Reason.REPLACED)
    new: list[Plan] = []
    for key, timing in wanted.items():
        plan = present.get(key)
        if plan is None:
            if timing.useless_at > now and not _is_stale_preview(key, timing, now=now):
                new.append(new_plan(key, timing, now=now))
        elif plan.state is PlanState.DROPPED and plan.reason is Reason.REPLACED:
            work.plans.change(plan.id, state=PlanState.PLANNED, reason=None, **_columns(timing))
        elif plan.state is PlanState.PLANNED and (plan.due_at, plan.useless_at) != _pair(timing):
            work.plans.change(plan.id, **_columns(timing))
    work.plans.add(*new)


def lead_of(work: Work, circle: Circle, meeting: Meeting) -> timedelta:
    """How long before the meeting its reminder goes out: the meeting's lead, else the circle's, else the team's."""
    return meeting.reminder_lead or circle.reminder_lead or work.teams.get(circle.team_id).reminder_lead


def reminder_due(work: Work, circle: Circle, meeting: Meeting, *, now: datetime) -> datetime | None:
    """When the meeting's reminder is due by its lead, whatever holds it up; None when there is none."""
    meetings = [one for one in work.meetings.of_circle(circle.id) if one.is_on]
    timing = _wanted(work, circle, meetings, (), now=now).get(
        (PostKind.REMINDER, meeting.id, meeting.revision)
    )
    return timing.due_at if timing else None


def catch_up(work: Work, circle: Circle, person: PersonId, *, now: datetime) -> None:
    """Gives someone who joins late the reminders for meetings still to come, and messages for them too (SPEC 3.5)."""
    if not work.accounts.owners([person]):
        return
    someone = work.people.get(person)
    if someone.wants_today and someone.today_lead > TODAY_LEAD:
        replan_circle(work, circle, now=now)
    _remind(work, circle, [person], due_at=now, now=now)
    missed: list[Post] = []
    for meeting in work.meetings.of_circle(circle.id):
        today = work.plans.find_for(PostKind.TODAY, meeting.id, meeting.revision)
        due = today_for(meeting, someone)
        if meeting.is_on and today is not None and today.state is PlanState.FANNED_OUT and due > now:
            key = (PostKind.TODAY, meeting.id, meeting.revision)
            missed.append(new_post(key, Timing(due, meeting.starts_at), person=person))
    for message in work.messages.of_circle(circle.id):
        plan = work.plans.find_for(PostKind.MESSAGE, message.id, message.revision)
        if message.for_later and plan is not None and plan.state is PlanState.FANNED_OUT:
            key = (PostKind.MESSAGE, message.id, message.revision)
            missed.append(new_post(key, Timing(now, now + MESSAGE_FOR), person=person))
            _revive(work, key, [person], due_at=now)
    work.posts.put(missed)


def remind_missed(work: Work, circle: Circle, *, due_at: datetime, now: datetime) -> None:
    """Has those reminded who joined when a meeting was at another time, whose reminder for this one has gone out before."""
    _remind(work, circle, learners_to_write_to(work, circle), due_at=due_at, now=now)


def new_post(
    key: Key, timing: Timing, *, person: PersonId | None = None, place: PlaceId | None = None
) -> Post:
    """A new post to a person or to a place."""
    kind, subject, revision = key
    return Post(
        id=PostId(new_id()),
        kind=kind,
        subject=subject,
        revision=revision,
        person_id=person,
        place_id=place,
        state=PostState.PLANNED,
        reason=None,
        due_at=timing.due_at,
        useless_at=timing.useless_at,
        attempts=0,
        epoch=0,
        reference=None,
        sent_at=None,
    )


def next_revision(work: Work, kind: PostKind, subject: str) -> int:
    """A revision that no post of that kind about that subject has: how often before, as far as it is remembered."""
    return max((post.revision for post in work.posts.of(kind, subject)), default=-1) + 1


def _remind(
    work: Work, circle: Circle, people: Sequence[PersonId], *, due_at: datetime, now: datetime
) -> None:
    for meeting in work.meetings.of_circle(circle.id):
        key = (PostKind.REMINDER, meeting.id, meeting.revision)
        plan = work.plans.find_for(*key)
        is_ahead = meeting.is_on and not meeting.has_started(now=now)
        if not is_ahead or plan is None or plan.state is not PlanState.FANNED_OUT:
            continue
        told = who_was_told(work, meeting)
        waiting = {
            post.person_id
            for post in work.posts.about(ASKING, [meeting.id])
            if post.state in NOT_YET_SENDING and is_for_present_time(post, meeting)
        }
        missed = [person for person in people if person not in told and person not in waiting]
        timing = Timing(due_at, meeting.starts_at)
        work.posts.put([new_post(key, timing, person=person) for person in missed])
        _revive(work, key, missed, due_at=due_at)


def _revive(work: Work, key: Key, people: Sequence[PersonId], *, due_at: datetime) -> None:
    """What was skipped because they had left is due again, now that they are back."""
    kind, subject, revision = key
    for post in work.posts.of(kind, subject):
        theirs = post.person_id in people and post.revision == revision
        if theirs and post.state is PostState.SKIPPED and post.reason is Reason.RECIPIENT_LEFT:
            work.posts.change(post.id, state=PostState.PLANNED, reason=None, due_at=due_at)


def _parted(meetings: Sequence[Meeting]) -> tuple[list[Meeting], list[Meeting]]:
    """Those that are on, and those that are off."""
    return [one for one in meetings if one.is_on], [one for one in meetings if not one.is_on]


def _wanted(
    work: Work, circle: Circle, meetings: Sequence[Meeting], off: Sequence[Meeting], *, now: datetime
) -> dict[Key, Timing]:
    if circle.stage not in LIVE or not meetings:
        return {}
    wanted: dict[Key, Timing] = {}
    # Whoever wants to hear earlier on the day has their own; the others wait for theirs after that.
    learners = [signup.person_id for signup in work.signups.seated(circle.id)]
    today = max(TODAY_LEAD, work.people.longest_today_lead(learners))
    previous_end: datetime | None = None
    for meeting in meetings:
        if not meeting.has_started(now=now):
            reminder = reminder_timing(
                meeting, lead=lead_of(work, circle, meeting), previous_end=previous_end
            )
            wanted |= _before(meeting, reminder, today)
        wanted |= _after(meeting)
        previous_end = meeting.ends_at
    # Half way and the end may shift when meetings are cancelled; each is asked about once.
    middle, last = midway(meetings), meetings[-1]
    if middle is not None:
        wanted[PostKind.GOAL_CHECK, circle.id, MIDWAY] = goal_check_timing(middle, off)
    wanted[PostKind.GOAL_CHECK, circle.id, AT_THE_END] = goal_check_timing(last, off)
    wanted[PostKind.WRAP_UP, circle.id, 0] = wrap_up_timing(last, off)
    return wanted


def _before(meeting: Meeting, reminder: Timing, today: timedelta) -> dict[Key, Timing]:
    timings = {
        PostKind.PREVIEW: preview_timing(meeting, reminder),
        PostKind.REMINDER: reminder,
        PostKind.NUDGE: nudge_timing(meeting, reminder),
        PostKind.TODAY: today_timing(meeting, today),
    }
    return {(kind, meeting.id, meeting.revision): timing for kind, timing in timings.items() if timing}


def _after(meeting: Meeting) -> dict[Key, Timing]:
    timings = {
        PostKind.HOW_WAS_IT: feedback_timing(meeting),
        PostKind.HOW_WAS_IT_AGAIN: feedback_again_timing(meeting),
        PostKind.RATING: feedback_timing(meeting),
    }
    return {(kind, meeting.id, meeting.revision): timing for kind, timing in timings.items()}


def new_plan(key: Key, timing: Timing, *, now: datetime) -> Plan:
    """A new plan for posts that are due then."""
    kind, subject, revision = key
    return Plan(
        id=PlanId(new_id()),
        kind=kind,
        subject=subject,
        revision=revision,
        state=PlanState.PLANNED,
        reason=None,
        due_at=timing.due_at,
        useless_at=timing.useless_at,
        made_at=now,
    )


def _is_stale_preview(key: Key, timing: Timing, *, now: datetime) -> bool:
    """Whoever moves a meeting that is near knows what they did; a preview at once would only be noise."""
    kind, _, revision = key
    return kind is PostKind.PREVIEW and revision > 0 and timing.due_at <= now


def _columns(timing: Timing) -> dict[str, datetime]:
    return {"due_at": timing.due_at, "useless_at": timing.useless_at}


def _pair(timing: Timing) -> tuple[datetime, datetime]:
    return timing.due_at, timing.useless_at
