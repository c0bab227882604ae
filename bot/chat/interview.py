"""A form asked one field at a time, with Back, Skip and Cancel: for conversations that show no forms (SPEC 5)."""

from collections.abc import Sequence
from datetime import date, time

from bot.chat.buttons import (
    BackToField,
    CancelForm,
    EmptyField,
    PickOption,
    PickValue,
    SendForm,
    SkipField,
    encode,
)
from bot.chat.forms import Field, FieldKind, Form, Option
from bot.chat.markup import isolated
from bot.chat.outgoing import Button, Facts, Message, Plain, Style, Text
from bot.chat.pickers import Grid
from bot.chat.turn import Reader

IN_A_ROW = 3
"""Short options a row of buttons."""

LONGEST_IN_A_ROW = 18
"""Characters of a label that a telephone shows where two share a row."""

MOST_BUTTONS = 60
"""Options that get a button; the platforms allow about a hundred. Further ones are typed."""

TICKED, OPEN = "✓", "☐"
"""What stands before an option of which several can be picked."""


def question(reader: Reader, form: Form, position: int, *, grid: Grid = ()) -> Message:
    """The field at that position as a question, with a grid of days or hours to pick from where there is one."""
    say, field = reader.say, form.fields[position]
    parts = [Text(say("form-step", title=form.title, step=position + 1, of=len(form.fields)))]
    if field.error:
        parts.append(Text(say("form-wrong", problem=field.error)))
    parts.append(Text(say("form-question", question=field.label)))
    if advice := " ".join(filter(None, (field.example, field.hint))):
        parts.append(Text((Plain(advice),)))
    if field.initial and field.kind is not FieldKind.CHOICE:
        parts.append(Text(say("form-now", value=shown(reader, field))))
    if len(field.options) > MOST_BUTTONS:
        parts.append(Text(say("form-more-options", more=len(field.options) - MOST_BUTTONS)))
    return Message(
        parts=tuple(parts), buttons=(*grid, *_options(form, field), _navigation(reader, form, position))
    )


def summary(reader: Reader, form: Form) -> Message:
    """All answers in full, to be sent or mended: nothing happens before this was seen."""
    say = reader.say
    empty = say.line("form-empty")
    rows = tuple((field.label, (Plain(isolated(shown(reader, field) or empty)),)) for field in form.fields)
    changes = [
        Button(say.line("form-change", field=field.label), encode(BackToField(form.draft, form.revision, i)))
        for i, field in enumerate(form.fields)
    ]
    send = Button(form.submit, encode(SendForm(form.draft, form.revision)), style=Style.PRIMARY)
    return Message(
        parts=(Text(say("form-summary", title=form.title)), Facts(rows)),
        buttons=(
            (send, _cancel(reader, form)),
            *_in_rows(changes, 2, longest=LONGEST_IN_A_ROW),
        ),
    )


def shown(reader: Reader, field: Field) -> str:
    """What the field holds, as a person reads it."""
    value = field.initial
    if not value:
        return ""
    if not isinstance(value, str):
        return reader.say.names([_label(field, one) for one in value])
    try:
        match field.kind:
            case FieldKind.DATE:
                return reader.say.date(date.fromisoformat(value))
            case FieldKind.DATES:
                return reader.say.names(
                    [reader.say.date(date.fromisoformat(day)) for day in value.split(", ")]
                )
            case FieldKind.TIME:
                return reader.say.time(time.fromisoformat(value))
            case FieldKind.CHOICE:
                return _label(field, value)
            case _:
                return value
    except ValueError:
        return value


def _label(field: Field, value: str) -> str:
    return next((option.label for option in field.options if option.value == value), value)


def _options(form: Form, field: Field) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(_option_label(field, option), _pick(form, field, option, number))
        for number, option in enumerate(field.options[:MOST_BUTTONS])
    ]
    return _in_rows(buttons, IN_A_ROW, longest=12)


def _in_rows(buttons: Sequence[Button], width: int, *, longest: int) -> tuple[tuple[Button, ...], ...]:
    """So many a row where every label is short enough to be read there, else each in a row of its own."""
    width = width if all(len(button.label) <= longest for button in buttons) else 1
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def _pick(form: Form, field: Field, option: Option, number: int) -> str:
    """Cities are not among the options any more when one is pressed, so the button names it."""
    if field.kind is FieldKind.CITY:
        return encode(PickValue(form.draft, form.revision, option.value))
    return encode(PickOption(form.draft, form.revision, number))


def _option_label(field: Field, option: Option) -> str:
    if field.kind.takes_several:
        return f"{TICKED if option.value in (field.initial or ()) else OPEN} {option.label}"
    return f"• {option.label}" if option.value == field.initial else option.label


def _navigation(reader: Reader, form: Form, position: int) -> tuple[Button, ...]:
    say, field = reader.say, form.fields[position]
    buttons: list[Button] = []
    if position:
        buttons.append(Button(say.line("form-back"), encode(BackToField(form.draft, form.revision))))
    if field.kind.takes_several:
        done = Button(
            say.line("form-done"), encode(SkipField(form.draft, form.revision)), style=Style.PRIMARY
        )
        return (*buttons, done, _cancel(reader, form))
    if field.initial:
        buttons.append(Button(say.line("form-keep"), encode(SkipField(form.draft, form.revision))))
    if not field.required:
        label = "form-empty-it" if field.initial else "form-skip"
        buttons.append(Button(say.line(label), encode(EmptyField(form.draft, form.revision))))
    return (*buttons, _cancel(reader, form))


def _cancel(reader: Reader, form: Form) -> Button:
    return Button(reader.say.line("form-cancel"), encode(CancelForm(form.draft)))
