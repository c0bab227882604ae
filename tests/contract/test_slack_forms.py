"""Forms as Slack's modals: Slack takes them, and what is filled in comes back as it was meant."""

import pytest

from adapters.slack.modal import FORM, errors_in, form_view, values_of, where_of, words_view
from bot.chat.forms import Field, FieldKind, Form, Option
from bot.domain.ids import DraftId
from tests.slack_server.api import shown
from tests.slack_server.blocks import MODAL, Json, check_view
from tests.slack_server.state import State

LONG = tuple(Option(f"o{n}", f"Option {n} " + "x" * 90) for n in range(230))
FEW = LONG[:3]


def a_form(*fields: Field, revision: int = 0, title: str = "New circle") -> Form:
    return Form("new", title, DraftId("draft"), revision, fields, "Preview this circle at once")


def a_field(kind: FieldKind, **more) -> Field:
    return Field("field", kind, "What shall it be, *friends*?", **more)


def opened(form: Form, before: Json | None = None, state: State | None = None) -> Json:
    """The view as Slack shows it, once Slack has taken it."""
    view = form_view(form, close="Cancel", before=before)
    check_view(view, MODAL)
    return shown(state or State(), view, before["id"] if before else "V1", "U1", before)


def one_of(view: Json) -> Json:
    return next(block for block in view["blocks"] if block["type"] == "input")


@pytest.mark.parametrize(
    ("kind", "initial", "options"),
    [
        (FieldKind.LINE, "a <b>", ()),
        (FieldKind.TEXT, "one\n\ntwo", ()),
        (FieldKind.DATE, "2026-10-13", ()),
        (FieldKind.DATES, "2026-10-13, 2026-10-20", ()),
        (FieldKind.TIME, "18:00", ()),
        (FieldKind.NUMBER, "8", ()),
        (FieldKind.LINK, "example.org", ()),
        (FieldKind.ZONE, "Europe/Berlin", ()),
        (FieldKind.CHOICE, "o1", FEW),
        (FieldKind.CHOICE, "o229", LONG),
        (FieldKind.PERSON, "o1", FEW),
        (FieldKind.PLACE, "o1", FEW),
        (FieldKind.CHOICES, ("o0", "o2"), FEW),
        (FieldKind.ROSTER, tuple(option.value for option in LONG), LONG),
    ],
)
def test_what_a_field_holds_comes_back(kind: FieldKind, initial, options) -> None:
    view = opened(a_form(a_field(kind, initial=initial, options=options, hint="It can be *changed*")))
    assert values_of(view) == {"field": initial}


@pytest.mark.parametrize("kind", list(FieldKind))
@pytest.mark.parametrize("initial", [None, "", "nonsense", ("nonsense",)])
def test_every_kind_is_taken_whatever_it_holds(kind: FieldKind, initial) -> None:
    view = opened(a_form(a_field(kind, initial=initial, options=FEW, required=False, min=1, max=40)))
    assert set(values_of(view)) == {"field"}


def test_a_view_names_its_draft() -> None:
    view = opened(a_form(a_field(FieldKind.LINE), revision=3, title="A title that is longer than Slack’s"))
    assert view["callback_id"] == FORM
    where = where_of(view)
    assert where is not None
    assert (where.draft, where.revision, where.channel) == ("draft", 3, "")
    assert where_of({"private_metadata": "of somebody else"}) is None


def test_errors_are_beside_their_fields() -> None:
    """6"""
    view = opened(a_form(a_field(FieldKind.LINE), Field("other", FieldKind.LINE, "Other")))
    wrong = a_form(
        a_field(FieldKind.LINE, error="That is too long."), Field("other", FieldKind.LINE, "Other")
    )
    errors = errors_in(wrong, view)
    assert errors == {one_of(view)["block_id"]: "That is too long."}
    assert errors_in(a_form(a_field(FieldKind.LINE)), view) is None
    elsewhere = a_form(Field("gone", FieldKind.LINE, "Gone", error="Not here."))
    assert errors_in(elsewhere, view) is None
    assert "⚠️ Not here." in str(opened(elsewhere))


def test_what_was_typed_stays_when_another_field_changes() -> None:
    """A field that shows something new gets a new face; Slack keeps what was typed in the others."""
    state = State()
    steering = a_field(FieldKind.CHOICE, options=FEW, initial="o0", steers=True)
    view = opened(a_form(steering, Field("words", FieldKind.TEXT, "Words")), state=state)
    assert one_of(view)["dispatch_action"]
    view["state"]["values"][view["blocks"][1]["block_id"]]["words"]["value"] = "typed"
    changed = a_form(
        a_field(FieldKind.CHOICE, options=FEW, initial="o0", steers=True),
        Field("words", FieldKind.TEXT, "Words", initial="typed"),
        Field("zone", FieldKind.ZONE, "Zone", initial="Europe/Berlin"),
        revision=1,
    )
    again = opened(changed, before=view, state=state)
    assert values_of(again) == {"field": "o0", "words": "typed", "zone": "Europe/Berlin"}
    assert again["blocks"][1]["block_id"] == view["blocks"][1]["block_id"]
    mended = a_form(Field("words", FieldKind.TEXT, "Words", initial="put right"), revision=2)
    assert values_of(opened(mended, before=again, state=state)) == {"words": "put right"}


def test_a_view_of_words_is_taken() -> None:
    check_view(words_view("circlebot", [], close="Close"), MODAL)
