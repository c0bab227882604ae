"""Signing up, waiting in line, leaving (SPEC 4.1 to 4.5)."""

from dataclasses import dataclass, fields
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.circles import upcoming
from bot.app.line import fill_seats, get_up, position_of, seat_down, seats_taken, somebody_waits
from bot.app.mutes import unmute
from bot.app.plans import catch_up
from bot.app.ports import Work
from bot.domain.circles import Circle, CircleHasFinished, ensure_open_for_signup
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, PersonId, SignupId, new_id
from bot.domain.meetings import Meeting
from bot.domain.signups import (
    HERE,
    Answers,
    ConsentIsMissing,
    NotSignedUp,
    Signup,
    Standing,
    WasRemoved,
    free_seat,
)
from bot.domain.text import optional_line


class FacilitatesAlready(BrokenRule):
    """Who facilitates a circle takes no seat in it."""


@dataclass(frozen=True, slots=True)
class SignedUp:
    """What came of a sign-up. `position` counts from 1 in the line; `is_new` is False when only answers changed."""

    signup: Signup
    circle: Circle
    is_new: bool
    position: int | None
    next_meeting: Meeting | None
    meetings: tuple[Meeting, ...]
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

    Twice is one sign-up whose answers are replaced, and never full; a seat that is held for the actor is taken.

    Raises ConsentIsMissing or why sign-up is not open.
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
        held = before.seat if before.standing is Standing.OFFERED else None
        if held is not None:
            seat_down(work, circle, before, held, now=now)
        return outcome_of(work, circle, before.id, is_new=held is not None, now=now)
    # Who agrees to be written to about the circle has had enough of the quiet they once asked for.
    unmute(work, actor, circle_id, now=now)
    signup = place(work, circle, actor, said, before, now=now)
    return outcome_of(work, circle, signup.id, is_new=True, now=now)


def leave_circle(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Circle:
    """The actor leaves; a freed or held seat goes to the next at once. Raises NotSignedUp."""
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.KEEP_OWN, None, now=now)
    signup = work.signups.of(circle_id, actor)
    if signup is None or signup.standing not in HERE:
        raise NotSignedUp(circle=circle.name)
    get_up(work, circle, signup, Standing.LEFT, now=now)
    return circle


def place(
    work: Work, circle: Circle, person: PersonId, answers: Answers, before: Signup | None, *, now: datetime
) -> Signup:
    """Gives somebody who is not in the circle the lowest free seat, or a place at the end of the line.

    `before` is how they stood with it before. The circle must be locked.
    """
    queues = somebody_waits(work, circle, now=now)
    seat = None if queues else free_seat(seats_taken(work, circle.id), circle.capacity)
    signup = Signup(
        id=before.id if before else SignupId(new_id()),
        circle_id=circle.id,
        person_id=person,
        standing=Standing.IN_LINE if seat is None else Standing.SEATED,
        seat=seat,
        line_no=work.signups.last_line_no(circle.id) + 1 if seat is None else None,
        goal=answers.goal,
        offer=answers.offer,
        consented_at=now,
        signed_up_at=now,
        changed_at=now,
        times_offered=before.times_offered if before else 0,
    )
    if before is None:
        work.signups.add(signup)
    else:
        names = [field.name for field in fields(Signup) if field.name not in {"id", "circle_id", "person_id"}]
        work.signups.change(signup.id, **{name: getattr(signup, name) for name in names})
    if seat is None:
        fill_seats(work, circle, now=now)
    else:
        catch_up(work, circle, person, now=now)
        work.cards.mark(circle.id, now=now)
    return work.signups.get(signup.id)


def outcome_of(work: Work, circle: Circle, signup_id: SignupId, *, is_new: bool, now: datetime) -> SignedUp:
    """How somebody stands with the circle, as they read it. Raises CircleHasFinished when they come too late."""
    signup = work.signups.get(signup_id)
    meetings = work.meetings.of_circle(circle.id)
    next_meeting = upcoming(meetings, now=now)
    if next_meeting is None and is_new:
        raise CircleHasFinished(circle=circle.name)
    others = [s.person_id for s in work.signups.seated(circle.id) if s.person_id != signup.person_id]
    names = work.people.names(others)
    return SignedUp(
        signup=signup,
        circle=circle,
        is_new=is_new,
        position=position_of(work, signup),
        next_meeting=next_meeting,
        meetings=tuple(meetings),
        others=tuple(names[person] for person in others),
    )
