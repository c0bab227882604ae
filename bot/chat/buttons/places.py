"""Buttons about linked places."""

from dataclasses import dataclass
from enum import StrEnum

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, PlaceId


class InPlaces(StrEnum):
    """What linked places read from now on."""

    NAMES = "names"
    HEADCOUNT = "count"
    LINK = "link"
    NO_LINK = "no-link"


@coded("lh")
@dataclass(frozen=True, slots=True)
class LinkHere(Press):
    """Link a circle with the place where the button is."""

    circle: CircleId


@coded("lu")
@dataclass(frozen=True, slots=True)
class UnlinkPlace(Press):
    """A circle is linked with that place no more."""

    circle: CircleId
    place: PlaceId


@coded("lw")
@dataclass(frozen=True, slots=True)
class ShowInPlaces(Press):
    """Linked places read that from now on."""

    circle: CircleId
    what: InPlaces


@coded("lp")
@dataclass(frozen=True, slots=True)
class SeePlaces(Press):
    """The places that a circle is linked with."""

    circle: CircleId
