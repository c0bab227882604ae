"""Forms from opening to sending: kept as drafts, shown whole or asked one field at a time, checked field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.chat.cities import CityIsUnclear, city_name
from bot.chat.form_rules import check, check_all
from bot.chat.forms import Field, FieldKind, Form, Option
from bot.chat.incoming import Values
from bot.chat.interview import question, summary
from bot.chat.outgoing import Message, Reply, Spans, Text
from bot.chat.pickers import grid_for
from bot.chat.turn import About, Turn
from bot.chat.views.cities import city_words
from bot.domain.drafts import Draft
from bot.domain.errors import BrokenRule
from bot.domain.ids import DraftId, new_id
from bot.domain.times import zone_named

LEFT_FOR = timedelta(days=30)
"""How long a form that is shown whole waits half-filled for whoever left it."""


class FormIsGone(BrokenRule):
    """The form was sent or cancelled already."""


def open_form(turn: Turn, key: str, about: About, values: Values | None = None) -> Reply:
    """Opens a form, with `values` in it already; the very form that has answers already is shown where it was.

    Where forms are asked question by question, another one that is open in this conversation is thrown away, and if it has
    answers that is said. Where they are shown whole, it is kept for a while.
    """
    left = turn.work.drafts.all_at(turn.actor, turn.spot_key)
    waiting = [one for one in left if _waits(turn, one)]
    before = next((one for one in waiting if one.form == key and one.about == about), None)
    if before is not None and not values:
        return show_form_again(turn, before)
    for one in left:
        if turn.spot.asks or one == before or one not in waiting:
            turn.work.drafts.remove(one.id)
    fields = turn.papers[key].fields(turn, about, values or {})
    draft = Draft(
        id=DraftId(new_id()),
        person_id=turn.actor,
        spot=turn.spot_key,
        form=key,
        about=dict(about),
        values=dict(values or {}),
        asking=fields[0].key if turn.spot.asks else None,
        revision=0,
        made_at=turn.now,
        changed_at=turn.now,
    )
    turn.work.drafts.add(draft)
    shown = show_form(turn, draft)
    if not waiting:
        return shown
    return _with_note(shown, turn.say("form-replaced", title=turn.say.line(f"form-{waiting[0].form}")))


def show_form_again(turn: Turn, draft: Draft) -> Reply:
    """The form where it was, with a word that it was there already."""
    shown = show_form(turn, draft)
    if shown.form is not None:
        return Reply(form=replace(shown.form, begun=True))
    return _with_note(shown, turn.say("form-resumed"))


def begin_anew(turn: Turn, draft_id: DraftId) -> Reply:
    """The form as it was when it was opened first."""
    draft = open_draft(turn, draft_id)
    fields = turn.papers[draft.form].fields(turn, draft.about, {})
    asking = fields[0].key if turn.spot.asks else None
    return show_form(turn, keep_draft(turn, draft, values={}, asking=asking))


def show_form(turn: Turn, draft: Draft, wrong: Mapping[str, BrokenRule] | None = None) -> Reply:
    """The form as it stands: whole, or the field that is being asked, or the summary when none is left."""
    form = form_of(turn, draft, wrong or {})
    if not turn.spot.asks:
        return Reply(form=form)
    position = next((i for i, field in enumerate(form.fields) if field.key == draft.asking), None)
    if position is None:
        return Reply(messages=[summary(turn.reader, form)])
    return Reply(messages=[form_question(turn, form, position)])


def form_question(turn: Turn, form: Form, position: int, *, month: date | None = None) -> Message:
    """The field at that position as a question; where there is room, with that month to pick a day from."""
    field = form.fields[position]
    grid = grid_for(turn.say, form, field, month=month, today=today(turn)) if turn.spot.grids else ()
    return question(turn.reader, form, position, grid=grid)


def form_of(turn: Turn, draft: Draft, wrong: Mapping[str, BrokenRule]) -> Form:
    """The whole form with what it holds and what is wrong with it."""
    fields = turn.papers[draft.form].fields(turn, draft.about, draft.values)
    return Form(
        key=draft.form,
        title=turn.say.line(f"form-{draft.form}"),
        draft=draft.id,
        revision=draft.revision,
        fields=tuple(
            replace(
                field,
                initial=draft.values.get(field.key, field.initial),
                options=_meant(turn, wrong.get(field.key)) or field.options,
                error=_words(turn, wrong.get(field.key)),
            )
            for field in fields
        ),
        submit=turn.say.line(f"form-{draft.form}-submit"),
    )


def open_draft(turn: Turn, draft_id: DraftId) -> Draft:
    """The draft, if it is the actor's and still open. Raises FormIsGone."""
    draft = turn.work.drafts.find(draft_id)
    if draft is None or draft.person_id != turn.actor:
        raise FormIsGone
    return draft


def keep_draft(turn: Turn, draft: Draft, *, values: Values, asking: str | None) -> Draft:
    """The draft with new values, and the field that is asked next."""
    changed = replace(
        draft, values=dict(values), asking=asking, revision=draft.revision + 1, changed_at=turn.now
    )
    turn.work.drafts.change(
        draft.id,
        values=changed.values,
        asking=asking,
        revision=changed.revision,
        changed_at=turn.now,
    )
    return changed


def change_form(turn: Turn, draft_id: DraftId, changed: str, values: Values) -> Reply:
    """A field has changed in a form shown whole. It is shown anew only if that field steers others.

    What is not as the form had it is kept, so that somebody who comes back finds that and what else holds by then.
    """
    draft = open_draft(turn, draft_id)
    fields = turn.papers[draft.form].fields(turn, draft.about, values)
    own = {
        field.key: values[field.key]
        for field in fields
        if field.key in values and _bare(values[field.key]) != _bare(field.initial)
    }
    draft = keep_draft(turn, draft, values=own, asking=draft.asking)
    if any(field.key == changed and not field.steers for field in fields):
        return Reply()
    return show_form(turn, draft, _unclear(turn, fields, changed, values))


def submit_form(turn: Turn, draft_id: DraftId, values: Values) -> Reply:
    """Sends the form if all fields are in order; else shows what is wrong, with nothing lost."""
    draft = open_draft(turn, draft_id)
    form = form_of(turn, replace(draft, values=values), {})
    kept, wrong = check_all(form, values, language=turn.say.language, today=today(turn))
    if wrong:
        first = next(iter(wrong)) if turn.spot.asks else None
        return show_form(turn, keep_draft(turn, draft, values=kept, asking=first), wrong)
    reply = turn.papers[draft.form].send(turn, draft.about, kept)
    turn.work.drafts.remove(draft.id)
    return reply


def refuse_form(turn: Turn, draft_id: DraftId, values: Values, broken: BrokenRule) -> Reply | None:
    """The form with a rule that broke on sending beside its field; None when the rule names no field of it.

    What was typed is kept. The transaction in which the rule broke has been rolled back. Raises the broken rule when
    the form makes no sense any more.
    """
    draft = open_draft(turn, draft_id)
    form = form_of(turn, replace(draft, values=values), {})
    if broken.field is None or broken.field not in {field.key for field in form.fields}:
        return None
    asking = broken.field if turn.spot.asks else None
    draft = keep_draft(turn, draft, values=values, asking=asking)
    return show_form(turn, draft, {broken.field: broken})


def today(turn: Turn) -> date:
    """Today on the person's clock; on UTC's where their zone is unknown."""
    return turn.now.astimezone(zone_named(turn.person.zone or "UTC")).date()


def _unclear(turn: Turn, fields: Sequence[Field], changed: str, values: Values) -> dict[str, BrokenRule]:
    """Which city is meant is asked as soon as that field says something that may mean several."""
    for field in fields:
        if field.key == changed and field.kind is FieldKind.CITY:
            try:
                check(field, values.get(changed), language=turn.say.language, today=today(turn))
            except CityIsUnclear as unclear:
                return {changed: unclear}
            except BrokenRule:
                # It is said when the form is sent.
                return {}
    return {}


def _waits(turn: Turn, draft: Draft) -> bool:
    """Whether it would be missed."""
    is_old = not turn.spot.asks and turn.now - draft.changed_at >= LEFT_FOR
    return bool(draft.revision and draft.values) and not is_old


def _bare(given: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """What is given, whichever way a field has it."""
    return tuple(sorted(given)) if isinstance(given, tuple) else (given,) if given else ()


def _with_note(reply: Reply, note: Spans) -> Reply:
    return replace(
        reply, messages=[replace(message, parts=(Text(note), *message.parts)) for message in reply.messages]
    )


def _meant(turn: Turn, broken: BrokenRule | None) -> tuple[Option, ...]:
    """Where several cities are called so, each of them, to be picked: by number where that is a button, else by name."""
    if not isinstance(broken, CityIsUnclear):
        return ()
    return tuple(
        Option(
            str(city.id) if turn.spot.asks else city_name(city, turn.say.locale),
            city_words(turn.reader, city),
        )
        for city in broken.cities
    )


def _words(turn: Turn, broken: BrokenRule | None) -> str | None:
    return turn.say.line(broken.key, **turn.values_of(broken)) if broken is not None else None
