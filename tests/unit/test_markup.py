"""Sentences with marks become spans; values in them stay literal."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markup import MarkupIsBroken, flat, isolated, sentinel, spans_of
from bot.chat.outgoing import DeepLink, Link, Plain, Strong, When
from bot.domain.times import Moment

A, B = sentinel(0), sentinel(1)
TUESDAY = When(
    Moment(datetime(2026, 10, 13, 16, tzinfo=UTC), "Europe/Berlin"), "Tue 13 Oct, 18:00 (Berlin time)"
)

HOSTILE = (
    "**Ada**",
    "*x*",
    "[x](url)",
    "](url)",
    "[",
    "{ $name }",
    "<b>&amp;",
    "@channel <!channel>",
    "\u202eevil",
    "שלום",
    "\ue000\ue001\uf8ff",
    "👩‍👩‍👧",
    "\\",
)
"""What SPEC 4.27 names, what could be taken for a mark, and what could be taken for a sentinel."""


def test_marks_become_spans() -> None:
    spans = spans_of("Press **Join** or [read more](url).", [], {"url": "https://example.org"})
    assert spans == (
        Plain("Press "),
        Strong("Join"),
        Plain(" or "),
        Link("read more", "https://example.org"),
        Plain("."),
    )


def test_a_link_may_lead_back_into_the_bot() -> None:
    assert spans_of("[Join](join)", [], {"join": DeepLink("abc")}) == (Link("Join", DeepLink("abc")),)


def test_single_stars_brackets_and_parentheses_are_literal() -> None:
    sentence = "2 * 3 [maybe] (or not) _so_ [a b](c d)"
    assert spans_of(sentence, [], {}) == (Plain(sentence),)


def test_values_join_the_text_around_them() -> None:
    """Neighbours of one kind are one span."""
    assert spans_of(f"Hello {A}, **{B} is on**!", ["Ada", "Circle 7"], {}) == (
        Plain("Hello Ada, "),
        Strong("Circle 7 is on"),
        Plain("!"),
    )


def test_a_value_may_come_twice_and_be_empty() -> None:
    assert spans_of(f"{A}{B}{A}", ["x", ""], {}) == (Plain("xx"),)
    assert spans_of(f"**{A}**", [""], {}) == ()


def test_a_moment_stays_a_moment_in_strong_text() -> None:
    assert spans_of(f"**On {A} sharp**", [TUESDAY], {}) == (Strong("On "), TUESDAY, Strong(" sharp"))


def test_a_link_stays_a_link_in_strong_text() -> None:
    assert spans_of("**Go [there](url)**", [], {"url": "x"}) == (Strong("Go "), Link("there", "x"))


def test_values_stand_in_labels() -> None:
    spans = spans_of(f"[{A} on {B}](url)", ["[x](**y**)", TUESDAY], {"url": "x"})
    assert spans == (Link("[x](**y**) on Tue 13 Oct, 18:00 (Berlin time)", "x"),)


def test_flat_keeps_the_words() -> None:
    spans = spans_of(f"**{A}**: [join](url) {B}", ["Ada", TUESDAY], {"url": "x"})
    assert flat(spans) == "Ada: join Tue 13 Oct, 18:00 (Berlin time)"


@pytest.mark.parametrize(
    "sentence", ["**open", "**a** b **", "[label](nowhere)", "[**a**](url)", "\uf8ff", f"[{B}](url)"]
)
def test_broken_sentences_are_refused(sentence: str) -> None:
    with pytest.raises(MarkupIsBroken):
        spans_of(sentence, ["only one"], {"url": "x"})


def test_there_is_an_end_to_sentinels() -> None:
    assert sentinel(6399) == "\uf8ff"
    with pytest.raises(MarkupIsBroken):
        sentinel(6400)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_literal(value: str) -> None:
    """SPEC 4.27."""
    spans = spans_of(f"{A} **{A}** [{A}](url)", [value], {"url": "x"})
    shown = isolated(value)
    assert spans == (Plain(f"{shown} "), Strong(shown), Plain(" "), Link(shown, "x"))


@given(values=st.lists(st.text(min_size=1) | st.sampled_from(HOSTILE), min_size=2, max_size=2))
def test_no_value_changes_the_structure(values: list[str]) -> None:
    """SPEC 4.27: whatever the values are, the sentence has the spans it has with harmless ones."""
    sentence = f"{A}, **{B}** and [{A}{B}](url): **{A}**{B}"
    first, second = (isolated(value) for value in values)
    assert spans_of(sentence, values, {"url": "x"}) == (
        Plain(f"{first}, "),
        Strong(second),
        Plain(" and "),
        Link(first + second, "x"),
        Plain(": "),
        Strong(first),
        Plain(second),
    )


@pytest.mark.parametrize("value", ["Ada", "Zoë", "王小明", "Ωmega", "👋", "", "12:30", "a\u200db"])
def test_left_to_right_text_comes_bare(value: str) -> None:
    assert isolated(value) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("שלום", "\u2068שלום\u2069"),
        ("\u200fAda", "\u2068\u200fAda\u2069"),
        ("\u202eevil", "\u2068\u202eevil\u202c\u2069"),
        ("\u2067\u202aa", "\u2068\u2067\u202aa\u202c\u2069\u2069"),
        ("\u2067\u202aa\u2069b", "\u2068\u2067\u202aa\u202c\u2069b\u2069"),
        ("a\u2069\u2069b\u202c", "\u2068ab\u2069"),
        ("\u202aa\u202c\u2066b\u2069", "\u2068\u202aa\u202c\u2066b\u2069\u2069"),
        ("א\n\nב\r\nc", "\u2068א\u2069\n\n\u2068ב\u2069\r\n\u2068c\u2069"),
    ],
)
def test_text_with_a_direction_is_isolated(value: str, shown: str) -> None:
    """SPEC 4.27: right-to-left marks break nothing, on no line of a value."""
    assert isolated(value) == shown


DIRECTIONS = "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200e\u200f\u061cאب\n\u2029a "


@given(st.text(alphabet=DIRECTIONS))
def test_no_direction_spills_over(value: str) -> None:
    """SPEC 4.27: every paragraph of a value closes exactly what it opens."""
    shown = isolated(value)
    for paragraph in shown.replace("\u2029", "\n").split("\n"):
        open_ends: list[str] = []
        for character in paragraph:
            kind = unicodedata.bidirectional(character)
            if kind in {"LRI", "RLI", "FSI"}:
                open_ends.append("PDI")
            elif kind in {"LRE", "RLE", "LRO", "RLO"}:
                open_ends.append("PDF")
            elif kind in {"PDI", "PDF"}:
                assert open_ends.pop() == kind
        assert not open_ends


@given(st.text(alphabet=DIRECTIONS))
def test_isolating_loses_no_words(value: str) -> None:
    def words(text: str) -> str:
        return "".join(
            c for c in text if unicodedata.bidirectional(c) in {"L", "R", "AL", "B", "WS"} and c.isprintable()
        )

    assert words(isolated(value)) == words(value)
