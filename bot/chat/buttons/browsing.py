"""Buttons with which one browses: what a person looks for is kept, and a button names it."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import SearchId
from bot.domain.searches import By


@coded("bf")
@dataclass(frozen=True, slots=True)
class SeeFound(Press):
    """A page of what a search finds."""

    search: SearchId
    offset: int


@coded("ba")
@dataclass(frozen=True, slots=True)
class BrowseAround(Press):
    """Around that city of several that one may have meant; narrowed down as that search was."""

    city: int
    search: SearchId | None = None


@coded("bw")
@dataclass(frozen=True, slots=True)
class AskWhere(Press):
    """The form that asks around which city."""

    search: SearchId | None = None


@coded("bt")
@dataclass(frozen=True, slots=True)
class AskTopic(Press):
    """The form that asks for a topic."""

    search: SearchId | None = None


@coded("bc")
@dataclass(frozen=True, slots=True)
class ChooseBy(Press):
    """What there is to choose from to narrow a search down."""

    by: By
    search: SearchId | None = None


@coded("bn")
@dataclass(frozen=True, slots=True)
class NarrowBy(Press):
    """Narrows a search down, or no longer."""

    by: By
    value: str | None = None
    search: SearchId | None = None
