"""Cities, and how far something is, as the reader says it."""

from bot.chat.cities import country_name
from bot.chat.turn import Reader
from bot.domain.circles import Circle
from bot.domain.cities import MILE, City

IN_MILES = frozenset({"US", "LR", "MM"})
"""Where people think in miles."""

IN_BOTH = frozenset({"GB"})
"""Where they do as well; and English that names no country is written as there."""


def city_words(reader: Reader, city: City) -> str:
    """The city so that it is clear which: "Portland, Oregon", "Köln, Germany", "Suzhou, China (near Kunshan)"."""
    where = city.region or country_name(city.country, reader.say.locale)
    if city.near:
        return reader.say.line("city-near", city=city.name, where=where, near=city.near)
    return reader.say.line("city-in", city=city.name, where=where)


def city_of_circle(reader: Reader, circle: Circle) -> str | None:
    """The circle's city in the same words, if it has one."""
    if circle.city is None:
        return None
    where = circle.region or (country_name(circle.country, reader.say.locale) if circle.country else None)
    return reader.say.line("city-in", city=circle.city, where=where) if where else circle.city


def how_far(reader: Reader, kilometres: float) -> str:
    """The distance as people there measure it; what is close by is not told to the metre."""
    say, territory = reader.say, reader.say.locale.territory
    km, miles = (say.number(max(1, round(far))) for far in (kilometres, kilometres / MILE))
    if territory in IN_MILES:
        return say.line("distance-miles", miles=miles)
    if territory in IN_BOTH:
        return say.line("distance-both", km=km, miles=miles)
    return say.line("distance-km", km=km)
