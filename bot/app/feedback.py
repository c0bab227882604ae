"""How a meeting was, and how far a goal has come."""

from datetime import datetime

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.errors import NotAllowed, NotFound, ValueIsOutOfRange
from bot.domain.feedback import RATINGS, Author, Feedback, GoalCheck, MeetingIsNotOver, Progress
from bot.domain.ids import MeetingId, PersonId, SignupId
from bot.domain.meetings import Meeting, MeetingIsCancelled
from bot.domain.signups import Standing


def rate(work: Work, actor: PersonId, meeting_id: MeetingId, rating: int, *, now: datetime) -> Author:
    """Takes the actor's rating of a meeting that is over, as its facilitator or as a learner; the last one counts.

    Raises ValueIsOutOfRange, MeetingIsNotOver, MeetingIsCancelled, and NotAllowed for everybody else.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.KEEP_OWN, circle, now=now)
    meeting = work.meetings.get(meeting_id)
    author = _author(work, actor, circle)
    if rating not in RATINGS:
        raise ValueIsOutOfRange(field="rating", given=str(rating), least=RATINGS[0], most=RATINGS[-1])
    _ensure_over(meeting, now=now)
    work.feedbacks.put(Feedback(meeting_id, actor, author, rating, now, now))
    return author


def tell_progress(
    work: Work, actor: PersonId, signup_id: SignupId, progress: Progress, *, last: bool, now: datetime
) -> None:
    """Takes what a learner says about the goal they gave at sign-up. Raises NotAllowed for another's."""
    signup = work.signups.find(signup_id)
    if signup is None:
        raise NotFound
    may(work, actor, Action.KEEP_OWN, None, now=now)
    if signup.person_id != actor or signup.standing is not Standing.SEATED:
        raise NotAllowed
    work.goal_checks.put(GoalCheck(signup_id, last, progress, now))


def _author(work: Work, actor: PersonId, circle: Circle) -> Author:
    if actor in work.circles.facilitators(circle.id):
        return Author.FACILITATOR
    signup = work.signups.of(circle.id, actor)
    if signup is None or signup.standing is not Standing.SEATED:
        raise NotAllowed
    return Author.LEARNER


def _ensure_over(meeting: Meeting, *, now: datetime) -> None:
    if not meeting.is_on:
        raise MeetingIsCancelled(number=meeting.number, starts=meeting.starts)
    if not meeting.is_over(now=now):
        raise MeetingIsNotOver(number=meeting.number, starts=meeting.starts)
