"""Whether a post goes out when its turn comes (SPEC 3.4 to 3.6)."""

from datetime import datetime

from bot.app.audiences import for_circle, has_feedback, learners_of, organizers_of
from bot.app.covers import still_wanted, when_it_takes_place
from bot.app.digest_places import is_where_it_belongs
from bot.app.digests import digest_of, keep_numbers
from bot.app.fan_out import takes_place
from bot.app.heard import heard_where
from bot.app.line import why_skip_seat
from bot.app.mutes import is_muted
from bot.app.plans import LIVE
from bot.app.ports import Work
from bot.app.post_subjects import circle_of, team_of, zone_of
from bot.app.undelivered import author_of
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.feedback import Author
from bot.domain.ids import CircleId, CoverId, MeetingId, RelayId
from bot.domain.meetings import Meeting
from bot.domain.posts import (
    EVEN_WHEN_QUIET,
    PlanState,
    Post,
    PostKind,
    PostState,
    Reason,
    parse_digest_subject,
    parse_loss_subject,
)
from bot.domain.quiet import quiet_ends
from bot.domain.rsvps import Answer, stands
from bot.domain.signups import HERE
from bot.domain.teams import Role
from bot.domain.telling import NOTICES, is_for_present_time


def why_skip(work: Work, post: Post, *, now: datetime) -> Reason | None:
    """Why a post that was due is not to be sent after all; None when it is."""
    if now >= post.useless_at:
        return Reason.USELESS_BY_NOW
    if post.person_id is not None and not work.accounts.of(post.person_id):
        return Reason.BY_NAME
    try:
        reason = _why_skip(work, post, now=now)
        return reason or _why_unwanted(work, post)
    except NotFound:
        return Reason.SUBJECT_CHANGED


def waits_until(work: Work, post: Post, *, now: datetime) -> datetime | None:
    """When the recipient's quiet hours end, if the post waits for that: it is still of use then (SPEC 3.6)."""
    if post.person_id is None or post.kind in EVEN_WHEN_QUIET:
        return None
    person = work.people.get(post.person_id)
    zone = person.zone or zone_of(work, post)
    ends = quiet_ends(now, start=person.quiet_from, end=person.quiet_until, zone=zone)
    return ends if ends is not None and ends < _too_late_at(work, post, now=now) else None


def _too_late_at(work: Work, post: Post, *, now: datetime) -> datetime:
    """When it would be of no use: of a move that is when people set out for the old time."""
    meeting = work.meetings.find(MeetingId(post.subject)) if post.kind is PostKind.MOVED else None
    before = meeting.moved_from_at if meeting else None
    return before if before is not None and now < before < post.useless_at else post.useless_at


def may_hold_again_at(work: Work, post: Post, *, now: datetime) -> datetime | None:
    """Until when what the post is about can be put back as it was; what holds no longer waits for that (SPEC 2)."""
    try:
        circle = circle_of(work, post)
    except NotFound:
        return None
    return work.undos.open_until(circle.id, now=now) if circle is not None else None


def note_going_out(work: Work, post: Post, *, now: datetime) -> None:
    """Keeps what is to be known of a post as it goes out: the numbers of a digest (SPEC 3.8)."""
    if post.kind is PostKind.DIGEST:
        team_id, week = parse_digest_subject(post.subject)
        keep_numbers(work, digest_of(work, work.teams.get(team_id), week, now=now), now=now)


def _why_skip(work: Work, post: Post, *, now: datetime) -> Reason | None:
    match post.kind:
        case PostKind.DIGEST:
            return _why_skip_digest(work, post, now=now)
        case PostKind.UNREACHABLE | PostKind.UNSURE | PostKind.PLACE_LOST | PostKind.LINK_LOST:
            return _why_skip_running(work, post)
        case PostKind.UNDELIVERED:
            wrote = post.person_id is not None and post.person_id == author_of(work, post)
            return None if wrote else _why_skip_running(work, post)
        case PostKind.ALERT:
            return None
        case PostKind.WRAP_UP:
            deleted = work.circles.get(CircleId(post.subject)).stage is Stage.DELETED
            return Reason.SUBJECT_CHANGED if deleted else _why_skip_running(work, post)
        case PostKind.MESSAGE | PostKind.GOAL_CHECK:
            return _why_skip_learners(work, post)
        case PostKind.RELAY:
            return _why_skip_relay(work, post)
        case PostKind.STEPPED_BACK:
            return _why_skip_stepped_back(work, post)
        case PostKind.COVER | PostKind.COVER_OPEN:
            return still_wanted(work, CoverId(post.subject))
        case PostKind.COVER_TAKEN:
            return when_it_takes_place(work, CoverId(post.subject))
        case PostKind.DELETED:
            deleted = work.circles.get(CircleId(post.subject)).stage is Stage.DELETED
            return None if deleted else Reason.SUBJECT_CHANGED
        case PostKind.SEAT | PostKind.OFFER | PostKind.REMOVED | PostKind.PROMOTED:
            return why_skip_seat(work, post)
        case _:
            return _why_skip_meeting(work, post)


def _why_skip_digest(work: Work, post: Post, *, now: datetime) -> Reason | None:
    """It may have waited: whether it goes, and where, is as it is now."""
    team_id, week = parse_digest_subject(post.subject)
    team = work.teams.get(team_id)
    if not is_where_it_belongs(team, post):
        return Reason.REPLACED
    if team.digest_paused or digest_of(work, team, week, now=now).is_empty:
        return Reason.NOTHING_TO_SAY
    return _why_skip_running(work, post)


def _why_skip_running(work: Work, post: Post) -> Reason | None:
    """What only those may read who organize the team or facilitate the circle now."""
    if post.person_id is None:
        return None
    circle = circle_of(work, post)
    facilitators = work.circles.facilitators(circle.id) if circle else ()
    runs = post.person_id in {*facilitators, *organizers_of(work, team_of(work, post))}
    return None if runs else Reason.RECIPIENT_LEFT


def _why_skip_stepped_back(work: Work, post: Post) -> Reason | None:
    """It is of use to those who go on, and to the one of whom it tells while they are not back."""
    of, gone = parse_loss_subject(post.subject)
    circle = work.circles.find(CircleId(of))
    if circle is None:
        roles = {m.role for m in work.teams.of(gone) if m.team_id == of}
        return Reason.SUBJECT_CHANGED if roles == set(Role) else None
    facilitators = work.circles.facilitators(circle.id)
    if circle.stage is Stage.DELETED or gone in facilitators:
        return Reason.SUBJECT_CHANGED
    return None if post.person_id in {*facilitators, gone} else Reason.RECIPIENT_LEFT


def _why_unwanted(work: Work, post: Post) -> Reason | None:
    """What the recipient has asked not to be sent."""
    if post.person_id is None:
        return None
    if post.kind is PostKind.TODAY and not work.people.get(post.person_id).wants_today:
        return Reason.TODAY_OFF
    circle = circle_of(work, post)
    muted = is_muted(work, post.person_id, post.kind, circle.id if circle else None)
    return Reason.MUTED if muted else None


def _why_skip_learners(work: Work, post: Post) -> Reason | None:
    circle = circle_of(work, post)
    if circle is None or circle.stage not in LIVE:
        return Reason.SUBJECT_CHANGED
    if post.person_id not in learners_of(work, circle):
        return Reason.RECIPIENT_LEFT
    # A goal may be given up before it is asked about.
    gone = post.kind is PostKind.GOAL_CHECK and post.person_id not in for_circle(work, post.kind, circle)
    return Reason.SUBJECT_CHANGED if gone else None


def _why_skip_relay(work: Work, post: Post) -> Reason | None:
    relay = work.relays.get(RelayId(post.subject))
    circle = work.circles.get(relay.circle_id)
    if circle.stage is Stage.DELETED:
        return Reason.SUBJECT_CHANGED
    if relay.to_person is None:
        return None if post.person_id in work.circles.facilitators(circle.id) else Reason.RECIPIENT_LEFT
    signup = work.signups.of(circle.id, relay.to_person)
    return None if signup is not None and signup.standing in HERE else Reason.RECIPIENT_LEFT


def _why_skip_meeting(work: Work, post: Post) -> Reason | None:
    meeting = work.meetings.get(MeetingId(post.subject))
    circle = work.circles.get(meeting.circle_id)
    if post.kind is PostKind.CANCELLED:
        if meeting.is_on or circle.stage is Stage.DELETED:
            return Reason.SUBJECT_CHANGED
    elif not _holds(work, post, circle, meeting):
        return Reason.SUBJECT_CHANGED
    if post.place_id is not None:
        linked = post.place_id in {place.id for place in work.place_links.places(circle.id)}
        return _why_skip_change(work, post, circle, meeting) if linked else Reason.RECIPIENT_LEFT
    person = post.person_id
    if person is None or person not in {*learners_of(work, circle), *work.circles.facilitators(circle.id)}:
        return Reason.RECIPIENT_LEFT
    answer = stands(work.rsvps.of(meeting.id, person), meeting)
    if post.kind is PostKind.NUDGE and answer is not None:
        return Reason.ANSWERED
    if post.kind is PostKind.TODAY and answer is Answer.NO:
        return Reason.ANSWERED
    if post.kind is PostKind.PREVIEW and not _reminder_is_planned(work, meeting):
        return Reason.SUBJECT_CHANGED
    if post.kind is PostKind.HOW_WAS_IT_AGAIN and has_feedback(work, meeting):
        return Reason.ANSWERED
    if post.kind is PostKind.HOW_WAS_IT and work.feedbacks.of(meeting.id, person, Author.FACILITATOR):
        return Reason.ANSWERED
    if post.kind is PostKind.RATING and work.feedbacks.of(meeting.id, person, Author.LEARNER):
        return Reason.ANSWERED
    return _why_skip_change(work, post, circle, meeting)


def _why_skip_change(work: Work, post: Post, circle: Circle, meeting: Meeting) -> Reason | None:
    """Who knows already where it is, as it was back there before they heard, needs no word of it."""
    who = post.person_id or post.place_id
    if post.kind is not PostKind.CHANGED or who is None:
        return None
    return Reason.NOTHING_TO_SAY if heard_where(work, circle, meeting, who) else None


def _holds(work: Work, post: Post, circle: Circle, meeting: Meeting) -> bool:
    """Whether the meeting is as the post says."""
    match post.kind:
        case PostKind.MOVED | PostKind.ON_AGAIN:
            told_start = is_for_present_time(post, meeting)
            return told_start and takes_place(circle, meeting, revision=meeting.revision)
        case PostKind.CHANGED:
            # Of another place one also hears with the time, if that is another too.
            told_too = any(
                (one.person_id, one.place_id) == (post.person_id, post.place_id)
                and one.revision > post.revision
                and one.state not in {PostState.FAILED, PostState.SKIPPED}
                for one in work.posts.about(NOTICES, [meeting.id])
            )
            return not told_too and takes_place(circle, meeting, revision=meeting.revision)
        case _:
            return takes_place(circle, meeting, revision=post.revision)


def _reminder_is_planned(work: Work, meeting: Meeting) -> bool:
    plan = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
    return plan is not None and plan.state is PlanState.PLANNED
