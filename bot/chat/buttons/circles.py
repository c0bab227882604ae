"""Buttons about circles and sign-up."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, MeetingId, TeamId
from bot.domain.rsvps import Answer


@coded("b")
@dataclass(frozen=True, slots=True)
class Browse(Press):
    """A page of circles."""

    offset: int


@coded("c")
@dataclass(frozen=True, slots=True)
class SeeCircle(Press):
    """A circle's card."""

    circle: CircleId


@coded("su")
@dataclass(frozen=True, slots=True)
class SignUp(Press):
    """Sign up; an answer that was given before signing up is kept for the meeting (SPEC 4.10)."""

    circle: CircleId
    meeting: MeetingId | None = None
    answer: Answer | None = None
    revision: int | None = None


@coded("lv")
@dataclass(frozen=True, slots=True)
class Leave(Press):
    """Leave a circle."""

    circle: CircleId


@coded("mg")
@dataclass(frozen=True, slots=True)
class Manage(Press):
    """A circle's dashboard."""

    circle: CircleId


@coded("pb")
@dataclass(frozen=True, slots=True)
class Publish(Press):
    """Open a draft for sign-up."""

    circle: CircleId


@coded("cf")
@dataclass(frozen=True, slots=True)
class InviteCoFacilitator(Press):
    """A link for someone to facilitate the circle too."""

    circle: CircleId


@coded("nw")
@dataclass(frozen=True, slots=True)
class NewCircle(Press):
    """The form for a new circle of a team."""

    team: TeamId


@coded("cz")
@dataclass(frozen=True, slots=True)
class ChangeZone(Press):
    """The form for a circle's time zone."""

    circle: CircleId


@coded("cy")
@dataclass(frozen=True, slots=True)
class ChangeCity(Press):
    """The form for a circle's city and its point on the map."""

    circle: CircleId
