"""What will be sent in a circle, and a facilitator's hand in it: send now, skip, other words, another lead (SPEC 2, 3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.audiences import for_circle, for_meeting, for_message
from bot.app.authority import Action, may
from bot.app.covers import see_cover, who_hears_of_open
from bot.app.delivery import waits_until
from bot.app.fan_out import fan_out
from bot.app.plans import NOT_YET_SENDING, replan_circle
from bot.app.ports import Work
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.errors import BrokenRule, NotFound
from bot.domain.ids import CircleId, CoverId, MeetingId, MessageId, PersonId, PlanId
from bot.domain.meetings import Meeting, ensure_ahead
from bot.domain.messages import CircleMessage
from bot.domain.posts import Plan, PlanState, PostKind, PostState, Reason
from bot.domain.text import several_lines
from bot.domain.times import Moment
from bot.domain.words import AlreadySent, WordsHaveChanged, check_placeholders

LONGEST_WORDS = 1500
"""Characters of a facilitator's own reminder."""

LEADS = range(1, 15 * 24)
"""Hours before a meeting at which its reminder may go out."""


class SkippedAlready(BrokenRule):
    """It was skipped or dropped, so it cannot be sent or skipped."""


class StandingWordsHaveChanged(BrokenRule):
    """Somebody else has written other standing `words` meanwhile (SPEC 4.32)."""


class LeadHasChanged(BrokenRule):
    """Somebody else has set the lead to so many `hours` meanwhile; 0 means the default (SPEC 4.32)."""


class MeetingWasMoved(BrokenRule):
    """It was about the time before; meeting `number` is on at `starts` now, and asked about for that time by itself."""


class TooEarlyToSend(BrokenRule):
    """It asks or tells of something that has not happened yet."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that will be sent: when, and to how many as things are now. `message` is what a MESSAGE says.

    `meeting` is None where it is about none.
    """

    plan: Plan
    circle: Circle
    meeting: Meeting | None
    recipients: int
    message: CircleMessage | None = None


@dataclass(frozen=True, slots=True)
class SentNow:
    """To how many it goes, and the moments at which it goes to those of them who have quiet hours."""

    total: int
    later: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a meeting's reminder: its own or None, and who wrote them. Without, the circle's standing words go."""

    circle: Circle
    meeting: Meeting
    words: str | None
    by: str | None


def see_timeline(
    work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime
) -> tuple[Circle, list[Planned]]:
    """What is planned for the circle, the soonest first."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    meetings = {meeting.id: meeting for meeting in work.meetings.of_circle(circle_id)}
    messages = [message.id for message in work.messages.of_circle(circle_id)]
    covers = [
        cover.id
        for meeting in meetings.values()
        if not meeting.has_started(now=now)
        for cover in work.covers.of_meeting(meeting.id)
    ]
    subjects = [circle_id, *meetings, *messages, *covers]
    plans = [plan for plan in work.plans.about(subjects) if plan.state is PlanState.PLANNED]
    return circle, [_planned(work, plan, circle, _meeting_of(work, plan), now=now) for plan in plans]


def see_plan(work: Work, actor: PersonId, plan_id: PlanId, *, now: datetime) -> Planned:
    """One thing that is planned. Raises AlreadySent or SkippedAlready when it is not planned any more."""
    plan, circle = _plan_and_circle(work, plan_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    _ensure_planned(work, plan)
    return _planned(work, plan, circle, _meeting_of(work, plan), now=now)


def send_now(work: Work, actor: PersonId, plan_id: PlanId, *, now: datetime) -> SentNow:
    """Sends what is planned at once, to who has quiet hours after them.

    Raises AlreadySent, SkippedAlready or MeetingWasMoved, however often it is pressed, and CircleIsDeleted.
    """
    _, circle = _plan_and_circle(work, plan_id)
    circle = work.circles.lock(circle.id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    plan = work.plans.get(plan_id)
    _ensure_planned(work, plan)
    if is_too_early(work, plan, now=now):
        raise TooEarlyToSend
    work.plans.change(plan_id, due_at=now)
    fan_out(work, work.plans.get(plan_id), at_once=True, now=now)
    posts = [post for post in work.posts.of(plan.kind, plan.subject) if post.revision == plan.revision]
    later: list[datetime] = []
    for post in posts:
        until = waits_until(work, post, now=now) if post.state in NOT_YET_SENDING else None
        if until is not None:
            work.posts.change(post.id, due_at=until)
            later.append(until)
    return SentNow(len(posts), tuple(sorted(later)))


def is_too_early(work: Work, plan: Plan, *, now: datetime) -> bool:
    """Whether it tells or asks of what has not happened yet: a meeting's day, its end, the end of a circle."""
    meeting = work.meetings.find(MeetingId(plan.subject))
    match plan.kind:
        case PostKind.TODAY if meeting is not None:
            return Moment(now, meeting.zone).local.date() < meeting.on
        case PostKind.HOW_WAS_IT | PostKind.HOW_WAS_IT_AGAIN | PostKind.RATING if meeting is not None:
            return not meeting.is_over(now=now)
        case PostKind.GOAL_CHECK | PostKind.WRAP_UP:
            return now < plan.due_at
        case _:
            return False


def skip(work: Work, actor: PersonId, plan_id: PlanId, *, now: datetime) -> Planned:
    """What is planned is not sent. Raises AlreadySent or SkippedAlready."""
    _, circle = _plan_and_circle(work, plan_id)
    work.circles.lock(circle.id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    planned = see_plan(work, actor, plan_id, now=now)
    work.plans.change(plan_id, state=PlanState.DROPPED, reason=Reason.SKIPPED_BY_HAND)
    return planned


def see_words(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> Words:
    """The words of the meeting's reminder, to be edited. Raises AlreadySent once it has gone out."""
    meeting = work.meetings.get(meeting_id)
    circle = work.circles.get(meeting.circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    ensure_ahead(meeting, now=now)
    _ensure_not_sent(work, meeting, now=now)
    by = work.people.names([meeting.words_by])[meeting.words_by] if meeting.words_by else None
    return Words(circle, meeting, meeting.reminder_words, by)


def write_words(
    work: Work, actor: PersonId, meeting_id: MeetingId, words: str, *, seen: str | None, now: datetime
) -> Words:
    """Gives the meeting's reminder other words; none means our own. Facts are put in when it goes out (SPEC 3.7).

    `seen` is what the actor saw before editing. Raises WordsHaveChanged when somebody else has written meanwhile,
    AlreadySent, UnknownPlaceholder, ValueIsTooLong.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    present = see_words(work, actor, meeting_id, now=now)
    written = _checked(words)
    if present.words not in {seen, written}:
        raise WordsHaveChanged(field="words", name=present.by or "", words=present.words or "")
    work.meetings.change(meeting_id, reminder_words=written, words_by=actor)
    return see_words(work, actor, meeting_id, now=now)


def write_standing_words(
    work: Work, actor: PersonId, circle_id: CircleId, words: str, *, seen: str | None, now: datetime
) -> None:
    """Gives all reminders of the circle other words, where a meeting has none of its own.

    Raises StandingWordsHaveChanged when they are no longer what the actor has `seen`, UnknownPlaceholder, ValueIsTooLong.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    written = _checked(words)
    if circle.reminder_words not in {seen, written}:
        raise StandingWordsHaveChanged(words=circle.reminder_words or "–")
    work.circles.change(circle_id, reminder_words=written)


def set_lead(
    work: Work,
    actor: PersonId,
    circle_id: CircleId,
    hours: int | None,
    *,
    meeting: MeetingId | None = None,
    seen: timedelta | None,
    now: datetime,
) -> None:
    """Has reminders go out so many hours before: of one meeting, or of all in the circle; None takes the next default.

    What has not gone out moves; what has is not sent again. Raises LeadHasChanged when it is no longer what the actor has
    `seen`.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    one = work.meetings.get(meeting) if meeting else None
    if one is not None and one.circle_id != circle_id:
        raise NotFound
    lead = None if hours is None else timedelta(hours=hours)
    present = one.reminder_lead if one else circle.reminder_lead
    if present not in {seen, lead}:
        raise LeadHasChanged(hours=int((present or timedelta()).total_seconds() // 3600))
    if one is not None:
        work.meetings.change(one.id, reminder_lead=lead)
    else:
        work.circles.change(circle_id, reminder_lead=lead)
    replan_circle(work, work.circles.get(circle_id), now=now)


def _checked(words: str) -> str | None:
    if not words.strip():
        return None
    return check_placeholders(several_lines(words, field="words", limit=LONGEST_WORDS), field="words")


def _plan_and_circle(work: Work, plan_id: PlanId) -> tuple[Plan, Circle]:
    plan = work.plans.get(plan_id)
    if plan.kind is PostKind.MESSAGE:
        return plan, work.circles.get(work.messages.get(MessageId(plan.subject)).circle_id)
    meeting = _meeting_of(work, plan)
    return plan, work.circles.get(meeting.circle_id if meeting else CircleId(plan.subject))


def _meeting_of(work: Work, plan: Plan) -> Meeting | None:
    if plan.kind is PostKind.COVER_OPEN:
        return see_cover(work, CoverId(plan.subject)).meeting
    return work.meetings.find(MeetingId(plan.subject))


def _planned(work: Work, plan: Plan, circle: Circle, meeting: Meeting | None, *, now: datetime) -> Planned:
    if plan.kind is PostKind.MESSAGE:
        return _planned_message(work, plan, circle)
    if plan.kind is PostKind.COVER_OPEN:
        people = who_hears_of_open(work, CoverId(plan.subject))
        return Planned(plan, circle, meeting, len(people))
    if meeting is None:
        return Planned(plan, circle, None, len(for_circle(work, plan.kind, circle)))
    # How many have not answered or said yes by then nobody knows yet: it is counted as things are now.
    return Planned(plan, circle, meeting, len(for_meeting(work, plan.kind, circle, meeting, now=plan.due_at)))


def _planned_message(work: Work, plan: Plan, circle: Circle) -> Planned:
    message = work.messages.get(MessageId(plan.subject))
    meeting = work.meetings.get(message.meeting_id) if message.meeting_id else None
    people = for_message(work, circle, message.recipients, meeting=meeting, person=message.to_person)
    return Planned(plan, circle, None, len(people), message)


def _ensure_planned(work: Work, plan: Plan) -> None:
    match plan.state:
        case PlanState.PLANNED:
            return
        case PlanState.FANNED_OUT:
            raise AlreadySent
        case PlanState.DROPPED:
            meeting = work.meetings.find(MeetingId(plan.subject))
            if meeting is not None and meeting.is_on and meeting.revision != plan.revision:
                raise MeetingWasMoved(number=meeting.number, starts=meeting.starts)
            raise SkippedAlready


def _ensure_not_sent(work: Work, meeting: Meeting, *, now: datetime) -> None:
    plan = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
    if plan is None or plan.state is not PlanState.FANNED_OUT:
        return
    # What waits for the morning has not gone to anybody.
    posts = [
        post for post in work.posts.of(PostKind.REMINDER, meeting.id) if post.revision == meeting.revision
    ]
    waits = [post.state is PostState.PLANNED and not post.attempts and post.due_at > now for post in posts]
    if not waits or not all(waits):
        raise AlreadySent
