"""Answers within a form that is asked one field at a time."""

from dataclasses import replace

from bot.chat.buttons import (
    BackToField,
    CancelForm,
    EmptyField,
    PickOption,
    PickValue,
    SendForm,
    SkipField,
    StartAnew,
    TurnToMonth,
)
from bot.chat.cities import city_name, city_numbered
from bot.chat.form_flow import (
    begin_anew,
    form_of,
    form_question,
    keep_draft,
    open_draft,
    show_form,
    submit_form,
    today,
)
from bot.chat.form_rules import check
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.interview import summary
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.pickers import read_month
from bot.chat.plain_words import is_one_of, read_answer
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.domain.drafts import Draft
from bot.domain.errors import BrokenRule
from bot.domain.ids import DraftId
from bot.domain.rsvps import Answer


def answer_in_words(turn: Turn, draft: Draft, text: str) -> Reply:
    """What was typed as the answer to the field that is being asked; at the summary a yes sends the form.

    The words on the buttons do as well as the buttons.
    """
    form = form_of(turn, draft, {})
    field = _asked(form, draft)
    if is_one_of(text, turn.say, "words-cancel"):
        return _thrown_away(turn, draft)
    if is_one_of(text, turn.say, "words-back"):
        return _back_to(turn, draft, form, _position(form, draft) - 1)
    if field is not None and not field.required and is_one_of(text, turn.say, "words-skip"):
        return _answer(turn, draft, form, field, field.initial or "")
    if field is not None:
        return _answer(turn, draft, form, field, text)
    if read_answer(text, turn.say) is Answer.YES:
        return submit_form(turn, draft.id, form.values)
    return show_form(turn, draft)


def asks_for(turn: Turn, draft: Draft, kind: FieldKind) -> bool:
    """Whether that kind of field is being asked."""
    field = _asked(form_of(turn, draft, {}), draft)
    return field is not None and field.kind is kind


def pick(turn: Turn, press: PickOption) -> Reply:
    """An option's button. Where several can be picked, it ticks the option or takes the tick away."""
    draft = open_draft(turn, press.draft)
    form = form_of(turn, draft, {})
    field = _asked(form, draft)
    if field is None or draft.revision != press.revision or not 0 <= press.option < len(field.options):
        return show_form(turn, draft)
    if field.kind.takes_several:
        return _toggle(turn, draft, field, field.options[press.option].value)
    return _in_place(_answer(turn, draft, form, field, field.options[press.option].value))


def pick_value(turn: Turn, press: PickValue) -> Reply:
    """A day or a time of the grid, or one of the cities that may be meant."""
    draft = open_draft(turn, press.draft)
    form = form_of(turn, draft, {})
    field = _asked(form, draft)
    if field is None or draft.revision != press.revision:
        return show_form(turn, draft)
    match field.kind:
        case FieldKind.DATE:
            return _in_place(_answer(turn, draft, form, field, press.value))
        case FieldKind.TIME:
            return _in_place(_answer(turn, draft, form, field, f"{press.value[:2]}:{press.value[2:]}"))
        case FieldKind.CITY if (city := city_numbered(press.value)) is not None:
            return _in_place(_answer(turn, draft, form, field, city_name(city, turn.say.locale)))
        case _:
            return show_form(turn, draft)


def turn_to(turn: Turn, press: TurnToMonth) -> Reply:
    """Another month of the grid; nothing is answered by that."""
    draft = open_draft(turn, press.draft)
    form = form_of(turn, draft, {})
    if _asked(form, draft) is None or draft.revision != press.revision:
        return show_form(turn, draft)
    return Reply(edit=form_question(turn, form, _position(form, draft), month=read_month(press.month)))


def skip(turn: Turn, press: SkipField) -> Reply:
    """On to the next field; this one keeps what it holds."""
    draft = open_draft(turn, press.draft)
    form = form_of(turn, draft, {})
    field = _asked(form, draft)
    if field is None or draft.revision != press.revision:
        return show_form(turn, draft)
    return _in_place(_answer(turn, draft, form, field, field.initial or ""))


def empty(turn: Turn, press: EmptyField) -> Reply:
    """On to the next field; this one stays empty."""
    draft = open_draft(turn, press.draft)
    form = form_of(turn, draft, {})
    field = _asked(form, draft)
    if field is None or draft.revision != press.revision:
        return show_form(turn, draft)
    return _in_place(_answer(turn, draft, form, field, ""))


def back(turn: Turn, press: BackToField) -> Reply:
    """The field before, or the one that is to be changed."""
    draft = open_draft(turn, press.draft)
    form = form_of(turn, draft, {})
    if draft.revision != press.revision:
        return show_form(turn, draft)
    position = press.position if press.position is not None else _position(form, draft) - 1
    return _in_place(_back_to(turn, draft, form, position))


def cancel(turn: Turn, press: CancelForm) -> Reply:
    """Throws the form away."""
    return _in_place(_thrown_away(turn, open_draft(turn, press.draft)))


def cancel_open(turn: Turn) -> Reply:
    """`/cancel`: throws away the form that is open in this conversation, if one is."""
    draft = turn.work.drafts.open_at(turn.actor, turn.spot_key)
    if draft is None:
        return Reply(messages=[Message((Text(turn.say("form-none-open")),))])
    return _thrown_away(turn, draft)


def send(turn: Turn, press: SendForm) -> Reply:
    """The button below the summary."""
    draft = open_draft(turn, press.draft)
    if draft.revision != press.revision:
        return show_form(turn, draft)
    sent = summary(turn.reader, form_of(turn, draft, {}))
    reply = submit_form(turn, draft.id, held(turn, press.draft))
    if reply.edit is not None or turn.work.drafts.find(draft.id) is not None:
        return _in_place(reply)
    # What was sent stays to be read, and can be sent no more.
    return replace(reply, edit=replace(sent, buttons=()))


def held(turn: Turn, draft_id: DraftId) -> dict[str, str | tuple[str, ...]]:
    """What the form holds, fields that were never asked with what they held from the start."""
    return form_of(turn, open_draft(turn, draft_id), {}).values


def _toggle(turn: Turn, draft: Draft, field: Field, value: str) -> Reply:
    """The same question with the option ticked or not. The revision stays, so that quick taps on one card all count."""
    held = tuple(one for one in field.initial or () if one != value)
    picked = held if value in (field.initial or ()) else (*held, value)
    values = {**draft.values, field.key: picked}
    turn.work.drafts.change(draft.id, values=values, changed_at=turn.now)
    shown = show_form(turn, open_draft(turn, draft.id))
    return Reply(edit=next(iter(shown.messages)))


def _back_to(turn: Turn, draft: Draft, form: Form, position: int) -> Reply:
    field = form.fields[min(max(position, 0), len(form.fields) - 1)]
    return show_form(turn, keep_draft(turn, draft, values=draft.values, asking=field.key))


def _thrown_away(turn: Turn, draft: Draft) -> Reply:
    turn.work.drafts.remove(draft.id)
    return Reply(messages=[Message((Text(turn.say("form-cancelled")),))])


def _in_place(reply: Reply) -> Reply:
    """Where the button was pressed, so that no question is left behind with its buttons."""
    if reply.edit is not None or not reply.messages:
        return reply
    first, *others = reply.messages
    return replace(reply, edit=first, messages=others)


def _answer(turn: Turn, draft: Draft, form: Form, field: Field, given: str | tuple[str, ...]) -> Reply:
    try:
        value = check(field, given, language=turn.say.language, today=today(turn))
    except BrokenRule as broken:
        return show_form(turn, draft, {field.key: broken})
    if field.days and isinstance(given, str):
        # What is typed comes on top of what is ticked.
        value = tuple(sorted({*(field.initial or ()), *(value or ())}))
    values = {**draft.values, field.key: "" if value is None else value}
    seen = draft.asking in draft.values
    changed = keep_draft(turn, draft, values=values, asking=draft.asking)
    after = form_of(turn, changed, {})
    missing = [f for f in after.fields if f.key not in values]
    following = _after(after, field, missing, mending=seen and not missing)
    return show_form(turn, keep_draft(turn, changed, values=values, asking=following))


def _after(form: Form, field: Field, missing: list[Field], *, mending: bool) -> str | None:
    """The next field that was not asked yet; after mending one in a finished form, the summary."""
    if mending:
        return None
    keys = [f.key for f in form.fields]
    position = keys.index(field.key) if field.key in keys else -1
    later = [f.key for f in form.fields[position + 1 :] if f in missing]
    return next(iter(later or [f.key for f in missing]), None)


def _asked(form: Form, draft: Draft) -> Field | None:
    return next((field for field in form.fields if field.key == draft.asking), None)


def _position(form: Form, draft: Draft) -> int:
    keys = [field.key for field in form.fields]
    return keys.index(draft.asking) if draft.asking in keys else len(keys)


SUBJECT = Subject(
    verbs={"cancel": lambda turn, _: cancel_open(turn)},
    presses={
        PickOption: pick,
        PickValue: pick_value,
        TurnToMonth: turn_to,
        SkipField: skip,
        EmptyField: empty,
        BackToField: back,
        CancelForm: cancel,
        SendForm: send,
        StartAnew: lambda turn, press: begin_anew(turn, press.draft),
    },
)
