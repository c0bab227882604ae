"""What is typed in a terminal, and what it means."""

import pytest

from adapters.terminal.courier import group, is_name, private, sender_named
from adapters.terminal.parse import (
    LETTERS,
    ChangePerson,
    ChangePlace,
    Key,
    Keyboard,
    Press,
    Quit,
    parse,
    pressed,
)
from bot.chat.incoming import Command, Pressed, Said
from bot.chat.outgoing import Button, Message
from bot.domain.people import PlaceKind, Platform

ADA = sender_named("Ada")
HOME = private(ADA)


def message(*labels: str) -> Message:
    return Message((), (tuple(Button(label, label.lower()) for label in labels),))


def meant(line: str, keyboard: Keyboard | None = None, **given):
    return parse(line, ADA, HOME, keyboard or Keyboard(), **given)


def test_commands():
    assert meant("/rsvp no sick") == Command(sender=ADA, spot=HOME, verb="rsvp", rest="no sick")
    assert meant("  /BROWSE  ") == Command(sender=ADA, spot=HOME, verb="browse")
    assert meant("/start i-AbC") == Command(sender=ADA, spot=HOME, verb="start", rest="i-AbC")


def test_plain_words_and_nothing():
    assert meant("can't make it", reply_to="r1") == Said(
        sender=ADA, spot=HOME, text="can't make it", reply_to="r1"
    )
    assert meant("/") == Said(sender=ADA, spot=HOME, text="/")
    assert meant("   ") is None


@pytest.mark.parametrize("line", ["8", "1", "y", "n", "yes", "10", "a b"])
def test_answers_are_never_taken_for_buttons(line):
    keyboard = Keyboard()
    keyboard.add(message(*(f"B{number}" for number in range(30))), "m1")
    assert isinstance(meant(line, keyboard), Said)


def test_a_letter_presses_its_button_in_either_case():
    keyboard = Keyboard()
    assert keyboard.add(message("Yes", "No"), "m1") == [["a", "b"]]
    for typed in ("b", " B "):
        found = meant(typed, keyboard)
        assert isinstance(found, Press)
        assert pressed(found.key, ADA, HOME) == Pressed(sender=ADA, spot=HOME, button="no", card="m1")
    assert isinstance(meant("c", keyboard), Said)


def test_letters_go_on_and_never_stand_for_two_buttons():
    keyboard = Keyboard()
    labels = [f"B{number}" for number in range(60)]
    (row,) = keyboard.add(message(*labels), "m1")
    assert len(set(row)) == 60
    assert row[: len(LETTERS)] == list(LETTERS)
    assert [keyboard.find(letters) for letters in row] == [
        Key(Button(label, label.lower()), "m1") for label in labels
    ]


def test_what_arrives_or_is_shown_anew_leaves_other_letters_alone():
    keyboard = Keyboard()
    keyboard.add(message("Yes", "No"), "m1")
    assert keyboard.add(message("More"), "m2") == [["c"]]
    assert keyboard.add(message("Yes!", "No!"), "m1") == [["a", "b"]]
    assert keyboard.find("c") == Key(Button("More", "more"), "m2")
    keyboard.clear()
    assert keyboard.add(message("Again"), "m3") == [["a"]]
    assert keyboard.find("b") is None


def test_words_for_the_terminal_itself():
    assert meant("/as  Ben  Bo") == ChangePerson("Ben Bo")
    assert meant("/as") == ChangePerson("")
    assert meant("/in #organizers") == ChangePlace("#organizers")
    assert meant("/in") == ChangePlace(None)
    assert meant("/quit") == Quit()


def test_people_and_places():
    assert sender_named("  ADA \x1b ").account == ADA.account
    assert ADA.account.platform is Platform.TERMINAL
    assert (HOME.kind, HOME.key, HOME.asks) == (PlaceKind.PRIVATE, "ada", True)
    assert group("Organizers") == group("#Organizers")
    assert (group("Hall").kind, group("Hall").key) == (PlaceKind.GROUP, "#hall")
    assert [is_name(name) for name in ("Ada", "", " \x00", "#hall", "/as")] == [
        True,
        False,
        False,
        False,
        False,
    ]
