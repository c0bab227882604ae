"""Who gets a post of each kind: decided when it is due, by how things are then (SPEC 3)."""

from collections.abc import Collection
from datetime import datetime

from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.feedback import Author
from bot.domain.ids import CircleId, MeetingId, PersonId, PlaceId, TeamId
from bot.domain.meetings import Meeting
from bot.domain.messages import Recipients
from bot.domain.posts import Post, PostKind, PostState
from bot.domain.rsvps import Answer, headcount, silent_through, stands
from bot.domain.teams import Role
from bot.domain.telling import ASKING, is_for_present_time
from bot.domain.timing import AGAIN_AFTER, NUDGE_AFTER_REMINDER


def learners_of(work: Work, circle: Circle) -> list[PersonId]:
    """Those who have a seat, by seat."""
    return [signup.person_id for signup in work.signups.seated(circle.id)]


def learners_to_write_to(work: Work, circle: Circle) -> list[PersonId]:
    """Those learners who have an account; who was added by name has none (SPEC 4.6)."""
    learners = learners_of(work, circle)
    owners = work.accounts.owners(learners)
    return [person for person in learners if person in owners]


def places_to_write_to(work: Work, circle: CircleId) -> list[PlaceId]:
    """The groups and channels that the circle is linked with and that can be reached."""
    return [place.id for place in work.place_links.places(circle) if place.unreachable_at is None]


def organizers_of(work: Work, team: TeamId) -> list[PersonId]:
    """The team's organizers, in the order in which they came."""
    members = sorted(work.teams.members(team), key=lambda m: m.since_at)
    return [member.person_id for member in members if member.role is Role.ORGANIZER]


def for_meeting(
    work: Work, kind: PostKind, circle: Circle, meeting: Meeting, *, now: datetime
) -> list[PersonId]:
    """Who gets a post of that kind about the meeting."""
    match kind:
        case PostKind.PREVIEW | PostKind.HOW_WAS_IT:
            return list(work.circles.facilitators(circle.id))
        case PostKind.HOW_WAS_IT_AGAIN:
            if has_feedback(work, meeting):
                return []
            asked = _sent_before(work, PostKind.HOW_WAS_IT, meeting, now - AGAIN_AFTER)
            return [person for person in work.circles.facilitators(circle.id) if person in asked]
        case PostKind.REMINDER:
            return learners_to_write_to(work, circle)
        case PostKind.NUDGE:
            asked = _asked_before(work, meeting, now - NUDGE_AFTER_REMINDER)
            return [person for person in silent_at(work, circle, meeting) if person in asked]
        case PostKind.TODAY:
            absent = _answering(work, circle, meeting, Answer.NO)
            return [person for person in learners_to_write_to(work, circle) if person not in absent]
        case PostKind.RATING:
            return list(_answering(work, circle, meeting, Answer.YES))
        case _:
            raise ValueError(f"{kind} is not planned for a meeting")


def for_circle(work: Work, kind: PostKind, circle: Circle) -> list[PersonId]:
    """Who gets a post of that kind about the circle: learners with a goal, or whoever runs it, each once."""
    if kind is PostKind.GOAL_CHECK:
        aiming = [signup.person_id for signup in work.signups.seated(circle.id) if signup.goal]
        owners = work.accounts.owners(aiming)
        return [person for person in aiming if person in owners]
    people = [*work.circles.facilitators(circle.id), *organizers_of(work, circle.team_id)]
    return list(dict.fromkeys(people))


def for_message(
    work: Work,
    circle: Circle,
    recipients: Recipients,
    *,
    meeting: Meeting | None = None,
    person: PersonId | None = None,
) -> list[PersonId]:
    """Who of the circle's learners gets a message: all, who answers that for the meeting, or that person."""
    learners = learners_to_write_to(work, circle)
    match recipients:
        case Recipients.ALL:
            return learners
        case Recipients.ONE:
            return [learner for learner in learners if learner == person]
        case _:
            if meeting is None:
                return []
            answers = work.rsvps.of_meetings([meeting.id]).get(meeting.id, {})
            wanted = recipients.answer
            return [learner for learner in learners if stands(answers.get(learner), meeting) is wanted]


def silent_at(work: Work, circle: Circle, meeting: Meeting) -> tuple[PersonId, ...]:
    """Learners without an answer for the meeting's present time."""
    answers = work.rsvps.of_meetings([meeting.id]).get(meeting.id, {})
    return headcount(meeting, learners_of(work, circle), answers).silent


def silent_twice(
    work: Work, circle: Circle, meetings: Collection[Meeting], *, now: datetime
) -> set[PersonId]:
    """Learners who were asked about the last two meetings that took place and answered neither (SPEC 3, reminder)."""
    past = [meeting for meeting in meetings if meeting.is_on and meeting.has_started(now=now)][-2:]
    if len(past) < 2:
        return set()
    answers = work.rsvps.of_meetings([meeting.id for meeting in past])
    asked = {meeting.id: _asked_before(work, meeting, now) for meeting in past}
    return set(silent_through(past, learners_of(work, circle), answers, asked))


def was_asked(post: Post, meeting: Meeting, *, before: datetime) -> bool:
    """Whether the post, one about the meeting, has gone out for its present time before that moment."""
    return (
        is_for_present_time(post, meeting)
        and post.state in {PostState.SENT, PostState.UNKNOWN}
        and (post.sent_at or post.due_at) <= before
    )


def has_feedback(work: Work, meeting: Meeting) -> bool:
    """Whether a facilitator has said how the meeting was."""
    given = work.feedbacks.of_meetings([meeting.id])
    return any(feedback.author is Author.FACILITATOR for feedback in given)


def _answering(work: Work, circle: Circle, meeting: Meeting, answer: Answer) -> tuple[PersonId, ...]:
    answers = work.rsvps.of_meetings([meeting.id]).get(MeetingId(meeting.id), {})
    heads = headcount(meeting, learners_of(work, circle), answers)
    return heads.coming if answer is Answer.YES else heads.not_coming


def _asked_before(work: Work, meeting: Meeting, moment: datetime) -> set[PersonId]:
    """Who was asked about the meeting's present time, before that moment."""
    return {person for kind in ASKING for person in _sent_before(work, kind, meeting, moment)}


def _sent_before(work: Work, kind: PostKind, meeting: Meeting, moment: datetime) -> set[PersonId]:
    """Who got a post of that kind about the meeting's present time, before that moment."""
    return {
        post.person_id
        for post in work.posts.of(kind, meeting.id)
        if post.person_id is not None and was_asked(post, meeting, before=moment)
    }
