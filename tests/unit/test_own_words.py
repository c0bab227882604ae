"""Words that facilitators write themselves, with placeholders for facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.words import PLACEHOLDERS, UnknownPlaceholder, check_placeholders, fill_in
from tests.unit.making import HOSTILE, SOME

FACTS = {"name": "Ben", "circle": "Intro to Python", "when": "Tue 13 Oct, 18:00"}


def test_facts_take_the_place_of_placeholders() -> None:
    """SPEC 3.7: words are kept, and show the new facts."""
    words = "Hello {name}, {circle} meets {when}."
    assert check_placeholders(words, field="words") == words
    assert fill_in(words, FACTS) == "Hello Ben, Intro to Python meets Tue 13 Oct, 18:00."


def test_a_placeholder_without_a_fact_is_left_out() -> None:
    assert fill_in("Bring: {agenda}!", FACTS) == "Bring: !"


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_every_placeholder_is_known_and_filled(name: str) -> None:
    assert check_placeholders(f"{{{name}}}", field="words") == f"{{{name}}}"
    assert fill_in(f"<{{{name}}}>", {name: "x"}) == "<x>"


@pytest.mark.parametrize(
    ("words", "given_words", "closest"),
    [
        ("Hello {nmae}", "{nmae}", "{name}"),
        ("Hello { name }", "{ name }", "{name}"),
        ("Hello {Name}", "{Name}", "{name}"),
        ("{places}", "{places}", "{place}"),
        ("{name} {secret_token}", "{secret_token}", " ".join(f"{{{name}}}" for name in PLACEHOLDERS)),
        ("{}", "{}", " ".join(f"{{{name}}}" for name in PLACEHOLDERS)),
        ("{name.__class__}", "{name.__class__}", " ".join(f"{{{name}}}" for name in PLACEHOLDERS)),
        ("{ and a }", "{ and a }", "{agenda}"),
    ],
)
def test_another_placeholder_is_refused_with_the_one_that_was_meant(
    words: str, given_words: str, closest: str
) -> None:
    with pytest.raises(UnknownPlaceholder) as broken:
        check_placeholders(words, field="words")
    assert (broken.value.field, broken.value.values) == ("words", {"given": given_words, "closest": closest})


@pytest.mark.parametrize(
    "words", ["A { and no end", "{\nname}", "} {", "$name %(name)s", "{" + "x" * 60 + "}"]
)
def test_other_braces_are_literal(words: str) -> None:
    assert fill_in(check_placeholders(words, field="words"), FACTS) == words


@pytest.mark.parametrize("name", ["{circle}", "{name}", "{{when}}", "\\1", "\\g<0>", *HOSTILE])
def test_what_a_fact_contains_is_never_a_placeholder(name: str) -> None:
    """SPEC 4.27."""
    assert fill_in("{name}/{circle}", {"name": name, "circle": "C"}) == f"{name}/C"


@SOME
@given(st.text(alphabet="{}name $\n", max_size=30))
def test_words_that_pass_the_check_have_nothing_left_to_fill(words: str) -> None:
    try:
        check_placeholders(words, field="words")
    except UnknownPlaceholder:
        return
    facts = dict.fromkeys(PLACEHOLDERS, "")
    assert fill_in(fill_in(words, facts), facts) == fill_in(words, facts) or "{{" in words
