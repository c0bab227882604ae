"""Cities, points on the map and how far they are from each other."""

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import NewType

from bot.domain.errors import BrokenRule

CityId = NewType("CityId", int)
"""GeoNames' own number of a city, which stays when the gazetteer is built anew."""

EARTH = 6371.0
"""Its mean radius in kilometres."""

MILE = 1.609344
"""In kilometres."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float

    def blurred(self) -> "Point":
        """The point to about a kilometre: enough to say what is near, too little to find somebody's door (SPEC 9)."""
        return Point(round(self.latitude, 2), round(self.longitude, 2))

    @property
    def is_on_earth(self) -> bool:
        """Whether there is such a point."""
        return -90 <= self.latitude <= 90 and -180 <= self.longitude <= 180


@dataclass(frozen=True, slots=True)
class City:
    """A city of the gazetteer. `region` is a state or the like where people name cities with it: "Portland, Oregon".

    `near` is a larger city close by, where country and region do not tell it from another of its name. The point is its
    centre. `population` orders cities of one name and is no statement about them.
    """

    id: CityId
    name: str
    country: str
    region: str | None
    near: str | None
    point: Point
    zone: str
    population: int


class PointIsUnclear(BrokenRule):
    """`given` cannot be read as a point on the map."""


def read_point(given: str, *, field: str) -> Point:
    """Degrees of latitude and longitude with a comma or a space between: "50.94, 6.96". Raises PointIsUnclear."""
    found = re.fullmatch(r"\s*([+-]?\d{1,2}(?:\.\d+)?)(?:\s*[,;]\s*|\s+)([+-]?\d{1,3}(?:\.\d+)?)\s*", given)
    point = Point(float(found[1]), float(found[2])) if found else None
    if point is None or not point.is_on_earth:
        raise PointIsUnclear(field=field, given=given[:40])
    return point


def point_text(point: Point) -> str:
    """The point as it is read again, to a metre."""
    return f"{point.latitude:.5f}, {point.longitude:.5f}"


def distance(a: Point, b: Point) -> float:
    """Kilometres between them as the crow flies."""
    up, across = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    chord = sin(up / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(across / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(chord)))
