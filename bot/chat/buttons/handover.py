"""Buttons about who leads, handing over and running again."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, CoverId, MeetingId


@coded("cv")
@dataclass(frozen=True, slots=True)
class AskCover(Press):
    """I can't lead this one."""

    meeting: MeetingId


@coded("ct")
@dataclass(frozen=True, slots=True)
class TakeCover(Press):
    """I lead it instead."""

    cover: CoverId


@coded("cx")
@dataclass(frozen=True, slots=True)
class DeclineCover(Press):
    """I can't lead it either."""

    cover: CoverId


@coded("lf")
@dataclass(frozen=True, slots=True)
class LeaveAsFacilitator(Press):
    """Facilitate a circle no longer."""

    circle: CircleId


@coded("rn")
@dataclass(frozen=True, slots=True)
class RunAgain(Press):
    """The form that copies a circle to new dates."""

    circle: CircleId
