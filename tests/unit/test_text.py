"""What people type, made safe to keep."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import (
    BrokenRule,
    ValueIsMissing,
    ValueIsNoLink,
    ValueIsNoNumber,
    ValueIsOutOfRange,
    ValueIsTooLong,
)
from bot.domain.text import LINE, TEXT, one_line, optional_line, several_lines, web_link, whole_number
from tests.unit.making import HOSTILE, SOME, attempt

ANY = st.text(max_size=60) | st.text(
    alphabet=" \t\r\n\v\f\0\x1b\x85\u2028\u2029\u200b\u202e\ue000é\u0301a", max_size=20
)
"""Any text, and much of what steers a line, a terminal or a catalog."""

NOTHING = ("", " ", "\n\t\r\n", "\0\x1b", "\u200b", "\u202e\u2066 \u00a0", "\ue000", "\u2028\u2029", "\x85")


@pytest.mark.parametrize("name", HOSTILE)
def test_what_looks_like_markup_is_kept_as_it_is(name: str) -> None:
    """SPEC 4.27."""
    assert one_line(name, field="name") == name
    assert several_lines(name, field="text") == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("Ada\nLovelace\r\n", "Ada Lovelace"),
        ("Ada\u2028Lovelace\u2029x", "Ada Lovelace x"),
        ("Ada\u00a0\u3000Lovelace", "Ada Lovelace"),
        ("A\0d\x1b[31ma", "Ad[31ma"),
        ("e\u0301", "é"),
        ("a\ue000b\uf8ffc\ufffe", "abc"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
    ],
)
def test_a_line_is_one_line_without_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert one_line(typed, field="name") == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("one  \n\n\n\n two ", "one\n\n two"),
        ("\n\n one", "one"),
        ("a\u2028b", "a\nb"),
        ("tab\there", "tab\there"),
    ],
)
def test_several_lines_stay_several_lines(typed: str, kept: str) -> None:
    assert several_lines(typed, field="text") == kept


@pytest.mark.parametrize("nothing", NOTHING)
def test_nothing_is_nothing_however_it_is_written(nothing: str) -> None:
    for read in (one_line, several_lines, web_link):
        with pytest.raises(ValueIsMissing) as broken:
            read(nothing, field="name")
        assert broken.value.field == "name"


@pytest.mark.parametrize("nothing", [None, "", "  \n"])
def test_an_optional_line_may_be_nothing(nothing: str | None) -> None:
    assert optional_line(nothing, field="goal") is None
    assert optional_line(" Learn ", field="goal") == "Learn"


def test_what_is_too_long_is_refused_with_both_numbers() -> None:
    """SPEC 4.28: never cut without a word."""
    assert one_line("x" * LINE, field="name") == "x" * LINE
    assert several_lines("x" * TEXT, field="text") == "x" * TEXT
    with pytest.raises(ValueIsTooLong) as broken:
        one_line("x" * (LINE + 1), field="name")
    assert broken.value.values == {"limit": LINE, "given": LINE + 1}


@SOME
@given(ANY)
def test_any_text_is_one_clean_line_or_a_broken_rule(text: str) -> None:
    kept = attempt(lambda: one_line(text, field="name"))
    if isinstance(kept, BrokenRule):
        return
    assert kept == " ".join(kept.split())
    assert not {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} & {unicodedata.category(character) for character in kept}
    assert one_line(kept, field="name") == kept


@SOME
@given(ANY)
def test_any_text_is_clean_lines_or_a_broken_rule(text: str) -> None:
    kept = attempt(lambda: several_lines(text, field="text"))
    if isinstance(kept, BrokenRule):
        return
    assert kept == kept.strip()
    assert "\n\n\n" not in kept
    assert not {"Cs", "Co", "Cn", "Zl", "Zp"} & {unicodedata.category(character) for character in kept}
    assert several_lines(kept, field="text") == kept


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("example.org/meet?x=1#y", "https://example.org/meet?x=1#y"),
        (" HTTP://Example.org:8080 ", "HTTP://Example.org:8080"),
        ("https://müller.example/ü", "https://müller.example/ü"),
        ("http://10.0.0.1/", "http://10.0.0.1/"),
    ],
)
def test_web_addresses_are_read(typed: str, address: str) -> None:
    assert web_link(typed, field="link") == address


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data://text.html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "tg://user.x?id=1",
        "http://",
        "https://.",
        "localhost",
        "two words.org",
        "https://example.org:99999",
        "https://example.org:x",
        "http://[::1",
        "://example.org",
        "room 4, 2nd floor",
    ],
)
def test_other_addresses_are_refused(typed: str) -> None:
    with pytest.raises(ValueIsNoLink) as broken:
        web_link(typed, field="link")
    assert broken.value.values == {"given": typed}


@SOME
@given(ANY | st.from_regex(r"(https?://)?[^ ]{0,20}\.[^ ]{0,10}(:\d*)?(/.*)?", fullmatch=True))
def test_any_text_is_a_web_address_or_a_broken_rule(text: str) -> None:
    address = attempt(lambda: web_link(text, field="link"))
    if isinstance(address, BrokenRule):
        assert address.field == "link"
        return
    assert address.casefold().startswith(("http://", "https://"))
    assert not any(character.isspace() for character in address)


@pytest.mark.parametrize(("typed", "number"), [("8", 8), (" +8 ", 8), ("008", 8), ("０８", 8), ("0", 0)])
def test_whole_numbers_are_read(typed: str, number: int) -> None:
    assert whole_number(typed, field="count", least=0, most=8) == number


@pytest.mark.parametrize("typed", ["eight", "8.0", "8,0", "1e3", "0x8", "²", "½", "--1", "1_0", "1 0", "Ⅷ"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueIsNoNumber):
        whole_number(typed, field="count", least=0, most=10**6)


@pytest.mark.parametrize("typed", ["9", "-1", "500", "999999999"])
def test_numbers_out_of_range_are_refused_with_the_range(typed: str) -> None:
    """SPEC 4.22."""
    with pytest.raises(ValueIsOutOfRange) as broken:
        whole_number(typed, field="count", least=1, most=8)
    assert broken.value.values == {"given": typed, "least": 1, "most": 8}


@SOME
@given(ANY | st.text(alphabet="+-0123456789٣५ \n", max_size=14))
def test_any_text_is_a_number_in_range_or_a_broken_rule(text: str) -> None:
    number = attempt(lambda: whole_number(text, field="count", least=1, most=52))
    assert number.field == "count" if isinstance(number, BrokenRule) else 1 <= number <= 52
