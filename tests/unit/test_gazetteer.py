"""Cities by what people call them."""

import gzip
from importlib import resources

import pytest

from bot.chat.cities import city_name
from bot.chat.gazetteer import gazetteer
from bot.chat.locales import locale_of
from bot.domain.cities import CityId, Point, distance
from bot.domain.gazetteer import Gazetteer, edits, spellings
from bot.domain.text import fold
from bot.domain.times import known_zone

KOELN = CityId(2886242)


def found(given: str) -> list[str]:
    """The city alone, or the choices."""
    finding = gazetteer().find(given)
    cities = [finding.city] if finding.city else finding.choices
    return [f"{city.name}, {city.region or city.country}" for city in cities]


@pytest.mark.parametrize(
    "given",
    [
        *("Köln", "koeln", "KOELN", "Koln", "Cologne", "cologne ", "Colonia", "Keulen", "Kolonia", "Kölln"),
        *("köln, germany", "Köln Deutschland", "Cologne, DE", "koln, allemagne", "  köln ,, Alemania"),
    ],
)
def test_one_city_in_every_spelling(given: str) -> None:
    """SPEC 2, browse: any common spelling and language, in any case, with a slip or a country."""
    assert found(given) == ["Köln, DE"]


@pytest.mark.parametrize(
    ("given", "city"),
    [
        ("Москва", "Moscow, RU"),
        ("東京", "Tokyo, JP"),
        ("القاهرة", "Cairo, EG"),
        ("Łódź", "Łódź, PL"),
        ("lodz", "Łódź, PL"),
        ("timisoara", "Timişoara, RO"),
        ("Straßburg", "Strasbourg, FR"),
        ("saint etienne", "Saint-Étienne, FR"),
        ("new yrok", "New York City, New York"),
        ("Ludwigshaven", "Ludwigshafen am Rhein, DE"),
        ("San Fransisco", "San Francisco, California"),
        ("St. Louis", "St. Louis, Missouri"),
        ("laquila", "L'Aquila, IT"),
    ],
)
def test_cities_of_the_world(given: str, city: str) -> None:
    """SPEC 2, browse: accents, apostrophes, scripts and slips."""
    assert found(given) == [city]


def test_what_two_cities_are_called_is_asked() -> None:
    """SPEC 2, browse: ambiguous names are asked, the largest city first; a state tells them apart."""
    assert found("Portland")[:2] == ["Portland, Oregon", "Portland, Maine"]
    assert len(found("Springfield")) == 6
    for given in ("Portland, Maine", "portland me", "Portland, ME, USA", "PORTLAND MAINE"):
        assert found(given) == ["Portland, Maine"]


def test_a_city_that_outweighs_its_namesakes_is_meant() -> None:
    """Who says London means the one in England, and who does not says so."""
    assert found("London") == ["London, England"]
    assert found("London, Ontario") == found("london canada") == ["London, Ontario"]
    assert found("Paris") == ["Paris, FR"]
    assert found("Paris, Texas") == ["Paris, Texas"]


def test_half_a_city_is_asked() -> None:
    """SPEC 2, browse: the beginning of a name offers what it may become."""
    assert {"Portland, Oregon", "Portland, Maine"} <= set(found("Portl"))
    assert gazetteer().find("Portl").city is None
    assert "Hamburg, DE" in found("hambu")


@pytest.mark.parametrize(
    "given", ["yes", "ja", "ok", "no", "now", "near", "home", "here", "Bonm", "hmm", "Bon"]
)
def test_a_short_word_is_no_city_unless_it_is_its_name(given: str) -> None:
    """A word too short to be told from a slip is asked about, never taken."""
    assert gazetteer().find(given).city is None


@pytest.mark.parametrize(("given", "city"), [("Bonn", "Bonn, DE"), ("Ulm", "Ulm, DE"), ("Rom", "Rome, IT")])
def test_a_short_name_is_a_city(given: str, city: str) -> None:
    assert found(given) == [city]


def test_every_city_is_found_again_by_its_own_words() -> None:
    """What a form holds is what it takes: where a city's words mean a larger one, its number tells."""
    english = locale_of("en", "en")
    cities = list(gazetteer())
    unlucky = [city for city in cities if city.name in {"New Delhi", "Yuzhou", "Guará", "Jeypore", "Mianzhu"}]
    for city in (*cities[::53], *unlucky):
        assert gazetteer().find(city_name(city, english)).city == city


def test_a_city_in_the_wrong_country_is_offered_where_it_is() -> None:
    assert gazetteer().find("Köln, France").city is None
    assert found("Köln, France") == ["Köln, DE"]


@pytest.mark.parametrize(
    "given", ["", " ", ",", "a", "xy", "Xyzzyplugh", "…", "'", "\x00", "#names", "9" * 5000, "köln\n#"]
)
def test_what_is_no_city(given: str) -> None:
    """Nothing breaks, and nothing is made up."""
    finding = gazetteer().find(given)
    assert finding.city is None or finding.city.id == KOELN


def test_cities_of_one_name_in_one_country_say_what_is_near() -> None:
    """Where no state is known, a larger city close by tells them apart, and can be typed."""
    choices = gazetteer().find("Suzhou, China").choices
    assert len({(city.name, city.region, city.country, city.near) for city in choices}) == len(choices) > 1
    assert all(city.near for city in choices)
    first = choices[0]
    assert gazetteer().find(f"{first.name}, near {first.near}").city == first


def test_every_city_is_whole() -> None:
    """Each can be read, lies on the earth in a zone that is known, and is found by its number."""
    everywhere = gazetteer()
    assert len(everywhere) > 30_000
    cities = [everywhere._numbered([number])[0] for number in range(0, len(everywhere), 97)]
    assert all(city.point.is_on_earth and known_zone(city.zone) == city.zone for city in cities)
    assert all(everywhere.city(city.id) == city for city in cities)
    missed = [city for city in cities if city not in everywhere._called(city.name)]
    assert missed == []
    assert everywhere.city(CityId(1)) is None


def test_the_file_names_its_source() -> None:
    """GeoNames' licence asks for it."""
    folder = resources.files("bot.chat.gazetteer")
    assert "GeoNames" in folder.joinpath("ATTRIBUTION.txt").read_text(encoding="utf-8")
    text = gzip.decompress(folder.joinpath("cities.txt.gz").read_bytes())
    assert b"GeoNames" in text.split(b"\n", 1)[0]


def test_a_small_gazetteer() -> None:
    """As it is laid out, and no more than that."""
    text = (
        "ours\n#zones\nEurope/Berlin\n#countries\nDE\tgermany\n#regions\n#cities\n"
        "7\tBonn\tDE\t\t\t50.73\t7.10\t0\t330\n#names\nbonn\t0\n"
    )
    small = Gazetteer(text.encode())
    assert len(small) == 1
    bonn = small.city(CityId(7))
    assert bonn is not None
    assert bonn.zone == "Europe/Berlin"
    assert small.find("bonn, Germany").city == bonn
    assert small.find("Bon").choices == (bonn,)
    assert small.find("Berlin").choices == ()


@pytest.mark.parametrize(
    ("given", "ways"),
    [
        ("Köln", ("koln", "koeln")),
        ("Saint-Étienne", ("saint etienne",)),
        ("L'Aquila", ("laquila",)),
        ("Århus", ("arhus", "aarhus")),
        ("Straße", ("strasse",)),
        ("St. Gallen", ("st gallen",)),
        ("서울", ("서울",)),
        ("", ("",)),
    ],
)
def test_folding(given: str, ways: tuple[str, ...]) -> None:
    assert spellings(given) == ways
    assert fold(fold(given)) == fold(given)


@pytest.mark.parametrize(
    ("a", "b", "count"), [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("abc", "xyz", 3)]
)
def test_edits(a: str, b: str, count: int) -> None:
    assert edits(a, b, most=9) == edits(b, a, most=9) == count
    assert edits(a, b, most=1) == min(count, 2)


def test_distances() -> None:
    """As the crow flies, also over the date line and the poles."""
    koeln, bonn = Point(50.938, 6.957), Point(50.734, 7.099)
    assert distance(koeln, bonn) == pytest.approx(24.8, abs=0.3)
    assert distance(koeln, koeln) == 0
    assert distance(Point(0, 179.9), Point(0, -179.9)) == pytest.approx(22.2, abs=0.1)
    assert distance(Point(90, 0), Point(-90, 0)) == pytest.approx(20015, abs=1)
    assert Point(50.93781, 6.95712).blurred() == Point(50.94, 6.96)
    assert not Point(91, 0).is_on_earth
    assert not Point(0, float("nan")).is_on_earth
