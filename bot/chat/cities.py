"""Cities as they are typed into forms and shown back."""

from collections.abc import Mapping
from typing import cast

from babel import Locale
from babel.lists import format_list

from bot.chat.gazetteer import gazetteer
from bot.chat.locales import locale_of
from bot.domain.circles import Circle
from bot.domain.cities import City, CityId, distance
from bot.domain.errors import BrokenRule


class CityIsUnknown(BrokenRule):
    """`given` is no city of the gazetteer."""


class CityIsUnclear(BrokenRule):
    """What was given may mean any of the `cities`."""

    cities: tuple[City, ...] = ()


def read_city(given: str, *, field: str, language: str) -> City:
    """The city that is meant. Raises CityIsUnknown or CityIsUnclear."""
    finding = gazetteer().find(given)
    if finding.city is not None:
        return finding.city
    if not finding.choices:
        raise CityIsUnknown(field=field, given=" ".join(given.split())[:80])
    locale = locale_of(language, language)
    choices = format_list([city_name(city, locale) for city in finding.choices], style="or", locale=locale)
    unclear = CityIsUnclear(field=field, choices=choices, count=len(finding.choices))
    unclear.cities = finding.choices
    raise unclear


def found_city(given: object) -> City | None:
    """The city, if something was given that means one."""
    return gazetteer().find(given).city if isinstance(given, str) and given.strip() else None


def city_numbered(number: str) -> City | None:
    """The city of that number, if there is one."""
    return gazetteer().city(CityId(int(number))) if number.isdecimal() else None


def city_held(circle: Circle) -> City | None:
    """The circle's city in the gazetteer: of several that are called so there, the one nearest to its point."""
    if circle.city is None:
        return None
    called = gazetteer().called(circle.city, country=circle.country, region=circle.region)
    here = circle.point
    return min(called, key=lambda city: distance(here, city.point) if here else 0, default=None)


def city_name(city: City, locale: Locale) -> str:
    """The city so that it is clear which, and so that it is found again by these words: "Portland, Oregon".

    Where a larger one is called so as well, GeoNames' number tells them apart: "Yuzhou, China, 1785036".
    """
    # A comma would begin another place: "R.A.S. Hong Kong, China".
    where = city.region or country_name(city.country, locale).replace(",", "")
    name = ", ".join(filter(None, (city.name, where, city.near)))
    return name if gazetteer().find(name).city == city else f"{name}, {city.id}"


def country_name(country: str, locale: Locale) -> str:
    """What the country of that code is called."""
    names = cast("Mapping[str, str]", locale.territories)
    return names.get(country, country)
