"""Points, distances and days as people read and give them."""

import pytest

from bot.app.browsing import Listed, Page
from bot.chat.catalog import Catalog
from bot.chat.cities import CityIsUnclear, CityIsUnknown, city_name, read_city
from bot.chat.gazetteer import gazetteer
from bot.chat.locales import locale_of
from bot.chat.turn import Reader
from bot.chat.views import browsing
from bot.chat.views.cities import how_far
from bot.domain.cities import Point, PointIsUnclear, point_text, read_point
from bot.domain.searches import toggled
from tests.unit.making import NOW, circle, meeting, reader, words


def reads(language: str) -> Reader:
    return Reader(Catalog.load().speaker(language), None, NOW)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "25 km (16 mi)"), ("en-US", "16 mi"), ("en-IE", "25 km"), ("en-GB", "25 km (16 mi)")],
)
def test_distances_as_people_measure_them(language: str, said: str) -> None:
    """SPEC 2, browse; 4.29."""
    assert how_far(reads(language), 25.4) == said


def test_far_and_close() -> None:
    assert how_far(reads("en-IE"), 12345.6) == "12,346 km"
    assert how_far(reads("en-IE"), 0.2) == "1 km"


@pytest.mark.parametrize(
    ("given", "point"),
    [
        ("50.94, 6.96", Point(50.94, 6.96)),
        ("50.94 6.96", Point(50.94, 6.96)),
        (" -40;-120.5 ", Point(-40, -120.5)),
        ("0,0", Point(0, 0)),
    ],
)
def test_points_that_are_typed(given: str, point: Point) -> None:
    assert read_point(given, field="pin") == point
    assert read_point(point_text(point), field="pin") == point


@pytest.mark.parametrize(
    "given", ["", "köln", "91, 0", "0, 181", "50,94, 6,96", "nan, nan", "1e2, 3", "5 6 7"]
)
def test_what_is_no_point(given: str) -> None:
    with pytest.raises(PointIsUnclear):
        read_point(given, field="pin")


def test_cities_that_are_typed() -> None:
    """SPEC 2, browse: "Portland, Oregon or Portland, Maine?"."""
    assert read_city("koeln", field="city", language="de").name == "Köln"
    with pytest.raises(CityIsUnknown):
        read_city("Xyzzyplugh", field="city", language="en")
    with pytest.raises(CityIsUnclear) as unclear:
        read_city("Portland", field="city", language="en")
    assert unclear.value.values["choices"] == "Portland, Oregon, Portland, Maine or Portland, Texas"


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ro"])
def test_what_a_form_keeps_of_a_city_is_found_again(language: str) -> None:
    """Otherwise a form could not be sent that is shown again."""
    everywhere, locale = gazetteer(), locale_of(language, language)
    for city in list(everywhere)[:6000:31]:
        finding = everywhere.find(city_name(city, locale))
        assert finding.city is not None, city
        assert (finding.city == city) or city.name == "New Delhi", finding


def test_weekdays_are_switched() -> None:
    assert toggled("", 3) == "3"
    assert toggled("35", 0) == "035"
    assert toggled("035", 3) == "05"


def test_a_distance_within_a_city_is_not_told_from_its_centre() -> None:
    """A city's centre is nobody's door, so nothing is said of a distance that is only between centres."""
    of = circle()
    said = [
        words(browsing.page(reader(), Page(None, (Listed(of, meeting(), 3, 0, far),), 0, 1)))
        for far in (0.4, 7.0)
    ]
    assert not any(" km" in text for text in said[0])
    assert any("7 km" in text for text in said[1])
