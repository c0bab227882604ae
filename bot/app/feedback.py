"""How a meeting was, who came, and how far a goal has come."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.app.attendance import Roster, attendance_at, roster_of
from bot.app.audiences import learners_of
from bot.app.authority import Action, may
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.domain.attendance import MOST_PRESENT, Attendance
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.errors import NotAllowed, NotFound, ValueIsOutOfRange
from bot.domain.feedback import (
    RATINGS,
    Author,
    Feedback,
    GoalCheck,
    MeetingIsNotOver,
    Progress,
    ensure_editable,
)
from bot.domain.ids import CircleId, MeetingId, PersonId, SignupId
from bot.domain.meetings import Meeting, detailed, ensure_is_on
from bot.domain.posts import PostKind
from bot.domain.signups import Standing
from bot.domain.telling import has_gone
from bot.domain.text import TEXT, several_lines
from bot.domain.timing import Timing

ASK_THE_PRESENT_FOR = timedelta(hours=24)
"""Who is marked present is asked how it was, if that is within this time of the end (SPEC 3)."""

RECENT = 20
"""So many of the latest posts are looked through for the last one that was sent."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A meeting that somebody is asked about: in what role, and what they have said so far.

    `total` is the attendance that was saved, at `saved_at`; `following` the next meeting, if there is one to bring
    something to. `left` names what was left as it is, since somebody else has said something else meanwhile.
    """

    circle: Circle
    meeting: Meeting
    count: int
    author: Author
    given: Feedback | None
    roster: Roster
    total: int | None
    following: Meeting | None
    saved_at: datetime | None = None
    left: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """What a facilitator says in full. `people` are who came, None where nobody can be ticked; then `total` counts them.

    `bring` fills the next meeting's agenda; None leaves that as it is. `saw` is when the attendance had been saved that they
    saw before, and `saw_agenda` the agenda.
    """

    rating: int
    people: tuple[PersonId, ...] | None = None
    total: int | None = None
    went_well: str = ""
    to_change: str = ""
    bring: str | None = None
    saw: datetime | None = None
    saw_agenda: str = ""


def see_feedback(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> Asked:
    """What the actor is asked about a meeting that is over, and has said so far.

    Raises MeetingIsNotOver, MeetingIsCancelled, CircleIsDeleted, FeedbackIsClosed, and NotAllowed for everybody else.
    """
    circle = work.circles.get(work.meetings.get(meeting_id).circle_id)
    asked = _asked(work, actor, Action.SEE_CIRCLE, circle, meeting_id, now=now)
    ensure_editable(asked.given, now=now)
    return asked


def rate(work: Work, actor: PersonId, meeting_id: MeetingId, rating: int, *, now: datetime) -> Asked:
    """Takes the actor's rating of a meeting that is over; what they said otherwise stays.

    Raises ValueIsOutOfRange, FeedbackIsClosed a week after it was first given, and as see_feedback does.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    asked = _asked(work, actor, Action.RUN_CIRCLE, circle, meeting_id, now=now)
    _put(work, actor, asked, rating, now=now)
    return _as_saved(work, asked, actor)


def rate_in_words(
    work: Work, actor: PersonId, meeting_id: MeetingId, rating: int, sentence: str, *, now: datetime
) -> Asked:
    """A learner's rating with a sentence, or without one. Raises as rate does."""
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    asked = _asked(work, actor, Action.RUN_CIRCLE, circle, meeting_id, now=now)
    if asked.author is not Author.LEARNER:
        raise NotAllowed
    _put(work, actor, asked, rating, sentence=_words(sentence, "sentence"), now=now)
    return _as_saved(work, asked, actor)


def give_feedback(work: Work, actor: PersonId, meeting_id: MeetingId, said: Said, *, now: datetime) -> Asked:
    """Takes the whole of a facilitator's feedback; learners who are marked present soon enough are asked how it was.

    What another has said since the actor looked, of who came or what to bring, is left (SPEC 4.32).

    Raises ValueIsOutOfRange for a rating or an attendance that cannot be, and as rate does.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    asked = _asked(work, actor, Action.RUN_CIRCLE, circle, meeting_id, now=now)
    if asked.author is not Author.FACILITATOR:
        raise NotAllowed
    words = {
        "went_well": _words(said.went_well, "went_well"),
        "to_change": _words(said.to_change, "to_change"),
    }
    _put(work, actor, asked, said.rating, now=now, **words)
    left: set[str] = set()
    if _is_newer(work, actor, asked.meeting, said):
        left.add("attended")
    else:
        _save_attendance(work, actor, asked, said, now=now)
    if said.bring is not None and asked.following is not None:
        bring, present = _words(said.bring, "bring"), asked.following.agenda
        if (present or "") in {said.saw_agenda, bring or ""}:
            _fill_agenda(work, asked.following, bring)
        else:
            left.add("bring")
    return replace(_as_saved(work, asked, actor), left=frozenset(left))


def rating_asked_last(work: Work, actor: PersonId, *, now: datetime) -> MeetingId | None:
    """The meeting of which the actor was asked how it was, if nothing was sent to them since."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    sent = (post for post in work.posts.of_person(actor, limit=RECENT) if has_gone(post))
    last = next(sent, None)
    return MeetingId(last.subject) if last is not None and last.kind is PostKind.RATING else None


def to_rate(
    work: Work, actor: PersonId, *, circle_id: CircleId | None = None, now: datetime
) -> list[tuple[Circle, Meeting]]:
    """The last meeting of each circle the actor runs or is in (or of that one), those that are over first.

    Where none is over yet it is the first, so that whoever asks can be told that it has not been.
    """
    may(work, actor, Action.KEEP_OWN, None, now=now)
    seats = [s.circle_id for s in work.signups.of_person(actor) if s.standing is Standing.SEATED]
    own = [circle.id for circle in work.circles.run_by(actor)]
    found: list[tuple[Circle, Meeting]] = []
    for circle in (work.circles.get(one) for one in dict.fromkeys([*own, *seats])):
        if circle.stage in {Stage.DRAFT, Stage.DELETED} or circle_id not in {None, circle.id}:
            continue
        on = [meeting for meeting in work.meetings.of_circle(circle.id) if meeting.is_on]
        over = [meeting for meeting in on if meeting.is_over(now=now)]
        if on:
            found.append((circle, over[-1] if over else on[0]))
    ended = [one for one in found if one[1].is_over(now=now)]
    return sorted(ended, key=lambda one: one[1].ends_at, reverse=True) or found


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


def _asked(
    work: Work, actor: PersonId, action: Action, circle: Circle, meeting_id: MeetingId, *, now: datetime
) -> Asked:
    author = _author(work, actor, action, circle, now=now)
    meeting = work.meetings.get(meeting_id)
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    ensure_is_on(meeting)
    if not meeting.is_over(now=now):
        raise MeetingIsNotOver(number=meeting.number, starts=meeting.starts)
    meetings = work.meetings.of_circle(circle.id)
    saved = attendance_at(work, meeting)
    following = (m for m in meetings if m.is_on and m.starts_at > now)
    return Asked(
        circle=circle,
        meeting=meeting,
        count=len(meetings),
        author=author,
        given=work.feedbacks.of(meeting_id, actor, author),
        roster=roster_of(work, circle, meeting) if author is Author.FACILITATOR else Roster((), ()),
        total=saved.total if saved else None,
        following=next(following, None),
        saved_at=saved.saved_at if saved else None,
    )


def _as_saved(work: Work, asked: Asked, by: PersonId) -> Asked:
    """The same with what has been saved meanwhile."""
    saved = attendance_at(work, asked.meeting)
    given = work.feedbacks.of(asked.meeting.id, by, asked.author)
    following = work.meetings.get(asked.following.id) if asked.following else None
    return replace(asked, given=given, total=saved.total if saved else None, following=following)


def _author(work: Work, actor: PersonId, action: Action, circle: Circle, *, now: datetime) -> Author:
    """In what role the actor speaks: a learner as one, whoever runs the circle as its facilitator."""
    if actor in learners_of(work, circle):
        may(work, actor, Action.KEEP_OWN, circle, now=now)
        return Author.LEARNER
    may(work, actor, action, circle, now=now)
    return Author.FACILITATOR


def _put(
    work: Work, actor: PersonId, asked: Asked, rating: int, *, now: datetime, **words: str | None
) -> None:
    if rating not in RATINGS:
        raise ValueIsOutOfRange(field="rating", given=str(rating), least=RATINGS[0], most=RATINGS[-1])
    ensure_editable(asked.given, now=now)
    before = asked.given or Feedback(asked.meeting.id, actor, asked.author, rating, now, now)
    work.feedbacks.put(replace(before, rating=rating, changed_at=now, **words))


def _is_newer(work: Work, actor: PersonId, meeting: Meeting, said: Said) -> bool:
    """Whether another has saved who came since the actor looked, and not just the same."""
    present = attendance_at(work, meeting)
    if present is None or present.saved_by == actor or present.saved_at == said.saw:
        return False
    same = set(present.people) == set(said.people) if said.people is not None else present.total == said.total
    return not same


def _save_attendance(work: Work, actor: PersonId, asked: Asked, said: Said, *, now: datetime) -> None:
    people, total = said.people, said.total
    if people is not None:
        known = {person for person, _ in asked.roster.names}
        if not set(people) <= known:
            raise NotFound
        people, total = tuple(dict.fromkeys(people)), len(set(people))
    if total is None:
        return
    if not 0 <= total <= MOST_PRESENT:
        raise ValueIsOutOfRange(field="attended", given=str(total), least=0, most=MOST_PRESENT)
    meeting = asked.meeting
    work.attendances.put(Attendance(meeting.id, total, people or (), actor, now))
    until = meeting.ends_at + ASK_THE_PRESENT_FOR
    if now < until:
        learners = set(learners_of(work, asked.circle))
        key, timing = (PostKind.RATING, meeting.id, meeting.revision), Timing(now, until)
        present = [person for person in people or () if person in learners]
        work.posts.put([new_post(key, timing, person=person) for person in present])


def _fill_agenda(work: Work, meeting: Meeting, agenda: str | None) -> None:
    after = detailed(meeting, place=meeting.place, link=meeting.link, agenda=agenda)
    work.meetings.change(meeting.id, agenda=after.agenda, sequence=after.sequence)


def _words(given: str, field: str) -> str | None:
    return several_lines(given, field=field, limit=TEXT) if given.strip() else None
