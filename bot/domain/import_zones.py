"""On which clock a circle from elsewhere meets: what is written there, and its place, put together (SPEC 8)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from bot.domain.cities import City, Point, distance
from bot.domain.gazetteer import Gazetteer
from bot.domain.imports import Whereabouts
from bot.domain.times import known_zone, zone_named

NEAR = 100.0
"""Kilometres from given coordinates within which a city of the given name is taken to be the one meant."""

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Zones:
    """Finds zones and cities. `default` is the operator's word for where nothing else tells."""

    gazetteer: Gazetteer
    default: str | None = None
    # Many circles meet in one city, and a name that is not there takes long to be sure of.
    _cities: dict[Whereabouts, City | None] = field(
        default_factory=dict[Whereabouts, City | None], init=False, compare=False
    )

    def zone_of(self, where: Whereabouts) -> str | None:
        """The zone: as written when it is an IANA name, else the place's or the default, if that fits what is written.

        What is written may be an abbreviation, such as EST, which is right on the day of the first meeting only.
        """
        written = known_zone(where.zone)
        if written is not None:
            return written
        city = self.city_of(where)
        candidates = [zone for zone in (city.zone if city else None, self.default) if zone]
        return next((zone for zone in candidates if _fits(zone, where)), None)

    def point_of(self, where: Whereabouts) -> Point | None:
        """The point as given, None when it is none."""
        return _point(where)

    def city_of(self, where: Whereabouts) -> City | None:
        """The city of that name, the one nearest to the given point if there is one; None when it is unclear."""
        place = replace(where, zone="", on=date.min)
        if place not in self._cities:
            self._cities[place] = self._found(place)
        return self._cities[place]

    def _found(self, where: Whereabouts) -> City | None:
        point = _point(where)
        for words in _from_exact_to_vague(where):
            finding = self.gazetteer.find(words)
            found = (finding.city,) if finding.city else finding.choices
            if point is not None:
                found = tuple(city for city in found if distance(point, city.point) <= NEAR)
                if found:
                    return min(found, key=lambda city: distance(point, city.point))
            elif len({city.zone for city in found}) == 1:
                return found[0]
        return None


def _fits(zone: str, where: Whereabouts) -> bool:
    """Whether the zone's clock is called so on that day."""
    if not where.zone:
        return True
    return datetime.combine(where.on, _NOON, zone_named(zone)).tzname() == where.zone.upper()


def _from_exact_to_vague(where: Whereabouts) -> Iterator[str]:
    if where.city:
        yield ", ".join(part for part in (where.city, where.region, where.country) if part)
        yield ", ".join(part for part in (where.city, where.country) if part)
        yield where.city


def _point(where: Whereabouts) -> Point | None:
    try:
        point = Point(float(where.latitude), float(where.longitude))
    except ValueError:
        return None
    return point if point.is_on_earth else None
