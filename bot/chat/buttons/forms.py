"""Buttons of a form that is asked."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import DraftId


@coded("fp")
@dataclass(frozen=True, slots=True)
class PickOption(Press):
    """In a form that asks: the option at that position."""

    draft: DraftId
    revision: int
    option: int


@coded("fm")
@dataclass(frozen=True, slots=True)
class TurnToMonth(Press):
    """In a form that asks for a day: show another month, named as in 2026-10."""

    draft: DraftId
    revision: int
    month: str


@coded("fv")
@dataclass(frozen=True, slots=True)
class PickValue(Press):
    """In a form that asks: this day, as in 2026-10-13, this time, as in 1830, or the city of this number."""

    draft: DraftId
    revision: int
    value: str


@coded("fs")
@dataclass(frozen=True, slots=True)
class SkipField(Press):
    """In a form that asks: go on, this one stays as it is."""

    draft: DraftId
    revision: int


@coded("fe")
@dataclass(frozen=True, slots=True)
class EmptyField(Press):
    """In a form that asks: nothing, instead of what the field holds."""

    draft: DraftId
    revision: int


@coded("fb")
@dataclass(frozen=True, slots=True)
class BackToField(Press):
    """In a form that asks: one field back; with a position, that field."""

    draft: DraftId
    revision: int
    position: int | None = None


@coded("fc")
@dataclass(frozen=True, slots=True)
class CancelForm(Press):
    """In a form that asks: throw it away."""

    draft: DraftId


@coded("fa")
@dataclass(frozen=True, slots=True)
class StartAnew(Press):
    """In a form that somebody has come back to: nothing of what it holds."""

    draft: DraftId


@coded("fd")
@dataclass(frozen=True, slots=True)
class SendForm(Press):
    """In a form that asks: done."""

    draft: DraftId
    revision: int
