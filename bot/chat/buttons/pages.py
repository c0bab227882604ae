"""Buttons that lead to what can be reached on the web."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId


@coded("pg")
@dataclass(frozen=True, slots=True)
class SeePage(Press):
    """The address of a circle's page."""

    circle: CircleId


@coded("fo")
@dataclass(frozen=True, slots=True)
class OpenFeed(Press):
    """A new private address for one's calendar."""


@coded("fx")
@dataclass(frozen=True, slots=True)
class CloseFeed(Press):
    """That address shows nothing any more."""
