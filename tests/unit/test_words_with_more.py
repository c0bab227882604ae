"""Words that mean more than an answer: answers with more after them, being late, wanting quiet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.catalog import Catalog
from bot.chat.plain_words import is_all_late, read_answer, read_opening_answer, says_late, says_stop
from bot.domain.rsvps import Answer
from tests.unit.making import HOSTILE

SAY = Catalog.load().speaker("en")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("yes but late", Answer.YES),
        ("Yes, but I come later", Answer.YES),
        ("yes I'll be late", Answer.YES),
        ("I'm in! Can I bring a friend?", Answer.YES),
        ("👍 - see you at the door", Answer.YES),
        ("maybe, it depends on my boss", Answer.MAYBE),
        ("not sure yet because of the trains", Answer.MAYBE),
        ("No. I am sick", Answer.NO),
        ("no\nI am sick", Answer.NO),
        ("can't make it because I’m sick", Answer.NO),
        ("can’t come, sorry!", Answer.NO),
    ],
)
def test_an_answer_may_have_more_after_it(typed: str, answer: Answer) -> None:
    """SPEC 4.12: "yes but late" is both answer and relay."""
    assert read_opening_answer(typed, SAY) is answer


@pytest.mark.parametrize(
    "typed",
    [
        "no idea",
        "no problem, see you!",
        "can't find the room",
        "maybe Ben can",
        "yes? where is that",
        "is it on, yes or no?",
        "yes",
        "yes!",
        "but yes",
        "",
        "!!!",
        "nothing but trouble",
    ],
)
def test_a_sentence_is_no_answer_with_more_after_it(typed: str) -> None:
    """SPEC 4.12: a sentence is never mistaken for an answer."""
    assert read_opening_answer(typed, SAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "stop",
        "STOP!",
        "Please stop.",
        "please, stop!",
        "unsubscribe",
        "Stop messaging me!!",
        "don’t message me",
    ],
)
def test_whole_messages_ask_for_quiet(typed: str) -> None:
    """SPEC 4.31."""
    assert says_stop(typed, SAY)
    assert read_answer(typed, SAY) is None


@pytest.mark.parametrize("typed", ["which bus stop?", "stop at the library", "please", "", "don't stop"])
def test_a_sentence_asks_for_no_quiet(typed: str) -> None:
    """SPEC 4.31."""
    assert not says_stop(typed, SAY)


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("late", True),
        ("Running late!", True),
        ("I’ll be late", True),
        ("sorry, I'm running late", False),
        ("I'll be late, the bus is full", False),
    ],
)
def test_words_say_that_somebody_is_late(typed: str, alone: bool) -> None:
    """SPEC 2, rsvp."""
    assert says_late(typed, SAY)
    assert is_all_late(typed, SAY) is alone


@pytest.mark.parametrize("typed", ["I won't be late", "see you later", "is it too late to join?", ""])
def test_other_words_do_not(typed: str) -> None:
    assert not says_late(typed, SAY)


@given(st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_whatever_is_typed_can_be_read(typed: str) -> None:
    """SPEC 4.27."""
    assert read_opening_answer(typed, SAY) in {None, *Answer}
    says_stop(typed, SAY)
    says_late(typed, SAY)
