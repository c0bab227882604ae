"""What reports count: means, and how many came of those who signed up (SPEC 2, `reports`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.feedback import Author
from bot.domain.ids import CircleId, MeetingId


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of `count` numbers whose sum is `total`."""

    total: int = 0
    count: int = 0

    @property
    def value(self) -> float | None:
        """Rounded to one decimal; None where there is nothing to take it of."""
        return round(self.total / self.count, 1) if self.count else None

    def __add__(self, other: "Mean") -> "Mean":
        return Mean(self.total + other.total, self.count + other.count)


def mean_of(numbers: Iterable[int]) -> Mean:
    """The mean of those numbers."""
    found = list(numbers)
    return Mean(sum(found), len(found))


class By(StrEnum):
    """What a report has a row for."""

    CIRCLE = "circle"
    FACILITATOR = "facilitator"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included; without an end it is open there."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def code(self) -> str:
        """As a button carries it."""
        return "-".join(f"{day:%Y%m%d}" if day else "" for day in (self.first, self.last))

    @classmethod
    def read(cls, code: str) -> "Span":
        """What `code` says. Raises ValueError."""
        first, dash, last = code.partition("-")
        if not dash:
            raise ValueError("a span has two ends")
        return cls(*(date.fromisoformat(day) if day else None for day in (first, last)))


def last_days(days: int, *, today: date) -> Span:
    """So many days up to today, today included."""
    return Span(today - timedelta(days=days - 1), today)


@dataclass(frozen=True, slots=True)
class Reflection:
    """What somebody said about a meeting; of a facilitator what went well and what to change, of a learner a sentence."""

    circle_id: CircleId
    meeting_id: MeetingId
    number: int
    on: date
    author: Author
    went_well: str | None
    to_change: str | None
    sentence: str | None

    def says(self, words: str) -> bool:
        """Whether all of these words are in it, in any order and case."""
        said = " ".join(filter(None, (self.went_well, self.to_change, self.sentence))).casefold()
        return all(word in said for word in words.casefold().split())
