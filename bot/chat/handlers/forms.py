"""Answers within a form that is asked one field at a time."""

from bot.chat.buttons import BackToField, CancelForm, EmptyField, PickOption, SendForm, SkipField
from bot.chat.form_flow import Forms, today
from bot.chat.form_rules import check
from bot.chat.forms import Field, Form
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.plain_words import read_answer
from bot.chat.turn import Turn
from bot.domain.drafts import Draft
from bot.domain.errors import BrokenRule
from bot.domain.ids import DraftId
from bot.domain.rsvps import Answer


def answer_in_words(forms: Forms, turn: Turn, draft: Draft, text: str) -> Reply:
    """What was typed as the answer to the field that is being asked; at the summary a yes sends the form."""
    form = forms.form(turn, draft, {})
    field = _asked(form, draft)
    if field is not None:
        return _answer(forms, turn, draft, form, field, text)
    if read_answer(text, turn.say) is Answer.YES:
        return forms.submit(turn, draft.id, form.values)
    return forms.show(turn, draft)


def pick(forms: Forms, turn: Turn, press: PickOption) -> Reply:
    """An option's button."""
    draft = forms.draft(turn, press.draft)
    form = forms.form(turn, draft, {})
    field = _asked(form, draft)
    if field is None or draft.revision != press.revision or press.option >= len(field.options):
        return forms.show(turn, draft)
    return _answer(forms, turn, draft, form, field, field.options[press.option].value)


def skip(forms: Forms, turn: Turn, press: SkipField) -> Reply:
    """On to the next field; this one keeps what it holds."""
    draft = forms.draft(turn, press.draft)
    form = forms.form(turn, draft, {})
    field = _asked(form, draft)
    if field is None or draft.revision != press.revision:
        return forms.show(turn, draft)
    held = field.initial if isinstance(field.initial, str) else ",".join(field.initial or ())
    return _answer(forms, turn, draft, form, field, held)


def empty(forms: Forms, turn: Turn, press: EmptyField) -> Reply:
    """On to the next field; this one stays empty."""
    draft = forms.draft(turn, press.draft)
    form = forms.form(turn, draft, {})
    field = _asked(form, draft)
    if field is None or draft.revision != press.revision:
        return forms.show(turn, draft)
    return _answer(forms, turn, draft, form, field, "")


def back(forms: Forms, turn: Turn, press: BackToField) -> Reply:
    """The field before, or the one that is to be changed."""
    draft = forms.draft(turn, press.draft)
    form = forms.form(turn, draft, {})
    if draft.revision != press.revision:
        return forms.show(turn, draft)
    position = press.position if press.position is not None else _position(form, draft) - 1
    field = form.fields[min(max(position, 0), len(form.fields) - 1)]
    return forms.show(turn, forms.keep(turn, draft, values=draft.values, asking=field.key))


def cancel(forms: Forms, turn: Turn, press: CancelForm) -> Reply:
    """Throws the form away."""
    draft = forms.draft(turn, press.draft)
    turn.work.drafts.remove(draft.id)
    return Reply(messages=[Message((Text(turn.say("form-cancelled")),))])


def send(forms: Forms, turn: Turn, press: SendForm) -> Reply:
    """The button under the summary."""
    draft = forms.draft(turn, press.draft)
    if draft.revision != press.revision:
        return forms.show(turn, draft)
    return forms.submit(turn, draft.id, held(forms, turn, press.draft))


def held(forms: Forms, turn: Turn, draft_id: DraftId) -> dict[str, str | tuple[str, ...]]:
    """What the form holds, fields that were never asked with what they held from the start."""
    return forms.form(turn, forms.draft(turn, draft_id), {}).values


def _answer(forms: Forms, turn: Turn, draft: Draft, form: Form, field: Field, text: str) -> Reply:
    try:
        value = check(field, text, language=turn.say.language, today=today(turn))
    except BrokenRule as broken:
        return forms.show(turn, draft, {field.key: broken})
    values = {**draft.values, field.key: "" if value is None else value}
    seen = draft.asking in draft.values
    changed = forms.keep(turn, draft, values=values, asking=draft.asking)
    after = forms.form(turn, changed, {})
    missing = [f for f in after.fields if f.key not in values]
    following = _after(after, field, missing, mending=seen and not missing)
    return forms.show(turn, forms.keep(turn, changed, values=values, asking=following))


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
