"""What fields take, and forms that are asked one question at a time."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import (
    LONGEST,
    BackToField,
    CancelForm,
    EmptyField,
    PickOption,
    SendForm,
    SkipField,
    decode,
)
from bot.chat.form_rules import Given, check, check_all
from bot.chat.forms import Field, FieldKind, Form, Option
from bot.chat.interview import question, shown, summary
from bot.chat.outgoing import Message, Style
from bot.chat.typed import DayHasPassed
from bot.domain.errors import (
    BrokenRule,
    ValueIsMissing,
    ValueIsNoChoice,
    ValueIsNoDate,
    ValueIsNoNumber,
    ValueIsNoTime,
    ValueIsOutOfRange,
    ValueIsTooLong,
)
from bot.domain.ids import DraftId
from tests.unit.making import HOSTILE, SOME, attempt, labels, reader, words

TODAY = date(2026, 10, 5)
COURSES = (
    Option("xYz-1", "Intro to Python"),
    Option("xYz-2", "Spanish  A1"),
    Option("other", "A new course"),
)

NAME = Field("name", FieldKind.LINE, "What should people call you?", max=80)
GOAL = Field("goal", FieldKind.TEXT, "What would you like to get out of it?", required=False)
ON = Field("on", FieldKind.DATE, "To which day?")
AT = Field("at", FieldKind.TIME, "At what time?")
FREE = Field("free", FieldKind.DATES, "Which weeks are free?", required=False)
COUNT = Field("count", FieldKind.NUMBER, "How many?", initial="6", min=1, max=52)
COURSE = Field("course", FieldKind.CHOICE, "Which course?", options=COURSES)
WHO = Field("who", FieldKind.CHOICES, "Who came?", required=False, options=COURSES)
FIELDS = (NAME, GOAL, ON, AT, COUNT, COURSE, WHO)
AHEAD = replace(ON, not_before=TODAY)


def form(*fields: Field) -> Form:
    return Form("new-circle", "New circle", DraftId("draft-45678"), 10**9, fields or FIELDS, "Make draft")


def kept(field: Field, given: Given) -> Given:
    return check(field, given, language="en", today=TODAY)


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        (NAME, "  Ada \n Lovelace ", "Ada Lovelace"),
        (NAME, ("Ada", "Lovelace"), "Ada Lovelace"),
        (GOAL, " one\r\n\n\n\ntwo ", "one\n\ntwo"),
        (GOAL, "  ", None),
        (GOAL, None, None),
        (GOAL, (), None),
        (ON, "13 Oct", "2026-10-13"),
        (ON, "2026-10-13", "2026-10-13"),
        (AHEAD, "5 Oct", "2026-10-05"),
        (FREE, "24 Dec, 31 Dec,24 Dec,", "2026-12-24, 2026-12-31"),
        (FREE, " , ", None),
        (AT, "6pm", "18:00"),
        (AT, "18:00", "18:00"),
        (COUNT, " 08 ", "8"),
        (COURSE, "xYz-1", "xYz-1"),
        (COURSE, "intro to python", "xYz-1"),
        (COURSE, " spanish a1", "xYz-2"),
        (COURSE, "3", "other"),
        (WHO, ("xYz-2", "other"), ("xYz-2", "other")),
        (WHO, "Intro to Python, 3,", ("xYz-1", "other")),
        (WHO, "", ()),
        (WHO, None, ()),
    ],
)
def test_what_fits_is_kept_as_machines_read_it(field: Field, given: Given, value: Given) -> None:
    """Whether it was typed, picked in a form, or kept before: what was kept is read again as it is."""
    if given == " spanish a1":
        field = replace(field, options=(COURSES[0], Option("xYz-2", "Spanish A1"), COURSES[2]))
    assert kept(field, given) == value
    assert kept(field, value) == value


@pytest.mark.parametrize(
    ("field", "given", "rule"),
    [
        (NAME, "", ValueIsMissing),
        (NAME, None, ValueIsMissing),
        (NAME, "\u200b", ValueIsMissing),
        (NAME, "x" * 81, ValueIsTooLong),
        (GOAL, "x" * 2001, ValueIsTooLong),
        (ON, "31 June", ValueIsNoDate),
        (AHEAD, "2026-10-04", DayHasPassed),
        (FREE, "24 Dec, xx", ValueIsNoDate),
        (replace(FREE, required=True), ",", ValueIsMissing),
        (AT, "25:00", ValueIsNoTime),
        (COUNT, "six", ValueIsNoNumber),
        (COUNT, "0", ValueIsOutOfRange),
        (COUNT, "53", ValueIsOutOfRange),
        (COURSE, "4", ValueIsNoChoice),
        (COURSE, "Intro", ValueIsNoChoice),
        (WHO, ("xYz-1", "nobody"), ValueIsNoChoice),
        (replace(WHO, required=True), (), ValueIsMissing),
    ],
)
def test_what_does_not_fit_names_its_field(field: Field, given: Given, rule: type[BrokenRule]) -> None:
    with pytest.raises(rule) as broken:
        kept(field, given)
    assert broken.value.field == field.key


@SOME
@given(
    st.sampled_from((*FIELDS, FREE, AHEAD)),
    st.none() | st.text(max_size=30) | st.lists(st.text(max_size=8), max_size=3).map(tuple),
)
def test_any_value_fits_or_breaks_a_rule_of_its_field(field: Field, given: Given) -> None:
    value = attempt(lambda: kept(field, given))
    if isinstance(value, BrokenRule):
        assert value.field == field.key
    else:
        assert kept(field, value) == value


def test_what_was_picked_is_what_was_picked_whatever_others_are_called() -> None:
    """A button carries the option's value, and no other option's label or number comes before it."""
    options = (
        Option("xYz-1", "Other"),
        Option("xYz-2", "xYz-3"),
        Option("xYz-3", "1"),
        Option("other", "A new one"),
    )
    field = replace(COURSE, options=options)
    assert [kept(field, option.value) for option in options] == [option.value for option in options]


def test_all_faults_are_found_at_once_and_nothing_typed_is_lost() -> None:
    """SPEC 6: errors stand beside their fields."""
    given = {"name": "Ada", "on": "31 June", "at": "6pm", "count": "99", "course": "1"}
    values, wrong = check_all(form(), given, language="en", today=TODAY)
    assert {key: type(fault) for key, fault in wrong.items()} == {
        "on": ValueIsNoDate,
        "count": ValueIsOutOfRange,
    }
    assert values == {
        "name": "Ada", "goal": "", "on": "31 June", "at": "18:00", "count": "99", "course": "xYz-1", "who": (),
    }  # fmt: skip


def test_what_the_form_does_not_ask_is_not_kept() -> None:
    values, wrong = check_all(form(GOAL), {"goal": "Learn", "is_admin": "yes"}, language="en", today=TODAY)
    assert (values, wrong) == ({"goal": "Learn"}, {})


def presses(message: Message) -> list[type]:
    return [type(decode(button.action)) for row in message.buttons for button in row]


@pytest.mark.parametrize(
    ("field", "position", "offered"),
    [
        (NAME, 0, [CancelForm]),
        (NAME, 1, [BackToField, CancelForm]),
        (GOAL, 1, [BackToField, EmptyField, CancelForm]),
        (replace(GOAL, initial="Learn"), 1, [BackToField, SkipField, EmptyField, CancelForm]),
        (COUNT, 1, [BackToField, SkipField, CancelForm]),
        (COURSE, 0, [PickOption, PickOption, PickOption, CancelForm]),
    ],
)
def test_a_question_offers_back_skip_and_cancel_where_they_make_sense(
    field: Field, position: int, offered: list[type]
) -> None:
    """SPEC 5: forms one question at a time with Back, Skip, Cancel."""
    asked = form(*[field] * (position + 1))
    assert presses(question(reader(), asked, position)) == offered


def test_what_may_be_skipped_says_skip_and_what_is_held_may_be_kept() -> None:
    assert labels(question(reader(), form(NAME, GOAL), 1)) == ["← Back", "Skip", "Cancel"]
    held = form(NAME, replace(GOAL, initial="Learn"))
    assert labels(question(reader(), held, 1)) == ["← Back", "Keep it", "Leave empty", "Cancel"]


def test_a_question_shows_where_one_is_what_is_wrong_and_what_is_held() -> None:
    field = replace(
        ON, hint="On its clock.", example="For example 13 Oct.", error="No such day.", initial="2026-10-13"
    )
    assert words(question(reader(), form(NAME, field, AT), 1))[:5] == [
        "New circle · 2 of 3",
        "⚠️ No such day.",
        "To which day?",
        "For example 13 Oct. On its clock.",
        "So far: Tue, 13 Oct 2026",
    ]


def test_the_option_that_is_held_is_marked() -> None:
    asked = form(replace(COURSE, initial="xYz-1"))
    assert labels(question(reader(), asked, 0))[:3] == ["• Intro to Python", "Spanish  A1", "A new course"]


def test_short_options_share_a_row_and_long_ones_do_not() -> None:
    short = replace(COURSE, options=tuple(Option(str(n), f"Room {n}") for n in range(7)))
    assert [len(row) for row in question(reader(), form(short), 0).buttons] == [3, 3, 1, 1]
    assert [len(row) for row in question(reader(), form(COURSE), 0).buttons] == [1, 1, 1, 1]


def test_buttons_to_mend_share_a_row_only_where_their_labels_can_be_read() -> None:
    short = form(replace(NAME, label="Name", initial="Ada"), replace(GOAL, label="Goal"))
    assert [len(row) for row in summary(reader(), short).buttons] == [2, 2]
    long = form(replace(NAME, label="What should the others call you?", initial="Ada"), GOAL)
    assert [len(row) for row in summary(reader(), long).buttons] == [2, 1, 1]


def test_a_summary_shows_every_answer_before_anything_happens() -> None:
    """SPEC 4.26: dates are shown back in full."""
    filled = form(
        replace(NAME, initial="Ada"),
        GOAL,
        replace(ON, initial="2026-10-13"),
        replace(AT, initial="18:00"),
        COUNT,
        replace(COURSE, initial="xYz-1"),
        replace(WHO, initial=("xYz-1", "other")),
    )
    message = summary(reader(), filled)
    assert words(message)[1:8] == [
        "Ada", "–", "Tue, 13 Oct 2026", "18:00", "6", "Intro to Python", "Intro to Python and A new course",
    ]  # fmt: skip
    assert presses(message) == [SendForm, CancelForm, *[BackToField] * 7]
    assert message.buttons[0][0].label == "Make draft"
    assert message.buttons[0][0].style is Style.PRIMARY
    assert [decode(b.action) for row in message.buttons[1:] for b in row] == [
        BackToField(filled.draft, filled.revision, position) for position in range(7)
    ]


def test_several_dates_are_shown_in_words() -> None:
    held = replace(FREE, initial="2026-12-24, 2026-12-31")
    assert shown(reader(), held) == "Thu, 24 Dec 2026 and Thu, 31 Dec 2026"


@pytest.mark.parametrize("kind", FieldKind)
@pytest.mark.parametrize("value", ["31 June", "25:00", "x", *HOSTILE[:3]])
def test_what_was_wrong_is_shown_as_it_was_typed(kind: FieldKind, value: str) -> None:
    assert shown(reader(), Field("key", kind, "?", initial=value, options=COURSES)) == value


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_stay_words_in_a_form(name: str) -> None:
    """SPEC 4.27."""
    field = Field(
        "x", FieldKind.CHOICE, name, initial=name, hint=name, error=name, options=(Option(name, name),)
    )
    asked = replace(form(field, replace(field, kind=FieldKind.LINE)), title=name, submit=name)
    for message in (question(reader(), asked, 0), question(reader(), asked, 1), summary(reader(), asked)):
        said = words(message)
        assert sum(name in text for text in said) >= 3
        assert all(len(b.action.encode()) <= LONGEST for row in message.buttons for b in row)


def test_forty_options_give_a_working_question() -> None:
    """SPEC 4.28."""
    many = replace(COURSE, options=tuple(Option(f"c{n}", f"Course number {n}") for n in range(40)))
    message = question(reader(), form(many), 0)
    assert len({button.action for row in message.buttons for button in row}) == 41
