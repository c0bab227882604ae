"""From a plan that is due to posts, one for each recipient (SPEC 3.1, 3.4, 3.5)."""

from datetime import datetime

from bot.app.audiences import for_meeting, for_wrap_up, organizers_of
from bot.app.digest_plans import plan_next_digest
from bot.app.digests import digest_of, keep_numbers
from bot.app.plans import LIVE, new_post
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.ids import CircleId, MeetingId, PersonId
from bot.domain.meetings import Meeting
from bot.domain.posts import Plan, PlanState, PostKind, Reason, parse_digest_subject
from bot.domain.timing import Timing


def fan_out_due(work: Work, *, now: datetime, limit: int) -> int:
    """Turns up to `limit` due plans into posts to those who qualify at this moment; returns how many plans there were."""
    plans = work.plans.due(now=now, limit=limit)
    for plan in plans:
        fan_out(work, plan, now=now)
    return len(plans)


def fan_out(work: Work, plan: Plan, *, now: datetime) -> Reason | None:
    """Turns one plan into posts, now; the reason if it was dropped instead."""
    dropped = _fan_out(work, plan, now=now)
    state = PlanState.FANNED_OUT if dropped is None else PlanState.DROPPED
    work.plans.change(plan.id, state=state, reason=dropped)
    return dropped


def takes_place(circle: Circle, meeting: Meeting, *, revision: int) -> bool:
    """Whether the meeting is on at the time of that revision, in a circle for which anything is sent."""
    return circle.stage in LIVE and meeting.is_on and meeting.revision == revision


def _fan_out(work: Work, plan: Plan, *, now: datetime) -> Reason | None:
    if plan.kind is PostKind.DIGEST:
        return _fan_out_digest(work, plan, now=now)
    if now >= plan.useless_at:
        return Reason.USELESS_BY_NOW
    if plan.kind is PostKind.WRAP_UP:
        circle = work.circles.lock(CircleId(plan.subject))
        if circle.stage not in LIVE:
            return Reason.SUBJECT_CHANGED
        return _put(work, plan, for_wrap_up(work, circle))
    meeting = work.meetings.find(MeetingId(plan.subject))
    if meeting is None:
        return Reason.SUBJECT_CHANGED
    circle = work.circles.lock(meeting.circle_id)
    meeting = work.meetings.get(meeting.id)
    if not takes_place(circle, meeting, revision=plan.revision):
        return Reason.SUBJECT_CHANGED
    people = for_meeting(work, plan.kind, circle, meeting, now=now)
    if plan.kind is PostKind.REMINDER:
        asked_again = _told_of_the_move(work, plan)
        people = [person for person in people if person not in asked_again]
    return _put(work, plan, people)


def _put(work: Work, plan: Plan, people: list[PersonId]) -> None:
    key, timing = (plan.kind, plan.subject, plan.revision), Timing(plan.due_at, plan.useless_at)
    work.posts.put([new_post(key, timing, person=person) for person in people])


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
    digest = digest_of(work, team, week, now=now)
    if team.digest_paused or digest.is_empty:
        return Reason.NOTHING_TO_SAY
    keep_numbers(work, digest, now=now)
    if team.digest_place_id is None:
        return _put(work, plan, organizers_of(work, team_id))
    key, timing = (plan.kind, plan.subject, plan.revision), Timing(plan.due_at, plan.useless_at)
    work.posts.put([new_post(key, timing, place=team.digest_place_id)])
    return None
