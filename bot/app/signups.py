"""Signing up, waiting in line, leaving (SPEC 4.1 to 4.5)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.circles import upcoming
from bot.app.mutes import unmute
from bot.app.plans import catch_up, new_post
from bot.app.ports import Work
from bot.domain.circles import Circle, CircleHasFinished, ensure_open_for_signup
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, PersonId, SignupId, new_id
from bot.domain.meetings import Meeting
from bot.domain.posts import PostKind
from bot.domain.signups import (
    HERE,
    Answers,
    ConsentIsMissing,
    NotSignedUp,
    Signup,
    Standing,
    free_seat,
)
from bot.domain.text import optional_line
from bot.domain.timing import Timing


class FacilitatesAlready(BrokenRule):
    """Who facilitates a circle takes no seat in it."""


class WasRemoved(BrokenRule):
    """A facilitator removed this person, who cannot come back alone (SPEC 4.10)."""


@dataclass(frozen=True, slots=True)
class SignedUp:
    """What came of a sign-up. `position` counts from 1 in the line; `is_new` is False when only answers changed."""

    signup: Signup
    circle: Circle
    is_new: bool
    position: int | None
    next_meeting: Meeting | None
    meeting_count: int
    others: tuple[str, ...]


def ensure_can_sign_up(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Circle:
    """The circle, if the actor could sign up now or is in it already; raises the reason why not (SPEC 4.4)."""
    may(work, actor, Action.JOIN, None, now=now)
    circle = work.circles.get(circle_id)
    signup = work.signups.of(circle_id, actor)
    if signup is not None and signup.standing in HERE:
        return circle
    if signup is not None and signup.standing is Standing.REMOVED:
        raise WasRemoved(circle=circle.name)
    if actor in work.circles.facilitators(circle_id):
        raise FacilitatesAlready(circle=circle.name)
    meetings = work.meetings.of_circle(circle_id)
    ensure_open_for_signup(circle, finished=upcoming(meetings, now=now) is None)
    return circle


def sign_up(
    work: Work, actor: PersonId, circle_id: CircleId, answers: Answers, *, consent: bool, now: datetime
) -> SignedUp:
    """Gives the actor the lowest free seat, or a place at the end of the line.

    Twice is one sign-up whose answers are replaced, and never full. Raises ConsentIsMissing or why sign-up is not open.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.JOIN, None, now=now)
    ensure_can_sign_up(work, actor, circle_id, now=now)
    if not consent:
        raise ConsentIsMissing(field="consent")
    said = Answers(optional_line(answers.goal, field="goal"), optional_line(answers.offer, field="offer"))
    before = work.signups.of(circle_id, actor)
    if before is not None and before.standing in HERE:
        work.signups.change(before.id, goal=said.goal, offer=said.offer, changed_at=now)
        return _outcome(work, circle, before.id, is_new=False, now=now)
    # Who agrees to be written to about the circle has had enough of the quiet they once asked for.
    unmute(work, actor, circle_id, now=now)
    signup = _place(work, circle, actor, said, before, now=now)
    if signup.standing is Standing.SEATED:
        catch_up(work, circle, actor, now=now)
    return _outcome(work, circle, signup.id, is_new=True, now=now)


def leave_circle(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Circle:
    """The actor leaves; a freed seat goes to the first in line. Raises NotSignedUp."""
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.KEEP_OWN, None, now=now)
    signup = work.signups.of(circle_id, actor)
    if signup is None or signup.standing not in HERE:
        raise NotSignedUp(circle=circle.name)
    work.signups.change(signup.id, standing=Standing.LEFT, seat=None, line_no=None, changed_at=now)
    if signup.standing is Standing.SEATED:
        fill_seats(work, circle, now=now)
    return circle


def fill_seats(work: Work, circle: Circle, *, now: datetime) -> list[Signup]:
    """Gives free seats to those first in line, each of whom is told once (SPEC 4.3). The circle must be locked."""
    taken = {signup.seat for signup in work.signups.seated(circle.id) if signup.seat is not None}
    meeting = upcoming(work.meetings.of_circle(circle.id), now=now)
    if meeting is None:
        return []
    promoted: list[Signup] = []
    for waiting in work.signups.line(circle.id):
        seat = free_seat(taken, circle.capacity)
        if seat is None or waiting.line_no is None:
            break
        taken.add(seat)
        work.signups.change(waiting.id, standing=Standing.SEATED, seat=seat, line_no=None, changed_at=now)
        promoted.append(work.signups.get(waiting.id))
        useless_at = max(m.ends_at for m in work.meetings.of_circle(circle.id))
        key, timing = (PostKind.SEAT, waiting.id, waiting.line_no), Timing(now, useless_at)
        work.posts.put([new_post(key, timing, person=waiting.person_id)])
        catch_up(work, circle, waiting.person_id, now=now)
    return promoted


def _place(
    work: Work, circle: Circle, actor: PersonId, said: Answers, before: Signup | None, *, now: datetime
) -> Signup:
    taken = {signup.seat for signup in work.signups.seated(circle.id) if signup.seat is not None}
    others_wait = bool(work.signups.line(circle.id))
    seat = None if others_wait else free_seat(taken, circle.capacity)
    standing = Standing.IN_LINE if seat is None else Standing.SEATED
    line_no = work.signups.last_line_no(circle.id) + 1 if seat is None else None
    if before is not None:
        work.signups.change(
            before.id,
            standing=standing,
            seat=seat,
            line_no=line_no,
            goal=said.goal,
            offer=said.offer,
            consented_at=now,
            signed_up_at=now,
            changed_at=now,
        )
        return work.signups.get(before.id)
    signup = Signup(
        id=SignupId(new_id()),
        circle_id=circle.id,
        person_id=actor,
        standing=standing,
        seat=seat,
        line_no=line_no,
        goal=said.goal,
        offer=said.offer,
        consented_at=now,
        signed_up_at=now,
        changed_at=now,
    )
    work.signups.add(signup)
    return signup


def _outcome(work: Work, circle: Circle, signup_id: SignupId, *, is_new: bool, now: datetime) -> SignedUp:
    signup = work.signups.get(signup_id)
    meetings = work.meetings.of_circle(circle.id)
    next_meeting = upcoming(meetings, now=now)
    if next_meeting is None and is_new:
        raise CircleHasFinished(circle=circle.name)
    others = [s.person_id for s in work.signups.seated(circle.id) if s.person_id != signup.person_id]
    names = work.people.names(others)
    line = [s.id for s in work.signups.line(circle.id)]
    return SignedUp(
        signup=signup,
        circle=circle,
        is_new=is_new,
        position=line.index(signup.id) + 1 if signup.id in line else None,
        next_meeting=next_meeting,
        meeting_count=len(meetings),
        others=tuple(names[person] for person in others),
    )
