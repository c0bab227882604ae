"""Buttons about learners' seats, the line, and links with which to take a seat."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, SignupId


@coded("ls")
@dataclass(frozen=True, slots=True)
class SeeLearners(Press):
    """A page of a circle's learners and line."""

    circle: CircleId
    offset: int = 0


@coded("ln")
@dataclass(frozen=True, slots=True)
class SeeLearner(Press):
    """One of them, and what can be done about their seat."""

    signup: SignupId


@coded("lk")
@dataclass(frozen=True, slots=True)
class ShareCircle(Press):
    """The link with which people sign up."""

    circle: CircleId


@coded("la")
@dataclass(frozen=True, slots=True)
class AddByName(Press):
    """The form that adds people who have no chat."""

    circle: CircleId


@coded("cp")
@dataclass(frozen=True, slots=True)
class ChangeCapacity(Press):
    """The form for how many seats there are."""

    circle: CircleId


@coded("sh")
@dataclass(frozen=True, slots=True)
class PrintSignIn(Press):
    """A sheet to sign in on, for the next meeting."""

    circle: CircleId


@coded("rl")
@dataclass(frozen=True, slots=True)
class RemoveLearner(Press):
    """Take somebody off a circle."""

    signup: SignupId


@coded("pm")
@dataclass(frozen=True, slots=True)
class PromoteLearner(Press):
    """Have a learner facilitate the circle too."""

    signup: SignupId


@coded("sl")
@dataclass(frozen=True, slots=True)
class MakeSeatLink(Press):
    """A link with which one person takes that seat."""

    signup: SignupId


@coded("nx")
@dataclass(frozen=True, slots=True)
class ChooseNext(Press):
    """Somebody in line comes before their turn."""

    signup: SignupId


@coded("sc")
@dataclass(frozen=True, slots=True)
class ClaimSeat(Press):
    """Take the seat that a link leads to."""

    code: str


@coded("st")
@dataclass(frozen=True, slots=True)
class TakeSeat(Press):
    """Take it: the seat that is held in that circle for whoever presses."""

    circle: CircleId


@coded("sd")
@dataclass(frozen=True, slots=True)
class DeclineSeat(Press):
    """No, thanks: pass on the offer of that number."""

    circle: CircleId
    number: int
