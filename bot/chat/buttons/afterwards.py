"""Buttons about how it was, who was there, and recaps."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.feedback import Progress
from bot.domain.ids import MeetingId, SignupId


@coded("ra")
@dataclass(frozen=True, slots=True)
class Rate(Press):
    """How a meeting was, from 1 to 5."""

    meeting: MeetingId
    rating: int


@coded("gp")
@dataclass(frozen=True, slots=True)
class TellProgress(Press):
    """How far a goal has come; `last` is 1 after the last meeting, 0 mid-way."""

    signup: SignupId
    last: int
    progress: Progress


@coded("gf")
@dataclass(frozen=True, slots=True)
class GiveFeedback(Press):
    """The form that says how a meeting was, as suits whoever presses."""

    meeting: MeetingId


@coded("rw")
@dataclass(frozen=True, slots=True)
class WriteRecap(Press):
    """The form for a meeting's recap."""

    meeting: MeetingId


@coded("rz")
@dataclass(frozen=True, slots=True)
class SendRecap(Press):
    """Send the recap that was previewed."""

    meeting: MeetingId
    version: int


@coded("ki")
@dataclass(frozen=True, slots=True)
class ShowCheckIn(Press):
    """A code for the table."""

    meeting: MeetingId
