"""The values of one text on their three ways: through Fluent, in place of sentinels, behind links."""

from dataclasses import dataclass, field
from enum import Enum, auto

from babel import Locale
from fluent.runtime.types import FluentType

from bot.chat.markup import Inserted, sentinel
from bot.chat.outgoing import DeepLink


class Way(Enum):
    """What a value is to Fluent."""

    SELECTS = auto()
    COUNTS = auto()
    STANDS = auto()


Through = tuple[str, Way, str | int]
"""A value's name and what Fluent is given for it: nothing that is only shown."""


@dataclass(slots=True)
class Filling:
    """The values of one text."""

    through_fluent: list[Through] = field(default_factory=list[Through])
    inserted: list[Inserted] = field(default_factory=list[Inserted])
    targets: dict[str, str | DeepLink] = field(default_factory=dict[str, str | DeepLink])

    def select(self, name: str, value: str) -> None:
        """A value that only chooses among variants."""
        self.through_fluent.append((name, Way.SELECTS, value))

    def count(self, name: str, value: int) -> None:
        """A number, which chooses among plurals and is shown."""
        self.through_fluent.append((name, Way.COUNTS, value))

    def insert(self, name: str, value: Inserted) -> None:
        """A value that is only shown."""
        self.through_fluent.append((name, Way.STANDS, sentinel(len(self.inserted))))
        self.inserted.append(value)


def for_fluent(way: Way, value: str | int) -> FluentType | int:
    """The value as Fluent takes it."""
    match way, value:
        case Way.SELECTS, str():
            return _Selector(value)
        case Way.STANDS, str():
            return _Shown(value)
        case _:
            return int(value)


class _Selector(FluentType):
    """Fluent's side of a Pick."""

    def __init__(self, value: str) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return other == self._value

    __hash__ = None  # pyright: ignore[reportAssignmentType] - Fluent compares selectors and never hashes them

    def format(self, locale: Locale) -> str:
        raise ValueError(f"{self._value!r} is for selecting and cannot be shown")


class _Shown(FluentType):
    """Fluent's side of a value that is shown: it comes out as its sentinel."""

    def __init__(self, character: str) -> None:
        self._character = character

    def __eq__(self, other: object) -> bool:
        # Comparing a sentinel would always end in the default variant, and nobody would notice.
        raise ValueError("a value that is shown cannot select a variant: pass a Pick")

    __hash__ = None  # pyright: ignore[reportAssignmentType] - see _Selector

    def format(self, locale: Locale) -> str:
        return self._character
