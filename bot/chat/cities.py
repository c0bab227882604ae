"""Cities as they are typed into forms and shown back."""

from collections.abc import Mapping
from typing import cast

from babel import Locale
from babel.lists import format_list

from bot.chat.gazetteer import gazetteer
from bot.chat.locales import locale_of
from bot.domain.cities import City
from bot.domain.errors import BrokenRule


class CityIsUnknown(BrokenRule):
    """`given` is no city of the gazetteer."""


class CityIsUnclear(BrokenRule):
    """What was given may mean any of `choices`."""


def read_city(given: str, *, field: str, language: str) -> City:
    """The city that is meant. Raises CityIsUnknown or CityIsUnclear."""
    finding = gazetteer().find(given)
    if finding.city is not None:
        return finding.city
    if not finding.choices:
        raise CityIsUnknown(field=field, given=" ".join(given.split())[:80])
    locale = locale_of(language, language)
    choices = format_list([city_name(city, locale) for city in finding.choices], style="or", locale=locale)
    raise CityIsUnclear(field=field, choices=choices)


def found_city(given: object) -> City | None:
    """The city, if something was given that means one."""
    return gazetteer().find(given).city if isinstance(given, str) and given.strip() else None


def city_name(city: City, locale: Locale) -> str:
    """The city so that it is clear which, and so that it is found again by these words: "Portland, Oregon"."""
    # A comma would begin another place: "R.A.S. Hong Kong, China".
    where = city.region or country_name(city.country, locale).replace(",", "")
    return ", ".join(filter(None, (city.name, where, city.near)))


def country_name(country: str, locale: Locale) -> str:
    """What the country of that code is called."""
    names = cast("Mapping[str, str]", locale.territories)
    return names.get(country, country)
