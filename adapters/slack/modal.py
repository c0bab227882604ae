"""Forms as modals, and back: what Slack calls a view, its state, and its errors (SPEC 6)."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adapters.slack.blocks import (
    IN_CHECKBOXES,
    OPTION,
    OPTIONS,
    VIEW_BLOCKS,
    VIEW_TITLE,
    Json,
    paragraph,
    plain,
    words,
)
from bot.chat.forms import Field, FieldKind, Form, Option
from bot.chat.incoming import Values
from bot.domain.ids import DraftId
from bot.domain.text import LINE, TEXT

FORM, WORDS = "form", "words"
"""The `callback_id` of a view: a form, or words only."""

LONGEST_INPUT = 3000
FACE = "~"
"""Stands between a field's key and the number of its face. A new face is how Slack is made to show another value."""

TYPED_INTO = frozenset({"plain_text_input", "number_input"})

_PICKED_ONE = frozenset({FieldKind.CHOICE, FieldKind.PERSON, FieldKind.PLACE})
_ISO_DATE, _ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Where:
    """What a view has to remember: the form's draft, and where its answer is shown; `channel` is empty in private.

    `steering` are the fields that others depend on.
    """

    draft: DraftId
    revision: int
    channel: str = ""
    steering: tuple[str, ...] = ()

    def written(self) -> str:
        """As `private_metadata`."""
        told = {"draft": self.draft, "revision": self.revision, "channel": self.channel}
        return json.dumps({**told, "steering": self.steering})


def where_of(view: Json) -> Where | None:
    """What the view remembers; None when it is no form of ours."""
    try:
        told: Json = json.loads(view.get("private_metadata") or "{}")
        return Where(
            DraftId(str(told["draft"])),
            int(told["revision"]),
            str(told.get("channel", "")),
            tuple(map(str, told.get("steering", ()))),
        )
    except (ValueError, KeyError, TypeError):
        return None


def form_view(
    form: Form, *, close: str, channel: str = "", before: Json | None = None, above: Sequence[Json] = ()
) -> Json:
    """The form as a view. Fields of the view `before` that hold the same keep their face, and so what is typed."""
    faces = _faces(before)
    steering = tuple(field.key for field in form.fields if field.steers)
    blocks: list[Json] = [*above]
    if len(form.title) > VIEW_TITLE:
        blocks.append(paragraph([words(form.title, strong=True)]))
    for field in form.fields:
        if field.error:
            blocks.append(paragraph([words(f"⚠️ {field.error}", strong=True)]))
        blocks += _inputs(field, form.revision, faces)
    return {
        "type": "modal",
        "callback_id": FORM,
        "title": plain(form.title, VIEW_TITLE),
        "submit": plain(form.submit, VIEW_TITLE),
        "close": plain(close, VIEW_TITLE),
        "private_metadata": Where(form.draft, form.revision, channel, steering).written(),
        "blocks": blocks[:VIEW_BLOCKS],
    }


def words_view(title: str, blocks: Sequence[Json], *, close: str) -> Json:
    """A view that only says something."""
    return {
        "type": "modal",
        "callback_id": WORDS,
        "title": plain(title, VIEW_TITLE),
        "close": plain(close, VIEW_TITLE),
        "blocks": list(blocks)[:VIEW_BLOCKS],
    }


def values_of(view: Json) -> Values:
    """What the fields of a view hold, by key."""
    found: dict[str, str | tuple[str, ...]] = {}
    for fields in _held(view).values():
        for key, held in fields.items():
            value = _value(held)
            before = found.get(key)
            # A long list stands in several fields.
            found[key] = (
                (*before, *value) if isinstance(before, tuple) and isinstance(value, tuple) else value
            )
    return found


def errors_in(form: Form, view: Json) -> dict[str, str] | None:
    """What is wrong, by field of the view; None when the view does not show all that is wrong, or nothing is."""
    shown = {_key(block_id): block_id for block_id in reversed(list(_held(view)))}
    wrong = {field.key: field.error for field in form.fields if field.error}
    if not wrong or not wrong.keys() <= shown.keys():
        return None
    return {shown[key]: " ".join(error.split()) for key, error in wrong.items()}


def _held(view: Json) -> dict[str, dict[str, Json]]:
    state: Json = view.get("state") or {}
    return state.get("values") or {}


def _key(block_id: str) -> str:
    return block_id.partition(FACE)[0]


def _faces(before: Json | None) -> dict[str, tuple[str, str | tuple[str, ...]]]:
    """The face of each field that is shown, and what it holds."""
    if before is None:
        return {}
    return {
        block_id: (block_id, _value(held))
        for block_id, fields in _held(before).items()
        for held in fields.values()
    }


def _value(held: Json) -> str | tuple[str, ...]:
    match held.get("type"):
        case "datepicker":
            return held.get("selected_date") or ""
        case "timepicker":
            return held.get("selected_time") or ""
        case "static_select":
            option = held.get("selected_option")
            return _bare(option) if option else ""
        case "multi_static_select" | "checkboxes":
            return tuple(_bare(option) for option in held.get("selected_options") or ())
        case _:
            return held.get("value") or ""


def _bare(option: Json) -> str:
    return str(option["value"]).removeprefix("=")


def _inputs(
    field: Field, revision: int, faces: Mapping[str, tuple[str, str | tuple[str, ...]]]
) -> Iterator[Json]:
    portions = _portions(field)
    for number, options in enumerate(portions):
        face = f"{field.key}{FACE}{number}" if number else field.key
        holds = _initial(field, options)
        standing = next(
            (id for id, value in faces.values() if _same_field(id, face) and value == holds), None
        )
        block: Json = {
            "type": "input",
            "block_id": standing or f"{face}{FACE}{FACE}{revision}",
            "label": plain(field.label if not number else f"{field.label} ({number + 1})", 2000),
            "element": _element(field, options, holds),
            "optional": not field.required or field.kind.takes_several,
            # What is filled in is told at once, as Slack does not tell it when the view is closed.
            "dispatch_action": True,
        }
        if block["element"]["type"] in TYPED_INTO and not field.steers:
            # Else it is told when Enter is pressed, as the view changes by it.
            block["element"]["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
        if field.hint and number == len(portions) - 1:
            block["hint"] = plain(field.hint, 2000)
        yield block


def _same_field(block_id: str, face: str) -> bool:
    return block_id.partition(FACE * 2)[0] == face


def _portions(field: Field) -> list[tuple[Option, ...]]:
    """The options of one field of a view: a field of ours that takes several may need more than one."""
    if not field.kind.takes_several:
        return [field.options]
    return [field.options[i : i + OPTIONS] for i in range(0, len(field.options), OPTIONS)]


def _initial(field: Field, options: Sequence[Option]) -> str | tuple[str, ...]:
    """What the field holds from the start, as `values_of` would tell it."""
    given = field.initial
    if field.kind.takes_several:
        held = (given,) if isinstance(given, str) else given or ()
        return tuple(option.value for option in options if option.value in held)
    text = given if isinstance(given, str) else ", ".join(given or ())
    match field.kind:
        case FieldKind.DATE:
            return text if _is_date(text) else ""
        case FieldKind.TIME:
            return text if _ISO_TIME.fullmatch(text) else ""
        case _ if field.kind in _PICKED_ONE and options:
            return text if text in {option.value for option in options} else ""
        case FieldKind.NUMBER:
            return text if text.isascii() and text.isdigit() else ""
        case _:
            return text


def _element(field: Field, options: Sequence[Option], holds: str | tuple[str, ...]) -> Json:
    named = {"action_id": field.key}
    if isinstance(holds, tuple):
        made = _options(options)
        picked = [made[i] for i, option in enumerate(options) if option.value in holds]
        kind = "checkboxes" if len(options) <= IN_CHECKBOXES else "multi_static_select"
        return {"type": kind, **named, "options": made, **({"initial_options": picked} if picked else {})}
    match field.kind:
        case FieldKind.DATE:
            return {"type": "datepicker", **named, **_if(initial_date=holds)}
        case FieldKind.TIME:
            return {"type": "timepicker", **named, **_if(initial_time=holds)}
        case FieldKind.NUMBER:
            return {
                "type": "number_input",
                "is_decimal_allowed": False,
                **named,
                **_if(initial_value=holds, min_value=_number(field.min), max_value=_number(field.max)),
            }
        case _ if field.kind in _PICKED_ONE and options:
            return {"type": "static_select", **named, **_offered(options), **_picked(options, holds)}
        case _:
            several = field.kind is FieldKind.TEXT
            most = min(field.max or (TEXT if several else LINE), LONGEST_INPUT)
            return {
                "type": "plain_text_input",
                **named,
                "multiline": several,
                "max_length": most,
                **_if(initial_value=holds[:most]),
            }


def _if(**given: str | None) -> Json:
    return {name: value for name, value in given.items() if value}


def _number(given: int | None) -> str | None:
    return None if given is None else str(given)


def _options(options: Iterable[Option]) -> list[Json]:
    return [
        # Slack takes no empty value.
        {"text": plain(option.label, OPTION), "value": f"={option.value}"}
        for option in options
    ]


def _offered(options: Sequence[Option]) -> Json:
    """The options; more than a hundred in groups, through which Slack lets one search by typing."""
    made = _options(options)
    if len(made) <= OPTIONS:
        return {"options": made}
    groups = [made[i : i + OPTIONS] for i in range(0, len(made), OPTIONS)]
    return {
        "option_groups": [
            {
                "label": plain(f"{group[0]['text']['text']} – {group[-1]['text']['text']}", OPTION),
                "options": group,
            }
            for group in groups[:OPTIONS]
        ]
    }


def _picked(options: Sequence[Option], holds: str) -> Json:
    picked = [option for option in options if option.value == holds]
    return {"initial_option": _options(picked)[0]} if picked else {}


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(_ISO_DATE.fullmatch(text))
