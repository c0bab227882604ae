"""What needs a hand, and who has taken it on (SPEC 3.8)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import CircleId, PersonId, TeamId


class Need(StrEnum):
    """Why a circle needs a hand. The rule behind each is printed beside it."""

    NO_FACILITATOR = "no-facilitator"
    """A meeting is ahead this week and no facilitator can be reached."""
    FEEDBACK_MISSING = "feedback-missing"
    """A meeting of last week has no feedback from a facilitator."""
    NOBODY_COMES = "nobody-comes"
    """A meeting is ahead this week, its reminder has gone out, and nobody has said yes."""
    SILENT_TWICE = "silent-twice"
    """Somebody has not answered for the last two meetings."""
    UNREACHABLE = "unreachable"
    """A learner cannot be reached."""
    NOBODY_SIGNED_UP = "nobody-signed-up"
    """The first meeting is this week and nobody has signed up."""
    STALE_DRAFT = "stale-draft"
    """A draft whose first meeting is this week or was last week."""


@dataclass(frozen=True, slots=True)
class Hand:
    """That a person has taken on what a circle needs, in the week that begins on `monday`."""

    team_id: TeamId
    monday: date
    circle_id: CircleId
    need: Need
    person_id: PersonId
    taken_at: datetime
