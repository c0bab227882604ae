"""How many seats a circle has, and who of those in line comes next: what those who run it decide (SPEC 4.2, 4.3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.app.authority import Action, may
from bot.app.line import fill_seats, give_seat, seats_taken
from bot.app.ports import Work
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.errors import BrokenRule, ValueIsOutOfRange
from bot.domain.ids import CircleId, PersonId, SignupId
from bot.domain.signups import HERE, CapacityIsTooLow, Signup, Standing, closed_up, free_seat

MOST_SEATS = 500
"""The largest capacity; a circle without limit has none."""


class LearnerIsGone(BrokenRule):
    """They are not in the circle any more, nor in line for a seat."""


class Turn(StrEnum):
    """What came of choosing somebody out of turn."""

    SEATED = "seated"
    FIRST = "first"
    """No seat is free, so they are first in line."""
    HAD_SEAT = "had-seat"


@dataclass(frozen=True, slots=True)
class Room:
    """A circle with a new capacity, and how many who waited have a seat now, or are offered one."""

    circle: Circle
    promoted: int


def change_capacity(
    work: Work, actor: PersonId, circle_id: CircleId, capacity: int | None, *, now: datetime
) -> Room:
    """Changes how many seats there are; None means no limit. More seats go to those in line at once.

    Raises CapacityIsTooLow when more are taken or held, ValueIsOutOfRange, CircleIsDeleted.
    """
    circle = work.circles.lock(circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    ensure_not_deleted(circle)
    if capacity is not None and not 0 <= capacity <= MOST_SEATS:
        raise ValueIsOutOfRange(field="capacity", given=str(capacity), least=0, most=MOST_SEATS)
    holders = (*work.signups.seated(circle_id), *work.signups.offered(circle_id))
    if capacity is not None and capacity < len(holders):
        raise CapacityIsTooLow(field="capacity", given=capacity, taken=len(holders))
    if capacity is not None:
        _close_up(work, holders, capacity)
    work.circles.change(circle_id, capacity=capacity)
    changed = work.circles.get(circle_id)
    fill_seats(work, changed, now=now)
    return Room(changed, len(seats_taken(work, circle_id)) - len(holders))


def choose_next(
    work: Work, actor: PersonId, signup_id: SignupId, *, now: datetime
) -> tuple[Circle, Signup, Turn]:
    """Somebody in line gets a seat before their turn: the one held for them or one that is free, else the next one.

    Raises LearnerIsGone or CircleIsDeleted.
    """
    circle = locked_circle_of(work, signup_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    signup = present_signup(work, circle, signup_id)
    if signup.standing is Standing.SEATED:
        return circle, signup, Turn.HAD_SEAT
    seat = signup.seat or free_seat(seats_taken(work, circle.id), circle.capacity)
    if seat is None:
        _put_first(work, circle, signup)
        turn = Turn.FIRST
    else:
        give_seat(work, circle, signup, seat, now=now)
        turn = Turn.SEATED
    return circle, work.signups.get(signup_id), turn


def locked_circle_of(work: Work, signup_id: SignupId) -> Circle:
    """The circle in which that sign-up is, locked."""
    return work.circles.lock(work.signups.get(signup_id).circle_id)


def present_signup(work: Work, circle: Circle, signup_id: SignupId) -> Signup:
    """The sign-up, of somebody who is in the circle. Raises LearnerIsGone or CircleIsDeleted."""
    ensure_not_deleted(circle)
    signup = work.signups.get(signup_id)
    ensure_is_here(work, circle, signup)
    return signup


def ensure_is_here(work: Work, circle: Circle, signup: Signup) -> None:
    """Raises LearnerIsGone when they have left or were removed."""
    if signup.standing not in HERE:
        name = work.people.names([signup.person_id])[signup.person_id]
        raise LearnerIsGone(name=name, circle=circle.name)


def ensure_not_deleted(circle: Circle) -> None:
    """Raises CircleIsDeleted."""
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)


def _close_up(work: Work, holders: tuple[Signup, ...], capacity: int) -> None:
    """Numbers above the new capacity become lower ones, so that the next free seat is never one too many."""
    by_seat = {signup.seat: signup.id for signup in holders if signup.seat is not None}
    for before, after in closed_up(by_seat.keys(), capacity).items():
        work.signups.change(by_seat[before], seat=after)


def _put_first(work: Work, circle: Circle, chosen: Signup) -> None:
    """Numbers in the line only ever rise: all who wait get new ones, in the order in which they stand now."""
    others = [waiting for waiting in work.signups.line(circle.id) if waiting.id != chosen.id]
    number = work.signups.last_line_no(circle.id)
    for waiting in (chosen, *others):
        number += 1
        work.signups.change(waiting.id, line_no=number)
    work.signups.change(chosen.id, passed_until=None)
