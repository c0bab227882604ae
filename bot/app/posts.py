"""From a plan that is due to posts, and whether a post still has a point when its turn comes (SPEC 3.1, 3.4, 3.5)."""

from collections.abc import Sequence
from datetime import datetime

from bot.app.digest_plans import plan_next_digest
from bot.app.digests import digest_of
from bot.app.ports import Work
from bot.app.reminders import to_person
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.ids import MeetingId, PersonId, PlaceId, PostId, SignupId, new_id
from bot.domain.meetings import Meeting
from bot.domain.posts import (
    Plan,
    PlanState,
    Post,
    PostKind,
    PostState,
    Reason,
    parse_digest_subject,
)
from bot.domain.signups import Standing
from bot.domain.teams import Role


def fan_out_due(work: Work, *, now: datetime, limit: int) -> int:
    """Turns up to `limit` due plans into posts to those who qualify at this moment; returns how many plans there were."""
    plans = work.plans.due(now=now, limit=limit)
    for plan in plans:
        dropped = _fan_out(work, plan, now=now)
        state = PlanState.FANNED_OUT if dropped is None else PlanState.DROPPED
        work.plans.change(plan.id, state=state, reason=dropped)
    return len(plans)


def why_skip(work: Work, post: Post, *, now: datetime) -> Reason | None:
    """Why a post that was due is not to be sent after all; None when it is."""
    if now >= post.useless_at:
        return Reason.USELESS_BY_NOW
    match post.kind:
        case PostKind.REMINDER | PostKind.MOVED:
            return _why_skip_meeting(work, post, wants_on=True)
        case PostKind.CANCELLED:
            return _why_skip_meeting(work, post, wants_on=False)
        case PostKind.SEAT:
            signup = work.signups.find(SignupId(post.subject))
            gone = signup is None or signup.standing is not Standing.SEATED
            return Reason.RECIPIENT_LEFT if gone else None
        case PostKind.DIGEST:
            return None


def _fan_out(work: Work, plan: Plan, *, now: datetime) -> Reason | None:
    match plan.kind:
        case PostKind.REMINDER:
            return _fan_out_reminder(work, plan, now=now)
        case PostKind.DIGEST:
            return _fan_out_digest(work, plan, now=now)
        case PostKind.MOVED | PostKind.CANCELLED | PostKind.SEAT:
            # These are posted in the transaction of the change that they tell of.
            return Reason.NOTHING_TO_SAY


def _fan_out_reminder(work: Work, plan: Plan, *, now: datetime) -> Reason | None:
    if now >= plan.useless_at:
        return Reason.USELESS_BY_NOW
    meeting = work.meetings.find(MeetingId(plan.subject))
    circle = work.circles.lock(meeting.circle_id) if meeting else None
    if meeting is None or circle is None or not _takes_place(circle, meeting, revision=plan.revision):
        return Reason.SUBJECT_CHANGED
    asked_again = _told_of_the_move(work, plan)
    work.posts.put(
        [
            to_person(
                plan.kind,
                plan.subject,
                plan.revision,
                signup.person_id,
                due_at=plan.due_at,
                useless_at=plan.useless_at,
            )
            for signup in work.signups.seated(circle.id)
            if signup.person_id not in asked_again
        ]
    )
    return None


def _told_of_the_move(work: Work, plan: Plan) -> set[PersonId | None]:
    """Who was told of the new time when its reminder was due already: that notice asked them, so no reminder follows."""
    notices = work.posts.of(PostKind.MOVED, plan.subject)
    return {
        notice.person_id
        for notice in notices
        if notice.revision == plan.revision and plan.due_at <= notice.due_at
    }


def _fan_out_digest(work: Work, plan: Plan, *, now: datetime) -> Reason | None:
    team_id, week = parse_digest_subject(plan.subject)
    team = work.teams.lock(team_id)
    plan_next_digest(work, team, now=now)
    if now >= plan.useless_at:
        return Reason.USELESS_BY_NOW
    if team.digest_paused or digest_of(work, team, week, now=now).is_empty:
        return Reason.NOTHING_TO_SAY
    if team.digest_place_id is not None:
        work.posts.put([_to_place(plan, team.digest_place_id)])
        return None
    organizers = [m.person_id for m in work.teams.members(team_id) if m.role is Role.ORGANIZER]
    work.posts.put(
        [
            to_person(
                plan.kind,
                plan.subject,
                plan.revision,
                person,
                due_at=plan.due_at,
                useless_at=plan.useless_at,
            )
            for person in organizers
        ]
    )
    return None


def _to_place(plan: Plan, place: PlaceId) -> Post:
    return Post(
        id=PostId(new_id()),
        kind=plan.kind,
        subject=plan.subject,
        revision=plan.revision,
        person_id=None,
        place_id=place,
        state=PostState.PLANNED,
        reason=None,
        due_at=plan.due_at,
        useless_at=plan.useless_at,
        attempts=0,
        epoch=0,
        reference=None,
        sent_at=None,
    )


def _why_skip_meeting(work: Work, post: Post, *, wants_on: bool) -> Reason | None:
    try:
        meeting = work.meetings.get(MeetingId(post.subject))
        circle = work.circles.get(meeting.circle_id)
    except NotFound:
        return Reason.SUBJECT_CHANGED
    if wants_on and not _takes_place(circle, meeting, revision=post.revision):
        return Reason.SUBJECT_CHANGED
    if not wants_on and (meeting.is_on or circle.stage is Stage.DELETED):
        return Reason.SUBJECT_CHANGED
    belongs = post.person_id in _people_of(work, circle)
    return None if belongs else Reason.RECIPIENT_LEFT


def _people_of(work: Work, circle: Circle) -> Sequence[PersonId]:
    seated = [signup.person_id for signup in work.signups.seated(circle.id)]
    return [*seated, *work.circles.facilitators(circle.id)]


def _takes_place(circle: Circle, meeting: Meeting, *, revision: int) -> bool:
    live = circle.stage in {Stage.OPEN, Stage.CLOSED}
    return live and meeting.is_on and meeting.revision == revision
