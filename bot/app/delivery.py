"""Whether a post goes out when its turn comes, and what follows when nobody knows or it cannot (SPEC 3.2 to 3.6)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.app.audiences import for_circle, has_feedback, learners_of, organizers_of
from bot.app.authority import Action, is_allowed
from bot.app.covers import see_cover, still_wanted, when_it_takes_place
from bot.app.digests import digest_of, keep_numbers
from bot.app.fan_out import takes_place
from bot.app.line import why_skip_seat
from bot.app.mutes import is_muted
from bot.app.plans import LIVE, new_post
from bot.app.ports import Work
from bot.app.reach import lost_at
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.feedback import Author
from bot.domain.ids import (
    CircleId,
    CoverId,
    MeetingId,
    MessageId,
    PersonId,
    PlaceId,
    PostId,
    RelayId,
    SignupId,
    TeamId,
)
from bot.domain.meetings import Meeting
from bot.domain.posts import (
    EVEN_WHEN_QUIET,
    ON_UNKNOWN,
    OnUnknown,
    PlanState,
    Post,
    PostKind,
    Reason,
    loss_subject,
    parse_digest_subject,
    parse_loss_subject,
)
from bot.domain.quiet import quiet_ends
from bot.domain.rsvps import Answer, stands
from bot.domain.signups import HERE
from bot.domain.timing import Timing

ABOUT_POSTS = frozenset({PostKind.UNSURE, PostKind.UNREACHABLE, PostKind.PLACE_LOST})
"""Notices about other posts; about them nobody is told, or it would never end."""

A_WHILE = timedelta(minutes=1)
"""How long we wait after an unknown outcome: what made it unknown may well last a moment."""

NOTICE_FOR = timedelta(days=7)
"""For how long a notice about something that did not arrive is of use."""


def why_skip(work: Work, post: Post, *, now: datetime) -> Reason | None:
    """Why a post that was due is not to be sent after all; None when it is."""
    if now >= post.useless_at:
        return Reason.USELESS_BY_NOW
    if post.person_id is not None and not work.accounts.of(post.person_id):
        return Reason.BY_NAME
    try:
        reason = _why_skip(work, post)
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


def settle_unknown(work: Work, post: Post, *, now: datetime) -> None:
    """What happens to a post of which nobody knows whether it arrived: once more, ask, or drop (SPEC 3.2)."""
    rule = ON_UNKNOWN[post.kind]
    if rule is OnUnknown.DROP or now >= post.useless_at:
        return
    if rule is OnUnknown.SEND_AGAIN and not post.again:
        work.posts.send_again(post.id, now=now + A_WHILE)
    elif post.kind not in ABOUT_POSTS:
        # A team's only organizer decides about their own digest.
        people = _responsible(work, post) or ([post.person_id] if post.person_id else [])
        _tell(work, (PostKind.UNSURE, post.id, post.epoch), people, now=now + A_WHILE)


def note_going_out(work: Work, post: Post, *, now: datetime) -> None:
    """Keeps what is to be known of a post as it goes out: the numbers of a digest (SPEC 3.8)."""
    if post.kind is PostKind.DIGEST:
        team_id, week = parse_digest_subject(post.subject)
        keep_numbers(work, digest_of(work, work.teams.get(team_id), week, now=now), now=now)


def report_loss(work: Work, post: Post, *, now: datetime) -> None:
    """Tells those who look after the recipient that they cannot be reached, once a loss (SPEC 3.3)."""
    if post.place_id is not None:
        _report_place(work, post, post.place_id, now=now)
    elif post.person_id is not None:
        moment = lost_at(work, post.person_id) or now
        circle = circle_of(work, post)
        subject = loss_subject(circle.id if circle else team_of(work, post), post.person_id)
        key = (PostKind.UNREACHABLE, subject, int(moment.timestamp()))
        _tell(work, key, _responsible(work, post), now=now)


def circle_of(work: Work, post: Post) -> Circle | None:
    """The circle that a post is about, if it is about one."""
    match post.kind:
        case PostKind.DIGEST:
            return None
        case PostKind.SEAT | PostKind.OFFER | PostKind.REMOVED | PostKind.PROMOTED:
            return work.circles.get(work.signups.get(SignupId(post.subject)).circle_id)
        case PostKind.WRAP_UP | PostKind.GOAL_CHECK | PostKind.DELETED:
            return work.circles.get(CircleId(post.subject))
        case PostKind.MESSAGE:
            return work.circles.get(work.messages.get(MessageId(post.subject)).circle_id)
        case PostKind.RELAY:
            return work.circles.get(work.relays.get(RelayId(post.subject)).circle_id)
        case PostKind.COVER | PostKind.COVER_OPEN | PostKind.COVER_TAKEN:
            return see_cover(work, CoverId(post.subject)).circle
        case PostKind.UNREACHABLE:
            of, _ = parse_loss_subject(post.subject)
            return work.circles.find(CircleId(of))
        case PostKind.UNSURE:
            return circle_of(work, work.posts.get(PostId(post.subject)))
        case PostKind.PLACE_LOST:
            return None
        case _:
            return work.circles.get(work.meetings.get(MeetingId(post.subject)).circle_id)


def team_of(work: Work, post: Post) -> TeamId:
    """The team that a post belongs to."""
    circle = circle_of(work, post)
    if circle is not None:
        return circle.team_id
    match post.kind:
        case PostKind.UNSURE:
            return team_of(work, work.posts.get(PostId(post.subject)))
        case _:
            return TeamId(post.subject.partition(":")[0])


def zone_of(work: Work, post: Post) -> str:
    """The zone in which the post's matter takes place."""
    circle = circle_of(work, post)
    return circle.zone if circle else work.teams.get(team_of(work, post)).zone


def _why_skip(work: Work, post: Post) -> Reason | None:
    match post.kind:
        case PostKind.DIGEST | PostKind.UNREACHABLE | PostKind.UNSURE | PostKind.PLACE_LOST:
            return _why_skip_running(work, post)
        case PostKind.WRAP_UP:
            deleted = work.circles.get(CircleId(post.subject)).stage is Stage.DELETED
            return Reason.SUBJECT_CHANGED if deleted else _why_skip_running(work, post)
        case PostKind.MESSAGE | PostKind.GOAL_CHECK:
            return _why_skip_learners(work, post)
        case PostKind.RELAY:
            return _why_skip_relay(work, post)
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


def _why_skip_running(work: Work, post: Post) -> Reason | None:
    """What only those may read who organize the team or facilitate the circle now."""
    if post.person_id is None:
        return None
    circle = circle_of(work, post)
    facilitators = work.circles.facilitators(circle.id) if circle else ()
    runs = post.person_id in {*facilitators, *organizers_of(work, team_of(work, post))}
    return None if runs else Reason.RECIPIENT_LEFT


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
    elif not takes_place(
        circle, meeting, revision=meeting.revision if post.kind is PostKind.CHANGED else post.revision
    ):
        return Reason.SUBJECT_CHANGED
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
    if post.kind is PostKind.RATING and work.feedbacks.of(meeting.id, person, Author.LEARNER):
        return Reason.ANSWERED
    return None


def _reminder_is_planned(work: Work, meeting: Meeting) -> bool:
    plan = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
    return plan is not None and plan.state is PlanState.PLANNED


def _responsible(work: Work, post: Post) -> list[PersonId]:
    """Who looks after the recipient: facilitators after learners, organizers after facilitators and each other."""
    circle = circle_of(work, post)
    if circle is not None and post.kind is PostKind.MESSAGE and _author_still_runs(work, post, circle):
        return [work.messages.get(MessageId(post.subject)).written_by]
    if circle is None:
        people: Sequence[PersonId] = organizers_of(work, team_of(work, post))
    elif post.person_id in learners_of(work, circle):
        people = work.circles.facilitators(circle.id)
    else:
        facilitators = work.circles.facilitators(circle.id)
        people = [*facilitators, *organizers_of(work, circle.team_id)]
    reachable = [person for person in dict.fromkeys(people) if person != post.person_id]
    return reachable if post.place_id is None else list(people)


def _author_still_runs(work: Work, post: Post, circle: Circle) -> bool:
    author = work.messages.get(MessageId(post.subject)).written_by
    return is_allowed(work, author, Action.RUN_CIRCLE, circle)


def _report_place(work: Work, post: Post, place: PlaceId, *, now: datetime) -> None:
    """The digest's place is gone: organizers hear of it, and get this digest and the next in private."""
    team_id, _ = parse_digest_subject(post.subject)
    team = work.teams.lock(team_id)
    if team.digest_place_id == place:
        work.teams.change(team_id, digest_place_id=None)
    organizers = organizers_of(work, team_id)
    lost = work.places.get(place).unreachable_at or now
    _tell(work, (PostKind.PLACE_LOST, f"{team_id}:{place}", int(lost.timestamp())), organizers, now=now)
    key, timing = (post.kind, post.subject, post.revision), Timing(now, post.useless_at)
    work.posts.put([new_post(key, timing, person=person) for person in organizers])


def _tell(work: Work, key: tuple[PostKind, str, int], people: Sequence[PersonId], *, now: datetime) -> None:
    timing = Timing(now, now + NOTICE_FOR)
    work.posts.put([new_post(key, timing, person=person) for person in people])
