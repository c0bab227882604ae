"""The line for a seat: who gets one that came free, to whom it is offered, and what becomes of the offer (SPEC 4.3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.authority import Action, may
from bot.app.circles import upcoming
from bot.app.plans import catch_up, new_plan, new_post
from bot.app.ports import Work
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.ids import CircleId, PersonId, SignupId
from bot.domain.meetings import Meeting
from bot.domain.offers import Rest, held_until, is_soon
from bot.domain.posts import PlanState, Post, PostKind, Reason, line_subject
from bot.domain.signups import (
    HOLDS_SEAT,
    NotSignedUp,
    OfferIsOver,
    SeatIsYours,
    Signup,
    Standing,
    WasRemoved,
    free_seat,
)
from bot.domain.timing import Timing

LOOKED_AT_FOR = timedelta(days=365)
"""For how long it is of use to look at an offer that is over, or at the line again: however long nothing ran."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands with a circle after what they did; `position` counts from 1 in the line."""

    circle: Circle
    signup: Signup
    position: int | None


def seats_taken(work: Work, circle: CircleId) -> set[int]:
    """The numbers of the seats that are taken or held for somebody."""
    holders = (*work.signups.seated(circle), *work.signups.offered(circle))
    return {signup.seat for signup in holders if signup.seat is not None}


def position_of(work: Work, signup: Signup) -> int | None:
    """Where they are in the line, from 1; None when they do not wait."""
    line = [waiting.id for waiting in work.signups.line(signup.circle_id)]
    return line.index(signup.id) + 1 if signup.id in line else None


def next_soon(work: Work, circle: Circle, *, now: datetime) -> Meeting | None:
    """The circle's next meeting, if it is so near that freed seats are offered."""
    meeting = upcoming(work.meetings.of_circle(circle.id), now=now)
    return meeting if meeting is not None and is_soon(meeting.starts_at, now=now) else None


def somebody_waits(work: Work, circle: Circle, *, now: datetime) -> bool:
    """Whether a new sign-up has to queue: not behind those who have passed a seat on for the meeting that is near."""
    line, soon = work.signups.line(circle.id), next_soon(work, circle, now=now)
    return any(soon is None or not waiting.has_passed(now=now) for waiting in line)


def fill_seats(work: Work, circle: Circle, *, now: datetime) -> None:
    """Free seats go to those first in line, each of whom is told once. The circle must be locked.

    Near a meeting a seat is only offered, and not again to who has passed one on for that meeting. Who was added by name
    cannot answer, and gets it.
    """
    line = work.signups.line(circle.id)
    if circle.stage is Stage.DELETED or not line:
        return
    if upcoming(work.meetings.of_circle(circle.id), now=now) is None:
        return
    soon = next_soon(work, circle, now=now)
    can_answer = work.accounts.owners({waiting.person_id for waiting in line})
    for waiting in line:
        seat = free_seat(seats_taken(work, circle.id), circle.capacity)
        if seat is None:
            return
        if soon is None or waiting.person_id not in can_answer:
            give_seat(work, circle, waiting, seat, now=now)
        elif not waiting.has_passed(now=now):
            _offer(work, circle, waiting, seat, soon, now=now)


def give_seat(work: Work, circle: Circle, waiting: Signup, seat: int, *, now: datetime) -> None:
    """Seats somebody who waits, and tells them."""
    seat_down(work, circle, waiting, seat, now=now)
    useless_at = max(m.ends_at for m in work.meetings.of_circle(circle.id))
    key = (PostKind.SEAT, waiting.id, waiting.line_no or 0)
    work.posts.put([new_post(key, Timing(now, useless_at), person=waiting.person_id)])


def seat_down(work: Work, circle: Circle, signup: Signup, seat: int, *, now: datetime) -> None:
    """They have the seat, and get what the others had before the next meetings."""
    end_offer(work, signup)
    work.signups.change(
        signup.id,
        standing=Standing.SEATED,
        seat=seat,
        line_no=None,
        held_until=None,
        passed_until=None,
        changed_at=now,
    )
    catch_up(work, circle, signup.person_id, now=now)
    work.cards.mark(circle.id, now=now)


def get_up(work: Work, circle: Circle, signup: Signup, standing: Standing, *, now: datetime) -> None:
    """They leave seat and line; a freed seat goes on at once. The circle must be locked."""
    end_offer(work, signup)
    work.signups.change(
        signup.id,
        standing=standing,
        seat=None,
        line_no=None,
        held_until=None,
        passed_until=None,
        changed_at=now,
    )
    work.cards.mark(circle.id, now=now)
    if signup.standing in HOLDS_SEAT:
        fill_seats(work, circle, now=now)


def take_seat(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> Place:
    """The actor takes the seat that is held for them; twice is once.

    Raises OfferIsOver when it went to the next, NotSignedUp, WasRemoved or CircleIsDeleted.
    """
    circle, signup = _own(work, actor, circle_id, now=now)
    if signup.standing is Standing.OFFERED and signup.seat is not None:
        seat_down(work, circle, signup, signup.seat, now=now)
    elif signup.standing is Standing.IN_LINE:
        raise OfferIsOver(circle=circle.name, position=position_of(work, signup) or 0)
    return Place(circle, work.signups.get(signup.id), None)


def decline_seat(work: Work, actor: PersonId, circle_id: CircleId, number: int, *, now: datetime) -> Place:
    """The actor passes that offer on for this meeting and keeps their place in line; it goes to the next at once.

    Pressed again it changes nothing. Raises SeatIsYours once it is taken, NotSignedUp, WasRemoved or CircleIsDeleted.
    """
    circle, signup = _own(work, actor, circle_id, now=now)
    if signup.standing is Standing.SEATED:
        raise SeatIsYours(circle=circle.name)
    if signup.standing is Standing.OFFERED and signup.times_offered == number:
        _pass_on(work, circle, signup, now=now)
    signup = work.signups.get(signup.id)
    return Place(circle, signup, position_of(work, signup))


def end_of_offer(work: Work, signup_id: SignupId, number: int, *, now: datetime) -> Reason | None:
    """The offer of that number has not been taken in time, so the seat goes on; the reason if it is over already."""
    found = work.signups.find(signup_id)
    if found is None:
        return Reason.SUBJECT_CHANGED
    circle = work.circles.lock(found.circle_id)
    signup = work.signups.get(signup_id)
    if signup.standing is not Standing.OFFERED or signup.times_offered != number:
        return Reason.SUBJECT_CHANGED
    _pass_on(work, circle, signup, now=now)
    return None


def look_at_line_again(work: Work, circle_id: CircleId, *, now: datetime) -> None:
    """A meeting has begun for which seats had been passed on: those that are free go to whoever is first."""
    fill_seats(work, work.circles.lock(circle_id), now=now)


def give_back(work: Work, signup: Signup, *, now: datetime) -> Signup:
    """Who is offered a seat waits as before, as if there had been no offer; others stay as they are.

    The circle must be locked, and its seats filled after that.
    """
    if signup.standing is not Standing.OFFERED:
        return signup
    end_offer(work, signup)
    work.signups.change(signup.id, standing=Standing.IN_LINE, seat=None, held_until=None, changed_at=now)
    return work.signups.get(signup.id)


def why_skip_seat(work: Work, post: Post) -> Reason | None:
    """What is about somebody's seat holds while they stand as it says, and the seat is theirs."""
    signup = work.signups.get(SignupId(post.subject))
    if work.circles.get(signup.circle_id).stage is Stage.DELETED:
        return Reason.SUBJECT_CHANGED
    if post.person_id != signup.person_id:
        return Reason.RECIPIENT_LEFT
    match post.kind:
        case PostKind.OFFER:
            holds = signup.standing is Standing.OFFERED and signup.times_offered == post.revision
        case PostKind.REMOVED:
            holds = signup.standing is Standing.REMOVED
        case PostKind.PROMOTED:
            holds = signup.person_id in work.circles.facilitators(signup.circle_id)
        case _:
            return None if signup.standing is Standing.SEATED else Reason.RECIPIENT_LEFT
    return None if holds else Reason.SUBJECT_CHANGED


def _own(work: Work, actor: PersonId, circle_id: CircleId, *, now: datetime) -> tuple[Circle, Signup]:
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.KEEP_OWN, None, now=now)
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    signup = work.signups.of(circle_id, actor)
    if signup is None or signup.standing is Standing.LEFT:
        raise NotSignedUp(circle=circle.name)
    if signup.standing is Standing.REMOVED:
        raise WasRemoved(circle=circle.name)
    return circle, signup


def _offer(
    work: Work, circle: Circle, waiting: Signup, seat: int, meeting: Meeting, *, now: datetime
) -> None:
    person = work.people.get(waiting.person_id)
    rest = Rest(person.quiet_from, person.quiet_until, person.zone or circle.zone)
    until, number = held_until(meeting.starts_at, rest, now=now), waiting.times_offered + 1
    work.signups.change(
        waiting.id,
        standing=Standing.OFFERED,
        seat=seat,
        held_until=until,
        times_offered=number,
        changed_at=now,
    )
    key = (PostKind.OFFER, waiting.id, number)
    work.plans.add(new_plan(key, Timing(until, until + LOOKED_AT_FOR), now=now))
    work.posts.put([new_post(key, Timing(now, until), person=waiting.person_id)])


def _pass_on(work: Work, circle: Circle, signup: Signup, *, now: datetime) -> None:
    """Back to their place in line; the seat goes to the next, and if nobody wants it now, to the first after the meeting."""
    end_offer(work, signup)
    soon = next_soon(work, circle, now=now)
    work.signups.change(
        signup.id,
        standing=Standing.IN_LINE,
        seat=None,
        held_until=None,
        passed_until=soon.starts_at if soon else None,
        changed_at=now,
    )
    if soon is not None:
        key = (PostKind.SEAT, line_subject(circle.id, soon.id), soon.revision)
        after = Timing(soon.starts_at, soon.starts_at + LOOKED_AT_FOR)
        if work.plans.find_for(*key) is None:
            work.plans.add(new_plan(key, after, now=now))
    fill_seats(work, circle, now=now)


def end_offer(work: Work, signup: Signup) -> None:
    """Nothing waits for the end of their offer any more."""
    plan = work.plans.find_for(PostKind.OFFER, signup.id, signup.times_offered)
    if plan is not None and plan.state is PlanState.PLANNED:
        work.plans.change(plan.id, state=PlanState.DROPPED, reason=Reason.REPLACED)
