"""Buttons about how it was."""

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
