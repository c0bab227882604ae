"""The card of a meeting: many names, hostile names, and what only some places may read."""

from dataclasses import replace

import pytest

from adapters.terminal.render import pieces, plain
from bot.app.cards import MeetingCard
from bot.chat.catalog import Catalog
from bot.chat.redrawing import digest_of
from bot.chat.turn import Reader
from bot.chat.views.cards import of_meeting
from bot.domain.circles import Stage
from tests.unit.making import HOSTILE, NOW, circle, meeting

READER = Reader(Catalog.load().speaker("en"), None, NOW, alone=False)


def card(*coming: str, **given: object) -> MeetingCard:
    seen = MeetingCard(circle(), meeting(), 6, coming, (), (), silent=0, moved=False)
    return replace(seen, **given)  # pyright: ignore[reportArgumentType] - whatever a test says


def text(seen: MeetingCard) -> str:
    return plain(pieces(of_meeting(READER, seen)))


@pytest.mark.parametrize("name", ["Ben", *HOSTILE])
def test_two_hundred_names_still_are_one_message(name: str) -> None:
    """SPEC 4.28: a card is edited in place, so it is never split; the longest message of any platform holds it."""
    names = tuple(f"{name} {number}" for number in range(200))
    shown = text(card(*names, maybe=names, not_coming=names))
    assert "200" in shown
    assert len(shown) < 3000


def test_a_headcount_names_nobody() -> None:
    """SPEC 9."""
    closed = replace(circle(), names_in_places=False)
    assert "Ben" in text(card("Ben Barker"))
    assert "Barker" not in text(card("Ben Barker"))
    assert "Ben" not in text(card("Ben Barker", circle=closed))


def test_own_words_greet_everybody() -> None:
    """SPEC 2, `reminder`: what a facilitator wrote is for the place too, where nobody is called by name."""
    own = replace(circle(), reminder_words="Hello {name}, come to {circle}!")
    assert "Hello everybody, come to" in text(card("Ben", circle=own))


def test_the_same_face_is_the_same_and_another_is_not() -> None:
    face = of_meeting(READER, card("Ben"))
    assert digest_of(face) == digest_of(of_meeting(READER, card("Ben")))
    assert digest_of(face) != digest_of(of_meeting(READER, card("Cleo")))


def test_who_cannot_answer_any_more_gets_no_buttons() -> None:
    """SPEC 4.9, 4.17, 4.19."""
    began = replace(READER, now=meeting().starts_at)
    assert of_meeting(READER, card("Ben")).buttons
    assert not of_meeting(began, card("Ben")).buttons
    off = replace(meeting(), cancelled_at=NOW)
    assert not of_meeting(READER, card("Ben", meeting=off)).buttons
    assert not of_meeting(READER, card("Ben", circle=replace(circle(), stage=Stage.DELETED))).buttons
