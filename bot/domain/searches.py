"""What somebody looks for when they browse, and where from (SPEC 2, `browse`; 9)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.cities import CityId, Point
from bot.domain.ids import PersonId, SearchId

KEPT = timedelta(hours=22)
"""How long after it was last used a search is kept, so that its buttons work; then it is forgotten, with its place.

A use within an hour of another is not written down, and what is over is looked for every hour: so it is gone within a day."""

NEARBY = 50.0
"""Kilometres that count as in one's area."""


class By(StrEnum):
    """What circles can be narrowed down by."""

    TOPIC = "topic"
    LANGUAGE = "language"
    WEEKDAY = "weekday"
    ONLINE = "online"
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Search:
    """What a person looks for, in one conversation.

    The point is the centre of a city of that number, or without one the shared location to about a kilometre. `weekdays` are
    digits, Monday 0; empty means any day. `topic` are words of the course's title.
    """

    id: SearchId
    person_id: PersonId
    spot: str
    city: CityId | None
    latitude: float | None
    longitude: float | None
    topic: str | None
    language: str | None
    weekdays: str
    online: bool
    seats: bool
    made_at: datetime
    used_at: datetime

    @property
    def point(self) -> Point | None:
        """Where it looks, if anywhere."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    def is_over(self, *, now: datetime) -> bool:
        """Whether it is to be forgotten, and used no more until that has happened."""
        return now - self.used_at > KEPT

    @property
    def narrowed_by(self) -> frozenset[By]:
        """By what it is narrowed down."""
        chosen = {
            By.TOPIC: self.topic,
            By.LANGUAGE: self.language,
            By.WEEKDAY: self.weekdays,
            By.ONLINE: self.online,
            By.SEATS: self.seats,
        }
        return frozenset(by for by, value in chosen.items() if value)


def toggled(weekdays: str, day: int) -> str:
    """The weekdays with that one, or without it if it was among them."""
    return "".join(str(one) for one in range(7) if (str(one) in weekdays) is not (one == day))
