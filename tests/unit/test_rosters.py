"""Fields of which several options can be picked: ticked by button, or typed."""

from datetime import date

import pytest

from bot.chat.buttons import LONGEST
from bot.chat.form_rules import check
from bot.chat.forms import Field, FieldKind, Form, Option
from bot.chat.interview import MOST_BUTTONS, question
from bot.domain.errors import ValueIsMissing, ValueIsNoChoice
from bot.domain.ids import DraftId
from tests.unit.making import HOSTILE, labels, reader, words

TODAY = date(2026, 10, 5)
PEOPLE = (Option("id-ben", "Ben"), Option("id-cleo", "Cleo Fox"), Option("id-dana", "Dana"))


def roster(*ticked: str, options: tuple[Option, ...] = PEOPLE, required: bool = False) -> Field:
    return Field(
        "attended", FieldKind.ROSTER, "Who came?", required=required, initial=ticked, options=options
    )


def asked(field: Field) -> Form:
    return Form("feedback", "Feedback", DraftId("draft-45678"), 12, (field,), "Save")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("1, 3", ("id-ben", "id-dana")),
        ("cleo fox,BEN", ("id-cleo", "id-ben")),
        ("Ben, 1, id-ben", ("id-ben",)),
        (("id-dana",), ("id-dana",)),
        ("", ()),
        (None, ()),
        ((), ()),
    ],
)
def test_several_are_named_by_number_or_name_each_once(
    given: str | tuple[str, ...] | None, kept: object
) -> None:
    assert check(roster(), given, language="en", today=TODAY) == kept


def test_who_is_not_on_the_roster_cannot_be_ticked() -> None:
    with pytest.raises(ValueIsNoChoice):
        check(roster(), "Ben, Zed", language="en", today=TODAY)
    with pytest.raises(ValueIsMissing):
        check(roster(required=True), "", language="en", today=TODAY)


def test_an_id_is_taken_exactly_before_anything_else_is_tried() -> None:
    options = (Option("abc", "2"), Option("ABC", "Ben"))
    assert check(roster(options=options), ("ABC",), language="en", today=TODAY) == ("ABC",)


def test_ticks_stand_before_the_names() -> None:
    shown = question(reader(), asked(roster("id-cleo")), 0)
    assert labels(shown) == ["☐ Ben", "✓ Cleo Fox", "☐ Dana", "Done", "Cancel"]
    assert "So far: Cleo Fox" in words(shown)


def test_two_hundred_names_still_give_a_working_card() -> None:
    """SPEC 4.28."""
    options = tuple(Option(f"person-{n:04}", f"Learner {n}") for n in range(200))
    shown = question(reader(), asked(roster(options=options)), 0)
    assert len(labels(shown)) == MOST_BUTTONS + 2
    assert any("140 more have no button" in text for text in words(shown))
    assert all(len(button.action.encode()) <= LONGEST for row in shown.buttons for button in row)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_names(name: str) -> None:
    """SPEC 4.27."""
    assert f"✓ {name}" in labels(question(reader(), asked(roster("x", options=(Option("x", name),))), 0))
