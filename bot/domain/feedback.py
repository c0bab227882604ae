"""How a meeting was, and how far a goal has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import BrokenRule
from bot.domain.ids import MeetingId, PersonId, SignupId

RATINGS = range(1, 6)
"""Facilitators: Awful, Not so good, Okay, Pretty well, Great. Learners: 1 to 5."""


class MeetingIsNotOver(BrokenRule):
    """A meeting is rated once it has ended (SPEC 4.22)."""


class Author(StrEnum):
    """In what role somebody rates a meeting."""

    FACILITATOR = "facilitator"
    LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One record per meeting and author, however it was entered; `rating` is 1 to 5."""

    meeting_id: MeetingId
    person_id: PersonId
    author: Author
    rating: int
    given_at: datetime
    changed_at: datetime


class Progress(StrEnum):
    """How far a learner's goal has come."""

    REACHED = "reached"
    ON_THE_WAY = "on-the-way"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class GoalCheck:
    """What a learner says about their goal, once a check: mid-way (`last` False) and after the last meeting."""

    signup_id: SignupId
    last: bool
    progress: Progress
    answered_at: datetime
