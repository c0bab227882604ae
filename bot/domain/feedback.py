"""How a meeting was, and how far a goal has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import BrokenRule
from bot.domain.ids import MeetingId, PersonId, SignupId

RATINGS = range(1, 6)
"""Facilitators: Awful, Not so good, Okay, Pretty well, Great. Learners: 1 to 5."""

EDITABLE_FOR = timedelta(days=7)
"""How long feedback can be changed after it was first given."""


class MeetingIsNotOver(BrokenRule):
    """A meeting is rated once it has ended (SPEC 4.22)."""


class FeedbackIsClosed(BrokenRule):
    """The feedback was given so long ago that it stays as it is."""


class Author(StrEnum):
    """In what role somebody rates a meeting."""

    FACILITATOR = "facilitator"
    LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One record per meeting and author, however it was entered; `rating` is 1 to 5.

    Facilitators say what went well and what they would change, learners may add a sentence.
    """

    meeting_id: MeetingId
    person_id: PersonId
    author: Author
    rating: int
    given_at: datetime
    changed_at: datetime
    went_well: str | None = None
    to_change: str | None = None
    sentence: str | None = None


def ensure_editable(feedback: Feedback | None, *, now: datetime) -> None:
    """Raises FeedbackIsClosed a week after the feedback was first given."""
    if feedback is not None and now >= feedback.given_at + EDITABLE_FOR:
        raise FeedbackIsClosed


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
