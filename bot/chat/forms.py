"""Forms: whole questions with their answers so far. A platform shows them at once or asks one field at a time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.ids import DraftId


class FieldKind(StrEnum):
    """What a field takes. Values travel as text: ISO dates and times, digits, an option's value, IANA zones.

    DATES are several of them, with commas between. A CITY is the words by which the gazetteer finds it;
    where they may mean several, its options are their numbers. A POINT on the map is
    two numbers of degrees; where locations can be shared, that is the way to give one.
    """

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    DATES = "dates"
    TIME = "time"
    NUMBER = "number"
    PERSON = "person"
    ROSTER = "roster"
    PLACE = "place"
    LINK = "link"
    CITY = "city"
    POINT = "point"
    ZONE = "zone"

    @property
    def takes_several(self) -> bool:
        """Whether any number of options can be picked, none too."""
        return self in {FieldKind.CHOICES, FieldKind.ROSTER}


@dataclass(frozen=True, slots=True)
class Option:
    """One of the choices: what is kept and what is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `initial` is what it holds now, `error` what is wrong with it, in words.

    `max` is the most characters of a text or the largest number, `min` the smallest; `not_before` is the first day that a date
    may be. With `steers` other fields depend on it. Where options are days, `days` says that others can be typed, too.
    `example` tells how it is typed, and is of no use where it is picked.
    """

    key: str
    kind: FieldKind
    label: str
    required: bool = True
    initial: str | tuple[str, ...] | None = None
    hint: str | None = None
    example: str | None = None
    min: int | None = None
    max: int | None = None
    not_before: date | None = None
    options: tuple[Option, ...] = ()
    error: str | None = None
    steers: bool = False
    days: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands. `draft` and `revision` name the row that keeps it; `submit` labels the button that ends it.

    `begun` says that somebody has come back to it, so that beginning anew is worth offering.
    """

    key: str
    title: str
    draft: DraftId
    revision: int
    fields: tuple[Field, ...]
    submit: str
    begun: bool = False

    @property
    def values(self) -> dict[str, str | tuple[str, ...]]:
        """What it holds now, by field key."""
        return {field.key: field.initial for field in self.fields if field.initial is not None}

    @property
    def has_errors(self) -> bool:
        """Whether any field is at fault."""
        return any(field.error for field in self.fields)
