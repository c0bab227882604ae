"""Buttons of the menu."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded


@coded("v")
@dataclass(frozen=True, slots=True)
class RunVerb(Press):
    """As if the command had been typed without arguments."""

    verb: str


@coded("iv")
@dataclass(frozen=True, slots=True)
class WasInvited(Press):
    """A stranger says that they were invited."""
