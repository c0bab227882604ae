"""Texts found by key and filled, as each reader writes dates, plurals and lists."""

from datetime import UTC, date, datetime, time
from enum import IntEnum, StrEnum
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.catalog import Catalog, Pick, Target, TextIsBroken, Value
from bot.chat.outgoing import DeepLink, Link, Plain, Strong, When
from bot.domain.times import Moment

ENGLISH = """
moment-in-zone = { $day }, { $time } ({ $city } time)
moment-in-utc = { $day }, { $time } ({ $offset })
hello = Hello **{ $name }**, good to see you.
plain = All done.
learners = { $count ->
    [0] nobody
    [one] { $count } learner
   *[other] { $count } learners
}
answer = { $answer ->
    [yes] You come.
    [2] Two.
   *[other] You said { $words }.
}
invite = [Join { $circle }](join) or [read on](url).
meeting = Next: **{ $at }**.
letter =
    Dear { $name },

    see you on { $day } at { $time }.
-bot = circlebot
about = { -bot } says { plain }
stray = **open { $name }
tail = { $name } is { $missing }
unknown-reference = { nothing }
"""
GERMAN = """
moment-in-zone = { $day }, { $time } (Zeit in { $city })
learners = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
"""

CATALOG = Catalog(
    {"en": [ENGLISH], "de": [GERMAN], "pt-BR": ["plain = Pronto.\n"], "pt": ["plain = Feito.\n"]}
)
SAY = CATALOG.speaker("en")
BERLIN = Moment(datetime(2026, 10, 13, 16, tzinfo=UTC), "Europe/Berlin")


class Answer(StrEnum):
    YES = "yes"


class Level(IntEnum):
    TWO = 2


def test_a_text_is_filled() -> None:
    assert SAY("hello", name="Ada") == (Plain("Hello "), Strong("Ada"), Plain(", good to see you."))


def test_texts_and_terms_may_stand_in_texts() -> None:
    assert SAY("about") == (Plain("circlebot says All done."),)


def test_links_lead_where_they_are_told() -> None:
    spans = SAY("invite", circle="**Rust**", join=DeepLink("abc"), url=Target("https://example.org"))
    assert spans == (
        Link("Join **Rust**", DeepLink("abc")),
        Plain(" or "),
        Link("read on", "https://example.org"),
        Plain("."),
    )


def test_a_moment_is_a_span_of_its_own() -> None:
    """SPEC 4.24: every time names its zone or is the platform's viewer-local time."""
    when = When(BERLIN, "Tue 13 Oct, 18:00 (Berlin time)")
    assert SAY("meeting", at=BERLIN) == (Plain("Next: "), when, Plain("."))
    assert SAY("meeting", at=when) == (Plain("Next: "), when, Plain("."))


@pytest.mark.parametrize(
    ("tag", "words"),
    [("en", "nobody|1 learner|1,234 learners"), ("de", "0 Personen|1 Person|1.234 Personen")],
)
def test_plurals_and_numbers_follow_the_language(tag: str, words: str) -> None:
    """SPEC 4.29."""
    say = CATALOG.speaker(tag)
    assert "|".join(say.line("learners", count=count) for count in (0, 1, 1234)) == words


def test_variants_are_selected() -> None:
    assert SAY.line("answer", answer=Pick("yes")) == "You come."
    assert SAY.line("answer", answer=Pick("no"), words="no") == "You said no."
    assert SAY.line("answer", answer=Answer.YES) == "You come."
    assert SAY.line("answer", answer=2) == "Two."


def test_a_line_is_flat() -> None:
    text = SAY.line("letter", name="Ada\nLovelace", day=date(2026, 10, 13), time=time(18))
    assert text == "Dear Ada Lovelace, see you on Tue, 13 Oct 2026 at 18:00."
    assert SAY.line("invite", circle="Rust", join=DeepLink("a"), url=Target("b")) == "Join Rust or read on."
    assert SAY.line("meeting", at=BERLIN) == "Next: Tue 13 Oct, 18:00 (Berlin time)."


def test_a_whole_text_keeps_its_lines() -> None:
    spans = SAY("letter", name="Ada", day="x", time="y")
    assert spans == (Plain("Dear Ada,\n\nsee you on x at y."),)


def test_long_values_are_whole() -> None:
    """SPEC 4.28: it is not for the catalog to shorten."""
    assert SAY.line("hello", name="x" * 10_000) == f"Hello {'x' * 10_000}, good to see you."


@given(st.text(min_size=1) | st.sampled_from(["**", "[a](url)", "{ $name }", "\ue000", "\u202e", "{-bot}"]))
def test_no_value_changes_the_structure(name: str) -> None:
    """SPEC 4.27."""
    before, strong, after = SAY("hello", name=name)
    assert (before, after) == (Plain("Hello "), Plain(", good to see you."))
    assert isinstance(strong, Strong)
    assert name.isascii() is False or strong.text == name


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("no-such-text", {}),
        ("-bot", {}),
        ("hello", {}),
        ("tail", {"name": "Ada"}),
        ("stray", {"name": "Ada"}),
        ("unknown-reference", {}),
        ("invite", {"circle": "x", "join": DeepLink("a")}),
        ("invite", {"circle": "x", "join": DeepLink("a"), "url": "a str leads nowhere"}),
        ("answer", {"answer": "yes", "words": "a str selects nothing"}),
        ("answer", {"answer": BERLIN, "words": "nor does a moment"}),
        ("hello", {"name": Pick("never shown")}),
        ("hello", {"name": Level.TWO}),
        ("hello", {"name": Target("never shown")}),
        ("hello", {"name": True}),
        ("hello", {"name": datetime(2026, 10, 13, tzinfo=UTC)}),
    ],
)
def test_a_broken_text_never_goes_unnoticed(key: str, values: dict[str, Value]) -> None:
    with pytest.raises(TextIsBroken) as caught:
        SAY(key, **values)
    assert (caught.value.key, caught.value.language) == (key, "en")


@pytest.mark.parametrize(
    "texts",
    [
        ["hello = { $name"],
        ["hello = Hello\njunk"],
        ["hello = Hello\nhello = Again"],
        ["hello = Hello", "hello = Again"],
        ["-bot = a\n-bot = b"],
        ["hello = \ue000"],
        ['hello = { "\\uE000" }'],
    ],
)
def test_a_broken_catalog_is_not_loaded(texts: list[str]) -> None:
    with pytest.raises(TextIsBroken):
        Catalog({"en": texts})


def test_a_catalog_without_english_is_not_loaded() -> None:
    with pytest.raises(TextIsBroken):
        Catalog({"de": [GERMAN]})


def test_it_says_what_it_has() -> None:
    assert CATALOG.languages == ("de", "en", "pt", "pt-BR")
    assert SAY.has("plain")
    assert not SAY.has("bot")
    assert not CATALOG.speaker("de").has("plain")


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (("de", "en"), "de"),
        (("de-AT",), "de"),
        (("DE_ch",), "de"),
        (("pt-br",), "pt-BR"),
        (("pt-PT",), "pt"),
        (("fr", None, "de"), "de"),
        ((None, "", "xx", "-", "../../de"), "en"),
        ((), "en"),
    ],
)
def test_the_first_known_language_speaks(wanted: tuple[str | None, ...], language: str) -> None:
    """SPEC 10: person's language first, then circle's, then team's."""
    assert CATALOG.speaker(*wanted).language == language


def test_speakers_are_kept() -> None:
    assert CATALOG.speaker("de-AT") is CATALOG.speaker("de_at")
    assert CATALOG.speaker("en") is CATALOG.speaker("xx")
    assert Catalog.load() is Catalog.load()


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Tue 13 Oct, 18:00 (Berlin time)"),
        ("en-US", "Tue, Oct 13, 6:00\u202fPM (Berlin time)"),
        ("en-nonsense", "Tue 13 Oct, 18:00 (Berlin time)"),
        ("de", "Di., 13. Okt., 18:00 (Zeit in Berlin)"),
    ],
)
def test_moments_follow_the_reader(tag: str, text: str) -> None:
    """SPEC 4.29."""
    assert CATALOG.speaker(tag).moment(BERLIN).text == text


def test_a_known_viewer_sees_the_own_clock() -> None:
    when = SAY.moment(BERLIN, viewer_zone="America/New_York")
    assert when == When(Moment(BERLIN.at, "America/New_York"), "Tue 13 Oct, 12:00 (New York time)")


def test_the_year_comes_where_it_is_not_clear() -> None:
    near, far = datetime(2026, 2, 1, tzinfo=UTC), datetime(2025, 10, 1, tzinfo=UTC)
    assert SAY.moment(BERLIN, now=near).text == "Tue 13 Oct, 18:00 (Berlin time)"
    assert SAY.moment(BERLIN, now=far).text == "Tue, 13 Oct 2026, 18:00 (Berlin time)"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "16:00 (UTC)"),
        ("Zulu", "16:00 (UTC)"),
        ("Etc/GMT+3", "13:00 (UTC−3)"),
        ("Etc/GMT-14", "06:00 (UTC+14)"),
        ("Asia/Kolkata", "21:30 (Kolkata time)"),
        ("America/Argentina/Buenos_Aires", "13:00 (Buenos Aires time)"),
    ],
)
def test_every_zone_has_words(zone: str, words: str) -> None:
    """SPEC 4.24."""
    assert SAY.moment(Moment(BERLIN.at, zone)).text.endswith(f" Oct, {words}")


def test_no_zone_is_without_words() -> None:
    """SPEC 4.24."""
    for zone in available_timezones():
        assert SAY.moment(Moment(BERLIN.at, zone)).text.endswith((" time)", "(UTC)")) or zone.startswith(
            "Etc/"
        )


def test_german_names_cities_in_german() -> None:
    assert (
        "(Zeit in Mexiko-Stadt)"
        in CATALOG.speaker("de").moment(Moment(BERLIN.at, "America/Mexico_City")).text
    )


def test_dates_times_and_numbers_alone() -> None:
    """SPEC 4.29."""
    german = CATALOG.speaker("de")
    day = date(2026, 10, 13)
    assert (SAY.day(day), SAY.date(day), SAY.time(time(18, 5))) == ("Tue 13 Oct", "Tue, 13 Oct 2026", "18:05")
    assert (german.day(day), german.date(day)) == ("Di., 13. Okt.", "Di., 13. Okt. 2026")
    assert (SAY.number(1234), german.number(1234.5)) == ("1,234", "1.234,5")


def test_names_are_listed() -> None:
    """SPEC 4.29, 4.27."""
    assert SAY.names([]) == ""
    assert SAY.names(["Ada"]) == "Ada"
    assert SAY.names(["Ada", "Ben", "{0}"]) == "Ada, Ben and {0}"
    assert CATALOG.speaker("de").names(["Ada", "Ben", "Cleo"]) == "Ada, Ben und Cleo"
    assert SAY.names(["Ada", "\u202eBen"]) == "Ada and \u2068\u202eBen\u202c\u2069"
