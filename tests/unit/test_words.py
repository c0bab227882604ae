"""Plain words that are an answer, verbs that were nearly right, and links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.catalog import Catalog
from bot.chat.commands import BY_VERB, COMMANDS, Audience, Where, closest
from bot.chat.plain_words import read_answer
from bot.domain.rsvps import Answer
from tests.unit.making import HOSTILE, SOME

SAY = Catalog.load().speaker("en")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("yes", Answer.YES),
        ("YES!!!", Answer.YES),
        (" Yes. ", Answer.YES),
        ("y", Answer.YES),
        ("Yes, please", Answer.YES),
        ("I’m in!", Answer.YES),
        ("im in", Answer.YES),
        ("I'll be there :)", Answer.YES),
        ("👍", Answer.YES),
        ("👍🏽", Answer.YES),
        ("✅", Answer.YES),
        ("yes 👍", Answer.YES),
        ("ＹＥＳ", Answer.YES),
        ("maybe…", Answer.MAYBE),
        ("Not sure yet", Answer.MAYBE),
        ("🤔", Answer.MAYBE),
        ("no", Answer.NO),
        ("No, sorry", Answer.NO),
        ("Can't make it!", Answer.NO),
        ("can’t make it", Answer.NO),
        ("sorry, I can't make it", Answer.NO),
        ("CANNOT COME".replace("COME", "MAKE IT"), Answer.NO),
        ("👎", Answer.NO),
        ("Ja!", Answer.YES),
        ("sí", Answer.YES),
        ("Nein", Answer.NO),
        ("vielleicht", Answer.MAYBE),
        ("❌", Answer.NO),
        ("❌\ufe0f", Answer.NO),
    ],
)
def test_a_whole_message_may_be_an_answer(typed: str, answer: Answer) -> None:
    """SPEC 4.12."""
    assert read_answer(typed, SAY) is answer


@pytest.mark.parametrize(
    "typed",
    [
        "yes but late",
        "yes but I have no laptop",
        "no idea",
        "no problem, see you!",
        "maybe Ben can",
        "is it on, yes or no?",
        "yes no",
        "why not",
        "who is coming",
        "I said yes",
        "👍 but late",
        "stop",
        "please stop",
        "yesterday",
        "",
        "   ",
        "!!!",
        "?",
        "|",
        "yes | no",
    ],
)
def test_a_sentence_is_not_mistaken_for_an_answer(typed: str) -> None:
    """SPEC 4.12: only a whole message counts."""
    assert read_answer(typed, SAY) is None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_no_answer(name: str) -> None:
    assert read_answer(name, SAY) is None


@SOME
@given(st.text(max_size=40))
def test_any_text_is_an_answer_or_none(text: str) -> None:
    assert read_answer(text, SAY) in {None, *Answer}


@pytest.mark.parametrize("language", Catalog.load().languages)
def test_no_word_means_two_answers(language: str) -> None:
    """SPEC 4.12, in every language."""
    say = Catalog.load().speaker(language)
    for answer in Answer:
        for word in say.line(f"words-{answer}").split("|"):
            assert read_answer(word, say) is answer, word


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("brwse", "browse"),
        ("BROWS", "browse"),
        ("mien", "mine"),
        ("meting", "meeting"),
        ("rsvpp", "rsvp"),
        ("hlep", "help"),
        ("teams", "team"),
        ("leaf", "leave"),
    ],
)
def test_a_near_miss_gets_the_closest_verb(typed: str, verb: str) -> None:
    """SPEC 2."""
    assert closest(typed) == verb


@pytest.mark.parametrize("typed", ["", "xyzzy", "42", "🙂", "<b>", "x" * 5000])
def test_what_is_near_no_verb_gets_none(typed: str) -> None:
    assert closest(typed) is None


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.listed], ids=lambda command: command.verb)
def test_every_listed_verb_is_closest_to_itself(command) -> None:
    assert closest(command.verb) == closest(command.verb.upper()) == command.verb


def test_what_is_not_listed_is_not_suggested() -> None:
    assert closest("start") != "start"


def test_verbs_are_short_single_words() -> None:
    """SPEC 5: a Telegram command has up to 32 lower-case letters."""
    assert len(BY_VERB) == len(COMMANDS)
    assert all(verb.isascii() and verb.isalpha() and verb.islower() and len(verb) <= 32 for verb in BY_VERB)


def test_a_stranger_finds_help_and_circles_everywhere() -> None:
    """SPEC 1.5."""
    everywhere = {c.verb for c in COMMANDS if c.audience is Audience.EVERYONE and c.where is Where.ANYWHERE}
    assert {"start", "help", "browse"} <= everywhere
