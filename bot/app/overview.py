"""What people see of their own circles, and facilitators of theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.app.attendance import attendance_at, turnout_of
from bot.app.authority import Action, is_allowed, may
from bot.app.check_ins import meeting_at_table
from bot.app.circles import upcoming
from bot.app.covers import CoverSeen, cover_of, see_cover
from bot.app.mutes import is_muted
from bot.app.past_messages import ReadMessage, messages_for
from bot.app.ports import Work
from bot.app.reach import lost_at
from bot.domain.attendance import Turnout
from bot.domain.circles import Circle, Stage
from bot.domain.errors import NotFound
from bot.domain.feedback import Author, Progress
from bot.domain.ids import CircleId, PersonId
from bot.domain.meetings import Meeting
from bot.domain.people import Place
from bot.domain.posts import PlanState, PostKind
from bot.domain.rsvps import Answer, Headcount, Rsvp, headcount, stands
from bot.domain.signups import Signup, Standing


@dataclass(frozen=True, slots=True)
class MyMeeting:
    """A meeting of a circle one is in, with one's own answer; None where there is none that stands."""

    meeting: Meeting
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class MyCircle:
    """A circle one is in. `position` counts from 1 in the line, None when seated; `messages` are the latest for oneself.

    `offer` is one's own sign-up where a seat is held that one has not taken yet. `progress` is how far one's `goal` has come,
    as one has said last.
    """

    circle: Circle
    meetings: tuple[MyMeeting, ...]
    next_meeting: Meeting | None
    position: int | None
    messages: tuple[ReadMessage, ...] = ()
    is_muted: bool = False
    offer: Signup | None = None
    goal: str | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner as facilitators see them. `reason` is None for those who may not read it.

    Without `has_chat` they were added by name and cannot be written to.
    """

    person_id: PersonId
    name: str
    signup: Signup
    answer: Answer | None
    reason: str | None
    has_chat: bool = True


@dataclass(frozen=True, slots=True)
class LookBack:
    """The last meeting that is over: how many came, and a facilitator's rating; None where nobody has said so yet."""

    meeting: Meeting
    attended: int | None
    rating: int | None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A circle as those who run it see it. `reminder_at` is None when none is planned for the next meeting.

    `unreachable` are learners whom no post can reach now, `offered` those for whom a seat is held: no learners yet.
    `turnout` says what usually becomes of a yes, `last` how the last meeting was, `at_table` is the meeting for which people
    can check in now, `cover` who leads the next one instead, and `places` what it is linked with.
    """

    circle: Circle
    meetings: tuple[Meeting, ...]
    next_meeting: Meeting | None
    reminder_at: datetime | None
    headcount: Headcount | None
    learners: tuple[Learner, ...]
    line: tuple[Learner, ...]
    unreachable: tuple[Learner, ...]
    turnout: Turnout | None = None
    last: LookBack | None = None
    at_table: Meeting | None = None
    cover: CoverSeen | None = None
    offered: tuple[Learner, ...] = ()
    places: tuple[Place, ...] = ()


def my_circles(work: Work, actor: PersonId, *, now: datetime) -> list[MyCircle]:
    """The circles the actor has a seat or waits in, by their next meeting; finished ones last."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    found: list[MyCircle] = []
    for signup in work.signups.of_person(actor):
        circle = work.circles.get(signup.circle_id)
        if circle.stage is Stage.DELETED:
            continue
        meetings = tuple(work.meetings.of_circle(circle.id))
        rsvps = work.rsvps.of_person(actor, circle.id)
        line = [waiting.person_id for waiting in work.signups.line(circle.id)]
        found.append(
            MyCircle(
                circle=circle,
                meetings=tuple(MyMeeting(m, stands(rsvps.get(m.id), m)) for m in meetings),
                next_meeting=upcoming(meetings, now=now),
                position=line.index(actor) + 1 if signup.standing is Standing.IN_LINE else None,
                messages=messages_for(work, actor, circle),
                is_muted=is_muted(work, actor, PostKind.REMINDER, circle.id),
                offer=signup if signup.standing is Standing.OFFERED else None,
                goal=signup.goal,
                progress=_progress(work, signup),
            )
        )
    return sorted(found, key=_soonest)


def _progress(work: Work, signup: Signup) -> Progress | None:
    checks = [one for one in work.goal_checks.of_circle(signup.circle_id) if one.signup_id == signup.id]
    return max(checks, key=lambda one: one.answered_at).progress if checks else None


def see_dashboard(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Dashboard:
    """The circle by name: who is in it, who comes next time, what will be sent. NotFound once deleted."""
    circle = work.circles.get(circle_id)
    may(work, actor, Action.SEE_CIRCLE, circle, now=now)
    if circle.stage is Stage.DELETED:
        raise NotFound
    meetings = tuple(work.meetings.of_circle(circle_id))
    meeting = upcoming(meetings, now=now)
    seated, line = work.signups.seated(circle_id), work.signups.line(circle_id)
    offered = work.signups.offered(circle_id)
    people = {signup.person_id for signup in (*seated, *offered, *line)}
    names, owners = work.people.names(people), work.accounts.owners(people)
    rsvps = _answers(work, meeting)
    reads_reasons = is_allowed(work, actor, Action.SEE_REASONS, circle)

    def learner(signup: Signup) -> Learner:
        rsvp = rsvps.get(signup.person_id)
        answer = stands(rsvp, meeting) if meeting else None
        reason = rsvp.reason if rsvp and answer and reads_reasons else None
        name, has_chat = names[signup.person_id], signup.person_id in owners
        return Learner(signup.person_id, name, signup, answer, reason, has_chat)

    learners = tuple(learner(signup) for signup in seated)
    return Dashboard(
        circle=circle,
        meetings=meetings,
        next_meeting=meeting,
        reminder_at=_reminder_at(work, meeting) if meeting else None,
        headcount=headcount(meeting, [s.person_id for s in seated], rsvps) if meeting else None,
        learners=learners,
        line=tuple(learner(signup) for signup in line),
        unreachable=tuple(one for one in learners if lost_at(work, one.person_id)),
        turnout=turnout_of(work, circle, meetings, now=now),
        last=_look_back(work, meetings, now=now),
        at_table=meeting_at_table(work, circle_id, now=now),
        cover=see_cover(work, cover.id) if meeting and (cover := cover_of(work, meeting)) else None,
        offered=tuple(learner(signup) for signup in offered),
        places=tuple(work.place_links.places(circle_id)),
    )


def _look_back(work: Work, meetings: Sequence[Meeting], *, now: datetime) -> LookBack | None:
    over = [meeting for meeting in meetings if meeting.is_on and meeting.is_over(now=now)]
    if not over:
        return None
    last = max(over, key=lambda meeting: meeting.ends_at)
    saved = attendance_at(work, last)
    given = [one for one in work.feedbacks.of_meetings([last.id]) if one.author is Author.FACILITATOR]
    return LookBack(last, saved.total if saved else None, given[-1].rating if given else None)


def _reminder_at(work: Work, meeting: Meeting) -> datetime | None:
    plan = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
    return plan.due_at if plan is not None and plan.state is PlanState.PLANNED else None


def _answers(work: Work, meeting: Meeting | None) -> Mapping[PersonId, Rsvp]:
    none: Mapping[PersonId, Rsvp] = {}
    return work.rsvps.of_meetings([meeting.id]).get(meeting.id, none) if meeting else none


def _soonest(mine: MyCircle) -> tuple[bool, datetime]:
    last = mine.meetings[-1].meeting.starts_at
    return mine.next_meeting is None, mine.next_meeting.starts_at if mine.next_meeting else last
