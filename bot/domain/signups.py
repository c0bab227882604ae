"""Sign-ups: a numbered seat in a circle, or a place in the line for one.

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


class Standing(StrEnum):
    """Where someone stands with a circle."""

    SEATED = "seated"
    IN_LINE = "in-line"
    LEFT = "left"
    REMOVED = "removed"


HERE = frozenset({Standing.SEATED, Standing.IN_LINE})
"""Who belongs to a circle, with a seat or in line for one."""


@dataclass(frozen=True, slots=True)
class Signup:
    """A person's place in a circle: one row a person and circle, whatever comes and goes.

    `seat` is set just when seated, `line_no` just when in line (lower comes first); the database holds both to it.
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
