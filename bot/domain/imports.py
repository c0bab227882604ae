"""Circles from elsewhere: a row of text by column becomes what a circle needs, or names the column at fault (SPEC 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from bot.domain.circles import Stage
from bot.domain.cities import City, Point
from bot.domain.errors import BrokenRule, ValueIsNoChoice, ValueIsNoDate, ValueIsNoTime, ValueIsOutOfRange
from bot.domain.meetings import LONGEST, SHORTEST, ensure_hour_exists
from bot.domain.rhythm import MOST_MEETINGS, Rhythm
from bot.domain.text import LINE, NAME, one_line, optional_line, shortened, web_link, whole_number

DEFAULT_MEETINGS, DEFAULT_MINUTES = 6, 90
"""SPEC 2, `new`."""

MOST_SEATS = 10_000
MOST_WEEKS_BETWEEN = 8

YEARS = range(1970, 2200)
"""Years that a day may lie in."""


class Source(StrEnum):
    """Where circles come from. What they are called there is unique in it."""

    P2PU = "p2pu"
    CSV = "csv"


class Column(StrEnum):
    """What a row can say. `key` is what the row is called where it comes from.

    Where `pinned` says yes the coordinates are where it meets, else about there. Where `online` does, nobody meets in the
    city: it only tells the time zone.
    """

    KEY = "key"
    NAME = "name"
    COURSE = "course"
    COURSE_LINK = "course_link"
    PLACE = "place"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    PINNED = "pinned"
    ONLINE = "online"
    LINK = "link"
    LANGUAGE = "language"
    ZONE = "zone"
    FIRST_ON = "first_on"
    AT = "at"
    MINUTES = "minutes"
    MEETINGS = "meetings"
    EVERY_WEEKS = "every_weeks"
    LAST_ON = "last_on"
    CAPACITY = "capacity"
    STAGE = "stage"
    FACILITATORS = "facilitators"


_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"", "no", "false", "0"})

NEEDED = (Column.COURSE, Column.FIRST_ON, Column.AT)
"""What every row must say."""

Row = Mapping[Column, str]


class ZoneIsUnclear(BrokenRule):
    """Neither the zone as given nor the place says which time zone is meant."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a circle meets and on which clock, as a row has it; `on` is the first meeting's day."""

    city: str
    region: str
    country: str
    latitude: str
    longitude: str
    zone: str
    on: date


class Atlas(Protocol):
    """Knows where things are."""

    def zone_of(self, where: Whereabouts) -> str | None:
        """The IANA zone, None when that is unclear."""
        ...

    def city_of(self, where: Whereabouts) -> City | None:
        """The city, None when that is unclear."""
        ...

    def point_of(self, where: Whereabouts) -> Point | None:
        """The point as given, None when it is none."""
        ...


@dataclass(frozen=True, slots=True)
class GivenCircle:
    """A circle as it comes from elsewhere. `language` None means the team's; `notes` are columns shortened or guessed."""

    source: Source
    key: str
    name: str
    course: str
    course_link: str | None
    place: str | None
    link: str | None
    language: str | None
    zone: str
    rhythm: Rhythm
    minutes: int
    capacity: int | None
    stage: Stage
    facilitators: tuple[str, ...]
    city: City | None
    point: Point | None
    pinned: bool
    notes: tuple[Column, ...] = ()


def read_row(source: Source, row: Row, atlas: Atlas) -> GivenCircle:
    """The circle that a row describes. Raises the broken rule with the column at fault as its field."""
    course = _shortened(row, Column.COURSE, NAME)
    name = _shortened(row, Column.NAME, NAME) if row.get(Column.NAME, "").strip() else course
    first_on, at = _day(row, Column.FIRST_ON), _time(row, Column.AT)
    rhythm, guessed = _rhythm(row, first_on, at)
    # What is at fault in a row is said in the order of its meaning: when, where, the rest.
    where = _whereabouts(row, first_on)
    zone = atlas.zone_of(where)
    if zone is None:
        raise ZoneIsUnclear(field=Column.ZONE, given=row.get(Column.ZONE, "").strip() or "—")
    online = _yes(row, Column.ONLINE)
    point = None if online else atlas.point_of(where)
    ensure_hour_exists(first_on, at, zone)
    place = shortened(" ".join(row.get(Column.PLACE, "").split()), LINE)
    long = [column for column in (Column.COURSE, Column.NAME) if len(row.get(column, "").strip()) > NAME]
    return GivenCircle(
        source=source,
        key=row.get(Column.KEY, "").strip() or _fingerprint(row),
        name=name,
        course=course,
        course_link=_link(row, Column.COURSE_LINK),
        place=optional_line(place, field=Column.PLACE),
        link=_link(row, Column.LINK),
        language=row.get(Column.LANGUAGE, "").strip().casefold() or None,
        zone=zone,
        rhythm=rhythm,
        minutes=_number(row, Column.MINUTES, SHORTEST, LONGEST) or DEFAULT_MINUTES,
        capacity=_number(row, Column.CAPACITY, 0, MOST_SEATS),
        stage=_stage(row),
        facilitators=tuple(n.strip() for n in row.get(Column.FACILITATORS, "").split(";") if n.strip()),
        city=None if online else atlas.city_of(where),
        point=point,
        pinned=point is not None and _yes(row, Column.PINNED),
        notes=(*long, *guessed),
    )


def _rhythm(row: Row, first_on: date, at: time) -> tuple[Rhythm, tuple[Column, ...]]:
    """When it meets. Where only the first and the last day and a number are known, the days between are guessed."""
    count = _number(row, Column.MEETINGS, 1, MOST_MEETINGS)
    every = _number(row, Column.EVERY_WEEKS, 1, MOST_WEEKS_BETWEEN)
    last_on = _day(row, Column.LAST_ON) if row.get(Column.LAST_ON, "").strip() else None
    if last_on is None:
        return Rhythm(first_on, at, count or DEFAULT_MEETINGS, every or 1), ()
    weeks, rest = divmod((last_on - first_on).days, 7)
    if weeks < 0:
        raise ValueIsNoDate(field=Column.LAST_ON, given=row[Column.LAST_ON])
    if count is None:
        count = weeks // (every or 1) + 1
        if count > MOST_MEETINGS:
            raise ValueIsOutOfRange(field=Column.LAST_ON, given=str(count), least=1, most=MOST_MEETINGS)
    elif every is None and count > 1 and not rest and not weeks % (count - 1):
        every = min(MOST_WEEKS_BETWEEN, max(1, weeks // (count - 1)))
    found = Rhythm(first_on, at, count, every or 1)
    as_given = first_on + timedelta(weeks=(count - 1) * found.every_weeks) == last_on
    return found, () if as_given else (Column.LAST_ON,)


def _whereabouts(row: Row, on: date) -> Whereabouts:
    return Whereabouts(
        *(
            row.get(column, "").strip()
            for column in (
                Column.CITY,
                Column.REGION,
                Column.COUNTRY,
                Column.LATITUDE,
                Column.LONGITUDE,
                Column.ZONE,
            )
        ),
        on=on,
    )


def _shortened(row: Row, column: Column, limit: int) -> str:
    text = " ".join(row.get(column, "").split())
    return one_line(shortened(text, limit), field=column, limit=limit)


def _link(row: Row, column: Column) -> str | None:
    given = row.get(column, "")
    return web_link(given, field=column) if given.strip() else None


def _number(row: Row, column: Column, least: int, most: int) -> int | None:
    given = row.get(column, "")
    return whole_number(given, field=column, least=least, most=most) if given.strip() else None


def _yes(row: Row, column: Column) -> bool:
    given = row.get(column, "").strip().casefold()
    if given not in _YES | _NO:
        raise ValueIsNoChoice(field=column, given=given)
    return given in _YES


def _day(row: Row, column: Column) -> date:
    given = one_line(row.get(column, ""), field=column)
    try:
        day = date.fromisoformat(given)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise ValueIsNoDate(field=column, given=given)
    return day


def _time(row: Row, column: Column) -> time:
    given = one_line(row.get(column, ""), field=column)
    plain = "".join(given.upper().replace(".", "").split())
    for form in ("%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"):
        try:
            # Only the time of day is looked at.
            return datetime.strptime(plain, form).time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            continue
    raise ValueIsNoTime(field=column, given=given)


def _stage(row: Row) -> Stage:
    given = row.get(Column.STAGE, "").strip().casefold() or Stage.OPEN
    if given not in {Stage.DRAFT, Stage.OPEN, Stage.CLOSED}:
        raise ValueIsNoChoice(field=Column.STAGE, given=given)
    return Stage(given)


def _fingerprint(row: Row) -> str:
    """What a row without a key is called: the same row again is the same circle."""
    said = "\n".join(row.get(column, "").strip().casefold() for column in Column)
    return sha256(said.encode()).hexdigest()[:16]
