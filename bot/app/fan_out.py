"""From a plan that is due to posts, one for each recipient (SPEC 3.1, 3.4, 3.5)."""

from collections.abc import Sequence
from datetime import datetime

from bot.app.audiences import (
    for_circle,
    for_meeting,
    for_message,
    learners_to_write_to,
    places_to_write_to,
)
from bot.app.covers import see_cover, still_wanted, who_hears_of_open
from bot.app.digest_places import send_where_it_belongs
from bot.app.digest_plans import plan_next_digest
from bot.app.digests import digest_of
from bot.app.heard import Recipient, last_words
from bot.app.line import end_of_offer, look_at_line_again
from bot.app.plans import LIVE, new_post, reminder_due
from bot.app.ports import Work
from bot.app.post_subjects import circle_about
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.ids import CircleId, CoverId, MeetingId, MessageId, PersonId, PlaceId, PlanId, SignupId
from bot.domain.meetings import Meeting
from bot.domain.posts import (
    Plan,
    PlanState,
    Post,
    PostKind,
    PostState,
    Reason,
    parse_digest_subject,
    parse_line_subject,
)
from bot.domain.telling import has_gone, is_for_present_time
from bot.domain.timing import Timing, today_for

TOLD_BEFORE = frozenset({PostKind.REMINDER, PostKind.NUDGE, PostKind.TODAY})
"""What learners get once for each time that a meeting has."""


def due_plans(work: Work, *, now: datetime, limit: int) -> list[PlanId]:
    """Up to `limit` plans that are due, the longest due first."""
    return [plan.id for plan in work.plans.due(now=now, limit=limit)]


def fan_out_due(work: Work, plan_id: PlanId, *, now: datetime) -> None:
    """Turns a due plan into posts to those who qualify at this moment; one that another process has had is left alone."""
    plan = work.plans.lock(plan_id)
    if plan.state is not PlanState.PLANNED or plan.due_at > now:
        return
    work.remember()
    held = _held_until(work, plan, now=now)
    if held is None:
        fan_out(work, plan, now=now)
    else:
        work.plans.change(plan.id, due_at=held)


def hold_back(work: Work, plan_id: PlanId, *, until: datetime) -> None:
    """Tries a plan that could not be turned into posts later, so that it is not lost and stands in nobody's way."""
    if work.plans.lock(plan_id).state is PlanState.PLANNED:
        work.plans.change(plan_id, due_at=until)


def fan_out(work: Work, plan: Plan, *, at_once: bool = False, now: datetime) -> Reason | None:
    """Turns one plan into posts, now; the reason if it was dropped instead.

    With `at_once` nobody waits for the lead that they have chosen.
    """
    dropped = _fan_out(work, plan, at_once=at_once, now=now)
    state = PlanState.FANNED_OUT if dropped is None else PlanState.DROPPED
    work.plans.change(plan.id, state=state, reason=dropped)
    return dropped


def takes_place(circle: Circle, meeting: Meeting, *, revision: int) -> bool:
    """Whether the meeting is on at the time of that revision, in a circle for which anything is sent."""
    return circle.stage in LIVE and meeting.is_on and meeting.revision == revision


def _fan_out(work: Work, plan: Plan, *, at_once: bool, now: datetime) -> Reason | None:
    if plan.kind is PostKind.DIGEST:
        return _fan_out_digest(work, plan, now=now)
    if plan.kind is PostKind.OFFER:
        return end_of_offer(work, SignupId(plan.subject), plan.revision, now=now)
    if plan.kind is PostKind.SEAT:
        return look_at_line_again(work, parse_line_subject(plan.subject), now=now)
    if now >= plan.useless_at:
        return Reason.USELESS_BY_NOW
    if plan.kind in {PostKind.WRAP_UP, PostKind.GOAL_CHECK}:
        circle = work.circles.lock(CircleId(plan.subject))
        if circle.stage not in LIVE:
            return Reason.SUBJECT_CHANGED
        return _put(work, plan, for_circle(work, plan.kind, circle))
    if plan.kind is PostKind.MESSAGE:
        return _fan_out_message(work, plan)
    if plan.kind is PostKind.COVER_OPEN:
        return _fan_out_cover(work, plan, CoverId(plan.subject))
    meeting = work.meetings.find(MeetingId(plan.subject))
    if meeting is None:
        return Reason.SUBJECT_CHANGED
    circle = work.circles.lock(meeting.circle_id)
    meeting = work.meetings.get(meeting.id)
    if not takes_place(circle, meeting, revision=plan.revision):
        return Reason.SUBJECT_CHANGED
    people = for_meeting(work, plan.kind, circle, meeting, now=now)
    had = _had_it(work, plan, circle, meeting, now=now) if plan.kind in TOLD_BEFORE else set[Recipient]()
    if plan.kind is PostKind.TODAY and not at_once:
        return _put_today(work, plan, circle, meeting, people, had, now=now)
    places = places_to_write_to(work, circle.id) if plan.kind is PostKind.REMINDER else []
    return _put(
        work,
        plan,
        [person for person in people if person not in had],
        [place for place in places if place not in had],
    )


def _fan_out_message(work: Work, plan: Plan) -> Reason | None:
    message = work.messages.find(MessageId(plan.subject))
    if message is None:
        return Reason.SUBJECT_CHANGED
    circle = work.circles.lock(message.circle_id)
    message = work.messages.get(message.id)
    if circle.stage not in LIVE or message.revision != plan.revision:
        return Reason.SUBJECT_CHANGED
    meeting = work.meetings.get(message.meeting_id) if message.meeting_id else None
    people = for_message(work, circle, message.recipients, meeting=meeting, person=message.to_person)
    return _put(work, plan, people)


def _fan_out_cover(work: Work, plan: Plan, cover: CoverId) -> Reason | None:
    work.circles.lock(see_cover(work, cover).circle.id)
    reason = still_wanted(work, cover)
    return reason or _put(work, plan, who_hears_of_open(work, cover))


def _held_until(work: Work, plan: Plan, *, now: datetime) -> datetime | None:
    """Until when a change of the plan's circle can be taken back: what it planned or may drop does not go before (SPEC 2)."""
    circle = _circle_of(work, plan)
    if circle is None:
        return None
    needs_no_meeting = plan.kind in {PostKind.OFFER, PostKind.SEAT} or (
        plan.kind is PostKind.MESSAGE and work.messages.get(MessageId(plan.subject)).meeting_id is None
    )
    if needs_no_meeting and circle.stage is not Stage.DELETED:
        return None
    return work.undos.open_until(circle.id, now=now)


def _circle_of(work: Work, plan: Plan) -> Circle | None:
    """The circle that a plan is about; None when it is about none, or about something that is no more."""
    if plan.kind is PostKind.SEAT:
        return work.circles.find(parse_line_subject(plan.subject))
    try:
        return circle_about(work, plan.kind, plan.subject)
    except NotFound:
        return None


def _put_today(
    work: Work,
    plan: Plan,
    circle: Circle,
    meeting: Meeting,
    people: list[PersonId],
    had: set[Recipient],
    *,
    now: datetime,
) -> None:
    """To each at their own lead; who hears later may change their mind until then."""
    posts: list[Post] = []
    for person in learners_to_write_to(work, circle):
        due = today_for(meeting, work.people.get(person))
        if person not in had and (due > now or person in people):
            timing = Timing(max(due, plan.due_at), plan.useless_at)
            posts.append(new_post((plan.kind, plan.subject, plan.revision), timing, person=person))
    work.posts.put(posts)


def _put(work: Work, plan: Plan, people: Sequence[PersonId], places: Sequence[PlaceId] = ()) -> None:
    key, timing = (plan.kind, plan.subject, plan.revision), Timing(plan.due_at, plan.useless_at)
    work.posts.put([new_post(key, timing, person=person) for person in people])
    work.posts.put([new_post(key, timing, place=place) for place in places])


def _had_it(work: Work, plan: Plan, circle: Circle, meeting: Meeting, *, now: datetime) -> set[Recipient]:
    """Who has had this for the same time, which then was not the meeting's for a while, and heard of nothing else since.

    And who is told of the new time when its reminder is due already: that notice asks them, so no reminder follows.
    """
    told = work.posts.about((plan.kind, PostKind.MOVED, PostKind.ON_AGAIN), [meeting.id])
    had: set[Recipient] = {
        who
        for post in told
        if (who := post.person_id or post.place_id)
        and post.kind is plan.kind
        and post.useless_at == plan.useless_at
        and has_gone(post)
    }
    if had:
        words = last_words(work, meeting)
        had = {one for one in had if one in words and words[one].start == meeting.starts_at}
    notices = [
        post
        for post in told
        if post.kind is not plan.kind
        and is_for_present_time(post, meeting)
        and post.state not in {PostState.FAILED, PostState.SKIPPED}
    ]
    if plan.kind is PostKind.REMINDER and notices:
        due_at = reminder_due(work, circle, meeting, now=now) or plan.due_at
        had |= {
            who
            for notice in notices
            if (who := notice.person_id or notice.place_id) and due_at <= notice.due_at
        }
    return had


def _fan_out_digest(work: Work, plan: Plan, *, now: datetime) -> Reason | None:
    team_id, week = parse_digest_subject(plan.subject)
    team = work.teams.lock(team_id)
    plan_next_digest(work, team, after=week, now=now)
    if now >= plan.useless_at:
        return Reason.USELESS_BY_NOW
    digest = digest_of(work, team, week, now=now)
    if team.digest_paused or digest.is_empty:
        return Reason.NOTHING_TO_SAY
    send_where_it_belongs(work, plan.subject, Timing(plan.due_at, plan.useless_at), now=now)
    return None
