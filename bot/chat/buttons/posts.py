"""Buttons about what is sent."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, MeetingId, PlanId, PostId


@coded("tl")
@dataclass(frozen=True, slots=True)
class SeeTimeline(Press):
    """What will be sent in a circle."""

    circle: CircleId


@coded("pl")
@dataclass(frozen=True, slots=True)
class SeePlan(Press):
    """One thing that will be sent."""

    plan: PlanId


@coded("pv")
@dataclass(frozen=True, slots=True)
class PreviewPlan(Press):
    """How it will look."""

    plan: PlanId


@coded("pn")
@dataclass(frozen=True, slots=True)
class SendPlanNow(Press):
    """Send it at once."""

    plan: PlanId


@coded("ps")
@dataclass(frozen=True, slots=True)
class SkipPlan(Press):
    """Do not send it."""

    plan: PlanId


@coded("pf")
@dataclass(frozen=True, slots=True)
class LooksGood(Press):
    """It may go out as it is."""

    plan: PlanId


@coded("pw")
@dataclass(frozen=True, slots=True)
class EditWords(Press):
    """Other words for a meeting's reminder."""

    meeting: MeetingId


@coded("sw")
@dataclass(frozen=True, slots=True)
class EditStandingWords(Press):
    """Other words for all reminders of a circle."""

    circle: CircleId


@coded("ld")
@dataclass(frozen=True, slots=True)
class EditLead(Press):
    """Another lead for the reminders of a circle, or of one meeting."""

    circle: CircleId
    meeting: MeetingId | None = None


@coded("dl")
@dataclass(frozen=True, slots=True)
class SeeDeliveries(Press):
    """What became of a meeting's reminder, by recipient."""

    meeting: MeetingId


@coded("sa")
@dataclass(frozen=True, slots=True)
class SendAgain(Press):
    """Once more a post of which nobody knows whether it arrived."""

    post: PostId


@coded("pu")
@dataclass(frozen=True, slots=True)
class SendUndelivered(Press):
    """Once more what a notice says was given up."""

    notice: PostId
