"""Sign-ups: a numbered seat in a circle, a place in the line for one, or a seat that is held for somebody in line.

Seats are numbered from 1 to the capacity. The database keeps a number unique within a circle, so the last seat goes to one
person however many tap at once (SPEC 4.2).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import count

from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, PersonId, SignupId


class NotSignedUp(BrokenRule):
    """The person has no seat in that circle."""


class ConsentIsMissing(BrokenRule):
    """Without consent to be messaged there is no sign-up."""


class SeatIsHeld(BrokenRule):
    """A seat is held for the person, who has not taken it yet."""


class SeatIsYours(BrokenRule):
    """The seat that was offered has been taken already, by the same person."""


class OfferIsOver(BrokenRule):
    """The seat was held for a while and has gone to the next in line (SPEC 4.3)."""


class WasRemoved(BrokenRule):
    """A facilitator removed this person, who cannot come back alone (SPEC 4.15)."""


class CapacityIsTooLow(BrokenRule):
    """More seats are taken or held than that."""


class Standing(StrEnum):
    """Where someone stands with a circle."""

    SEATED = "seated"
    OFFERED = "offered"
    """In line, with a seat held for them: no learner yet."""
    IN_LINE = "in-line"
    LEFT = "left"
    REMOVED = "removed"


HERE = frozenset({Standing.SEATED, Standing.OFFERED, Standing.IN_LINE})
"""Who belongs to a circle, with a seat or in line for one."""

HOLDS_SEAT = frozenset({Standing.SEATED, Standing.OFFERED})
"""Who stands on a seat that nobody else can have meanwhile."""


@dataclass(frozen=True, slots=True)
class Signup:
    """A person's place in a circle: one row a person and circle, whatever comes and goes.

    `seat` is set just when seated or offered one, `line_no` just when in line or offered a seat (lower comes first), and
    `held_until` just when offered one; the database holds all three to it. `times_offered` counts offers. Before
    `passed_until` nobody is offered a seat again, since they have passed one on for the meeting that starts then.
    """

    id: SignupId
    circle_id: CircleId
    person_id: PersonId
    standing: Standing
    seat: int | None
    line_no: int | None
    goal: str | None
    offer: str | None
    consented_at: datetime
    signed_up_at: datetime
    changed_at: datetime
    held_until: datetime | None = None
    passed_until: datetime | None = None
    times_offered: int = 0

    def has_passed(self, *, now: datetime) -> bool:
        """Whether a seat was offered to them for the next meeting and not taken."""
        return self.passed_until is not None and now < self.passed_until


@dataclass(frozen=True, slots=True)
class Answers:
    """What someone says when signing up: their goal, and how they can help the others."""

    goal: str | None = None
    offer: str | None = None


def free_seat(taken: Collection[int], capacity: int | None) -> int | None:
    """The lowest free seat number, or None when the circle is full."""
    for seat in count(1):
        if capacity is not None and seat > capacity:
            return None
        if seat not in taken:
            return seat
    return None


def closed_up(seats: Collection[int], capacity: int) -> dict[int, int]:
    """Where those sit from now on whose number is above the capacity, which is at least the number of seats."""
    taken = set(seats)
    moves: dict[int, int] = {}
    for seat in sorted(seat for seat in seats if seat > capacity):
        lower = free_seat(taken, capacity)
        if lower is not None:
            taken.add(lower)
            moves[seat] = lower
    return moves
